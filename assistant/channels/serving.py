"""The application that `serve` runs: HTTP, and beside it each surface that the settings configure.

It is the one place that knows every surface that is served; none of them knows another.
"""

from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from importlib import import_module

from fastapi import FastAPI

from assistant.asking import Desk
from assistant.channels.api.app import create_app
from assistant.channels.extras import needing
from assistant.settings import Settings

Mount = Callable[[FastAPI, Desk, Settings], AbstractAsyncContextManager[object] | None]
"""Adds a surface's routes. What it returns, if anything, is open for as long as the application is up."""


@dataclass(frozen=True)
class Surface:
    """A surface: its name, the module that has its `mount`, when it is wanted, and the extra that installs it."""

    name: str
    module: str
    wanted: Callable[[Settings], bool]
    extra: str


SURFACES: tuple[Surface, ...] = (
    Surface("Chat completions", "assistant.channels.completions.mounting", lambda _: True, "server"),
    Surface("MCP", "assistant.channels.mcp.serving", lambda settings: bool(settings.mcp_host_names), "mcp"),
    Surface("Teams", "assistant.channels.teams.mounting", lambda settings: bool(settings.teams_client_id), "teams"),
    Surface("The web pages", "assistant.channels.web.mounting", lambda _: True, "web"),
    Surface("Slack", "assistant.channels.slack.mounting", lambda own: own.slack_signing_secret is not None, "slack"),
)
"""To add one, write its line here."""


def surfaces(settings: Settings, known: Sequence[Surface] = SURFACES) -> list[tuple[str, Mount]]:
    """The surfaces that are configured, by the name they are counted under; no other is imported.

    Raises:
        MissingExtra: what one of them stands on is not installed.
    """
    return [(surface.extra, _mount(surface)) for surface in known if surface.wanted(settings)]


def serving_app(settings: Settings, known: Sequence[Surface] = SURFACES) -> FastAPI:
    """HTTP and the configured surfaces over one desk."""
    desk = Desk.open(settings)
    app = create_app(settings, desk)
    opened = [mount(app, desk.at(name), settings) for name, mount in surfaces(settings, known)]
    inner = app.router.lifespan_context

    @asynccontextmanager
    async def lifespan(started: FastAPI) -> AsyncGenerator[None]:
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(inner(started))
            for surface in opened:
                if surface is not None:
                    await stack.enter_async_context(surface)
            yield

    app.router.lifespan_context = lifespan
    return app


def _mount(surface: Surface) -> Mount:
    with needing(surface.name, surface.extra):
        mount: Mount = import_module(surface.module).mount
    return mount
