"""A CSV file as rows with the physical lines they start on, whatever wrote it."""

import codecs
import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from assistant.records.imports.faults import BadSheet
from assistant.records.imports.mapping import FileMapping
from tools.core.errors import shown

SUFFIXES = (".csv", ".tsv", ".txt")
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_FOREIGN = (
    (b"PK\x03\x04", "an Excel workbook or an archive"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook"),
    (b"%PDF", "a PDF"),
    (b"\x1f\x8b", "a compressed file"),
)
_DELIMITERS = (",", ";", "\t", "|")
_SAMPLE = 40
_MOST_COLUMNS = 2_000


class Sheet:
    """One export: its headers (a repeated one is numbered: "Name", "Name (2)") and its rows."""

    def __init__(self, path: Path, reading: FileMapping | None = None) -> None:
        """Finds out how the file is written; `reading` may say it.

        Raises:
            BadSheet: it is no text, or holds no header.
        """
        self.path = path
        self.name = path.name
        self._ends_at_blank = bool(reading and reading.ends_at_blank_line)
        self.encoding = _encoding(path, reading.encoding if reading else None)
        first = _lines(self, 1)
        hint = re.fullmatch(r"sep=([,;\t|])[\r\n]*", first[0]) if first else None
        named = reading.delimiter if reading else None
        self._skipped = 1 if hint else 0
        self.delimiter = {"tab": "\t", "\\t": "\t"}.get(named or "", named) or (hint[1] if hint else _delimiter(self))
        self.header_line, cells = self._header(reading.header_line if reading else None)
        self.repeated = frozenset(cell for cell in cells if cell and cells.count(cell) > 1)
        self.headers = _numbered(cells)

    def _header(self, line: int | None) -> tuple[int, list[str]]:
        sample: list[tuple[int, list[str]]] = []
        try:
            sample.extend((at, _tidy(cells)) for at, cells in islice(self._records(), _SAMPLE))
        except BadSheet:
            if not sample:
                raise
        if line is not None:
            sample = [(at, _tidy(cells)) for at, cells in islice(self._records(), line) if at == line]
            if not sample:
                raise BadSheet(f"has no row that starts on line {line}, where the mapping says the header is.", line)
        filled = [sum(map(bool, cells)) for _, cells in sample]
        if not any(filled):
            raise BadSheet("holds no header: the file is empty. Export it again.")
        at, cells = sample[next(n for n, count in enumerate(filled) if count * 2 > max(filled))]
        if len(cells) > _MOST_COLUMNS:
            raise BadSheet(f"has {len(cells):,} columns: more than an export has. Check the delimiter.", at)
        return at, cells

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Each row below the header with the line it starts on; blank rows are left out.

        Raises:
            BadSheet: when the text stops being a table, such as at a quote that is never closed.
        """
        for line, cells in self._records():
            if line <= self.header_line:
                continue
            if any(cells) and any(cell and not cell.isspace() for cell in cells):
                yield line, cells
            elif self._ends_at_blank:
                return

    def _records(self) -> Iterator[tuple[int, list[str]]]:
        before = self._skipped
        record: list[str] = []
        try:
            with self.path.open(encoding=self.encoding, newline="") as text:
                for _ in range(self._skipped):
                    text.readline()
                reader = csv.reader(_remembered(text, record), delimiter=self.delimiter)
                last = ""
                for cells in reader:
                    yield before + 1, cells
                    before, start = self._skipped + reader.line_num, before
                    last = "".join(record)
                    record.clear()
            if _never_closed(last, self.delimiter):
                raise BadSheet("opens a quote that is never closed. Close it, or double it inside a cell.", start + 1)
        except csv.Error as error:
            raise BadSheet(f"cannot be read on ({error}): a quote is probably never closed.", before + 1) from error
        except UnicodeError as error:
            raise BadSheet(f"is not {self.encoding} text from here on. Export it as UTF-8.", before + 1) from error
        except OSError as error:
            raise BadSheet("cannot be read on from here. Check the file.", before + 1) from error


def _remembered(lines: Iterable[str], record: list[str]) -> Iterator[str]:
    for line in lines:
        record.append(line)
        yield line


def _never_closed(record: str, delimiter: str) -> bool:
    """Whether a file's last record ends inside a quote, which the csv module lets pass."""
    try:
        list(csv.reader(record.splitlines(keepends=True), delimiter=delimiter, strict=True))
    except csv.Error as error:
        return "unexpected end" in str(error)
    return False


def _encoding(path: Path, named: str | None) -> str:
    try:
        with path.open("rb") as raw:
            start = raw.read(4096)
    except OSError as error:
        raise BadSheet("cannot be opened. Check that it is there and that you may read it.") from error
    for mark, what in _FOREIGN:
        if start.startswith(mark):
            raise BadSheet(f"is {what}, not CSV text. Save it as CSV, then import that.")
    for mark, encoding in _BOMS:
        if start.startswith(mark):
            return _checked(path, encoding)
    if named:
        return _checked(path, named)
    if start.count(0) * 10 > len(start):
        raise BadSheet("is not CSV text: it is full of NUL bytes. Export it as UTF-8.")
    return _guessed(path)


def _guessed(path: Path) -> str:
    """UTF-8, or Windows-1252 for a file that holds no UTF-8 at all."""
    try:
        return _checked(path, "utf-8")
    except BadSheet as not_utf8:
        if _holds_utf8(path):
            raise
        try:
            return _checked(path, "cp1252")
        except BadSheet:
            raise not_utf8 from None


def _checked(path: Path, encoding: str) -> str:
    """The encoding, if the whole file is written in it."""
    decoder = codecs.getincrementaldecoder(encoding)()
    line = 1
    with path.open("rb") as raw:
        try:
            while block := raw.read(1 << 20):
                line += decoder.decode(block).count("\n")
            decoder.decode(b"", final=True)
        except UnicodeDecodeError as error:
            line += error.object[: error.start].count(b"\n")
            reason = f"is not {encoding} text: the first foreign byte is on this line."
            raise BadSheet(f"{reason} Export it as UTF-8, or name its `encoding` in the mapping.", line) from error
        except UnicodeError as error:
            raise BadSheet(f"is not {encoding} text. Export it as UTF-8.", line) from error
    return encoding


def _holds_utf8(path: Path) -> bool:
    """Whether some line has letters beyond ASCII that are UTF-8: Windows-1252 text almost never looks so by chance."""
    with path.open("rb") as raw:
        return any(not line.isascii() and _is_utf8(line) for line in raw)


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _lines(sheet: Sheet, count: int) -> list[str]:
    with sheet.path.open(encoding=sheet.encoding, newline="") as text:
        return [line for _, line in zip(range(count), text, strict=False)]


def _delimiter(sheet: Sheet) -> str:
    """The delimiter that cuts the first rows most evenly into most cells."""

    def evenness(delimiter: str) -> tuple[int, int]:
        sheet.delimiter = delimiter
        widths: list[int] = []
        try:
            widths.extend(len(cells) for _, cells in islice(sheet._records(), _SAMPLE) if cells)
        except BadSheet:
            widths = widths or [1]  # the rows before the fault tell enough; it is reported when they are read
        usual = max(widths, key=widths.count, default=1)
        return (widths.count(usual), usual) if usual > 1 else (0, 0)

    return max(_DELIMITERS, key=evenness)


def _tidy(cells: list[str]) -> list[str]:
    return [" ".join(cell.split()) for cell in cells]


def _numbered(cells: list[str]) -> tuple[str, ...]:
    """Headers that can be told apart: a blank one is named by its place, a repeated one by its number."""
    seen: dict[str, int] = {}
    taken = set(cells)
    headers = []
    for place, cell in enumerate(cells, 1):
        name = cell or f"(column {place})"
        seen[name] = seen.get(name, 0) + 1
        numbered = name if seen[name] == 1 else f"{name} ({seen[name]})"
        while numbered != name and numbered in taken:
            seen[name] += 1
            numbered = f"{name} ({seen[name]})"
        headers.append(numbered)
    return tuple(headers)


def sheet_paths(paths: Path | Sequence[Path]) -> list[Path]:
    """The files to import: each one named, and the CSV files of each folder, in order of name.

    Raises:
        BadSheet: a path that is not there, or a folder without a CSV file.
    """
    found: list[Path] = []
    for path in [paths] if isinstance(paths, Path) else paths:
        if path.is_dir():
            inside = sorted(file for file in path.iterdir() if file.suffix.casefold() in SUFFIXES and file.is_file())
            if not inside:
                raise BadSheet(f"The folder {shown(str(path))} holds no CSV file. Check the path.")
            found += inside
        elif path.exists():
            found.append(path)
        else:
            raise BadSheet(f"There is no file {shown(str(path))}. Check the path.")
    return list(dict.fromkeys(found))
