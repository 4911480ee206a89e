"""Whatever wrote the file: its encoding, delimiter, header, and the line on which each row starts."""

from pathlib import Path

import pytest

from assistant.records.imports.faults import BadSheet
from assistant.records.imports.mapping import FileMapping
from assistant.records.imports.sheets import Sheet, sheet_paths

ROWS = [["1", "Müller"], ["2", "Globex"]]


def sheet(folder: Path, written: str | bytes, reading: FileMapping | None = None) -> Sheet:
    path = folder / "deals.csv"
    path.write_bytes(written if isinstance(written, bytes) else written.encode())
    return Sheet(path, reading)


@pytest.mark.parametrize(
    "written",
    [
        pytest.param("Id,Name\n1,Müller\n2,Globex\n", id="UTF-8"),
        pytest.param("\ufeffId,Name\r\n1,Müller\r\n2,Globex\r\n", id="a byte order mark and Windows lines"),
        pytest.param("Id;Name\n1;Müller\n2;Globex\n".encode("cp1252"), id="semicolons in Windows-1252"),
        pytest.param("Id\tName\n1\tMüller\n2\tGlobex\n".encode("utf-16"), id="tabs in UTF-16, as a spreadsheet's text"),
        pytest.param("Id|Name\r1|Müller\r2|Globex\r", id="bars and old Macintosh lines"),
        pytest.param("sep=;\nId;Name\n1;Müller\n2;Globex", id="a spreadsheet's hint, and no last line break"),
        pytest.param("Id,Name\n1,Müller\n2,Globex\n,\n\n  ,\n\n", id="blank lines at the end"),
        pytest.param("Partners of 2025,\n,\nId,Name\n1,Müller\n2,Globex\n", id="a title above the header"),
        pytest.param('"Id","Name"\n"1","Müller"\n"2","Globex"\n', id="quotes everywhere"),
    ],
)
def test_a_table_is_a_table_whatever_wrote_it(tmp_path: Path, written: str | bytes) -> None:
    found = sheet(tmp_path, written)
    assert found.headers == ("Id", "Name")
    assert [cells for _, cells in found.rows()] == ROWS


def test_a_row_is_named_by_the_line_it_starts_on(tmp_path: Path) -> None:
    found = sheet(tmp_path, 'Id,Note\n1,"two\nlines"\n\n2,"a ""quote"""\r\n3,"and\r\nthree\r\nmore"\n4,end\n')
    assert [(line, cells[0]) for line, cells in found.rows()] == [(2, "1"), (5, "2"), (6, "3"), (9, "4")]


def test_lines_count_from_the_files_first_even_below_a_hint(tmp_path: Path) -> None:
    assert [line for line, _ in sheet(tmp_path, "sep=,\nId,Name\n1,a\n").rows()] == [3]


def test_repeated_and_blank_headers_can_be_told_apart(tmp_path: Path) -> None:
    found = sheet(tmp_path, "Name,,Name,Name (2)\na,b,c,d\n")
    assert found.headers == ("Name", "(column 2)", "Name (3)", "Name (2)")
    assert found.repeated == {"Name"}


def test_the_mapping_may_say_how_the_file_is_written(tmp_path: Path) -> None:
    reading = FileMapping(table="deals", encoding="cp850", delimiter=";", header_line=3, ends_at_blank_line=True)
    text = "Report;x;y\nfor;all;of us\nId;Name\n1;Müller\n\nCopyright (c) 2025;all rights reserved\n"
    found = sheet(tmp_path, text.encode("cp850"), reading)
    assert [(line, cells) for line, cells in found.rows()] == [(4, ["1", "Müller"])]


@pytest.mark.parametrize(
    ("written", "reason", "line"),
    [
        pytest.param(b"", "holds no header", 1, id="an empty file"),
        pytest.param(b"\n\n,,\n", "holds no header", 1, id="blank lines alone"),
        pytest.param(b"PK\x03\x04 and more", "an Excel workbook", 1, id="a workbook"),
        pytest.param(b"%PDF-1.7", "is a PDF", 1, id="a PDF"),
        pytest.param(b"I\0d\0,\0N\0", "full of NUL bytes", 1, id="UTF-16 without its mark"),
        pytest.param(b"Id,Name\n1,\x81\xff\n", "is not utf-8 text", 2, id="neither UTF-8 nor Windows-1252"),
        pytest.param(
            "Id,Name\n1,Müller\n2,".encode() + b"\xfc\n", "is not utf-8 text", 3, id="UTF-8 with one odd byte"
        ),
        pytest.param("Id,Name\n1,Müller\n2,Zoë".encode()[:-1], "is not utf-8 text", 3, id="UTF-8 cut off in a letter"),
    ],
)
def test_a_file_that_is_no_table_is_refused(tmp_path: Path, written: bytes, reason: str, line: int) -> None:
    with pytest.raises(BadSheet, match=reason) as refused:
        sheet(tmp_path, written)
    assert refused.value.line == line


@pytest.mark.parametrize(
    ("written", "line"),
    [
        pytest.param('Id,Name\n1,a\n2,"never closed\n3,b\n', 3, id="to the end of the file"),
        pytest.param('Id,Name\n1,a\n2,"', 3, id="on the last line"),
        pytest.param('Id,Name\n1,a\n2,"' + "x\n" * 100_000, 3, id="over more than a cell can hold"),
    ],
)
def test_a_quote_that_is_never_closed_is_named_by_its_line(tmp_path: Path, written: str, line: int) -> None:
    found = sheet(tmp_path, written)
    with pytest.raises(BadSheet, match="quote") as refused:
        list(found.rows())
    assert refused.value.line == line


def test_an_inch_mark_is_no_quote(tmp_path: Path) -> None:
    assert [cells for _, cells in sheet(tmp_path, 'Id,Name\n1,19" rack\n').rows()] == [["1", '19" rack']]


def test_a_folder_stands_for_its_csv_files_in_order(tmp_path: Path) -> None:
    for name in ("b.CSV", "a.csv", "notes.md", "c.tsv"):
        (tmp_path / name).write_text("Id\n1\n")
    assert [path.name for path in sheet_paths(tmp_path)] == ["a.csv", "b.CSV", "c.tsv"]


def test_a_path_that_is_not_there_or_holds_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadSheet, match="holds no CSV file"):
        sheet_paths(tmp_path)
    with pytest.raises(BadSheet, match="There is no file"):
        sheet_paths(tmp_path / "gone.csv")
