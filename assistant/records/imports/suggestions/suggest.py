"""Suggests how to read exports; a person checks the suggestion before trusting it."""

from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from assistant.records.imports.faults import BadSheet, CannotImport
from assistant.records.imports.mapping import Aliases, FileMapping, Mapping
from assistant.records.imports.sheets import Sheet
from assistant.records.imports.suggestions.draft import Draft
from assistant.records.imports.suggestions.headers import table_of

_SAMPLE = 5_000


def suggest_mapping(
    headers: Sequence[str],
    table: str | None = None,
    *,
    rows: Sequence[Sequence[str]] = (),
    file: str = "*",
    currency: str = "USD",
) -> Mapping:
    """How an export with these headers is probably read.

    Args:
        headers: As the file has them.
        table: Which table it is, where that is known.
        rows: Some of its rows: they settle what a header leaves open, and show formats and words.
        file: The file's name; it becomes `match` and helps to tell the table.
        currency: The program's, by which amounts are probably written.

    Raises:
        CannotImport: the headers fit no table.
    """
    cells = [[row[place].strip() if place < len(row) else "" for row in rows] for place in range(len(headers))]
    draft = Draft(table or table_of(headers, cells, file), headers, cells, currency)
    blocks = draft.blocks(file)
    aliases = Aliases(products=draft.products())
    return Mapping(files=blocks, aliases=aliases, remarks=tuple(f"{file}: {remark}" for remark in draft.remarks))


def suggest_files(paths: Sequence[Path], currency: str = "USD") -> Mapping:
    """One mapping for several files, from their headers and first rows.

    Raises:
        CannotImport: a file that is no table, or none of ours; every such file is named.
    """
    blocks: list[FileMapping] = []
    remarks: list[str] = []
    products: dict[str, str] = {}
    wrong: list[str] = []
    for path in paths:
        try:
            sheet = Sheet(path)
            rows = [cells for _, cells in islice(sheet.rows(), _SAMPLE)]
            one = suggest_mapping(sheet.headers, rows=rows, file=path.name, currency=currency)
        except BadSheet as error:
            wrong.append(f"{path.name} {error}")
        except CannotImport as error:
            wrong.append(f"{path.name}: {error}")
        else:
            blocks += one.files
            remarks += one.remarks
            products |= one.aliases.products
    if wrong:
        raise CannotImport(" ".join(wrong))
    return Mapping(files=tuple(blocks), aliases=Aliases(products=products), remarks=tuple(remarks))
