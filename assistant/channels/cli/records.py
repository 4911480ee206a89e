"""Commands that load records, read the program, and call one tool for a script."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.access import person_named
from assistant.asking import Desk
from assistant.channels.cli.app import JSON, ON, app, as_of_day
from assistant.channels.cli.screen import (
    BAD_INPUT,
    OK,
    console,
    drawn,
    indented,
    print_error,
    print_json,
    print_json_error,
    show,
)
from assistant.clock import today
from assistant.settings import settings
from tools.core.errors import BadArgument, ToolError

program_app = typer.Typer(help="The partner program: show its rules, check its data.", no_args_is_help=True)
app.add_typer(program_app, name="program")


@app.command()
def tools(as_json: JSON = False) -> None:
    """List the tools that scripts and models call, with their arguments."""
    from assistant.listing import tool_cards, tool_table

    if as_json:
        print_json(tool_cards())
    else:
        console().print(drawn(tool_table()))


@app.command()
def tool(
    name: Annotated[str, typer.Argument(help="A tool of `channel-sales tools`.")],
    arguments: Annotated[
        str, typer.Option("--json", metavar="JSON", help='Such as {"partner": "Acme Networks"}.')
    ] = "{}",
    on: ON = None,
) -> None:
    """Call one tool and print one JSON object: result, lines and receipt."""
    try:
        own = settings()
        given = _object(arguments)
        person = person_named(own.person, own.access_file)
        outcome = Desk.open(own).call(name, given, person, as_of_day(on))
    except ToolError as error:
        raise typer.Exit(print_json_error(error.code, str(error))) from error
    print_json(
        {
            "result": outcome.result.model_dump(mode="json"),
            "lines": outcome.lines,
            "receipt": outcome.receipt.model_dump(mode="json"),
        }
    )


def _object(text: str) -> dict[str, Any]:
    try:
        given = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadArgument(
            "--json", text[:60], 'it is not JSON. Write an object such as {"partner": "P-042"}.'
        ) from error
    if not isinstance(given, dict):
        raise BadArgument("--json", text[:60], 'it is not an object. Write one such as {"partner": "P-042"}.')
    return given


@app.command()
def explain(receipt: Annotated[str, typer.Argument(help="The id under an answer, such as R-0123456789.")]) -> None:
    """Read a receipt back: the tool, its arguments, the rulings, and every line."""
    from assistant.records.receipts import receipt_read

    own = settings()
    person = person_named(own.person, own.access_file)
    kept = receipt_read(Desk.open(own).records, receipt, person)
    print_json(kept)


@app.command()
def demo(
    replace: Annotated[
        bool, typer.Option("--replace", help="Also when other records are loaded: they are lost.")
    ] = False,
) -> None:
    """Load the generated demo company: invented names, 2024-01 to 2025-04, as of 2025-04-30."""
    from assistant.records.demo import AS_OF, demo_rows
    from assistant.records.engine import migrate, replace_all

    records = Desk.open(settings()).records
    migrate(records)
    company = records.company()
    if company not in {None, "demo"} and not replace:
        raise typer.Exit(
            print_error(
                f"{records.shown} holds the records of {company or 'a company without a name'}. "
                "Name another database with CHANNEL_SALES_DATABASE_URL, or lose them with --replace."
            )
        )
    rows = demo_rows()
    replace_all(records, rows, AS_OF, "demo")
    typer.echo(
        f"The demo company is loaded: {len(rows['partners']):,} partners, {len(rows['deals']):,} deals, as of {AS_OF}."
    )


@program_app.command("check")
def check(folder: Annotated[Path | None, typer.Argument(help="A program's folder; ours by default.")] = None) -> None:
    """Find every fault of a program in one run, each with file, key and remedy."""
    from assistant.listing import fault_texts
    from assistant.records.program_checks import check_program, summary

    faults = check_program(folder or settings().program_dir)
    for title, texts in fault_texts(faults):
        console().print(title, style="bold")
        for where, what in texts:
            console().print(f"  {where}", markup=False)
            console().print(indented(what, 4))
    typer.echo(summary(faults))
    raise typer.Exit(BAD_INPUT if any(fault.severity == "error" for fault in faults) else OK)


@program_app.command("show")
def show_program(
    section: Annotated[str | None, typer.Argument(help="One of the program's rules; all by default.")] = None,
    on: ON = None,
) -> None:
    """Show the rules in force on a day, with their source and how they are read."""
    from assistant.listing import rules_shown
    from assistant.records.program import read_program

    desk = Desk.open(settings())
    program = read_program(settings().program_dir)
    for answer in rules_shown(program, section, as_of_day(on) or desk.records.as_of() or today()):
        show(answer)
