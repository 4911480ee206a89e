"""What a model reads of a tool's result: the words, and the tables that stand beside them, cut to a length."""

from assistant.toolbox import Outcome
from assistant.wording import worded

MOST_ROWS = 20
"""Rows of all tables together; a small model's context holds no more beside the catalogue."""


def reported(outcome: Outcome) -> str:
    """A result as text: the sentence, the tables with a bar between cells, the notes."""
    words = worded(outcome)
    lines, left = [words.text], MOST_ROWS
    for table in words.tables:
        shown = table.rows[:left]
        left -= len(shown)
        if shown:
            lines += ["", *filter(None, [table.title]), " | ".join(table.columns), *(" | ".join(row) for row in shown)]
        if len(shown) < len(table.rows):
            lines.append(f"({len(table.rows) - len(shown)} more rows stand in the answer's own table)")
    return "\n".join([*lines, *(f"Note: {note}" for note in words.notes)])
