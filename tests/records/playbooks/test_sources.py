"""Markdown, PDF and Word files as documents with parts."""

from datetime import date
from pathlib import Path

import docx
import pytest
from fpdf import FPDF

from assistant.records.playbooks.sources.documents import Part, Unreadable, read_document

MARKDOWN = """---
title: Parking lots
when: a lot is full
phase: operations
updated: 2025-03-04
audience: partners
---
# Parking lots

Before any heading.

## Steps to park
1. Stop.

### When it rains
Slowly.

```
## not a heading
```
"""


def written(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_markdown_is_cut_at_its_headings_and_keeps_its_front_facts(tmp_path: Path) -> None:
    found = read_document(written(tmp_path, "lots.md", MARKDOWN))
    assert (found.title, found.when, found.phase) == ("Parking lots", "a lot is full", "operations")
    assert (found.updated_on, found.audience) == (date(2025, 3, 4), "partners")
    assert found.parts[0] == Part("Parking lots", "Before any heading.")
    assert [part.heading for part in found.parts[1:]] == ["Steps to park", "Steps to park: When it rains"]
    assert "## not a heading" in found.parts[2].text


@pytest.mark.parametrize(
    ("text", "title", "headings"),
    [
        pytest.param("Just a line.", "Price list", ["Price list"], id="no heading: the file's name"),
        pytest.param("# One\nText.", "One", ["One"], id="its only first-level heading"),
        pytest.param("# One\nA.\n# Two\nB.", "One", ["One", "Two"], id="two first-level headings are parts"),
        pytest.param("---\ntitle: T\n---\nBody.", "T", ["T"], id="front matter without a heading"),
        pytest.param("\ufeff# One\nText.", "One", ["One"], id="a byte order mark"),
    ],
)
def test_a_title_is_the_documents_own_or_its_first_heading_or_its_name(
    tmp_path: Path, text: str, title: str, headings: list[str]
) -> None:
    found = read_document(written(tmp_path, "price-list.md", text))
    assert (found.title, [part.heading for part in found.parts]) == (title, headings)


def test_text_that_is_not_utf8_is_read_as_windows_writes_it(tmp_path: Path) -> None:
    found = read_document(written(tmp_path, "old.md", "# Caf\xe9\nOne \x80 each.".encode("latin-1")))
    assert (found.title, found.parts[0].text) == ("Café", "One € each.")


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        pytest.param("a.md", "---\n- 1\n- 2\n---\nText", "its front matter is no list of `key: value`", id="a list"),
        pytest.param("a.md", "---\na: [1\n---\nText", "its front matter is no YAML", id="broken YAML"),
        pytest.param("a.md", "# Only a heading", "it holds no text", id="no text"),
        pytest.param("a.pdf", b"%PDF-1.4 broken", "it is damaged", id="a broken PDF"),
        pytest.param("a.docx", b"PK broken", "it is no Word file", id="a broken Word file"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(tmp_path: Path, name: str, content: bytes | str, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        read_document(written(tmp_path, name, content))


def test_a_word_file_gives_headings_lists_and_tables(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_paragraph("Courier guide", style="Title")
    word.add_heading("Steps", 1)
    word.add_paragraph("Wrap it.", style="List Number")
    word.add_paragraph("Mind the glass.", style="List Bullet")
    table = word.add_table(rows=2, cols=2)
    for cell, text in zip((c for row in table.rows for c in row.cells), ("Size", "Price", "S", "$5"), strict=True):
        cell.text = text
    word.save(str(tmp_path / "guide.docx"))
    found = read_document(tmp_path / "guide.docx")
    assert found.title == "Courier guide"
    (part,) = found.parts
    assert part.heading == "Steps"
    assert part.text.splitlines() == [
        "1. Wrap it.",
        "- Mind the glass.",
        "",
        "| Size | Price |",
        "|---|---|",
        "| S | $5 |",
    ]


def test_a_pdf_gives_headings_by_their_larger_type(tmp_path: Path) -> None:
    pdf = FPDF()
    pdf.set_title("Courier guide")
    pdf.add_page()
    for heading, text in (("Packing", "Use two boxes.\n- Fill the gap."), ("Sending", "Call by noon.")):
        pdf.set_font("Helvetica", size=18)
        pdf.multi_cell(0, 10, heading, new_x="LMARGIN", new_y="NEXT")
        pdf.set_font("Helvetica", size=10)
        pdf.multi_cell(0, 6, text, new_x="LMARGIN", new_y="NEXT")
    pdf.output(str(tmp_path / "guide.pdf"))
    found = read_document(tmp_path / "guide.pdf")
    assert found.title == "Courier guide"
    assert found.parts == (Part("Packing", "Use two boxes.\n- Fill the gap."), Part("Sending", "Call by noon."))


def test_a_pdf_without_headings_has_a_part_for_each_page(tmp_path: Path) -> None:
    pdf = FPDF()
    pdf.set_font("Helvetica", size=10)
    for text in ("First page.", "Second page."):
        pdf.add_page()
        pdf.multi_cell(0, 6, text)
    pdf.output(str(tmp_path / "two-pages.pdf"))
    found = read_document(tmp_path / "two-pages.pdf")
    assert found.parts == (Part("Two pages", "First page."), Part("Two pages, page 2", "Second page."))


def test_a_pdf_with_a_password_is_named_as_such(tmp_path: Path) -> None:
    pdf = FPDF()
    pdf.set_encryption("owner", "user")
    pdf.add_page()
    pdf.set_font("Helvetica")
    pdf.cell(text="secret")
    pdf.output(str(tmp_path / "locked.pdf"))
    with pytest.raises(Unreadable, match="it is protected by a password"):
        read_document(tmp_path / "locked.pdf")
