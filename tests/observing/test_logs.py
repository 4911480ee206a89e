"""Log lines are JSON with the question's id on each, and hold no key and no person's words unless asked for."""

import json
import logging
import subprocess
import sys
from pathlib import Path
from typing import Any, cast

import pytest

from assistant.asking import Desk
from assistant.observing.logs import Lines
from assistant.observing.watch import QUESTION
from assistant.records.cut import FrameReader
from assistant.settings import Settings
from tests.models.server import ScriptedServer, calls, says
from tests.observing.conftest import KEY, LogLines

ASKED = "which tier does Larkmere Cloud hold?"
HOLDS = "Larkmere Cloud holds Gold."


def broken(settings: Settings, desk: Desk) -> Desk:
    return Desk(settings, desk.records, cast("FrameReader", None))


def test_each_question_is_a_line_with_what_it_came_to(desk: Desk, lines: LogLines) -> None:
    desk.at("http").ask(ASKED)
    (line,) = lines()
    assert line["event"] == "answered"
    assert line["level"] == "info"
    assert (line["surface"], line["kind"], line["tools"]) == ("http", "answer", ["tier_status"])
    assert line["characters"] == 36
    assert len(line["question"]) == 12


def test_every_line_of_a_question_has_its_id_and_lines_outside_have_none(desk: Desk, lines: LogLines) -> None:
    broken(desk.settings, desk).ask("tier Larkmere Cloud")
    desk.ask("tier Larkmere Cloud")
    logging.getLogger("channel_sales").warning("nobody asked")
    ids = [line["question"] for line in lines()]
    assert ids[0] == ids[1] is not None
    assert ids[2] not in {ids[0], None}
    assert ids[3] is None


def test_an_id_ends_with_its_question_even_where_nobody_reads_to_the_end(desk: Desk) -> None:
    events = desk.events(ASKED)
    next(events)
    assert QUESTION.get() is not None
    events.close()  # type: ignore[attr-defined]
    assert QUESTION.get() is None


def test_who_leaves_is_a_line_too(desk: Desk, lines: LogLines) -> None:
    events = desk.events(ASKED)
    next(events)
    events.close()  # type: ignore[attr-defined]
    assert [line["kind"] for line in lines()] == ["left"]


def test_a_bug_is_logged_whole_under_the_id_of_its_apology(desk: Desk, lines: LogLines) -> None:
    said = broken(desk.settings, desk).ask("tier Larkmere Cloud").text
    bug = lines()[0]
    assert f"(fault {bug['fault']})" in said
    assert bug["event"] == f"bug {bug['fault']} in question"
    assert bug["exception"].startswith("Traceback (most recent call last):")
    assert "AttributeError: 'NoneType' object has no attribute 'read'" in bug["exception"]


@pytest.mark.parametrize(
    ("in_full", "text"),
    [pytest.param(False, None, id="by default"), pytest.param(True, ASKED, id="where it is asked for")],
)
def test_a_question_stands_in_the_log_only_where_it_is_asked_for(
    desk: Desk, lines: LogLines, in_full: bool, text: str | None
) -> None:
    settings = desk.settings.model_copy(update={"log_questions": in_full})
    broken(settings, desk).ask(ASKED)
    bug, answered = lines()
    assert bug.get("text") == answered.get("text") == text
    assert bug["sha256"] == answered["sha256"] == "c86ca4c04c5148b9"
    assert ("Larkmere" in json.dumps([bug, answered])) is in_full


def test_a_models_use_stands_in_its_line(modelled: Desk, scripted: ScriptedServer, lines: LogLines) -> None:
    scripted.plays(calls("tier_status", partner="Larkmere Cloud"), says(HOLDS))
    modelled.ask(ASKED)
    (line,) = lines()
    taken = {name: line[name] for name in ("model", "calls", "input_tokens", "output_tokens", "cost_micros")}
    assert taken == {"model": "scripted", "calls": 2, "input_tokens": 1800, "output_tokens": 100, "cost_micros": 880}


def test_no_line_holds_a_key(modelled: Desk, lines: LogLines) -> None:
    logging.getLogger("channel_sales").warning("sent %s and got 401", KEY, extra={"header": f"Bearer {KEY}"})
    (line,) = lines()
    assert line["event"] == "sent *** and got 401"
    assert line["header"] == "Bearer ***"


def test_a_line_stays_one_line_whatever_is_logged() -> None:
    record = logging.LogRecord("channel_sales", logging.INFO, "", 0, "two\nlines %s", ("\u2028é",), None)
    written = Lines().format(record)
    assert "\n" not in written
    assert json.loads(written)["event"] == "two\nlines \u2028é"


def test_a_shell_logs_faults_to_the_file_of_the_settings_and_nothing_to_the_terminal(tmp_path: Path) -> None:
    program = (
        "import logging; from assistant.observing.logs import log_to_file; from assistant.settings import settings;"
        "log_to_file(settings()); logging.getLogger('channel_sales').info('fine');"
        "logging.getLogger('channel_sales').error('not fine')"
    )
    log = tmp_path / "folder" / "faults.log"
    environment: dict[str, Any] = {"CHANNEL_SALES_LOG_FILE": str(log), "HOME": str(tmp_path)}
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=environment, check=True)  # noqa: S603 - our own interpreter
    assert (run.stdout, run.stderr) == ("", "")
    assert [json.loads(line)["event"] for line in log.read_text().splitlines()] == ["not fine"]


def test_watching_loads_no_library_of_its_own() -> None:
    program = (
        "import sys, assistant.asking, assistant.observing.logs;"
        "print([n for n in ('structlog', 'opentelemetry', 'prometheus_client') if n in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603 - our own interpreter
    assert run.stdout == "[]\n"
