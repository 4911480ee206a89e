"""Slack on the application that `serve` runs, and on a socket where no address is public.

The signature and its age are verified before anything is read. A delivery is claimed in the inbox, then acknowledged,
then worked on: what Slack sends again is known already.
"""

import asyncio
import json
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI, Request, Response
from slack_bolt.adapter.fastapi.async_handler import AsyncSlackRequestHandler
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.response import BoltResponse
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient

from assistant.asking import Desk
from assistant.channels.slack.answering import SURFACE, Answering
from assistant.channels.slack.clients import Clients
from assistant.channels.slack.deliveries import read
from assistant.delivery.inbox import AT_ONCE, Deliveries
from assistant.settings import Settings
from tools.core.errors import BadArgument, ToolError

log = logging.getLogger("channel_sales")

PATH = "/slack/events"
"""Events, commands and buttons all come here."""
WAITING_AT_ONCE = 6
"""Turns at once where a model is asked: they wait for it most of the time."""


def mount(app: FastAPI, desk: Desk, settings: Settings) -> AbstractAsyncContextManager[None]:
    """Add Slack's address to the application."""
    slack = slack_app(desk, settings)
    add_address(app, slack.bolt, settings)
    return slack.living()


def add_address(app: FastAPI, bolt: AsyncApp, settings: Settings) -> None:
    """Have an application pass on what Slack signed: Bolt reads a body before it looks, so we look first."""
    handler = AsyncSlackRequestHandler(bolt)
    verifier = SignatureVerifier(_secret(settings))

    @app.post(PATH, include_in_schema=False)
    async def events(request: Request) -> Response:
        at, signature = (request.headers.get(f"x-slack-{name}", "") for name in ("request-timestamp", "signature"))
        if not at.isdecimal() or not verifier.is_valid(await request.body(), at, signature):
            return Response("The signature or its age does not fit.", status_code=401)
        return await handler.handle(request)


def _secret(settings: Settings) -> str:
    return settings.slack_signing_secret.get_secret_value() if settings.slack_signing_secret else ""


@dataclass(frozen=True)
class SlackApp:
    """Bolt's application over a desk, the deliveries that it takes, and the connections that it answers over."""

    bolt: AsyncApp
    deliveries: Deliveries
    clients: Clients

    @asynccontextmanager
    async def living(self) -> AsyncGenerator[None]:
        """Work on deliveries while the application is up."""
        async with self.deliveries.living():
            yield
        await self.clients.close()


def slack_app(desk: Desk, settings: Settings) -> SlackApp:
    """Slack over a desk."""
    clients = Clients(settings)
    at_once = WAITING_AT_ONCE if settings.model else AT_ONCE
    deliveries = Deliveries(desk.records, SURFACE, Answering(desk, clients).work, at_once=at_once)

    async def authorize(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult | None:
        return clients.authorized(enterprise_id, team_id)

    bolt = AsyncApp(
        name="channel-sales",
        logger=logging.getLogger("channel_sales.slack"),
        signing_secret=_secret(settings),
        authorize=authorize,  # type: ignore[arg-type]  # None says that we are not installed there
    )

    @bolt.middleware
    async def take(body: dict[str, Any], context: Any, next_: Callable[[], Awaitable[None]]) -> BoltResponse:  # noqa: ARG001 - Bolt fills what is named
        homes = frozenset(home for home in (context.team_id, context.enterprise_id) if home)
        return await _taken(deliveries, body, homes)

    return SlackApp(bolt, deliveries, clients)


async def _taken(deliveries: Deliveries, body: dict[str, Any], homes: frozenset[str]) -> BoltResponse:
    """Claim what is for us, then acknowledge; what cannot be kept is not acknowledged, so that Slack sends it again."""
    delivery = read(body, homes)
    if delivery is None:
        return BoltResponse(status=200)
    try:
        await deliveries.receive(delivery.key, delivery.model_dump())
    except ToolError:
        log.exception("a delivery of slack could not be kept: %s", delivery.key)
        return BoltResponse(status=503)
    if delivery.kind == "question" and delivery.response_url:
        said = json.dumps({"response_type": "ephemeral", "text": "Reading the question …"})
        return BoltResponse(status=200, body=said, headers={"content-type": "application/json"})
    return BoltResponse(status=200)


def serve_socket(settings: Settings) -> None:
    """Answer over Slack's socket until the process is stopped.

    Raises:
        BadArgument: a token is missing.
    """
    token = settings.slack_app_token.get_secret_value() if settings.slack_app_token else ""
    if not token.startswith("xapp-"):
        raise BadArgument(
            "CHANNEL_SALES_SLACK_APP_TOKEN",
            "set" if token else "not set",
            "it is the app-level token that begins with xapp-, made under Basic Information with connections:write.",
        )
    asyncio.run(answer_by_socket(Desk.open(settings), settings, token))


async def answer_by_socket(desk: Desk, settings: Settings, token: str) -> None:
    """Open the socket and answer until it is cancelled."""
    slack = slack_app(desk, settings)
    client = AsyncWebClient(base_url=settings.slack_api_url)
    handler = AsyncSocketModeHandler(slack.bolt, token, web_client=client)
    async with slack.living():
        await handler.client.connect()  # type: ignore[no-untyped-call]
        try:
            await asyncio.Event().wait()
        finally:
            await handler.client.close()  # type: ignore[no-untyped-call]
