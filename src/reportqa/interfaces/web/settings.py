"""What the server is told: from flags, the environment and one TOML file, in that order."""

import ipaddress
import json
import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from reportqa.errors import ReportQAError

_PREFIX = "REPORTQA_"
# Variables that are no settings: where the file is, and how a worker gets its settings.
_OTHER_VARIABLES = {"CONFIG", "SERVER_SETTINGS"}
_SEE = "See docs/server.md."
_ORIGIN = re.compile(r"https?://(?:[a-z0-9.-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?")


class SettingsError(ReportQAError):
    """A setting breaks its rules."""


def _parts(value: object) -> object:
    """A list from one string: JSON, or parts with commas between, as people write a variable."""
    if not isinstance(value, str):
        return value
    if value.lstrip().startswith("["):
        try:
            return json.loads(value)
        except json.JSONDecodeError:
            raise ValueError('write a,b or ["a", "b"]') from None
    return [part.strip() for part in value.split(",") if part.strip()]


def _origin(value: str) -> str:
    """An origin as browsers send it: scheme, host and port alone, in lower case."""
    plain = value.strip().removesuffix("/").casefold()
    if not _ORIGIN.fullmatch(plain):
        raise ValueError(f"{value!r} is no origin; write it as https://intranett.example.no")
    return plain


def _network(value: str) -> str:
    """An address, or a network as 10.0.0.0/8."""
    try:
        return str(ipaddress.ip_network(value.strip(), strict=False))
    except ValueError:
        raise ValueError(f"{value!r} is no IP address or network as 10.0.0.0/8") from None


def _hash(value: str) -> str:
    plain = value.strip().casefold()
    if not re.fullmatch("[0-9a-f]{64}", plain):
        raise ValueError("a key's hash is 64 hexadecimal digits, not the key itself")
    return plain


Origin = Annotated[str, AfterValidator(_origin)]
Network = Annotated[str, AfterValidator(_network)]
KeyHash = Annotated[str, AfterValidator(_hash)]


class Settings(BaseSettings):
    """Every setting of the server with its default; see docs/server.md."""

    model_config = SettingsConfigDict(env_prefix=_PREFIX, extra="forbid", frozen=True)

    corpus: Path = Path("corpus")
    index: Path = Path("index")
    model: str | None = None
    host: str = "127.0.0.1"
    port: int = Field(8080, ge=0, le=65535)
    workers: int = Field(1, ge=1, le=64)
    # Origins that may embed the widget and call the API, as `https://intranett.example`.
    origins: Annotated[tuple[Origin, ...], NoDecode, BeforeValidator(_parts)] = ()
    # SHA-256 of the bearer keys that open the API; without any it is open to whoever reaches it.
    key_hashes: Annotated[tuple[KeyHash, ...], NoDecode, BeforeValidator(_parts)] = ()
    # Addresses or networks of reverse proxies whose X-Forwarded-* and user header are believed.
    proxies: Annotated[tuple[Network, ...], NoDecode, BeforeValidator(_parts)] = ()
    # The header in which such a proxy names the user: whoever has neither name nor key is refused.
    user_header: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]+$")] | None = None
    requests_per_minute: int = Field(60, ge=1)
    concurrent: int = Field(32, ge=1)
    seconds: float = Field(20.0, gt=0)
    body_bytes: int = Field(65_536, ge=1_024)
    history_turns: int = Field(50, ge=0)

    @model_validator(mode="after")
    def _user_needs_proxy(self) -> Self:
        if self.user_header and not self.proxies:
            raise ValueError("it is believed from listed proxies alone; set proxies too")
        return self

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Flags win over the environment, the environment over the file."""
        file = os.environ.get(f"{_PREFIX}CONFIG")
        from_file = (TomlConfigSettingsSource(settings_cls, Path(file)),) if file else ()
        return (init_settings, env_settings, *from_file)


def load_settings(flags: Mapping[str, Any], config: Path | None = None) -> Settings:
    """The settings in force. Raises SettingsError, naming the setting and what is wrong with it."""
    if config is not None:
        os.environ[f"{_PREFIX}CONFIG"] = str(config)
    file = os.environ.get(f"{_PREFIX}CONFIG")
    if file and not Path(file).is_file():
        raise SettingsError(f"There is no settings file {file}.", "Name one that exists.")
    for variable in os.environ:
        name = variable.upper().removeprefix(_PREFIX)
        known = name.lower() in Settings.model_fields or name in _OTHER_VARIABLES
        if variable.upper().startswith(_PREFIX) and not known:
            raise SettingsError(f"There is no setting for the variable {variable}.", _SEE)
    try:
        return Settings(**flags)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{file}: {error}.", "Mend that line.") from None
    except UnicodeDecodeError:
        raise SettingsError(f"{file} is not text in UTF-8.", "Save it as UTF-8.") from None
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]) if first["loc"] else "user_header"
        said = first["msg"].removeprefix("Value error, ")
        raise SettingsError(f"The setting '{name}': {said}.", _SEE) from None


def origins_of_settings(flags: Mapping[str, Any]) -> dict[str, str]:
    """Where each setting in force comes from: `flag`, `environment`, the file's path, `default`."""
    file = os.environ.get(f"{_PREFIX}CONFIG")
    in_file = tomllib.loads(Path(file).read_text("utf-8")) if file else {}
    found = {}
    for name in Settings.model_fields:
        if name in flags:
            found[name] = "flag"
        elif any(key.upper() == f"{_PREFIX}{name}".upper() for key in os.environ):
            found[name] = "environment"
        else:
            found[name] = str(file) if name in in_file else "default"
    return found
