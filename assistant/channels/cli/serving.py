"""`channel-sales serve`: HTTP and the configured surfaces on one machine."""

import typer

from assistant.channels.cli.app import app
from assistant.settings import Settings, settings


@app.command()
def serve() -> None:
    """Serve HTTP and each configured surface where CHANNEL_SALES_HOST and _PORT say; the API page is at /docs."""
    import uvicorn

    from assistant.channels.serving import serving_app

    own = settings()
    typer.echo(greeting(own))
    uvicorn.run(serving_app(own), host=own.host, port=own.port, log_level="warning", log_config=None)


def greeting(own: Settings) -> str:
    """Where to go, said as the server starts. Pages that stand open to a network are not served, and so not named."""
    host = f"[{own.host}]" if ":" in own.host else own.host
    address = own.public_url.rstrip("/") or f"http://{host}:{own.port}"
    if own.is_alone or own.signs_in:
        return f"Ask at {address}/, the dashboard is at {address}/dashboard. Ctrl+C ends it."
    return f"The HTTP surface is at {address}/docs. Ctrl+C ends it."
