"""Commands for other programs: the MCP server that a client starts, and tokens for those that call over HTTP."""

import typer

from assistant.channels.cli.app import app
from assistant.settings import settings


@app.command()
def mcp() -> None:
    """Serve MCP on standard input and output, for the client that starts this command."""
    from assistant.channels.mcp.serving import serve_stdio

    serve_stdio(settings())


@app.command()
def token() -> None:
    """Make a token for a program, and the line of the access list that lets it in."""
    from assistant.channels.bearer import made

    secret, identity = made()
    typer.echo(f"Token, shown once: {secret}")
    typer.echo(f'In the access list, with the person: also: ["{identity}"]')
