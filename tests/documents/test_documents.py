"""Every kind of document opens in every kind of file, and holds what the plan holds."""

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from icalendar import Calendar
from pypdf import PdfReader

from assistant.asking import Desk
from assistant.documents.blocks import Heading, Table, blocks, plain
from assistant.documents.calendar import calendar_of
from assistant.documents.making import TITLES, document_of
from assistant.documents.page import page_of
from assistant.documents.pdf import pdf_of
from assistant.documents.saving import save
from assistant.documents.word import word_of
from tests.documents.made import ASKED, document
from tests.programs import shipped
from tools import TOOLS
from tools.core.errors import BadArgument

KINDS = tuple(ASKED)


def test_every_plan_has_a_document() -> None:
    assert set(TITLES) == set(KINDS) == {tool.name for tool in TOOLS if tool.practices}


@pytest.mark.parametrize("tool", KINDS)
def test_a_pdf_opens_and_holds_every_heading_and_the_receipt(desk: Desk, tool: str) -> None:
    made = document(desk, tool)
    read = PdfReader(BytesIO(pdf_of(made)))
    text = " ".join(" ".join(page.extract_text().split()) for page in read.pages)
    headings = [plain(block.runs) for block in blocks(made.markdown) if isinstance(block, Heading)]
    assert len(headings) > 2
    assert [heading for heading in headings if heading not in text] == []
    assert made.receipt in text
    assert read.metadata is not None
    assert read.metadata.title == made.title
    assert {font.partition("+")[2] for font in _fonts(read)} >= {"SourceSansPro", "SourceSansProSemibold"}


def _fonts(read: PdfReader) -> set[str]:
    found = set()
    for page in read.pages:
        resources: Any = page["/Resources"]
        fonts = resources["/Font"].get_object()
        found |= {str(font.get_object()["/BaseFont"]) for font in fonts.values()}
    return found


@pytest.mark.parametrize("tool", KINDS)
def test_a_word_file_opens_with_real_headings_and_the_same_tables(desk: Desk, tool: str) -> None:
    made = document(desk, tool)
    read = docx.Document(BytesIO(word_of(made)))
    parts = blocks(made.markdown)
    headings = [
        paragraph.text for paragraph in read.paragraphs if paragraph.style and "Heading" in str(paragraph.style.name)
    ]
    assert headings == [plain(block.runs) for block in parts if isinstance(block, Heading)]
    tables = [block for block in parts if isinstance(block, Table)]
    assert len(read.tables) == len(tables) > 0
    for drawn, table in zip(read.tables, tables, strict=True):
        assert [cell.text for cell in drawn.rows[-1].cells] == [plain(cell) for cell in table.rows[-1]]
    assert len(read.inline_shapes) == len(made.pictures)
    assert read.core_properties.title == made.title


@pytest.mark.parametrize("tool", KINDS)
def test_a_page_stands_alone_and_runs_nothing(desk: Desk, tool: str) -> None:
    page = page_of(document(desk, tool)).decode()
    assert page.startswith("<!doctype html>")
    assert page.count("<table>") == page.count("</table>") > 0
    assert "<script" not in page
    assert 'src="http' not in page
    assert page.count("data:image/png;base64,") == len(document(desk, tool).pictures)


@pytest.mark.parametrize("tool", KINDS)
def test_a_calendar_validates_and_has_each_open_task(desk: Desk, tool: str) -> None:
    made = document(desk, tool)
    read: Any = Calendar.from_ical(calendar_of(made).decode())
    assert (read["version"], bool(read["prodid"])) == ("2.0", True)
    events = read.walk("VEVENT")
    tasks = [task for task in made.tasks if task.done_on is None]
    assert [
        (event["dtstart"].dt, event["dtend"].dt.toordinal() - event["dtstart"].dt.toordinal()) for event in events
    ] == [(task.on, 1) for task in tasks]
    assert len({str(event["uid"]) for event in events}) == len(events) > 0
    for event, task in zip(events, tasks, strict=True):
        assert task.title in str(event["summary"])
        assert task.owner in str(event["description"])
        assert event["dtstamp"].dt.date() == date(2025, 4, 30)
        assert event.errors == []


@pytest.mark.parametrize("tool", KINDS)
def test_markdown_is_tidy(desk: Desk, tool: str) -> None:
    text = document(desk, tool).plain
    assert text.startswith("# ")
    assert "\n\n\n" not in text
    assert "](" not in text
    for loose in ("None", "Undefined", "{{", "{%", "datetime", "_cents", "_bp"):
        assert loose not in text, loose
    widths = [len(block.head) for block in blocks(text) if isinstance(block, Table)]
    rows = [len(row) for block in blocks(text) if isinstance(block, Table) for row in block.rows]
    assert widths
    assert rows


@pytest.mark.parametrize("tool", ["qbr_pack", "joint_business_plan"])
def test_charts_are_pictures_in_print_and_left_out_on_a_screen(desk: Desk, tool: str) -> None:
    made = document(desk, tool)
    assert all(picture.startswith(b"\x89PNG") for picture in made.pictures.values())
    assert [name for name in made.pictures if f"]({name})" not in made.markdown] == []
    assert "![" not in made.plain


def test_the_pack_holds_the_partners_own_statement(desk: Desk) -> None:
    made = document(desk, "qbr_pack")
    statement = desk.call("incentive_statement", {"partner": "Acme Networks", "period": "2025-Q1"}).result
    lines = statement.lines  # type: ignore[attr-defined]
    assert lines
    assert [line.row for line in lines if f"| {line.title} | {line.row} |" not in made.markdown] == []


@pytest.mark.parametrize("kind", ["docx", "pdf", "html", "ics"])
def test_the_same_plan_is_the_same_file(desk: Desk, tmp_path: Path, kind: str) -> None:
    first, second = (tmp_path / f"{number}.{kind}" for number in (1, 2))
    save(document(desk, "onboarding_plan"), first)
    save(document(desk, "onboarding_plan"), second)
    if kind != "docx":
        assert first.read_bytes() == second.read_bytes()
    assert abs(first.stat().st_size - second.stat().st_size) < 10


def test_markdown_in_a_file_has_its_pictures_beside_it(desk: Desk, tmp_path: Path) -> None:
    written = save(document(desk, "qbr_pack"), tmp_path / "pack.md")
    assert [path.name for path in written] == ["pack.md", "pack-revenue.png", "pack-requirements.png"]
    assert "](pack-revenue.png)" in written[0].read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "says"),
    [
        pytest.param("plan.txt", "a document is a .md, .docx, .pdf or .html file", id="another kind of file"),
        pytest.param("plan", "a document is a", id="no kind"),
        pytest.param(
            "nowhere/plan.pdf", "cannot be written (No such file or directory)", id="a folder that is not there"
        ),
    ],
)
def test_a_file_that_cannot_be_written_is_told_in_a_sentence(desk: Desk, tmp_path: Path, name: str, says: str) -> None:
    with pytest.raises(BadArgument) as refused:
        save(document(desk, "agreement_checklist"), tmp_path / name)
    assert says in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_plan_without_open_dates_is_no_calendar(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(BadArgument, match="no dates"):
        save(document(desk, "improvement_plan", partner="Acme Networks"), tmp_path / "plan.ics")


def test_an_answer_that_is_no_plan_makes_no_document(desk: Desk) -> None:
    with pytest.raises(BadArgument, match="tier_status"):
        document_of(desk.call("tier_status", {"partner": "Acme Networks"}), shipped().company)
