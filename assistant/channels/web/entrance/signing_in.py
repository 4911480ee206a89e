"""The way in and out: a page with the ways there are, the provider's round trip, and the token's form."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from assistant.channels.web.entrance.door import NotSignedIn
from assistant.channels.web.rendering import page
from assistant.channels.web.site import fields_of, site_of


def sign_in_page(request: Request) -> Response:
    """The ways to sign in that are set; without any there is nothing to do."""
    site = site_of(request)
    if site.door.kind != "sign-in":
        return RedirectResponse("/", 303)
    if following := request.query_params.get("next"):
        request.session["next"] = following[:500]
    return _shown(request)


def _shown(request: Request, fault: str = "", status: int = 200) -> Response:
    door = site_of(request).door
    return page(request, "sign_in.html", status, by_provider=door.by_provider, by_token=door.by_token, fault=fault)


async def by_token(request: Request) -> Response:
    """A token that was entered."""
    site = site_of(request)
    following, given = _next(request), (await fields_of(request)).get("token", "")
    try:
        site.door.let_in_by_token(request, given)
    except NotSignedIn as error:
        request.session["next"] = following
        return _shown(request, str(error), 401)
    return RedirectResponse(following, 303)


async def to_provider(request: Request) -> Response:
    """Off to the provider."""
    site = site_of(request)
    if not site.door.by_provider:
        return RedirectResponse("/sign-in", 303)
    try:
        return await site.provider.start(request)
    except NotSignedIn as error:
        return _shown(request, str(error), 502)


async def back_from_provider(request: Request) -> Response:
    """Back from the provider, with a code that it is asked about."""
    site = site_of(request)
    if not site.door.by_provider:
        return RedirectResponse("/sign-in", 303)
    following = _next(request)
    try:
        site.door.let_in(request, await site.provider.claims(request))
    except NotSignedIn as error:
        return _shown(request, str(error), 401)
    return RedirectResponse(following, 303)


def _next(request: Request) -> str:
    """The page that was asked for before the sign-in; only one of our own."""
    asked = str(request.session.get("next", "/"))
    return asked if asked.startswith("/") and not asked.startswith(("//", "/\\", "/sign-")) else "/"


def sign_out(request: Request) -> Response:
    """The end of a session, here; the provider's own goes on."""
    if site_of(request).door.kind == "sign-in":
        request.session.clear()
    return RedirectResponse("/sign-in", 303)


ROUTES = [
    Route("/sign-in", sign_in_page, methods=["GET"]),
    Route("/sign-in", by_token, methods=["POST"]),
    Route("/sign-in/provider", to_provider),
    Route("/sign-in/back", back_from_provider),
    Route("/sign-out", sign_out, methods=["POST"]),
]
