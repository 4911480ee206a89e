"""The application that `serve` runs: HTTP, and each surface that is configured."""

from collections.abc import AsyncGenerator
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.asking import Desk
from assistant.channels.extras import MissingExtra
from assistant.channels.serving import Surface, serving_app, surfaces
from assistant.settings import Settings

LIVED: list[str] = []


def mount(app: FastAPI, desk: Desk, settings: Settings) -> AbstractAsyncContextManager[None]:
    """A surface of one path, open while the application is."""

    @app.get("/planted")
    def planted() -> dict[str, bool]:
        return {"open": LIVED == ["opened"], "same desk": desk.settings is settings}

    @asynccontextmanager
    async def living() -> AsyncGenerator[None]:
        LIVED.append("opened")
        yield
        LIVED.append("closed")

    return living()


def surface(module: str = __name__, *, wanted: bool = True) -> Surface:
    return Surface("Planted", module, lambda _: wanted, "planted")


def test_a_configured_surface_stands_beside_http_on_one_desk_and_is_closed_at_the_end(demo_url: str) -> None:
    LIVED.clear()
    with TestClient(serving_app(Settings(database_url=demo_url), [surface()])) as client:
        assert client.get("/planted").json() == {"open": True, "same desk": True}
        assert client.get("/healthz").json() == {"status": "ok"}
    assert LIVED == ["opened", "closed"]


def test_a_surface_that_is_not_configured_is_not_imported(demo_url: str) -> None:
    unwanted = surface("tests.no_such_module", wanted=False)
    assert surfaces(Settings(database_url=demo_url), [unwanted]) == []


def test_a_configured_surface_whose_libraries_are_missing_says_what_to_install(demo_url: str) -> None:
    with pytest.raises(MissingExtra, match=r"Planted is configured.*make server.*channel-sales\[planted\]"):
        surfaces(Settings(database_url=demo_url), [surface("no_such_library.bolt")])
