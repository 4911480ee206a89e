"""The program's own rules in words: the rows of a section, and how they are read."""

from collections.abc import Iterable
from itertools import groupby

from assistant.answer import Table, Worded
from assistant.wording.figures import capital, counted, sentence
from tools.core.money import dollars, rate
from tools.rule_rows import RuleRow
from tools.rules import ProgramRules

TITLES = {
    "tiers": "Tiers",
    "spiffs": "Quick bonuses (SPIFFs)",
    "bonuses": "Strategic initiative bonuses",
    "rebate": "Volume rebate",
    "mdf": "Marketing development funds",
    "awards": "Awards",
    "claims": "Claims",
    "health": "Partner health",
}
SPREAD = {"rebate": "Band", "mdf": "Tier"}
"""Sections whose groups have the same few rules: a group is a row, and a rule is a column."""

AT_LEAST = ", at least"

SHORT = {
    "opens the fast track": "fast track",
    "entitlement in a fiscal year": "a year",
    "part of the cost that the vendor pays": "vendor pays",
}


def program_rules(result: ProgramRules) -> Worded:
    """A section's values; what is left open says so; readings stand as notes."""
    own = result.basis[0]
    who = f" for {result.tier}" if result.tier else ""
    when = f"from {own.since} to {own.until}" if own.until else f"since {own.since}"
    readings = tuple(sentence(f"Reading: {reading}") for reading in own.readings) if result.tier is None else ()
    return Worded(
        text=f"{TITLES[result.section]}{who}: the rules on {result.on}, in force {when}.",
        tables=tuple(_tables(result)),
        notes=(*result.notes, *readings),
    )


def _tables(result: ProgramRules) -> Iterable[Table]:
    """The rules of each group, then those of the section as a whole."""
    grouped = [row for row in result.rows if row.group]
    whole = [row for row in result.rows if not row.group]
    if grouped and result.section in SPREAD:
        yield _spread(grouped, SPREAD[result.section])
    elif grouped:
        yield _grouped(grouped)
    if whole:
        cells = tuple((capital(label), text) for _, label, text in _joined(whole))
        yield Table(title="For all" if grouped else "", columns=("Rule", "Value"), rows=cells)


def _spread(rows: list[RuleRow], first: str) -> Table:
    labels = list(dict.fromkeys(row.label for row in rows))
    groups = {name: {row.label: value(row) for row in found} for name, found in groupby(rows, lambda row: row.group)}
    return Table(
        columns=(first, *(capital(SHORT.get(label, label)) for label in labels)),
        rows=tuple(
            (name.removeprefix(f"{first.lower()} "), *(found.get(label, "-") for label in labels))
            for name, found in groups.items()
        ),
        right=tuple(capital(SHORT.get(label, label)) for label in labels),
    )


def _grouped(rows: list[RuleRow]) -> Table:
    cells, last = [], ""
    for group, label, text in _joined(rows):
        cells.append(("" if group == last else capital(group), label, text))
        last = group
    return Table(columns=("For", "Rule", "Value"), rows=tuple(cells))


def _joined(rows: list[RuleRow]) -> Iterable[tuple[str, str, str]]:
    """The group, label and value of each rule; values under one label stand together."""
    for (group, label), found in groupby(rows, lambda row: (row.group, row.label)):
        yield group, label.removesuffix(AT_LEAST), ", ".join(map(_least if label.endswith(AT_LEAST) else value, found))


def _least(row: RuleRow) -> str:
    return f"{value(row)} or more"


def value(row: RuleRow) -> str:
    """A rule's value as it is read aloud."""
    if row.value is None:
        return "not set"
    if isinstance(row.value, bool):
        return "yes" if row.value else "no"
    if isinstance(row.value, str):
        return row.value
    number = row.value
    shown = {
        "money": dollars(number),
        "rate": rate(number),
        "points": f"{rate(number).rstrip('%')} points",
        "days": counted(number, "day"),
        "business_days": counted(number, "business day"),
        "quarters": counted(number, "quarter"),
    }
    return shown.get(row.kind, f"{number:,}")
