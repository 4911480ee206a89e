"""`channel-sales slack ...`: the app's manifest, and Slack without a public address."""

from typing import Annotated

import typer

from assistant.channels.cli.app import app
from assistant.settings import settings

slack_app = typer.Typer(
    help="Slack: the app's manifest, and a socket where no address is public.", no_args_is_help=True
)
app.add_typer(slack_app, name="slack")


@slack_app.command()
def manifest(
    url: Annotated[
        str | None,
        typer.Option("--url", metavar="URL", help="Where Slack reaches `serve`: https://... Without it, Socket Mode."),
    ] = None,
) -> None:
    """Print the manifest that makes the app at api.slack.com/apps."""
    from assistant.channels.slack.manifest import manifest as filled

    typer.echo(filled(url), nl=False)


@slack_app.command()
def socket() -> None:
    """Answer in Slack over a socket; it needs the app token and the bot token, and no public address."""
    from assistant.channels.extras import needing

    with needing("Slack", "slack"):
        from assistant.channels.slack.mounting import serve_socket

    serve_socket(settings())
