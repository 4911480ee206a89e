"""Teams on the application that `serve` runs: a message is verified, claimed in the inbox, acknowledged, worked on."""

import asyncio
import os
from collections.abc import AsyncGenerator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, Literal

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse
from microsoft_teams.api.activities.install_update import InstalledActivity
from microsoft_teams.api.activities.invoke.message import MessageSubmitActionInvokeActivity
from microsoft_teams.api.activities.message import MessageActivity
from microsoft_teams.api.auth.cloud_environment import PUBLIC, CloudEnvironment
from microsoft_teams.api.auth.credentials import TokenProvider
from microsoft_teams.apps import ActivityContext, App
from microsoft_teams.apps.http.adapter import HttpRequest, HttpRouteHandler

from assistant.asking import Desk
from assistant.channels.teams.answering import SURFACE, Answering
from assistant.channels.teams.pictures import Pictures
from assistant.channels.teams.reading import read
from assistant.delivery.inbox import Deliveries
from assistant.settings import Settings
from tools.core.errors import ToolError

PATH = "/teams/messages"
UNSAFE = "DANGEROUSLY_ALLOW_UNAUTHENTICATED_REQUESTS"


class UnsafeTeams(ToolError):
    """Teams would be served in a way in which anybody could write as anybody."""


def mount(app: FastAPI, desk: Desk, settings: Settings) -> AbstractAsyncContextManager[None]:
    """Add Teams' address, and the pictures that its cards show.

    Raises:
        UnsafeTeams: the environment turns verification off, or a setting that verification needs is missing.
    """
    return mounted(app, desk, settings)


def mounted(
    app: FastAPI,
    desk: Desk,
    settings: Settings,
    *,
    cloud: CloudEnvironment = PUBLIC,
    token: TokenProvider | None = None,
) -> AbstractAsyncContextManager[None]:
    """The same over another cloud, or with tokens of the caller's making."""
    secret = _checked(settings)
    pictures = Pictures(desk, secret)
    answering = Answering(desk, pictures)
    deliveries = Deliveries(desk.records, SURFACE, answering.work)
    credentials: dict[str, Any] = {"token": token} if token else {"client_secret": secret}
    teams = App(
        http_server_adapter=Adapter(app),
        messaging_endpoint=PATH,
        client_id=settings.teams_client_id,
        tenant_id=settings.teams_tenant_id,
        cloud=cloud,
        dangerously_allow_unauthenticated_requests=False,
        **credentials,
    )
    answering.app = teams
    _listen(teams, deliveries, answering)
    _add_pictures(app, pictures)

    @asynccontextmanager
    async def living() -> AsyncGenerator[None]:
        await teams.initialize()
        async with deliveries.living():
            yield

    return living()


class Adapter:
    """Our application as the SDK registers its address with; a body that is no JSON object is refused."""

    def __init__(self, app: FastAPI) -> None:
        self._app = app

    def register_route(self, method: Literal["POST"], path: str, handler: HttpRouteHandler) -> None:
        """Pass on what is an object."""

        async def activities(request: Request) -> Response:
            try:
                body = await request.json()
            except (ValueError, RecursionError):
                body = None
            if not isinstance(body, dict):
                return JSONResponse({"error": "The body is no JSON object."}, status_code=400)
            result = await handler(HttpRequest(body=body, headers=dict(request.headers)))
            content = result.get("body")
            return (
                Response(status_code=result["status"]) if content is None else JSONResponse(content, result["status"])
            )

        self._app.add_api_route(path, activities, methods=[method], include_in_schema=False)

    def serve_static(self, path: str, directory: str) -> None:
        """Nothing is served from a folder."""

    async def start(self, port: int) -> None:
        """Our application is started by whoever serves it."""

    async def stop(self) -> None:
        """And stopped by them."""


def _checked(settings: Settings) -> str:
    if os.environ.get(UNSAFE, "").strip().lower() not in {"", "0", "false", "no", "off"}:
        raise UnsafeTeams(f"{UNSAFE} is set: anybody could write as anybody. Unset it, then start again.")
    secret = settings.teams_client_secret.get_secret_value() if settings.teams_client_secret else ""
    if not secret or not settings.teams_tenant_id:
        raise UnsafeTeams(
            "CHANNEL_SALES_TEAMS_CLIENT_ID needs CHANNEL_SALES_TEAMS_CLIENT_SECRET and CHANNEL_SALES_TEAMS_TENANT_ID "
            "beside it. assistant/channels/teams/README.md says where they stand."
        )
    return secret


def _listen(teams: App, deliveries: Deliveries, answering: Answering) -> None:
    async def take(activity: Any) -> None:
        asked = read(activity.model_dump(by_alias=True, mode="json", exclude_none=True))
        if asked is not None:
            await deliveries.receive(asked.key, asked.model_dump())

    @teams.on_message
    async def message(ctx: ActivityContext[MessageActivity]) -> None:
        await take(ctx.activity)

    @teams.on_install_add
    async def installed(ctx: ActivityContext[InstalledActivity]) -> None:
        await take(ctx.activity)

    @teams.on_message_submit_feedback
    async def feedback(ctx: ActivityContext[MessageSubmitActionInvokeActivity]) -> None:
        given = ctx.activity
        user = given.from_.aad_object_id or given.from_.id
        reaction = given.value.action_value.reaction
        await asyncio.to_thread(answering.verdict, user, given.reply_to_id or "", reaction)


def _add_pictures(app: FastAPI, pictures: Pictures) -> None:
    @app.get("/teams/charts/{key}/{signature}/{who}.png", include_in_schema=False)
    def chart(key: str, signature: str, who: str) -> Response:
        drawn = pictures.drawn(key, signature, who)
        if drawn is None:
            return Response(status_code=404)
        return Response(drawn, media_type="image/png", headers={"cache-control": "private, max-age=3600"})
