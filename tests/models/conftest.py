"""A desk whose sentences go to the scripted model."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pydantic import SecretStr

from assistant.asking import Desk
from assistant.settings import Settings
from tests.models.server import ScriptedServer, scripted_server

KEY = "sk-of-a-test-0123456789"

Desks = Callable[..., Desk]


@pytest.fixture(scope="session")
def scripted() -> Iterator[ScriptedServer]:
    """The server, one for all tests of a process; each test gives it a script of its own."""
    with scripted_server() as server:
        yield server


@pytest.fixture(params=[True, False], ids=["streamed", "whole"])
def streams(request: pytest.FixtureRequest) -> bool:
    """Whether the model is read as it writes."""
    return bool(request.param)


@pytest.fixture
def desk_of(demo_url: str, scripted: ScriptedServer) -> Desks:
    """Makes desks over the demo company and the scripted model, with other settings where a test names them."""

    def made(**settings: Any) -> Desk:
        usual = {"model": "scripted", "model_url": scripted.url, "model_key": SecretStr(KEY), "model_retries": 1}
        return Desk.open(Settings(database_url=demo_url, **{**usual, **settings}))

    return made
