"""`/metrics`: what Prometheus reads of this process."""

from collections.abc import Callable
from typing import Any

from fastapi import Depends, FastAPI, Request
from fastapi.responses import PlainTextResponse
from starlette.exceptions import HTTPException

from assistant.observing.counts import process_counts
from assistant.observing.watch import count_into
from assistant.settings import Settings

LOOPBACK = {"127.0.0.1", "::1"}


def add_metrics(app: FastAPI, settings: Settings, known: Callable[[Request], Any]) -> None:
    """Count from now on, and show the counts: to whom the token fits, or to this machine alone where there is none."""
    counts = process_counts()
    count_into(counts)

    @app.get("/metrics", include_in_schema=False, dependencies=[Depends(known)])
    def metrics(request: Request) -> PlainTextResponse:
        here = request.client is not None and request.client.host in LOOPBACK
        if not (settings.api_token or here):
            raise HTTPException(403, "Without CHANNEL_SALES_API_TOKEN the metrics are for this machine alone.")
        return PlainTextResponse(counts.page(), media_type="text/plain; version=0.0.4")
