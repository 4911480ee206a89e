"""`channel-sales serve`: HTTP and the configured surfaces on one machine."""

import typer

from assistant.channels.cli.app import app
from assistant.settings import settings


@app.command()
def serve() -> None:
    """Serve HTTP and each configured surface where CHANNEL_SALES_HOST and _PORT say; the API page is at /docs."""
    import uvicorn

    from assistant.channels.serving import serving_app
    from assistant.observing.logs import log_to_stderr

    own = settings()
    host = f"[{own.host}]" if ":" in own.host else own.host
    typer.echo(
        f"Ask at {own.public_url or f'http://{host}:{own.port}/'}, the dashboard is at /dashboard. Ctrl+C ends it."
    )
    log_to_stderr(own)
    uvicorn.run(serving_app(own), host=own.host, port=own.port, log_level="warning", log_config=None)
