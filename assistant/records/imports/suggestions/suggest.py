"""Suggests how to read exports; a person checks the suggestion before trusting it."""

from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from assistant.records.imports.faults import BadSheet, CannotImport
from assistant.records.imports.mapping import Aliases, Mapping
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
    """One mapping for several files, from their headers and first rows; files that fit no table are skipped.

    Raises:
        CannotImport: a file cannot be read, or none fits a table; every such file is named.
    """
    found: list[Mapping] = []
    skipped: dict[str, str] = {}
    unreadable: list[str] = []
    for path in paths:
        try:
            sheet = Sheet(path)
            rows = [cells for _, cells in islice(sheet.rows(), _SAMPLE)]
            found.append(suggest_mapping(sheet.headers, rows=rows, file=path.name, currency=currency))
        except BadSheet as error:
            unreadable.append(f"{path.name} line {error.line} {error}")
        except CannotImport as error:
            skipped[path.name] = f"{path.name} is skipped: {error}"
    if unreadable or not found:
        raise CannotImport(" ".join([*unreadable, *skipped.values()]))
    return Mapping(
        files=tuple(block for one in found for block in one.files),
        aliases=Aliases(products={name: ours for one in found for name, ours in one.aliases.products.items()}),
        skip_files=tuple(skipped),
        remarks=(*(remark for one in found for remark in one.remarks), *skipped.values()),
    )
