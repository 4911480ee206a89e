"""Adds the pages to the application that is served. They stand in one application of their own, with its own guard."""

import logging
from contextlib import AbstractAsyncContextManager
from urllib.parse import quote

from fastapi import FastAPI
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from assistant.access import NoAccess
from assistant.asking import Desk, apology
from assistant.channels.web.entrance import signing_in
from assistant.channels.web.entrance.door import SESSION_SECONDS, Door, NotServed, NotSignedIn
from assistant.channels.web.entrance.guarding import Guard
from assistant.channels.web.pages import asking, dashboards, documents, drilling, opening, rating
from assistant.channels.web.rendering import HERE, is_inside, page
from assistant.channels.web.site import Site
from assistant.channels.web.talks import NotKept
from assistant.records.program import BadProgram
from assistant.records.store import BadRecords
from assistant.settings import Settings
from tools.core.errors import NoRecords, ToolError, UnknownPartner

log = logging.getLogger("channel_sales")

STATUS: tuple[tuple[type[ToolError], int], ...] = (
    (NoAccess, 403),
    (NotKept, 404),
    (UnknownPartner, 404),
    (NotServed, 503),
    (NoRecords, 503),
    (BadRecords, 503),
    (BadProgram, 503),
    (ToolError, 422),
)
ROUTES = [
    *asking.ROUTES,
    *opening.ROUTES,
    *rating.ROUTES,
    *documents.ROUTES,
    *dashboards.ROUTES,
    *drilling.ROUTES,
    *signing_in.ROUTES,
]


def mount(app: FastAPI, desk: Desk, settings: Settings) -> AbstractAsyncContextManager[object] | None:
    """Add the pages' routes to an application; whatever else it serves stays as it is."""
    pages = pages_app(desk, settings)
    for path in dict.fromkeys([*(route.path for route in ROUTES), "/static/{file:path}"]):
        app.router.routes.append(Route(path, pages, include_in_schema=False))
    return None


def pages_app(desk: Desk, settings: Settings) -> Guard:
    """The pages alone. The guard stands outside, so that even the page of a fault of ours has its headers."""
    door = Door(settings)
    if door.closed:
        log.warning(door.closed)
    own = settings.public_url.rstrip("/")
    app = Starlette(
        routes=[*ROUTES, Mount("/static", StaticFiles(directory=HERE / "static"))],
        middleware=_sessions(door, https=own.startswith("https:")),
        exception_handlers={ToolError: _refused, HTTPException: _http, Exception: _bug},
    )
    app.state.site = Site(desk, door)
    return Guard(app, own, loopback_only=door.kind == "open")


def _sessions(door: Door, *, https: bool) -> list[Middleware]:
    """Signed cookies, where there is a sign-in; without one nothing more is imported."""
    if door.kind != "sign-in":
        return []
    from starlette.middleware.sessions import SessionMiddleware

    return [
        Middleware(
            SessionMiddleware,
            secret_key=door.key,
            session_cookie="channel_sales",
            max_age=SESSION_SECONDS,
            same_site="lax",
            https_only=https,
        )
    ]


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, ToolError)  # noqa: S101 - registered for this type alone
    if isinstance(error, NotSignedIn) and not is_inside(request) and request.method == "GET":
        asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(f"/sign-in?next={quote(asked)}" if asked != "/" else "/sign-in", 303)
    status = 401 if isinstance(error, NotSignedIn) else next(s for kind, s in STATUS if isinstance(error, kind))
    door: Door = request.app.state.site.door
    known = door.kind == "sign-in" and "identity" in request.session
    given = {"title": "That did not work", "text": str(error), "signed_in": known, "asks_sign_in": status == 401}
    return page(request, "error.html", status, **given)


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for this type alone
    text = {404: "There is no such page. Ask a question, or open the dashboard.", 405: "This page is only read."}
    shown = text.get(error.status_code, str(error.detail))
    return page(request, "error.html", error.status_code, title="Not found", text=shown)


async def _bug(request: Request, _: Exception) -> Response:
    """Not in a thread, where the log would not see what was raised."""
    text = apology("page", f"{request.method} {request.url.path}", in_full=True).text
    return page(request, "error.html", 500, title="Something is wrong", text=text)
