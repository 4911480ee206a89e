"""What there is to ask and to check: tools and faults of a program, as cards and tables."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from assistant.answer import Answer, Table
from assistant.records.imports import ImportReport
from assistant.records.program_checks import Fault
from assistant.toolbox import asked_shape
from assistant.wording.rules import TITLES
from assistant.wording.rules import program_rules as worded_rules
from tools import TOOLS
from tools.core.errors import NoRuleInForce
from tools.core.frames import Frames
from tools.core.program import RULES, Program
from tools.rules import program_rules


def tool_cards() -> list[dict[str, Any]]:
    """Each tool: its name, when to choose it, and the JSON schema of its arguments."""
    return [
        {"name": tool.name, "description": tool.description, "arguments": asked_shape(tool).model_json_schema()}
        for tool in TOOLS
    ]


def tool_table() -> Table:
    """Each tool with its arguments, those that are needed first."""
    rows = []
    for tool in TOOLS:
        fields = asked_shape(tool).model_fields
        names = [name if field.is_required() else f"[{name}]" for name, field in fields.items()]
        rows.append((tool.name, " ".join(names), tool.description))
    return Table(columns=("Tool", "Arguments", "For"), rows=tuple(rows))


def rules_shown(program: Program, section: str | None, day: date) -> list[Answer]:
    """One section's rules on a day, or every section's; one without a value on that day says so.

    Raises:
        NoRuleInForce: the section that was named has no value on that day.
    """
    if section is not None:
        return [_rules(program, section, day)]
    shown = []
    for name in RULES:
        try:
            shown.append(_rules(program, name, day))
        except NoRuleInForce as error:
            shown.append(Answer(text=f"{TITLES[name]}: {error}"))
    return shown


def _rules(program: Program, section: str, day: date) -> Answer:
    found = program_rules(Frames(as_of=day, tables={}), program, section=section)
    words = worded_rules(found)
    source = f"Source: {found.basis[0].source}."
    return Answer(text=words.text, tables=words.tables, notes=(*words.notes, source))


def fault_texts(faults: Sequence[Fault]) -> list[tuple[str, list[tuple[str, str]]]]:
    """The faults of a program under a title a severity, each with its place, what is wrong, and the remedy."""
    titles = {"error": "Errors", "warning": "Warnings", "reading": "Readings"}
    found = [(title, [_fault(f) for f in faults if f.severity == severity]) for severity, title in titles.items()]
    return [(title, texts) for title, texts in found if texts]


def import_table(report: ImportReport) -> Table:
    """What became of each table's rows."""
    columns = ("Table", "New", "Changed", "Unchanged", "Repeated")
    rows = tuple(
        (count.table, *(f"{n:,}" for n in (count.inserted, count.changed, count.unchanged, count.repeated)))
        for count in report.counts
    )
    return Table(columns=columns, rows=rows, right=columns[1:])


def _fault(fault: Fault) -> tuple[str, str]:
    remedy = "" if fault.severity == "reading" else f" {fault.remedy}"
    return f"{fault.file}:{fault.line} {fault.key}", f"{fault.what.rstrip('.')}.{remedy}"
