"""A fake OpenID Connect provider: its own keys, one person, and the faults that a test plants."""

import base64
import hashlib
import time
from dataclasses import dataclass, field
from typing import Any

from fastapi import FastAPI, Form, Request
from fastapi.responses import JSONResponse, RedirectResponse
from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "pages", "made-up"


@dataclass
class FakeProvider:
    """Signs whoever comes straight in as `claims`. `spoiled` replaces claims of the token that it gives."""

    claims: dict[str, Any] = field(default_factory=lambda: {"sub": "u-17"})
    spoiled: dict[str, Any] = field(default_factory=dict)
    other_key: bool = False
    asked: dict[str, str] = field(default_factory=dict)
    tokens: int = 0

    def __post_init__(self) -> None:
        """Two keys: its own, and one that it does not publish."""
        self.key, self.stranger = (RSAKey.generate_key(2048, {"kid": "k1", "use": "sig"}) for _ in range(2))

    def token(self, issuer: str, now: int) -> str:
        """The signed token of the person."""
        claims = {
            "iss": issuer,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 300,
            "nonce": self.asked["nonce"],
            **self.claims,
        }
        key = self.stranger if self.other_key else self.key
        return jwt.encode({"alg": "RS256", "kid": "k1"}, claims | self.spoiled, key)

    def proves(self, verifier: str) -> bool:
        """Whether a verifier is the one whose hash was sent before (PKCE, S256)."""
        digest = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        return self.asked.get("code_challenge_method") == "S256" and digest == self.asked.get("code_challenge")


def provider_app(fake: FakeProvider) -> FastAPI:
    """The provider over HTTP."""
    app = FastAPI()

    @app.get("/.well-known/openid-configuration")
    def configuration(request: Request) -> dict[str, Any]:
        here = str(request.base_url).rstrip("/")
        return {
            "issuer": here,
            "authorization_endpoint": f"{here}/authorize",
            "token_endpoint": f"{here}/token",
            "jwks_uri": f"{here}/keys",
            "id_token_signing_alg_values_supported": ["RS256"],
        }

    @app.get("/keys")
    def keys() -> dict[str, Any]:
        return {"keys": [fake.key.as_dict(private=False)]}

    @app.get("/authorize")
    def authorize(request: Request) -> RedirectResponse:
        fake.asked = dict(request.query_params)
        return RedirectResponse(f"{fake.asked['redirect_uri']}?code=c1&state={fake.asked['state']}")

    @app.post("/token")
    def token(request: Request, code: str = Form(), code_verifier: str = Form()) -> JSONResponse:
        if code != "c1" or not fake.proves(code_verifier):
            return JSONResponse({"error": "invalid_grant"}, 400)
        fake.tokens += 1
        given = fake.token(str(request.base_url).rstrip("/"), int(time.time()))  # noqa: TID251 - a real token's age
        return JSONResponse({"access_token": "a1", "token_type": "Bearer", "id_token": given})

    return app
