"""Writes the skill: what is written by hand from `folder/`, and what follows from the catalogue made anew."""

from pathlib import Path

from assistant.reading.commands import help_rows
from assistant.settings import HOME
from assistant.toolbox import asked_shape
from tools import TOOLS
from tools.core.catalogue import Tool
from tools.core.errors import BadArgument

NAME = "channel-sales"
WRITTEN = Path(__file__).parent / "folder"

SCRIPT = """#!/bin/sh
# {about}
# Takes one JSON object: {takes}
if [ "$#" -eq 0 ]; then set -- '{{}}'; fi
exec channel-sales tool {name} --json "$@"
"""


def export(folder: Path) -> Path:
    """Write the skill below a folder, or into it where it is named as the skill is. Returns where it stands.

    Raises:
        BadArgument: nothing can be written there.
    """
    place = folder if folder.name == NAME else folder / NAME
    try:
        for name, text in files().items():
            path = place / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            path.chmod(0o755 if path.suffix == ".sh" else 0o644)
    except OSError as error:
        raise BadArgument("The folder", str(folder), f"{error.strerror or error}. Name one to write into.") from error
    return place


def files() -> dict[str, str]:
    """The text of every file of the skill, by its path there."""
    written = {
        path.relative_to(WRITTEN).as_posix(): path.read_text(encoding="utf-8") for path in sorted(WRITTEN.rglob("*.md"))
    }
    return {
        **written,
        "references/glossary.md": (HOME / "knowledge" / "glossary.md").read_text(encoding="utf-8"),
        "references/commands.md": _commands(),
        "references/tools.md": _tools(),
        **{f"scripts/{tool.name}.sh": _script(tool) for tool in TOOLS},
    }


def _script(tool: Tool) -> str:
    fields = asked_shape(tool).model_fields
    takes = ", ".join(name if field.is_required() else f"[{name}]" for name, field in fields.items())
    return SCRIPT.format(about=tool.description, takes=takes or "none is needed", name=tool.name)


def _tools() -> str:
    parts = [
        "# Tools",
        "Each has a script of its name in `scripts/`. Arguments in brackets may be left out.",
    ]
    for tool in TOOLS:
        rows = [
            f"- `{name if field.is_required() else f'[{name}]'}` {field.description or ''}".rstrip()
            for name, field in asked_shape(tool).model_fields.items()
        ]
        parts.append("\n".join([f"## {tool.name}", tool.description, "", *(rows or ["- no arguments"])]))
    return "\n\n".join(parts) + "\n"


def _commands() -> str:
    rows = [f"| `{takes}` | {about} | `{example}` |" for takes, about, example in help_rows()]
    head = ["# Commands", "", "After `/channel-sales` in a chat, after `channel-sales` in a shell.", ""]
    return "\n".join([*head, "| command | answers | for example |", "|---|---|---|", *rows]) + "\n"
