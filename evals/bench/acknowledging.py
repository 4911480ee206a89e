"""Times how soon Slack is told that an event was taken, with fifty in flight while their answers are worked on.

The server is a process of its own, as it is when it is served; a third process stands for Slack's Web API.
"""

import asyncio
import hashlib
import hmac
import json
import multiprocessing
import os
import socket
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter, sleep

import httpx
from aiohttp import ClientSession, TCPConnector
from pydantic import SecretStr
from rich.console import Console
from rich.table import Table

from assistant.asking import Desk
from assistant.clock import now
from assistant.settings import Settings
from evals.running import demo_desk

EVENTS, IN_FLIGHT, GOAL_MS = 1_000, 50, 300
KEY = "bench"


def main(events: int) -> int:
    """Print the times to an acknowledgement; 1 if any event was not acknowledged."""
    with tempfile.TemporaryDirectory() as folder, demo_desk() as desk, _served(_settings(desk, folder)) as address:
        taken, refused = asyncio.run(_measured(desk, address, events))
    Console().print(_table(sorted(taken), refused))
    return 1 if refused else 0


def _settings(desk: Desk, folder: str) -> Settings:
    people = Path(folder) / "people.yaml"
    people.write_text('[{id: ada, sees: everything, also: ["slack:U0ADA"]}]', encoding="utf-8")
    given = {
        "access_file": people,
        "slack_signing_secret": SecretStr(KEY),
        "slack_bot_token": SecretStr("xoxb-bench"),
        "slack_api_url": f"http://127.0.0.1:{_free_port()}/api/",
        "port": _free_port(),
    }
    return desk.settings.model_copy(update=given)


async def _measured(desk: Desk, address: str, events: int) -> tuple[list[float], int]:
    """Milliseconds to each acknowledgement, and how many were refused, once the first events are answered."""
    async with ClientSession(connector=TCPConnector(limit=IN_FLIGHT)) as session:
        await _delivered(session, address, range(IN_FLIGHT))
        await asyncio.to_thread(_until_answered, desk, IN_FLIGHT)
        return await _delivered(session, address, range(IN_FLIGHT, IN_FLIGHT + events))


async def _delivered(session: ClientSession, address: str, events: range) -> tuple[list[float], int]:
    """Milliseconds to the acknowledgement of each event, and how many deliveries were refused."""
    taken: list[float] = []
    refused = 0
    waiting = iter([_signed(number) for number in events])

    async def deliver() -> None:
        nonlocal refused
        for body, headers in waiting:
            start = perf_counter()
            async with session.post(f"{address}/slack/events", data=body, headers=headers) as response:
                await response.read()
            taken.append(1_000 * (perf_counter() - start))
            refused += response.status != 200

    await asyncio.gather(*(deliver() for _ in range(IN_FLIGHT)))
    return taken, refused


def _signed(number: int) -> tuple[bytes, dict[str, str]]:
    """One event as Slack would send it: another partner's tier each time."""
    text, ts = f"tier P-{number % 200 + 1:03}", f"1746000000.{number:06}"
    event = {"type": "message", "channel_type": "im", "channel": "D0ADA", "user": "U0ADA", "text": text, "ts": ts}
    whole = {"type": "event_callback", "team_id": "T0", "event_id": f"Ev{number}", "event": event}
    body, at = json.dumps(whole).encode(), str(int(now().timestamp()))
    signature = hmac.new(KEY.encode(), f"v0:{at}:".encode() + body, hashlib.sha256).hexdigest()
    signed = {"x-slack-request-timestamp": at, "x-slack-signature": f"v0={signature}"}
    return body, {"content-type": "application/json", **signed}


@contextmanager
def _served(settings: Settings) -> Iterator[str]:
    spawned = multiprocessing.get_context("spawn")
    processes = [spawned.Process(target=work, args=(settings,), daemon=True) for work in (_slack, _assistant)]
    for process in processes:
        process.start()
    try:
        address = f"http://127.0.0.1:{settings.port}"
        _until_ready(f"{address}/healthz")
        yield address
    finally:
        for process in reversed(processes):
            process.kill()
            process.join()


def _assistant(settings: Settings) -> None:
    import uvicorn

    from assistant.channels.serving import serving_app

    uvicorn.run(serving_app(settings), host="127.0.0.1", port=settings.port, log_level="error")


def _slack(settings: Settings) -> None:
    """A Web API that takes whatever it is sent."""
    import uvicorn
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import JSONResponse, Response
    from starlette.routing import Route

    async def called(_: Request) -> Response:
        return JSONResponse({"ok": True, "ts": "1.1", "channel": {"id": "D0ADA"}})

    app = Starlette(routes=[Route("/api/{method}", called, methods=["GET", "POST"])])
    port = int(settings.slack_api_url.rpartition(":")[2].partition("/")[0])
    uvicorn.run(app, host="127.0.0.1", port=port, log_level="error")


def _until_ready(address: str) -> None:
    with httpx.Client() as client:
        for _ in range(600):
            try:
                client.get(address).raise_for_status()
            except httpx.TransportError:
                sleep(0.1)
            else:
                return
    raise TimeoutError(address)


def _until_answered(desk: Desk, events: int) -> None:
    """Wait for the answers to the first events."""
    done = 0
    while done < events:
        sleep(0.1)
        with desk.records.session() as session:
            done = int(session.rows("SELECT count(*) FROM inbox WHERE state = 'done'")[0][0])


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _table(taken: list[float], refused: int) -> Table:
    table = Table(
        title=f"Slack's acknowledgement, {len(taken):,} events, {IN_FLIGHT} in flight, answers worked on beside",
        caption=f"{os.cpu_count()} cores; " + (f"{refused} REFUSED" if refused else "every event was taken"),
    )
    for heading in ("", "ms", "goal", ""):
        table.add_column(heading, justify="left" if not heading else "right")
    for name, share in (("half", 0.5), ("95 of 100", 0.95), ("99 of 100", 0.99)):
        ms = taken[min(len(taken) - 1, int(share * len(taken)))]
        goal = ("under 300 ms", "met" if ms < GOAL_MS else "missed") if share == 0.99 else ("", "")
        table.add_row(name, f"{ms:.0f}", *goal)
    return table


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else EVENTS))
