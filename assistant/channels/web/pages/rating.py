"""Whether an answer helped, said by a button under it."""

from typing import Literal

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from assistant.channels.web.rendering import is_inside, part
from assistant.channels.web.site import fields_of, visit
from assistant.channels.web.talks import Turn
from assistant.clock import now
from assistant.delivery.feedback import give_feedback


async def rate(request: Request) -> Response:
    """Keep a person's verdict on an answer of theirs; a later one takes its place."""
    here, turn_id = visit(request), request.path_params["turn"]
    verdict: Literal["up", "down"] = "up" if (await fields_of(request)).get("verdict") == "up" else "down"
    turn: Turn = here.site.talks.turn(here.person, turn_id)
    await run_in_threadpool(
        give_feedback,
        here.desk.records,
        here.person.id,
        verdict,
        surface="web",
        answer_key=turn.id,
        receipts=[receipt.id for receipt in turn.answer.receipts],
        at=now(),
    )
    rated = turn.rated(verdict)
    here.site.talks.keep(here.person, rated)
    if is_inside(request):
        return HTMLResponse(part("verdict.html", turn=rated))
    return RedirectResponse(f"/talks/{turn.conversation}#turn-{turn.id}", 303)


ROUTES = [Route("/turns/{turn}/verdict", rate, methods=["POST"])]
