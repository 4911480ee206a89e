"""`channel-sales plan ...` as a person uses it: on the screen, into files, and what is refused."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

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


@pytest.mark.parametrize(
    ("words", "title"),
    [
        (("onboarding", "Bluefern Analytics", "--starts", "2025-05-05"), "# Onboarding plan: Bluefern Analytics"),
        (("scorecard", "market 4, technical 4, alignment 3, finance 4, sales 4, service 4"), "# Recruitment scorecard"),
        (("scorecard",), "# Recruitment scorecard"),
        (("profile", "reseller"), "# Ideal partner profile: reseller"),
        (("business", "Quillhaven"), "# Joint business plan 2025: Quillhaven Systems"),
        (("review", "Acme Networks"), "# Quarterly business review 2025-Q1: Acme Networks"),
        (("improvement", "P-014"), "# Improvement plan: Drifthaven Security"),
        (
            ("campaign", "Acme Networks", "12k", "webinar", "18 September 2025"),
            "# Campaign brief: webinar, Acme Networks",
        ),
        (("engagement",), "# Rules of engagement"),
        (("agreement", "MSP"), "# Partner agreement checklist: managed service provider"),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_a_plan_is_markdown_on_the_screen(shell: Shell, words: tuple[str, ...], title: str) -> None:
    code, out, err = shell("plan", *words)
    assert (code, err) == (0, "")
    assert out.splitlines()[0] == title
    assert "Receipt R-" in out


@pytest.mark.parametrize(("kind", "opens"), [("pdf", b"%PDF"), ("docx", b"PK"), ("html", b"<!doc"), ("md", b"# On")])
def test_a_plan_is_written_into_a_file(shell: Shell, tmp_path: Path, kind: str, opens: bytes) -> None:
    path = tmp_path / f"plan.{kind}"
    code, out, _ = shell("plan", "onboarding", "Bluefern Analytics", "--out", str(path))
    assert (code, path.read_bytes()[: len(opens)]) == (0, opens)
    assert out.strip() == f"Onboarding plan: Bluefern Analytics: {path}"


def test_a_plans_dates_go_into_a_calendar(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "plan.ics"
    assert shell("plan", "onboarding", "Bluefern Analytics", "--starts", "1 March", "--out", str(path))[0] == 0
    events: list[Any] = Calendar.from_ical(path.read_bytes().decode()).walk("VEVENT")
    assert min(event["dtstart"].dt.isoformat() for event in events) == "2025-03-05"


def test_json_is_one_object_with_the_result_the_receipt_and_the_files(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "pack.md"
    code, out, _ = shell("plan", "review", "Acme Networks", "--json", "--out", str(path))
    printed = json.loads(out)
    assert code == 0
    assert printed["result"]["quarter"] == "2025-Q1"
    assert printed["receipt"]["tool"] == "qbr_pack"
    assert [Path(name).name for name in printed["files"]] == ["pack.md", "pack-revenue.png", "pack-requirements.png"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        pytest.param(("onboarding", "Acme"), "Acme Networks or Acme Nordic", id="a name that fits two"),
        pytest.param(("onboarding", "Zzyzx"), "Zzyzx", id="an unknown partner"),
        pytest.param(("onboarding", "P-047", "--starts", "31 April 2025"), "April has 30 days", id="an impossible day"),
        pytest.param(("onboarding", "P-047", "--out", "plan.xlsx"), "a document is a", id="another kind of file"),
        pytest.param(("campaign", "Acme Networks", "-5", "webinar", "2025-09-18"), "-5", id="a negative cost"),
        pytest.param(("agreement", "friend"), "the types are", id="an unknown type"),
        pytest.param(("wedding",), "wedding", id="no such plan"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_in_a_sentence_and_code_2(shell: Shell, words: tuple[str, ...], says: str) -> None:
    code, out, err = shell("plan", *words)
    assert (code, out) == (2, "")
    assert says in " ".join(err.split())
    assert "Traceback" not in err


def test_a_refusal_is_json_too(shell: Shell) -> None:
    code, out, _ = shell("plan", "onboarding", "Zzyzx", "--json")
    assert (code, json.loads(out)["error"]["code"]) == (2, "unknown_partner")


def test_a_company_sets_its_own_templates(shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "rules_of_engagement.md.j2").write_text("# Our peace with {{ company }}\n", encoding="utf-8")
    monkeypatch.setenv("CHANNEL_SALES_TEMPLATES_DIR", str(tmp_path))
    settings.cache_clear()
    assert shell("plan", "engagement")[1] == "# Our peace with Demo Vendor\n"
