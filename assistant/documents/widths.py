"""How wide a table's columns are: dates, figures and roles stay on one line, and texts share the rest."""

from assistant.documents.blocks import Runs, Table, plain

LINE = 100.0
"""About so many letters of a table's type stand side by side on a page."""
SHORT, MOST, PADDING, BLANK, ANSWER = 17, 60, 3, 14, 45
"""Up to so many letters a column keeps its line; more are counted as at most so many; around cells, in empty ones, and
in the one empty column that a question is answered in."""
BOLD = 1.12
"""Letters of a head are wider."""


def shares(table: Table, *, spare: float = 1.0) -> list[float]:
    """Each column's part of the table's width; they add up to 1.

    `spare` widens the columns that keep their line, where a reader's machine may set another, wider font.
    """
    columns = range(len(table.head))
    longest = [_longest(table, column) for column in columns]
    fixed = {column: longest[column] * spare for column in columns if longest[column] <= SHORT}
    texts = {column: min(longest[column], MOST) for column in columns if column not in fixed}
    widths = {column: length + PADDING for column, length in (fixed | texts).items()}
    left = LINE - sum(widths[column] for column in fixed)
    wanted = sum(texts.values())
    if texts and left > 20 * len(texts):
        widths |= {column: left * length / wanted for column, length in texts.items()}
    whole = sum(widths.values())
    return [widths[column] / whole for column in columns]


def _longest(table: Table, column: int) -> float:
    cells = [plain(row[column]) for row in table.rows if column < len(row)]
    head = len(plain(table.head[column])) * BOLD
    empty = ANSWER if len(table.head) == 2 else BLANK
    blank = empty if not any(cell.strip() for cell in cells) else 0
    return max(head, blank, *(len(cell) for cell in cells), 1)


def to_fill(cells: tuple[Runs, ...]) -> bool:
    """Whether most of a row is left for a pen, as under a signature or a decision."""
    blank = sum(not plain(cell).strip() for cell in cells)
    return blank * 2 > len(cells)
