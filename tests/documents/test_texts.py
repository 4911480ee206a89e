"""What data holds is never read as markup, and days and figures are written one way."""

from datetime import date
from html import escape

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assistant.asking import Desk
from assistant.documents.blocks import Heading, Item, Line, Paragraph, Picture, Table, blocks, parser, plain
from assistant.documents.page import page_of
from assistant.documents.pdf import pdf_of
from assistant.documents.texts import day, quoted, share, short, sources
from assistant.documents.widths import shares, to_fill
from assistant.documents.word import word_of
from tests.documents.made import document
from tests.programs import shipped
from tools.core.receipts import Basis

HOSTILE = 'Birch & Sons | <script>alert("1")</script> **bold** [a](javascript:x) # _x_ `code`'


@example("&lt;b&gt; &amp;amp; &#65;")
@example("a\\|b \\")
@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=60))
def test_a_value_comes_out_of_markdown_as_it_went_in(text: str) -> None:
    words = " ".join(text.split())
    table = f"| A | B |\n|---|---|\n| {quoted(words)} | x |\n"
    found = [block for block in blocks(table) if isinstance(block, Table)]
    assert len(found) == 1
    assert " ".join(plain(found[0].rows[0][0]).split()) == words
    assert plain(found[0].rows[0][1]) == "x"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("# no heading", id="a heading"),
        pytest.param("1. no list", id="a number"),
        pytest.param("- no list", id="a dash"),
        pytest.param("> no quote", id="a quote"),
        pytest.param("+", id="a plus alone"),
    ],
)
def test_a_value_at_a_lines_start_opens_nothing(text: str) -> None:
    found = blocks(str(quoted(text)))
    assert [type(block) for block in found] == [Paragraph]
    assert plain(found[0].runs) == text  # type: ignore[union-attr]


def test_a_hostile_name_is_only_a_name_in_every_file(desk: Desk) -> None:
    made = document(desk, "recruitment_scorecard", prospect=HOSTILE, scores="market 4")
    page = page_of(made).decode()
    assert "<script>" not in page
    assert "<b>" not in page
    assert "javascript:x" in page
    assert 'href="javascript' not in page
    assert f"Recruitment scorecard: {HOSTILE}" == plain(_first_heading(made.markdown).runs)
    assert pdf_of(made).startswith(b"%PDF")
    assert word_of(made).startswith(b"PK")


def _first_heading(markdown: str) -> Heading:
    return next(block for block in blocks(markdown) if isinstance(block, Heading))


@pytest.mark.parametrize("name", ["Müller & Söhne GmbH", "Łódź Żółw", "Ελλάδα", "Москва", "東京パートナー", "🙂 Cloud"])
def test_names_of_any_script_are_printed_without_a_fault(desk: Desk, name: str) -> None:
    made = document(desk, "recruitment_scorecard", prospect=name, scores="market 4")
    assert pdf_of(made).startswith(b"%PDF")
    assert word_of(made).startswith(b"PK")
    assert escape(name) in page_of(made).decode()


def test_days_are_said_with_their_weekday_and_without() -> None:
    assert day(date(2025, 5, 5)) == "Mon 5 May 2025"
    assert short(date(2024, 2, 29)) == "29 Feb 2024"
    assert share(10_480) == "105%"


def test_a_ruling_is_named_once() -> None:
    basis = Basis.of("tiers", shipped().tiers.on(date(2025, 4, 30)))
    assert sources((basis, basis)) == ["Partner Tier Structure 2025 (from 2025-01-01)"]


def test_markdown_becomes_blocks_in_order() -> None:
    text = "# T\n\nOne **two**\n\n- a\n- b\n\n3. c\n4. d\n\n| H | I |\n|---|--:|\n| 1 | |\n\n![x](y.png)\n\n---\n"
    found = blocks(text)
    assert [type(block) for block in found] == [Heading, Paragraph, Item, Item, Item, Item, Table, Picture, Line]
    assert [block.number for block in found if isinstance(block, Item)] == [None, None, 3, 4]
    table = next(block for block in found if isinstance(block, Table))
    assert table.sides == ("left", "right")
    assert [plain(cell) for cell in table.rows[0]] == ["1", ""]


def test_html_in_markdown_is_shown_and_not_obeyed() -> None:
    assert "<b>" not in parser().render("<b>x</b>\n\n<script>1</script>")


@pytest.mark.parametrize(
    ("rows", "widest"),
    [
        pytest.param(
            [("Mon 5 May 2025", "A long sentence about what is to be done by then", "finance")], 1, id="a text"
        ),
        pytest.param([("", "", "")], 0, id="nothing to compare"),
        pytest.param([("x" * 80, "y" * 30, "z")], 0, id="two texts"),
    ],
)
def test_columns_share_the_page_by_what_they_hold(rows: list[tuple[str, ...]], widest: int) -> None:
    lines = ["| Due | Task | Owner |", "|---|---|---|", *(f"| {' | '.join(row)} |" for row in rows)]
    table = next(block for block in blocks("\n".join(lines)) if isinstance(block, Table))
    found = shares(table)
    assert sum(found) == pytest.approx(1)
    assert min(found) > 0.03
    assert found.index(max(found)) == widest


def test_a_row_to_fill_in_is_mostly_blank() -> None:
    table = next(
        b for b in blocks("| | N | D |\n|---|---|---|\n| Owner | | |\n| Owner | Dana | |\n") if isinstance(b, Table)
    )
    assert [to_fill(row) for row in table.rows] == [True, False]
