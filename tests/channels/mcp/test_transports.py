"""Both transports, from the official client: a subprocess over stdio, and HTTP with a token on a real port."""

import hashlib
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import httpx2
import pytest
from mcp import Client, StdioServerParameters
from mcp.client.streamable_http import streamable_http_client

from assistant.asking import Desk
from assistant.channels.serving import serving_app
from assistant.settings import Settings
from tests.channels.loopback import serving
from tests.channels.mcp.calls import ACME, CALLS, text_of
from tests.programs import ROOT

TOKEN, PARTNERS_TOKEN = "the-operators-own", "cs_of-a-partner"
PING = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
ACCEPT = {"accept": "application/json, text/event-stream"}


async def every_tool_answers(client: Client, desk: Desk) -> None:
    assert [tool.name for tool in (await client.list_tools()).tools] == list(CALLS)
    for name, arguments in CALLS.items():
        result = await client.call_tool(name, arguments)
        assert not result.is_error, f"{name}: {text_of(result)}"
        if name != "ask":
            assert result.structured_content["receipt"]["id"] == desk.call(name, arguments).receipt.id
    assert (await client.read_resource("playbook://co-sell")).contents
    assert (await client.get_prompt("partner_profile", {})).messages


async def test_the_client_calls_every_tool_of_a_process_over_stdio(desk: Desk, demo_url: str, tmp_path: Path) -> None:
    started = StdioServerParameters(
        command=sys.executable,
        args=["-c", "from assistant.channels.cli import main; main()", "mcp"],
        env={**os.environ, "CHANNEL_SALES_DATABASE_URL": demo_url, "CHANNEL_SALES_LOG_FILE": str(tmp_path / "log")},
        cwd=ROOT,
    )
    async with Client(started) as client:
        await every_tool_answers(client, desk)


@pytest.fixture(scope="module")
def address(demo_url: str, desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A served application whose access list knows the operator and one person of a partner, by a token's hash."""
    listed = tmp_path_factory.mktemp("access") / "people.yaml"
    digest = hashlib.sha256(PARTNERS_TOKEN.encode()).hexdigest()
    acme = desk.call("tier_status", ACME).receipt.arguments["partner_id"]
    pat = {"id": "pat", "sees": "partner", "partner_id": acme, "also": [f"token:{digest}"]}
    listed.write_text(json.dumps([{"id": "operator", "sees": "everything"}, pat]), encoding="utf-8")
    settings = Settings(database_url=demo_url, api_token=TOKEN, access_file=listed, mcp_hosts="127.0.0.1:*")
    with serving(serving_app(settings)) as url:
        yield f"{url}/mcp/"


def over_http(address: str, token: str) -> Client:
    client = httpx2.AsyncClient(headers={"authorization": f"Bearer {token}"}, timeout=60)
    return Client(streamable_http_client(address, http_client=client))


async def test_the_client_calls_every_tool_over_http(desk: Desk, address: str) -> None:
    async with over_http(address, TOKEN) as client:
        await every_tool_answers(client, desk)


async def test_a_token_of_the_access_list_is_its_own_persons(address: str) -> None:
    async with over_http(address, PARTNERS_TOKEN) as client:
        own = await client.call_tool("tier_status", ACME)
        other = await client.call_tool("tier_status", {"partner": "Larkmere Cloud"})
    assert own.structured_content["receipt"]["scope"].startswith("partner:")
    assert other.is_error


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({}, id="no token"),
        pytest.param({"authorization": "Bearer wrong"}, id="a wrong token"),
        pytest.param({"authorization": f"Basic {TOKEN}"}, id="another scheme"),
        pytest.param({"authorization": f"Bearer {TOKEN}x"}, id="a token and more"),
    ],
)
def test_without_a_token_of_somebody_nothing_is_served(address: str, headers: dict[str, str]) -> None:
    assert httpx.post(address, json=PING, headers=ACCEPT | headers).status_code == 401


def test_a_host_that_is_not_ours_is_turned_away(address: str) -> None:
    known = ACCEPT | {"authorization": f"Bearer {TOKEN}"}
    assert httpx.post(address, json=PING, headers=known | {"host": "evil.example"}).status_code == 421
    assert httpx.post(address, json=PING, headers=known | {"origin": "https://evil.example"}).status_code == 403


def test_nobody_gets_in_where_no_token_is_set(demo_url: str) -> None:
    with serving(serving_app(Settings(database_url=demo_url, mcp_hosts="127.0.0.1:*"))) as url:
        assert httpx.post(f"{url}/mcp/", json=PING, headers=ACCEPT | {"authorization": "Bearer x"}).status_code == 401


def test_it_is_served_only_where_hosts_are_set(demo_url: str) -> None:
    with serving(serving_app(Settings(database_url=demo_url, api_token=TOKEN))) as url:
        known = ACCEPT | {"authorization": f"Bearer {TOKEN}"}
        assert httpx.post(f"{url}/mcp/", json=PING, headers=known).status_code == 404
