"""What the README shows, printed by the product itself; `make docs` puts it there and `make check` compares."""

from io import StringIO
from pathlib import Path

from pydantic import SecretStr
from pydantic.fields import FieldInfo
from rich.console import Console

from assistant.channels.cli.screen import parts_of
from assistant.reading.commands import help_rows
from assistant.settings import HOME, Settings
from assistant.toolbox import asked_shape
from evals.running import demo_desk
from tools import TOOLS


def answers(*questions: str) -> str:
    """Questions and their answers over the demo company, as an 80-column terminal shows them."""
    shown = []
    with demo_desk() as desk:
        for question in questions:
            page = StringIO()
            out = Console(file=page, width=80, color_system=None, highlight=False)
            for part in parts_of(desk.ask(question)):
                out.print(part)
            text = "\n".join(line.rstrip() for line in page.getvalue().splitlines())
            shown.append(f"$ {shell(question)}\n{text}")
    return "```text\n" + "\n\n".join(shown) + "\n```"


def shell(question: str) -> str:
    """A question as it is typed in a shell."""
    if question.startswith("/channel-sales "):
        return question.removeprefix("/")
    quoted = question.replace("$", "\\$")
    return f'channel-sales ask "{quoted}"'


def command_table() -> str:
    """Each command, what it is for, and an example."""
    rows = [f"| `{takes.replace('|', '/')}` | {about} | `{example}` |" for takes, about, example in help_rows()]
    return "\n".join(["| command | answers | for example |", "|---|---|---|", *rows])


def tool_table() -> str:
    """Each tool and its arguments; those in brackets may be left out."""
    rows = []
    for tool in TOOLS:
        fields = asked_shape(tool).model_fields
        names = ", ".join(name if field.is_required() else f"[{name}]" for name, field in fields.items())
        rows.append(f"| `{tool.name}` | {names} | {tool.description} |")
    return "\n".join(["| tool | arguments | for |", "|---|---|---|", *rows])


def settings_table() -> str:
    """Each setting, its default, and what it changes."""
    rows = []
    for name, field in Settings.model_fields.items():
        rows.append(f"| `CHANNEL_SALES_{name.upper()}` | {_default(field)} | {field.description} |")
    return "\n".join(["| variable | default | what it sets |", "|---|---|---|", *rows])


def _default(field: FieldInfo) -> str:
    if field.default_factory is not None:
        return "in your home folder"
    if not field.default or field.default == SecretStr(""):
        return "none"
    own = isinstance(field.default, Path) and field.default.is_relative_to(HOME)
    return f"`{field.default.relative_to(HOME) if own else field.default}`"
