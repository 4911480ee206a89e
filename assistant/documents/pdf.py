"""A document as a PDF with its own font: nothing on the machine decides what it looks like."""

import logging
from datetime import UTC, datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any

from assistant.documents.blocks import Block, Heading, Item, Line, Paragraph, Picture, Runs, Table, blocks, plain
from assistant.documents.making import Document
from assistant.documents.widths import shares, to_fill

FAMILY = "Source Sans Pro"
ACCENT, INK, GREY, RULE, PALE = (37, 99, 168), (31, 41, 51), (82, 96, 109), (217, 222, 229), (245, 247, 250)
BODY, CELL, LEADING = 10.5, 9.2, 5.2
HEADINGS = {1: (22.0, 9.6), 2: (13.5, 6.4), 3: (11.5, 5.6)}
TO_FILL = (2.4, 1.8, 2.4, 1.8)
"""The padding of a row that is left for a pen."""
ROW, TOGETHER, PICTURE = 7.4, 6, 70
"""A row's usual height, how many of a table's first rows stay on one page, and a picture's height."""
KEEP_WITH = 32.0
"""Millimetres that must be left under a heading, so that it never stands alone at a page's foot."""


def pdf_of(document: Document) -> bytes:
    """The PDF file. Its days are the document's own, so the same document is the same file."""
    made = _paper(document)
    parts = blocks(document.markdown)
    for block, following in zip(parts, [*parts[1:], Line()], strict=True):
        _add(made, block, following, document.pictures)
    return bytes(made.output())


def _paper(document: Document) -> Any:
    from fpdf import FPDF

    logging.getLogger("fpdf").setLevel(logging.ERROR)
    logging.getLogger("fontTools").setLevel(logging.ERROR)

    class Paper(FPDF):
        """Pages that say whose they are."""

        def footer(self) -> None:
            """Company, title and page."""
            self.set_y(-14)
            self.set_font(FAMILY, size=8.5)
            self.set_text_color(*GREY)
            self.cell(self.epw * 0.8, 5, f"{document.company} · {document.title}"[:110])
            self.cell(self.epw * 0.2, 5, f"{self.page_no()} of {{nb}}", align="R")

    made = Paper(format="letter" if document.letter else "A4")
    for style, file in (("", "Regular"), ("B", "Semibold"), ("I", "It"), ("BI", "SemiboldIt")):
        made.add_font(FAMILY, style=style, fname=_font(file))
    made.set_margins(20, 18, 20)
    made.c_margin = 0
    made.set_auto_page_break(auto=True, margin=20)
    made.set_title(document.title)
    made.set_author(document.company)
    made.set_subject(f"Receipt {document.receipt}")
    made.set_creation_date(datetime.combine(document.as_of, time(), tzinfo=UTC))
    made.add_page()
    return made


def _font(file: str) -> str:
    """A font file of the package that ships them; its code is never run."""
    from importlib.util import find_spec

    found = find_spec("font_source_sans_pro")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("font_source_sans_pro")
    return str(Path(found.origin).parent / "files" / f"SourceSansPro-{file}.ttf")


def _add(made: Any, block: Block, following: Block, pictures: dict[str, bytes]) -> None:
    if isinstance(block, Heading):
        _heading(made, block, following)
    elif isinstance(block, Paragraph):
        _text(made, block.runs)
        made.ln(LEADING + 2)
    elif isinstance(block, Item):
        _item(made, block)
        if not isinstance(following, Item):
            made.ln(2)
    elif isinstance(block, Table):
        _table(made, block)
    elif isinstance(block, Picture) and block.name in pictures:
        _room(made, PICTURE)
        made.image(BytesIO(pictures[block.name]), w=min(150, made.epw), alt_text=block.alt)
        made.ln(4)
    elif isinstance(block, Line):
        _rule(made)


def _room(made: Any, height: float) -> None:
    """Turn the page where less than so many millimetres are left."""
    if made.will_page_break(height):
        made.add_page()


def _height(block: Block) -> float:
    """What must follow on the same page: a short table's whole, a long one's first rows, a picture."""
    if isinstance(block, Table):
        return ROW * (min(len(block.rows), TOGETHER) + 1)
    return PICTURE if isinstance(block, Picture) else 0


def _heading(made: Any, block: Heading, following: Block) -> None:
    size, leading = HEADINGS.get(block.level, HEADINGS[3])
    if block.level > 1:
        made.ln(3)
        _room(made, max(KEEP_WITH, 12 + _height(following)))
    made.set_font(FAMILY, style="B", size=size)
    made.set_text_color(*(ACCENT if block.level == 1 else INK))
    made.multi_cell(0, leading, plain(block.runs), align="L", new_x="LMARGIN", new_y="NEXT")
    if block.level == 1:
        made.set_draw_color(*ACCENT)
        made.set_line_width(0.8)
        made.line(made.l_margin, made.get_y() + 1, made.l_margin + 24, made.get_y() + 1)
        made.ln(3)
    made.ln(1.5)


def _text(made: Any, runs: Runs) -> None:
    for run in runs:
        style = ("B" if run.bold else "") + ("I" if run.italic else "")
        made.set_font(FAMILY, style=style, size=8.5 if run.italic else BODY)
        made.set_text_color(*(GREY if run.italic else INK))
        made.write(LEADING if not run.italic else 4.2, run.text)


def _item(made: Any, block: Item) -> None:
    _room(made, LEADING * 2)
    margin = made.l_margin
    indent = margin + 5 + 5 * block.depth
    made.set_font(FAMILY, size=BODY)
    made.set_text_color(*ACCENT)
    made.set_x(indent - 4)
    made.write(LEADING, f"{block.number}." if block.number is not None else "•")
    made.set_left_margin(indent)
    made.set_x(indent)
    _text(made, block.runs)
    made.set_left_margin(margin)
    made.ln(LEADING + 0.8)


def _rule(made: Any) -> None:
    made.ln(3)
    _room(made, 13)
    made.set_draw_color(*RULE)
    made.set_line_width(0.2)
    made.line(made.l_margin, made.get_y(), made.l_margin + made.epw, made.get_y())
    made.ln(2)


def _table(made: Any, table: Table) -> None:
    from fpdf.fonts import FontFace

    _room(made, _height(table))
    made.set_font(FAMILY, size=CELL)
    made.set_text_color(*INK)
    made.set_draw_color(*RULE)
    made.set_line_width(0.2)
    headed = any(plain(cell).strip() for cell in table.head)
    bold, light = FontFace(emphasis="BOLD"), FontFace()
    with made.table(
        width=made.epw,
        col_widths=tuple(1000 * part for part in shares(table)),
        text_align=tuple(side.upper() for side in table.sides),
        headings_style=FontFace(emphasis="BOLD", color=(255, 255, 255), fill_color=ACCENT),
        first_row_as_headings=headed,
        borders_layout="HORIZONTAL_LINES",
        cell_fill_color=PALE,
        cell_fill_mode="EVEN_ROWS",
        line_height=4.6,
        padding=(1.2, 1.8, 1.2, 1.8),
    ) as drawn:
        for number, cells in enumerate([table.head, *table.rows] if headed else table.rows):
            row = drawn.row()
            for column in range(len(table.head)):
                runs = cells[column] if column < len(cells) else ()
                whole = bool(runs) and all(run.bold for run in runs) and (number > 0 or not headed)
                style = bold if whole else None if headed and number == 0 else light
                row.cell(plain(runs) or "\u00a0", style=style, padding=TO_FILL if to_fill(cells) else None)
    made.ln(3)
