"""`POST /v1/chat/completions` and `GET /v1/models`, beside the API and with its token."""

from collections.abc import Callable
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse, StreamingResponse
from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool

from assistant.access import NoAccess, Person
from assistant.asking import Desk, apology
from assistant.channels.bearer import asking
from assistant.channels.completions.answering import completion, stream
from assistant.channels.completions.shapes import EXAMPLE, MODEL, Asked, Unfit, checked, fault, refused
from assistant.channels.completions.talks import Talks
from assistant.settings import Settings
from assistant.turns import answer

CARD = {"id": MODEL, "object": "model", "created": 1_735_689_600, "owned_by": MODEL}
"""The one model; its day of making is the first of 2025, since clients want one."""

BODY = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": {"type": "object", "required": ["messages"]}, "example": EXAMPLE}},
    }
}


def mount(app: FastAPI, desk: Desk, settings: Settings) -> None:
    """Add the endpoints."""
    desk = desk.at("completions")
    talks = Talks(desk)

    @app.post("/v1/chat/completions", summary="Chat, as OpenAI's clients do", operation_id="chat", openapi_extra=BODY)
    async def chat(request: Request) -> Response:
        try:
            person = _known(request, settings)
            asked = _read(await request.body())
            checked(asked)
            at = await run_in_threadpool(talks.turn, asked, person)
            if asked.stream:
                pieces = stream(asked, desk, at, person, settings.public_url)
                return StreamingResponse(pieces, media_type="text/event-stream", headers={"cache-control": "no-cache"})
            answered = await answer(desk, at.question, person, conversation=at.conversation)
            if answered.code == "bug":
                return JSONResponse(fault(answered.text, "server_error", code="bug"), status_code=500)
            return JSONResponse(completion(asked, answered, settings.public_url))
        except Unfit as error:
            return refused(error)
        except Exception:  # noqa: BLE001 - the edge: a client of OpenAI's reads errors in that shape alone
            said = apology("completion", str(request.url.path)).text
            return JSONResponse(fault(said, "server_error", code="bug"), status_code=500)

    @app.get("/v1/models", summary="The models to choose from", operation_id="models")
    def models(request: Request) -> Response:
        return _guarded(request, settings, lambda: {"object": "list", "data": [CARD]})

    @app.get("/v1/models/{name}", summary="One model", operation_id="model")
    def model(name: str, request: Request) -> Response:
        return _guarded(request, settings, lambda: CARD if name == MODEL else None)


def _guarded(request: Request, settings: Settings, found: Callable[[], dict[str, Any] | None]) -> Response:
    try:
        _known(request, settings)
    except Unfit as error:
        return refused(error)
    if (card := found()) is None:
        return refused(Unfit(f"There is no such model here; there is {MODEL!r}.", "model", "model_not_found", 404))
    return JSONResponse(card)


def _known(request: Request, settings: Settings) -> Person:
    try:
        person = asking(request.headers.get("authorization", ""), settings)
    except NoAccess as error:
        raise Unfit(str(error), code="no_access", status=403) from error
    if person is None:
        said = "The token is missing or wrong. Set it as the client's API key."
        raise Unfit(said, code="invalid_api_key", status=401)
    return person


def _read(body: bytes) -> Asked:
    try:
        return Asked.model_validate_json(body)
    except ValidationError as error:
        fault = error.errors()[0]
        where = ".".join(str(step) for step in fault["loc"])[:80]
        raise Unfit(f"{where or 'The body'}: {fault['msg']}.", where or None) from error
