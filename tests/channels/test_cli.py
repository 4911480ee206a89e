"""The shell as a person or a script uses it: output, exit codes, JSON."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.channels.cli.app import run
from assistant.settings import settings

Shell = Callable[..., tuple[int, str, str]]


@pytest.fixture
def shell(demo_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Shell:
    """Runs a command line over the demo company: its exit code, output and errors."""
    monkeypatch.setenv("CHANNEL_SALES_DATABASE_URL", demo_url)
    monkeypatch.setenv("CHANNEL_SALES_LOG_FILE", str(tmp_path / "log"))
    monkeypatch.setenv("COLUMNS", "80")
    settings.cache_clear()

    def command(*arguments: str) -> tuple[int, str, str]:
        code = run(list(arguments))
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


def test_a_command_and_the_same_words_in_a_chat_give_the_same_answer(shell: Shell) -> None:
    assert shell("tier", "Acme", "Networks") == shell("ask", "/channel-sales tier Acme Networks")


def test_a_first_word_that_is_no_command_is_read_as_a_question(shell: Shell) -> None:
    code, out, _ = shell("which", "tier", "does", "Acme", "Networks", "hold?")
    assert code == 0
    assert out.startswith("Acme Networks holds Silver")


def test_a_typo_in_a_command_asks_back(shell: Shell) -> None:
    code, out, err = shell("dashbord", "April")
    assert (code, out) == (2, "")
    assert "Did you mean `dashboard`?" in err


def test_nothing_is_wider_than_the_terminal(shell: Shell) -> None:
    for words in ("dashboard April 2025", "tier Acme Networks", "health", "rules tiers", "help"):
        _, out, _ = shell(*words.split())
        assert max(len(line) for line in out.splitlines()) <= 80, words


def test_json_is_one_object_with_the_receipt(shell: Shell) -> None:
    code, out, _ = shell("rebate", "Larkmere", "Cloud", "Q1", "2025", "--json")
    answer = json.loads(out)
    assert code == 0
    assert answer["kind"] == "answer"
    assert answer["receipts"][0]["tool"] == "rebate_earned"
    assert answer["rests_on"]


def test_a_tool_for_scripts_prints_result_lines_and_receipt(shell: Shell) -> None:
    code, out, _ = shell("tool", "rebate_earned", "--json", '{"partner": "Larkmere Cloud", "quarter": "2025-Q1"}')
    printed = json.loads(out)
    assert code == 0
    assert set(printed) == {"result", "lines", "receipt"}
    assert sum(line["amount_cents"] for line in printed["lines"]) == printed["result"]["earned_cents"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        pytest.param(("tool", "tier_status", "--json", '{"partner": "Zzyzx"}'), "Zzyzx", id="unknown partner"),
        pytest.param(("tool", "tier_status", "--json", "{"), "not JSON", id="broken JSON"),
        pytest.param(("tool", "tier_status", "--json", "[1]"), "not an object", id="a list"),
        pytest.param(("tool", "nothing", "--json", "{}"), "nothing", id="unknown tool"),
        pytest.param(("ask", "--json", "tier for Zzyzx Corp"), "Zzyzx", id="a question about nobody"),
        pytest.param(
            ("ask", "--json", "--on", "2025-02-30", "tier Acme Networks"), "no such day", id="an impossible day"
        ),
        pytest.param(("ask", "--json", "deal Acme Networks 150.000 EUR"), "EUR", id="another currency"),
    ],
)
def test_bad_input_is_a_json_error_and_exit_code_2(shell: Shell, arguments: tuple[str, ...], says: str) -> None:
    code, out, _ = shell(*arguments)
    assert code == 2
    assert says in json.loads(out)["error"]["message"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("tier 🙂🙂🙂", id="emoji"),
        pytest.param("tier '; DROP TABLE partners; --", id="SQL"),
        pytest.param("x" * 1_000_000, id="1 MB of text"),
        pytest.param("dashboard 31 February 2025", id="an impossible date"),
        pytest.param("deal Acme Networks -$5,000", id="a negative amount"),
        pytest.param("deal Acme Networks $1000000000000000000", id="10^18 dollars"),
        pytest.param("rebate Acme Networks Q5 2025", id="a fifth quarter"),
        pytest.param("rebate Acme Networks Q1 2019", id="before the program"),
        pytest.param("", id="nothing"),
        pytest.param("\x00\x1b[31m", id="control characters"),
    ],
)
def test_bad_input_gets_one_sentence_and_a_code(shell: Shell, text: str) -> None:
    code, out, err = shell("ask", text)
    assert (code, out) == (2, "")
    assert 10 < len(err) < 600
    assert "Traceback" not in err
    assert "Sorry" not in err


def test_without_records_the_next_step_is_named(shell: Shell, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CHANNEL_SALES_DATABASE_URL", f"sqlite:///{tmp_path / 'none.db'}")
    settings.cache_clear()
    code, _, err = shell("tier", "Acme")
    assert code == 2
    assert "channel-sales demo" in err
    assert not (tmp_path / "none.db").exists()


def test_a_damaged_database_is_named_and_left_as_it_is(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    damaged = tmp_path / "damaged.db"
    damaged.write_bytes(b"this is no database" * 100)
    monkeypatch.setenv("CHANNEL_SALES_DATABASE_URL", f"sqlite:///{damaged}")
    settings.cache_clear()
    code, _, err = shell("tier", "Acme Networks")
    assert code == 2
    assert "damaged.db" in err.replace("\n", "")
    assert damaged.read_bytes() == b"this is no database" * 100


def test_a_program_with_a_hole_is_named(shell: Shell, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CHANNEL_SALES_PROGRAM_DIR", str(tmp_path))
    settings.cache_clear()
    code, _, err = shell("tier", "Acme Networks")
    assert code == 2
    assert "company.yaml" in err


def test_loading_the_demo_over_other_records_asks_for_a_decision(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, own_url: str
) -> None:
    monkeypatch.setenv("CHANNEL_SALES_DATABASE_URL", own_url)
    settings.cache_clear()
    assert shell("demo")[0] == 0
    from sqlalchemy import create_engine, text

    with create_engine(own_url).begin() as connection:
        connection.execute(text("update state set value = 'Real Vendor' where key = 'company'"))
    code, _, err = shell("demo")
    assert code == 2
    assert "Real Vendor" in err
    assert shell("demo", "--replace")[0] == 0


@pytest.mark.parametrize("kind", ["png", "svg"])
def test_a_chart_is_drawn_offline(shell: Shell, tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"april.{kind}"
    code, out, _ = shell("dashboard", "April 2025", "--chart", str(path))
    assert code == 0
    assert "$4.8M" in out
    begins = {"png": b"\x89PNG", "svg": b"<svg"}[kind]
    assert path.read_bytes().startswith(begins)


def test_a_chart_of_another_kind_is_refused(shell: Shell, tmp_path: Path) -> None:
    code, _, err = shell("dashboard", "April 2025", "--chart", str(tmp_path / "april.bmp"))
    assert code == 2
    assert ".png or a .svg" in err.replace("\n", " ")


def test_an_explained_receipt_holds_the_lines(shell: Shell) -> None:
    _, out, _ = shell("tool", "rebate_earned", "--json", '{"partner": "Larkmere Cloud", "quarter": "2025-Q1"}')
    printed = json.loads(out)
    code, out, _ = shell("explain", printed["receipt"]["id"])
    assert code == 0
    assert json.loads(out)["result"] == printed["result"]
    assert printed["lines"][0]["amount_cents"] > 0


def test_explaining_an_unknown_receipt_is_refused(shell: Shell) -> None:
    code, _, err = shell("explain", "R-0000000000")
    assert code == 2
    assert "R-0000000000" in err
