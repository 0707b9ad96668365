from pathlib import Path

import pytest

from reportqa.interfaces.web.settings import SettingsError, load_settings, origins_of_settings


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
