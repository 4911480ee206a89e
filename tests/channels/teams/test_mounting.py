"""Teams beside the other surfaces: served where it is configured, and never without verification."""

from typing import Any

import pytest
from fastapi.testclient import TestClient
from pydantic import SecretStr

from assistant.channels.serving import serving_app
from assistant.channels.teams.mounting import UNSAFE, UnsafeTeams
from assistant.settings import Settings
from tests.channels.teams.fake import BOT, TENANT, FakeTeams, message


def test_it_is_served_beside_the_rest_and_verifies(teams_settings: Settings, fake: FakeTeams) -> None:
    with TestClient(serving_app(teams_settings)) as client:
        assert client.post("/teams/messages", json=message(fake, "help")).status_code == 401
        assert client.get("/teams/charts/a/b/ada.png").status_code == 404
        assert client.get("/healthz").status_code == 200


def test_it_is_not_served_where_it_is_not_configured(demo_url: str) -> None:
    with TestClient(serving_app(Settings(database_url=demo_url))) as client:
        assert client.post("/teams/messages", json={}).status_code == 404


@pytest.mark.parametrize("value", ["true", "1", "yes", " ON "])
def test_nothing_starts_while_verification_is_turned_off(
    teams_settings: Settings, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv(UNSAFE, value)
    with pytest.raises(UnsafeTeams, match="anybody could write as anybody"):
        serving_app(teams_settings)


@pytest.mark.parametrize("value", ["", "false", "0"])
def test_a_variable_that_turns_nothing_off_does_no_harm(
    teams_settings: Settings, monkeypatch: pytest.MonkeyPatch, value: str, fake: FakeTeams
) -> None:
    monkeypatch.setenv(UNSAFE, value)
    with TestClient(serving_app(teams_settings)) as client:
        assert client.post("/teams/messages", json=message(fake, "help")).status_code == 401


@pytest.mark.parametrize(
    "missing", [{"teams_client_secret": None}, {"teams_tenant_id": ""}, {"teams_client_secret": SecretStr("")}]
)
def test_a_setting_that_verification_needs_is_asked_for(demo_url: str, missing: dict[str, Any]) -> None:
    whole: dict[str, Any] = {"teams_client_secret": SecretStr("s"), "teams_tenant_id": TENANT}
    with pytest.raises(UnsafeTeams, match="CHANNEL_SALES_TEAMS_TENANT_ID"):
        serving_app(Settings(database_url=demo_url, teams_client_id=BOT, **(whole | missing)))
