"""A fake of the service behind Teams: it signs what it posts with a key of its own, and keeps what it is sent."""

import itertools
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

from assistant.clock import now
from tests.channels.loopback import serving

BOT, TENANT, OTHER_TENANT = "11111111-aaaa-4aaa-8aaa-111111111111", "tenant-home", "tenant-other"
ISSUER = "https://api.botframework.com"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
NUMBERS = itertools.count(1)


@dataclass
class FakeTeams:
    """What was sent, in order: the conversation, the activity, and the message that it updates."""

    url: str = ""
    sent: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    failing: list[int] = field(default_factory=list)
    """Statuses that the next sends are answered with."""

    @property
    def messages(self) -> list[dict[str, Any]]:
        """The messages that stay: no typing, no pieces of a stream."""
        return [activity for _, activity in self.sent if activity["type"] == "message"]

    @property
    def cards(self) -> list[dict[str, Any]]:
        """The cards of those messages."""
        return [part["content"] for message in self.messages for part in message.get("attachments") or []]

    def token(self, **changed: Any) -> str:
        """A token as the service sends it; claims may be changed, None leaves one out."""
        at = int(now().timestamp())
        claims = {"iss": ISSUER, "aud": BOT, "iat": at, "nbf": at, "exp": at + 3600, "serviceurl": self.url} | changed
        signed_with: rsa.RSAPrivateKey = changed.get("key", KEY)
        claims.pop("key", None)
        kept = {name: value for name, value in claims.items() if value is not None}
        return jwt.encode(kept, signed_with, algorithm="RS256", headers={"kid": "k1"})


@contextmanager
def fake_teams() -> Iterator[FakeTeams]:
    """The fake on a port of this machine."""
    fake, app = FakeTeams(), FastAPI()

    @app.get("/keys")
    def keys() -> dict[str, Any]:
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
        return {"keys": [public | {"kid": "k1", "use": "sig"}]}

    @app.post("/v3/conversations/{conversation}/activities")
    async def create(conversation: str, request: Request) -> JSONResponse:
        if fake.failing:
            return JSONResponse({"error": {"message": "try again"}}, fake.failing.pop(0))
        fake.sent.append((unquote(conversation), await request.json()))
        return JSONResponse({"id": f"m-{next(NUMBERS)}"}, 201)

    @app.put("/v3/conversations/{conversation}/activities/{message}")
    async def update(conversation: str, message: str, request: Request) -> dict[str, str]:
        fake.sent.append((unquote(conversation), await request.json()))
        return {"id": message}

    with serving(app) as url:
        fake.url = url
        yield fake


def message(fake: FakeTeams, text: str, **changed: Any) -> dict[str, Any]:
    """A message of Ada's in her own chat with us, as the service posts it."""
    number = next(NUMBERS)
    activity: dict[str, Any] = {
        "type": "message",
        "id": f"a-{number}",
        "timestamp": "2026-01-05T10:00:00Z",
        "channelId": "msteams",
        "serviceUrl": fake.url,
        "from": {"id": "29:ada", "name": "Ada Marsh", "aadObjectId": "oid-ada"},
        "conversation": {"id": f"a:chat-{number}", "conversationType": "personal", "tenantId": TENANT},
        "recipient": {"id": "28:bot", "name": "Channel sales"},
        "channelData": {"tenant": {"id": TENANT}},
        "text": text,
    }
    return activity | changed


def mentioning(fake: FakeTeams, text: str, **changed: Any) -> dict[str, Any]:
    """A message in a thread of a channel that mentions us."""
    mention = {
        "type": "mention", "text": "<at>Channel sales</at>", "mentioned": {"id": "28:bot", "name": "Channel sales"},
    }  # fmt: skip
    place = {
        "id": "19:general@thread.tacv2;messageid=1700000000000", "conversationType": "channel", "tenantId": TENANT,
        "isGroup": True,
    }  # fmt: skip
    here = {"entities": [mention], "conversation": place}
    return message(fake, f"<at>Channel sales</at> {text}", **(here | changed))
