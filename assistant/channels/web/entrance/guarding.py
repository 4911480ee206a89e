"""What every page says of itself to the browser, and which requests are not taken."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.settings import LOOPBACK

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


class Guard:
    """Adds the headers, refuses writes that another site sends, and hosts that only pretend to be this machine.

    `own_origin` is the address that people open, where it is not the one that requests name. With
    `loopback_only` the page has no sign-in, so a name that somebody else points at this machine is refused.
    """

    def __init__(self, app: ASGIApp, own_origin: str = "", *, loopback_only: bool = False) -> None:
        self.app = app
        self.own_origin = own_origin
        self.loopback_only = loopback_only

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer in the application's place."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        refusal = self._refusal(scope)

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("cache-control", "no-store")
                if self.own_origin.startswith("https:"):
                    headers.setdefault("strict-transport-security", "max-age=31536000")
            await send(message)

        await (refusal or self.app)(scope, receive, guarded)

    def _refusal(self, scope: Scope) -> ASGIApp | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if self.loopback_only and _name(host) not in LOOPBACK:
            return PlainTextResponse("Without sign-in the pages are served to this machine alone.", 421)
        if scope["method"] in {"GET", "HEAD"} or self._is_own(headers, f"{scope['scheme']}://{host}"):
            return None
        return PlainTextResponse("This was sent from another site. Open the page itself, and try there.", 403)

    def _is_own(self, headers: Headers, here: str) -> bool:
        """Whether the page itself sent a write; a browser says so by one header or the other."""
        site = headers.get("sec-fetch-site")
        if site is not None:
            return site in {"same-origin", "none"}
        return headers.get("origin") == (self.own_origin or here)


def _name(host: str) -> str | None:
    try:
        return urlsplit(f"//{host}").hostname
    except ValueError:
        return None
