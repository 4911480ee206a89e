"""Commands for other programs: the MCP server that a client starts, and tokens for those that call over HTTP."""

from pathlib import Path
from typing import Annotated

import typer

from assistant.channels.cli.app import app
from assistant.settings import settings


@app.command()
def mcp() -> None:
    """Serve MCP on standard input and output, for the client that starts this command."""
    from assistant.channels.extras import needing

    with needing("MCP", "mcp"):
        from assistant.channels.mcp.serving import serve_stdio

    serve_stdio(settings())


@app.command()
def token() -> None:
    """Make a token for a program, and the line of the access list that lets it in."""
    from assistant.channels.bearer import made

    secret, identity = made()
    typer.echo(f"Token, shown once: {secret}")
    typer.echo(f'In the access list, with the person: also: ["{identity}"]')


skill_app = typer.Typer(help="The Agent Skill: a folder that an agent reads to call the tools.", no_args_is_help=True)
app.add_typer(skill_app, name="skill")


@skill_app.callback()
def skill() -> None:
    """Keep `export` a word of its own, though it is the only one."""


@skill_app.command()
def export(folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where the skill's folder goes.")]) -> None:
    """Write the skill: SKILL.md, references, and a script a tool."""
    from assistant.channels.skill.exporting import export as write

    typer.echo(f"The skill stands in {write(folder)}.")


teams_app = typer.Typer(help="Microsoft Teams: the app package to upload.", no_args_is_help=True)
app.add_typer(teams_app, name="teams")


@teams_app.callback()
def teams() -> None:
    """Keep `package` a word of its own, though it is the only one."""


@teams_app.command()
def package(
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="The .zip file to write.")],
    url: Annotated[str, typer.Option("--url", help="Where people reach the assistant: https://...")],
    app_id: Annotated[str, typer.Option("--app-id", metavar="GUID", help="The bot's Microsoft app id.")],
    version: Annotated[str, typer.Option("--version", help="Grows with each upload.")] = "1.0.0",
) -> None:
    """Write the app package: manifest and icons."""
    from assistant.channels.teams.package import package as write

    write(out, url=url, app_id=app_id, version=version)
    typer.echo(f"The app package is {out}. Upload it in Teams under Apps, Manage your apps.")
