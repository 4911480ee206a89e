"""What there is to ask and to check: tools and faults of a program, as cards and tables."""

from typing import Any

from assistant.answer import Table
from assistant.toolbox import asked_shape
from tools import TOOLS


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


def fault_tables(faults: Any) -> list[Table]:
    """The faults of a program, a table a severity: errors first, then warnings, then readings."""
    titles = {"error": "Errors", "warning": "Warnings", "reading": "Readings"}
    tables = []
    for severity, title in titles.items():
        rows = tuple(
            (f"{fault.file}:{fault.line}", fault.key, f"{fault.what} {fault.remedy}".strip())
            for fault in faults
            if fault.severity == severity
        )
        if rows:
            tables.append(Table(title=title, columns=("Where", "Key", "What, and the remedy"), rows=rows))
    return tables
