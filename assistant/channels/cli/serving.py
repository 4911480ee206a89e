"""`channel-sales serve`: HTTP and the configured surfaces on one machine."""

from assistant.channels.cli.app import app
from assistant.settings import settings


@app.command()
def serve() -> None:
    """Serve HTTP and each configured surface where CHANNEL_SALES_HOST and _PORT say; the API page is at /docs."""
    import uvicorn

    from assistant.channels.serving import serving_app

    own = settings()
    uvicorn.run(serving_app(own), host=own.host, port=own.port, log_level="warning")
