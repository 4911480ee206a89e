"""A document as a Word file, with real headings, tables whose head repeats, and page numbers."""

from datetime import datetime, time
from io import BytesIO
from typing import Any

from assistant.documents.blocks import Block, Heading, Item, Line, Paragraph, Picture, Runs, Side, Table, blocks
from assistant.documents.making import Document
from assistant.documents.widths import shares, to_fill

FONT, ACCENT, INK, PALE, GREY = "Calibri", "2563A8", "1F2933", "F5F7FA", "52606D"
OTHER_FONTS = 1.3
"""How much wider a figure is where the font is not there and another stands in."""
TOGETHER = 7
"""How many of a table's first rows stay on one page."""
HEADINGS = (("Heading 1", 22, ACCENT, 0), ("Heading 2", 14, INK, 16), ("Heading 3", 12, INK, 10))


def word_of(document: Document) -> bytes:
    """The .docx file. Its days are the document's own, so the same document is the same file."""
    import docx

    made: Any = docx.Document()
    _page(made, document)
    _styles(made)
    for block in blocks(document.markdown):
        _add(made, block, document.pictures)
    made.core_properties.title = document.title
    made.core_properties.author = document.company
    made.core_properties.comments = f"Receipt {document.receipt}"
    made.core_properties.created = made.core_properties.modified = datetime.combine(document.as_of, time())
    written = BytesIO()
    made.save(written)
    return written.getvalue()


def _page(made: Any, document: Document) -> None:
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Mm, Pt, RGBColor

    section = made.sections[0]
    width, height = (215.9, 279.4) if document.letter else (210, 297)
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin, section.bottom_margin = Mm(18), Mm(18)
    line = section.footer.paragraphs[0]
    line.style = made.styles["Normal"]
    line.paragraph_format.tab_stops.add_tab_stop(Mm(width - 40), WD_TAB_ALIGNMENT.RIGHT)
    runs = [line.add_run(f"{document.company} · {document.title}\t"), *(line.add_run() for _ in range(3))]
    for run, (kind, code) in zip(runs[1:], (("begin", ""), ("", "PAGE"), ("end", "")), strict=True):
        _field(run, kind, code)
    for run in runs:
        run.font.size, run.font.color.rgb = Pt(8.5), RGBColor.from_string(GREY)


def _field(run: Any, kind: str, code: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    if kind:
        mark = OxmlElement("w:fldChar")
        mark.set(qn("w:fldCharType"), kind)
    else:
        mark = OxmlElement("w:instrText")
        mark.text = code
    run._r.append(mark)


def _styles(made: Any) -> None:
    from docx.shared import Pt, RGBColor

    normal = made.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(10.5)
    normal.font.color.rgb = RGBColor.from_string(INK)
    normal.paragraph_format.space_after = Pt(6)
    for name, size, colour, before in (
        ("Heading 1", 22, ACCENT, 0),
        ("Heading 2", 14, INK, 16),
        ("Heading 3", 12, INK, 10),
    ):
        style = made.styles[name]
        style.font.name, style.font.size, style.font.bold = FONT, Pt(size), True
        style.font.color.rgb = RGBColor.from_string(colour)
        style.element.rPr.rFonts.attrib.clear()
        style.font.name = FONT
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(4)


def _add(made: Any, block: Block, pictures: dict[str, bytes]) -> None:
    from docx.shared import Mm, Pt

    if isinstance(block, Heading):
        _runs(made.add_heading(level=block.level), block.runs)
    elif isinstance(block, Paragraph):
        _runs(made.add_paragraph(), block.runs)
    elif isinstance(block, Item):
        style = "List Number" if block.number is not None else "List Bullet"
        line = made.add_paragraph(style=style)
        line.paragraph_format.space_after = Pt(2)
        _runs(line, block.runs)
    elif isinstance(block, Table):
        _table(made, block)
    elif isinstance(block, Picture) and block.name in pictures:
        made.add_picture(BytesIO(pictures[block.name]), width=Mm(150))
    elif isinstance(block, Line):
        made.add_paragraph().paragraph_format.space_after = Pt(0)


def _runs(line: Any, runs: Runs, *, colour: str = "", bold: bool = False, size: float = 0) -> None:
    from docx.shared import Pt, RGBColor

    for part in runs:
        run = line.add_run(part.text)
        run.bold = True if part.bold or bold else None
        run.italic = True if part.italic else None
        if part.italic and not colour:
            run.font.size, run.font.color.rgb = Pt(8.5), RGBColor.from_string(GREY)
        if colour:
            run.font.color.rgb = RGBColor.from_string(colour)
        if size:
            run.font.size = Pt(size)


def _table(made: Any, table: Table) -> None:
    from docx.enum.table import WD_TABLE_ALIGNMENT
    from docx.shared import Pt

    section = made.sections[0]
    room = section.page_width - section.left_margin - section.right_margin
    widths = [int(room * part) for part in shares(table, spare=OTHER_FONTS)]
    drawn = made.add_table(rows=0, cols=len(table.head))
    drawn.style, drawn.alignment, drawn.autofit = "Table Grid", WD_TABLE_ALIGNMENT.LEFT, False
    for column, width in zip(drawn.columns, widths, strict=True):
        column.width = width
    headed = any(part.text.strip() for cell in table.head for part in cell)
    rows = [table.head, *table.rows] if headed else list(table.rows)
    for number, cells in enumerate(rows):
        head = headed and number == 0
        row = drawn.add_row()
        _keep(row, head=head)
        if to_fill(cells):
            row.height = Pt(24)
        for column, width in enumerate(widths):
            cell = row.cells[column]
            cell.width = width
            fill = ACCENT if head else PALE if number % 2 == 0 else ""
            _cell(cell, cells[column] if column < len(cells) else (), table.sides[column], fill=fill, head=head)
            cell.paragraphs[0].paragraph_format.keep_with_next = number < min(len(rows) - 1, TOGETHER)
    _borders(drawn)
    after = made.add_paragraph().paragraph_format
    after.space_after, after.line_spacing = Pt(0), Pt(8)


def _cell(cell: Any, runs: Runs, side: Side, *, fill: str, head: bool) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    line = cell.paragraphs[0]
    line.paragraph_format.space_after = line.paragraph_format.space_before = Pt(2)
    line.alignment = WD_ALIGN_PARAGRAPH.RIGHT if side == "right" else WD_ALIGN_PARAGRAPH.LEFT
    _runs(line, runs, colour="FFFFFF" if head else "", bold=head, size=9.5)
    if fill:
        shade = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", fill)):
            shade.set(qn(f"w:{name}"), value)
        cell._tc.get_or_add_tcPr().append(shade)


def _keep(row: Any, *, head: bool) -> None:
    """A row is never split, and a head is repeated on each page."""
    from docx.oxml import OxmlElement

    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if head:
        properties.append(OxmlElement("w:tblHeader"))


def _borders(drawn: Any) -> None:
    """Thin lines between rows and none between columns."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    borders = OxmlElement("w:tblBorders")
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{edge}")
        line.set(qn("w:val"), "single" if edge in {"bottom", "insideH"} else "nil")
        line.set(qn("w:sz"), "4")
        line.set(qn("w:color"), "D9DEE5")
        borders.append(line)
    drawn._tbl.tblPr.append(borders)
