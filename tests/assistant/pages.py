"""Answers as a person reads them: a tool over literal rows, worded, on 80 columns without colour."""

from datetime import date
from io import StringIO

from rich.console import Console

from assistant.answer import Answer, Receipt
from assistant.channels.cli.screen import parts_of
from assistant.toolbox import Outcome
from assistant.wording import answered
from tools.core.receipts import Result

WIDTH = 80
APRIL_END = date(2025, 4, 30)


def answer_of(tool: str, result: Result) -> Answer:
    """The answer of one tool call."""
    receipt = Receipt(
        scope="everything",
        id="R-0000000000",
        tool=tool,
        arguments={},
        as_of=APRIL_END,
        program_version="test",
        records_version=1,
        basis=getattr(result, "basis", ()),
    )
    return answered([Outcome(tool=tool, result=result, receipt=receipt)])


def page(answer: Answer, width: int = WIDTH) -> str:
    """What a terminal shows, without the blanks at the ends of lines."""
    shown = StringIO()
    out = Console(file=shown, width=width, color_system=None, highlight=False)
    for part in parts_of(answer):
        out.print(part)
    return "\n".join(line.rstrip() for line in shown.getvalue().splitlines())


def cells(answer: Answer) -> dict[str, tuple[str, ...]]:
    """Each row of an answer's tables by its first cell; of several, the first."""
    found: dict[str, tuple[str, ...]] = {}
    for table in answer.tables:
        for row in table.rows:
            found.setdefault(row[0], row[1:])
    return found
