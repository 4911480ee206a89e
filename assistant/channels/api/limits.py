"""Bodies are read up to a size, whatever their headers say of it."""

import contextlib

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.channels.api.shapes import fault


class TooLarge(Exception):
    """A body went past the limit while it was read."""


class BodyLimit:
    """Refuses a body that says it is too large, and stops reading one that turns out to be."""

    def __init__(self, app: ASGIApp, most_bytes: int) -> None:
        self.app = app
        self.most_bytes = most_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and answer 413 in the application's place once its body is too large."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        said = dict(scope["headers"]).get(b"content-length", b"0")
        if not said.isdigit() or int(said) > self.most_bytes:
            await self._refused(scope, receive, send)
            return
        read = 0

        async def counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > self.most_bytes:
                raise TooLarge
            return message

        async def within(message: Message) -> None:
            if read <= self.most_bytes:
                await send(message)

        with contextlib.suppress(TooLarge):
            await self.app(scope, counted, within)
        if read > self.most_bytes:
            await self._refused(scope, receive, send)

    async def _refused(self, scope: Scope, receive: Receive, send: Send) -> None:
        message = f"The body has more than {self.most_bytes:,} bytes. Ask for less."
        await fault(413, "too_large", message)(scope, receive, send)
