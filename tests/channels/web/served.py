"""The pages over a desk, for a client without a browser and for a real port."""

import re
from collections.abc import Iterator
from threading import Event as Gate
from typing import Any

from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.access import OPERATOR
from assistant.answer import Answer, Done, Event, Said, Step
from assistant.asking import Desk
from assistant.channels.web.mounting import mount
from assistant.settings import Settings

OWN = {"sec-fetch-site": "same-origin"}
"""What a browser sends with a form of the page itself."""
STREAM = {**OWN, "accept": "text/html, text/event-stream", "hx-request": "true"}
"""What the page's script sends."""


def app_of(desk: Desk, settings: Settings | None = None) -> FastAPI:
    """An application of the pages alone."""
    app = FastAPI()
    mount(app, desk, settings or desk.settings)
    return app


def client_of(desk: Desk, settings: Settings | None = None) -> TestClient:
    """A client on this machine."""
    app = app_of(desk, settings)
    return TestClient(app, base_url="http://127.0.0.1:8080", follow_redirects=False, raise_server_exceptions=False)


def told(client: TestClient, question: str, talk: str = "") -> list[str]:
    """The messages that the page's script is sent for a question, in a conversation of its own if none is named."""
    sent = client.post("/ask", data={"question": question, "talk": talk}, headers=STREAM)
    assert sent.headers["content-type"].startswith("text/event-stream")
    return ["\n".join(line[6:] for line in one.splitlines()) for one in sent.text.strip().split("\n\n")]


def turn_of(html: str) -> str:
    """The id of the last turn on a page."""
    return str(re.findall(r'id="turn-(\w+)"', html)[-1])


class ToldDesk(Desk):
    """A desk that gives everybody one answer."""

    told: Answer

    @classmethod
    def over(cls, desk: Desk, answer: Answer) -> "ToldDesk":
        """The same records and playbooks."""
        made = cls(settings=desk.settings, records=desk.records, reader=desk.reader)
        made.told = answer
        return made

    def events(self, *_: Any, **__: Any) -> Iterator[Event]:
        """Its text as a step, as a piece and in the whole answer."""
        yield from (Step(text=self.told.text), Said(text=self.told.text), Done(answer=self.told))


class HeldDesk(Desk):
    """A desk that takes its next step when a test opens the gate."""

    gate: Gate

    @classmethod
    def over(cls, desk: Desk) -> "HeldDesk":
        """The same records."""
        held = cls(settings=desk.settings, records=desk.records, reader=desk.reader)
        held.gate = Gate()
        return held

    def events(self, text: str, *_: Any, **named: Any) -> Iterator[Event]:
        """A step, and once the gate is open the desk's own."""
        yield Step(text="reading the rebate of Acme Networks")
        assert self.gate.wait(60)
        yield from super().events(text, OPERATOR, conversation=named["conversation"])
