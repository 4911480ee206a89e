"""`channel-sales playbook`: open a citation, search, and bring the index up to date."""

from typing import Annotated, Any

import typer

from assistant.access import Person, person_named
from assistant.asking import Desk
from assistant.channels.cli.app import JSON, app
from assistant.channels.cli.indexing import indexing
from assistant.channels.cli.screen import BAD_INPUT, console, print_error, print_json
from assistant.settings import settings
from tools.core.errors import BadArgument

playbook_app = typer.Typer(help="The playbooks that advice rests on: show, search, index.", no_args_is_help=True)
app.add_typer(playbook_app, name="playbook")


def _opened() -> tuple[Desk, Person]:
    own = settings()
    desk = Desk.open(own)
    desk.library.progress = indexing
    return desk, person_named(own.person, own.access_file)


@playbook_app.command("show")
def show_section(
    citation: Annotated[str, typer.Argument(help="As an answer cites it, such as conflict-management#steps.")],
    as_json: JSON = False,
) -> None:
    """Open the section that an answer cites."""
    desk, person = _opened()
    section = desk.library.section(citation, audience=person.audience)
    dated = section.updated_on.isoformat() if section.updated_on else None
    if as_json:
        print_json({**_fields(section, dated), "text": section.text})
        return
    from rich.markdown import Markdown

    out = console()
    out.print(f"{section.playbook}: {section.heading}", style="bold", markup=False)
    out.print(f"[{section.id}] {section.source}, {dated or 'undated'}", style="dim", markup=False)
    out.print(Markdown(section.text))


@playbook_app.command("search")
def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", help="What to look for.")],
    as_json: JSON = False,
) -> None:
    """List the sections that a question finds, best first."""
    if not "".join(words).strip():
        raise BadArgument("The words", "", "there are none. Write what to look for.")
    desk, person = _opened()
    found = desk.library.search(" ".join(words), audience=person.audience)
    if as_json:
        rows = [{**_fields(one.section, None), "nearness": round(one.cosine, 3)} for one in found.passages]
        print_json({"covered": found.covered, "passages": rows})
        return
    out = console()
    if not found.covered:
        out.print("The playbooks do not cover this. The nearest sections:", style="bold")
    for one in found.passages:
        out.print(f"[{one.section.id}] {one.section.playbook}: {one.section.heading}", markup=False)


@playbook_app.command("index")
def index() -> None:
    """Bring the index up to date; a file that cannot be read is named, and the rest is indexed."""
    desk, _ = _opened()
    version, skipped = desk.library.build()
    for one in skipped:
        print_error(f"{one.path.name} is left out: {one.reason}.")
    sections = len(desk.library.sections())
    typer.echo(f"{sections:,} sections of {len(desk.library.shelf.files):,} files are indexed as {version}.")
    raise typer.Exit(BAD_INPUT if skipped else 0)


def _fields(section: Any, dated: str | None) -> dict[str, Any]:
    return {
        "id": section.id,
        "playbook": section.playbook,
        "heading": section.heading,
        "source": section.source,
        "updated_on": dated or (section.updated_on.isoformat() if section.updated_on else None),
    }
