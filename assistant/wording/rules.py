"""The program's own rules in words: the rows of a section, and how they are read."""

from assistant.answer import Table, Worded
from assistant.wording.figures import counted
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


def program_rules(result: ProgramRules) -> Worded:
    """A section's values; what is left open says so; readings stand as notes."""
    own = result.basis[0]
    until = f" to {own.until}" if own.until else ""
    who = f" for {result.tier}" if result.tier else ""
    grouped = any(row.group for row in result.rows)
    rows = tuple(_cells(result.rows, index, grouped=grouped) for index in range(len(result.rows)))
    columns = ("For", "Rule", "Value") if grouped else ("Rule", "Value")
    readings = tuple(f"Reading: {reading}." for reading in own.readings) if result.tier is None else ()
    return Worded(
        text=f"{TITLES[result.section]}{who}, as in force on {result.on} (values of {own.since}{until}).",
        tables=(Table(columns=columns, rows=rows),),
        notes=(*result.notes, *readings),
    )


def _cells(rows: tuple[RuleRow, ...], index: int, *, grouped: bool) -> tuple[str, ...]:
    row = rows[index]
    group = "" if index and rows[index - 1].group == row.group else row.group
    return ((group,) if grouped else ()) + (row.label, value(row))


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
