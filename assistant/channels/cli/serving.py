"""`channel-sales serve`: the HTTP surface on one machine."""

from assistant.channels.cli.app import app
from assistant.settings import settings


@app.command()
def serve() -> None:
    """Serve HTTP where CHANNEL_SALES_HOST and CHANNEL_SALES_PORT say; the API page is at /docs."""
    import uvicorn

    from assistant.channels.api.app import create_app

    own = settings()
    uvicorn.run(create_app(own), host=own.host, port=own.port, log_level="warning")
