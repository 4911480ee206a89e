"""A fake service, people, and the application that both meet."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from microsoft_teams.api.auth.cloud_environment import PUBLIC
from pydantic import SecretStr

from assistant.asking import Desk
from assistant.channels.teams.mounting import PATH, mounted
from assistant.settings import Settings
from tests.channels.teams.fake import BOT, TENANT, FakeTeams, fake_teams

PEOPLE = """
- {id: ada, name: Ada Marsh, sees: everything, also: ["teams:oid-ada"]}
- {id: jude, name: Jude Lindott, sees: own, also: ["teams:oid-jude"]}
- {id: inka, name: Inka Gildott, sees: own, also: ["teams:oid-inka"]}
- {id: pat, sees: partner, partner_id: P-047, also: ["teams:oid-pat"]}
- {id: "teams-channel:19:acme@thread.tacv2", sees: partner, partner_id: P-047}
"""
"""Jude manages Acme Networks (P-047), Inka Larkmere Cloud (P-013)."""

Post = Callable[..., Awaitable[httpx.Response]]


@pytest.fixture(scope="module")
def served() -> Iterator[FakeTeams]:
    """One fake for the tests of a module."""
    with fake_teams() as fake:
        yield fake


@pytest.fixture
def fake(served: FakeTeams) -> FakeTeams:
    """The fake, as if nothing had been sent to it."""
    served.sent.clear()
    served.failing.clear()
    return served


@pytest.fixture
def teams_settings(demo_url: str, tmp_path: Path) -> Settings:
    """Settings of a company that uses Teams."""
    people = tmp_path / "people.yaml"
    people.write_text(PEOPLE)
    return Settings(
        database_url=demo_url,
        access_file=people,
        teams_client_id=BOT,
        teams_client_secret=SecretStr("a-client-secret"),
        teams_tenant_id=TENANT,
        public_url="https://sales.example.com",
    )


@pytest.fixture
def talking(fake: FakeTeams, teams_settings: Settings) -> Callable[[], Any]:
    """The application, posted to as the service would; when it is left, all that was begun is done."""

    @asynccontextmanager
    async def opened() -> AsyncIterator[Post]:
        app = FastAPI()
        cloud = replace(PUBLIC, openid_metadata_url=f"{fake.url}/openidconfiguration")

        async def token(*_: Any) -> str:
            return fake.token()

        living = mounted(app, Desk.open(teams_settings), teams_settings, cloud=cloud, token=token)
        async with living, httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="https://us.example") as us:

            async def post(activity: Any, token: str | None = "", **more: Any) -> httpx.Response:
                headers = {} if token is None else {"authorization": f"Bearer {token or fake.token()}"}
                return await us.post(PATH, json=activity, headers=headers, **more)

            post.us = us  # type: ignore[attr-defined]
            yield post

    return opened
