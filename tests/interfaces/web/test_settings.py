import socket
from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from reportqa.interfaces.cli import app
from reportqa.interfaces.web.settings import (
    Settings,
    SettingsError,
    load_settings,
    origins_of_settings,
)


def test_flags_win_over_the_environment_and_that_over_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "server.toml"
    file.write_text('port = 9000\nhost = "10.0.0.1"\nworkers = 3\n')
    monkeypatch.setenv("REPORTQA_CONFIG", str(file))
    monkeypatch.setenv("REPORTQA_HOST", "10.0.0.2")
    settings = load_settings({"workers": 2})
    assert (settings.port, settings.host, settings.workers) == (9000, "10.0.0.2", 2)
    came_from = origins_of_settings({"workers": 2})
    assert came_from["workers"] == "flag"
    assert came_from["host"] == "environment"
    assert came_from["port"] == str(file)
    assert came_from["seconds"] == "default"


@pytest.mark.parametrize("line", ['port = "many"', "unknown = 1", "port = ", "workers = 0"])
def test_a_wrong_setting_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    file = tmp_path / "server.toml"
    file.write_text(line)
    monkeypatch.setenv("REPORTQA_CONFIG", str(file))
    with pytest.raises(SettingsError):
        load_settings({})


def test_the_server_listens_on_loopback_unless_told_otherwise() -> None:
    assert load_settings({}).host == "127.0.0.1"


@pytest.mark.parametrize(
    ("variable", "value", "shown"),
    [
        ("ORIGINS", "https://A.example/, https://b.example:8443", ("https://a.example", "https://b.example:8443")),
        ("ORIGINS", '["https://a.example"]', ("https://a.example",)),
        ("PROXIES", "10.0.0.0/8,127.0.0.1", ("10.0.0.0/8", "127.0.0.1/32")),
        ("KEY_HASHES", "AB" * 32, ("ab" * 32,)),
    ],
)  # fmt: skip
def test_lists_are_written_as_people_write_them(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, shown: tuple[str, ...]
) -> None:
    monkeypatch.setenv(f"REPORTQA_{variable}", value)
    assert getattr(load_settings({}), variable.lower()) == shown


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("ORIGINS", "https://ok.example; script-src *"),
        ("ORIGINS", "https://ok.example/path"),
        ("ORIGINS", "*"),
        ("ORIGINS", '["https://ok.example"'),
        ("PROXIES", "nonsense"),
        ("KEY_HASHES", "nøkkel"),
        ("USER_HEADER", "X-User"),  # no proxy is listed
        ("WORKRS", "4"),
    ],
)
def test_what_cant_work_is_refused_at_the_start(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    monkeypatch.setenv(f"REPORTQA_{variable}", value)
    with pytest.raises(SettingsError):
        load_settings({})


def test_a_settings_file_that_is_no_utf8_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "server.toml"
    file.write_bytes(b'host = "\xff"')
    monkeypatch.setenv("REPORTQA_CONFIG", str(file))
    with pytest.raises(SettingsError, match="UTF-8"):
        load_settings({})


def test_every_setting_has_a_flag() -> None:
    flags = {p.name for p in get_command(app).commands["serve"].params}  # type: ignore[attr-defined]
    plural = {"origins": "origin", "key_hashes": "key_hash", "proxies": "proxy"}
    assert {plural.get(name, name) for name in Settings.model_fields} <= flags


def test_a_port_in_use_is_said_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = CliRunner().invoke(app, ["serve", "--port", str(taken.getsockname()[1])])
    assert isinstance(done.exception, SettingsError)
    assert "in use" in str(done.exception)
