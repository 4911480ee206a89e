"""The performance dashboard as a document: the headline, the picture, and the sections' tables."""

from io import BytesIO
from typing import Any

from assistant.answer import Answer, Table
from assistant.documents.making import Document
from assistant.toolbox import Outcome
from assistant.wording import answered
from tools.core.program import Company

PICTURE = "dashboard.png"
BELOW = str.maketrans({"⚠": "(below)"})
"""The paper's font has no warning sign."""
MARKUP = str.maketrans({character: f"\\{character}" for character in "\\`*_[]<>|#"})


def dashboard_document(outcome: Outcome, company: Company) -> Document:
    """The document of a dashboard, as it was filtered."""
    result: Any = outcome.result
    answer = answered([outcome])
    title = f"Partner performance, {result.period}"

    def render(*, pictures: bool) -> str:
        return _markdown(title, answer, pictures=pictures)

    def draw() -> dict[str, bytes]:
        from assistant.charts import dashboard_chart

        page = BytesIO()
        dashboard_chart(result).save(page, format="png", scale_factor=2)
        return {PICTURE: page.getvalue()}

    return Document(
        name="dashboard",
        title=title,
        company=company.name,
        as_of=outcome.receipt.as_of,
        receipt=outcome.receipt.id,
        letter=company.currency == "USD",
        tasks=(),
        subject="",
        render=render,
        draw=draw,
    )


def _markdown(title: str, answer: Answer, *, pictures: bool) -> str:
    parts = [f"# {title}", _plain(answer.text)]
    parts += [f"![The dashboard drawn]({PICTURE})"] if pictures else []
    parts += [part for table in answer.tables for part in (f"## {_plain(table.title)}", _table(table))]
    parts += [f"*{_plain(note)}*" for note in answer.notes]
    parts += ["---", *(f"*{_plain(line)}*" for line in answer.rests_on)]
    return "\n\n".join(parts) + "\n"


def _table(table: Table) -> str:
    sides = ["---:" if column in table.right else "---" for column in table.columns]
    rows = [[_plain(cell) for cell in row] for row in (table.columns, *table.rows)]
    return "\n".join(f"| {' | '.join(row)} |" for row in (rows[0], sides, *rows[1:]))


def _plain(text: str) -> str:
    """A text that is no markup, whatever the records hold."""
    return " ".join(text.split()).translate(MARKUP).translate(BELOW)
