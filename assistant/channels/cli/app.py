"""The commands of the shell.

Questions share one grammar with every chat: `channel-sales tier Acme` is `/channel-sales tier Acme`. A
first word that is no command is read as a question.
"""

import uuid
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from assistant.access import Person, person_named
from assistant.asking import Desk, apology
from assistant.channels.cli.indexing import indexing
from assistant.channels.cli.screen import BUG, OK, code_of, print_error, print_json, print_json_error, show, watched
from assistant.observing.logs import log_to_file
from assistant.reading.commands import COMMANDS, Command
from assistant.settings import settings
from tools.core.errors import ToolError
from tools.core.periods import day_of

app = typer.Typer(
    name="channel-sales",
    help="Ask about partners, tiers, incentives and the dashboard; every figure comes with its rule and its rows.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
JSON = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]
ON = Annotated[str | None, typer.Option("--on", metavar="DAY", help="Ask as of another day, such as 2025-03-31.")]
CONVERSATION = Annotated[
    str | None,
    typer.Option("--conversation", metavar="ID", help="Follow-ups under one id keep the partner and the period."),
]
WORDS = Annotated[list[str] | None, typer.Argument(metavar="WORDS...", help="The question.", show_default=False)]


def run(arguments: list[str]) -> int:
    """Run one command line and return its exit code."""
    from assistant.channels.cli import importing, plans, playbook, programs, records, serving, slack  # noqa: F401

    log_to_file(settings())
    command = typer.main.get_command(app)
    known = set(getattr(command, "commands", {}))
    if arguments and not arguments[0].startswith("-") and arguments[0] not in known:
        arguments = ["ask", "--", f"/channel-sales {' '.join(arguments)}"]
    try:
        code = command.main(arguments, standalone_mode=False)
    except typer.Exit as left:
        return left.exit_code
    except ToolError as error:
        return print_error(str(error))
    except (KeyboardInterrupt, BrokenPipeError, EOFError):
        return OK
    except Exception as error:  # noqa: BLE001 - the edge: a usage error, or a bug that is logged whole
        return _failed(error, arguments)
    return int(code or OK)


def _failed(error: Exception, arguments: list[str]) -> int:
    message = getattr(error, "format_message", None)
    if message is not None:
        return print_error(f"{message()} `channel-sales --help` lists the commands.")
    return print_error(apology("command", " ".join(arguments), in_full=settings().log_questions).text) and BUG


def asked(
    text: str, *, as_json: bool, on: str | None, desk: Desk | None = None, conversation: str | None = None
) -> int:
    """Ask, print, and return the exit code."""
    own = settings()
    try:
        as_of = day_of(on) if on else None
        person = _asking()
    except ToolError as error:
        return print_json_error(error.code, str(error)) if as_json else print_error(str(error))
    desk = desk or Desk.open(own)
    desk.library.progress = indexing
    answer = watched(desk.events(text, person, conversation=conversation, as_of=as_of))
    if not as_json:
        return show(answer)
    if code_of(answer) != OK:
        return print_json_error(answer.code or answer.kind, answer.text) and code_of(answer)
    print_json(answer.model_dump(mode="json"))
    return OK


@app.command()
def ask(words: WORDS = None, as_json: JSON = False, on: ON = None, conversation: CONVERSATION = None) -> None:
    """Ask a question in plain words: channel-sales ask "which tier does Acme Networks hold?"."""
    raise typer.Exit(asked(" ".join(words or []), as_json=as_json, on=on, conversation=conversation))


@app.command()
def chat(on: ON = None, conversation: CONVERSATION = None) -> None:
    """Talk: follow-ups keep the partner and the period. An empty line, `exit` or Ctrl-D ends it.

    It is forgotten at its end, unless it has an id under which it goes on the next time.
    """
    desk = Desk.open(settings())
    own = conversation or f"chat {uuid.uuid4().hex}"
    try:
        _talk(desk, own, on)
    finally:
        if conversation is None:
            desk.forget(_asking(), own)


def _talk(desk: Desk, conversation: str, on: str | None) -> None:
    typer.echo("Ask about a partner, a deal or a month; `help` lists the commands, an empty line ends.")
    while True:
        try:
            text = input("> ").strip()
        except EOFError:
            break
        if text in {"", "exit", "quit", "bye"}:
            break
        asked(text, as_json=False, on=on, desk=desk, conversation=conversation)


@app.command()
def forget(
    conversation: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="Its id; all of yours without one.")
    ] = None,
) -> None:
    """Forget a conversation, or all of yours: what they spoke of, and what a language model was told in them."""
    number = Desk.open(settings()).forget(_asking(), conversation)
    typer.echo(f"{number} conversation{'' if number == 1 else 's'} forgotten.")


def _asking() -> Person:
    own = settings()
    return person_named(own.person, own.access_file)


def _question(command: Command) -> Callable[..., None]:
    def run_command(words: WORDS = None, as_json: JSON = False, on: ON = None) -> None:
        text = f"/channel-sales {command.word} {' '.join(words or [])}"
        raise typer.Exit(asked(text, as_json=as_json, on=on))

    return run_command


def _dashboard(
    words: WORDS = None,
    as_json: JSON = False,
    on: ON = None,
    chart: Annotated[
        Path | None, typer.Option("--chart", metavar="FILE", help="Draw it too: a file that ends in .png or .svg.")
    ] = None,
) -> None:
    text = f"/channel-sales dashboard {' '.join(words or [])}"
    if chart is None:
        raise typer.Exit(asked(text, as_json=as_json, on=on))
    from assistant.channels.cli.charting import asked_with_chart

    raise typer.Exit(asked_with_chart(text, chart, as_json=as_json, on=on))


for _command in COMMANDS:
    app.command(_command.word, help=f"{_command.about[0].upper()}{_command.about[1:]}: {_command.example}")(
        _dashboard if _command.word == "dashboard" else _question(_command)
    )


@app.command(name="help")
def help_() -> None:
    """What can be asked, with an example each."""
    raise typer.Exit(asked("/channel-sales help", as_json=False, on=None))


def as_of_day(on: str | None) -> date | None:
    """The day that `--on` names."""
    return day_of(on) if on else None
