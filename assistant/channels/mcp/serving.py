"""Both transports: a client's own process over stdio, and many clients over HTTP with a token each."""

from contextlib import AbstractAsyncContextManager

import anyio
from fastapi import FastAPI
from mcp.server.auth.middleware.auth_context import get_access_token
from mcp.server.auth.provider import AccessToken
from mcp.server.auth.settings import AuthSettings
from mcp.server.stdio import stdio_server
from mcp.server.transport_security import TransportSecuritySettings
from pydantic import AnyHttpUrl

from assistant.access import NoAccess, Person, person_named
from assistant.asking import Desk
from assistant.channels.bearer import person_of
from assistant.channels.mcp.server import create_server
from assistant.settings import Settings

NO_ISSUER = AnyHttpUrl("https://tokens.invalid")
"""The SDK wants an issuer's name. Tokens are ours and are handed out by people, so that none is published."""


def serve_stdio(settings: Settings) -> None:
    """Serve the client that started this process, as the settings' person, until it hangs up.

    Raises:
        NoAccess: the access list does not name that person.
    """
    person = person_named(settings.person, settings.access_file)
    server = create_server(Desk.open(settings).at("mcp"), lambda: person)

    async def serve() -> None:
        async with stdio_server() as (incoming, outgoing):
            await server.run(incoming, outgoing, server.create_initialization_options())

    anyio.run(serve)


class Tokens:
    """Verifies bearer tokens, as the SDK asks it."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    async def verify_token(self, token: str) -> AccessToken | None:
        """The token's person as its subject; None, and so 401, where it is nobody's."""
        person = person_of(token, self.settings)
        return AccessToken(token=token, client_id=person.id, scopes=[], subject=person.id) if person else None


def mount(app: FastAPI, desk: Desk, settings: Settings) -> AbstractAsyncContextManager[None]:
    """MCP over HTTP at `/mcp/`; what is returned runs for as long as it serves."""
    server = create_server(desk.at("mcp"), lambda: _asking(settings))
    hosts = settings.mcp_host_names
    origins = [f"{scheme}://{host}" for host in hosts for scheme in ("https", "http")]
    served = server.streamable_http_app(
        streamable_http_path="/",
        stateless_http=True,
        json_response=True,
        auth=AuthSettings(issuer_url=NO_ISSUER, resource_server_url=None),
        token_verifier=Tokens(settings),
        transport_security=TransportSecuritySettings(allowed_hosts=hosts, allowed_origins=origins),
    )
    app.mount("/mcp", served)
    return server.session_manager.run()


def _asking(settings: Settings) -> Person:
    token = get_access_token()
    if token is None or token.subject is None:
        raise NoAccess("Nobody is known by this request. Send a token as `Authorization: Bearer TOKEN`.")
    return person_named(token.subject, settings.access_file)
