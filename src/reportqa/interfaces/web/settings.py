"""What the server is told: from flags, the environment and one TOML file, in that order."""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from reportqa.errors import ReportQAError

_PREFIX = "REPORTQA_"


class SettingsError(ReportQAError):
    """A setting breaks its rules."""


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
    origins: tuple[str, ...] = ()
    # SHA-256 of the bearer keys that open the API; without any it is open to whoever reaches it.
    key_hashes: tuple[str, ...] = ()
    # Addresses of reverse proxies whose X-Forwarded-For and user header are believed.
    proxies: tuple[str, ...] = ()
    user_header: str | None = None
    requests_per_minute: int = Field(60, ge=1)
    concurrent: int = Field(32, ge=1)
    seconds: float = Field(20.0, gt=0)
    body_bytes: int = Field(65_536, ge=1_024)
    history_turns: int = Field(50, ge=0)

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
    try:
        return Settings(**flags)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{file}: {error}.", "Mend that line.") from None
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"]) or "settings"
        raise SettingsError(
            f"The setting '{name}': {first['msg']}.", "See docs/server.md."
        ) from None


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
