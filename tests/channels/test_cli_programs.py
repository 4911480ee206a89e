"""The commands for other programs, as a person types them."""

import hashlib
import re
from pathlib import Path

import pytest

from assistant.channels.cli.app import run
from assistant.settings import settings


@pytest.fixture(autouse=True)
def own_log(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Faults of these tests are logged apart."""
    monkeypatch.setenv("CHANNEL_SALES_LOG_FILE", str(tmp_path / "log"))
    settings.cache_clear()


def test_a_token_is_shown_once_with_the_line_that_lets_it_in(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["token"]) == 0
    said = capsys.readouterr().out
    token = re.search(r"cs_[\w-]{40,}", said)
    assert token is not None
    assert f'also: ["token:{hashlib.sha256(token[0].encode()).hexdigest()}"]' in said


def test_whoever_is_not_listed_starts_no_mcp_server(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "people.yaml").write_text("[{id: ada, sees: everything}]")
    monkeypatch.setenv("CHANNEL_SALES_ACCESS_FILE", str(tmp_path / "people.yaml"))
    settings.cache_clear()
    assert run(["mcp"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "No access is set for 'operator'" in said.err


def test_a_skill_is_exported_where_it_says(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run(["skill", "export", str(tmp_path)]) == 0
    assert (tmp_path / "channel-sales" / "SKILL.md").is_file()
    assert "channel-sales" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(["skill", "export"], id="no folder"),
        pytest.param(["teams", "package", "--out", "a.zip"], id="no address"),
        pytest.param(["teams", "package", "--out", "a.zip", "--url", "x", "--app-id", "y"], id="a wrong address"),
    ],
)
def test_what_is_missing_or_wrong_is_said_in_a_sentence(capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    assert run(words) == 2
    said = capsys.readouterr()
    assert said.err.strip().endswith((".", "commands."))
    assert "Traceback" not in said.err
