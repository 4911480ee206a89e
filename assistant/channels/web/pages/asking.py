"""The page to ask: a question goes up, steps and text come down as they are made, and the whole answer last."""

import json
from collections.abc import AsyncGenerator
from contextlib import aclosing

from markupsafe import escape
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from assistant.answer import Answer, Done, Event, Said, Step
from assistant.asking import apology
from assistant.channels.markdown import markdown
from assistant.channels.web.pages.suggesting import suggestions
from assistant.channels.web.rendering import page, part
from assistant.channels.web.site import Visit, fields_of, visit
from assistant.channels.web.talks import TooMany, Turn, new_id
from assistant.channels.web.texts import csv_text, plain_text
from assistant.turns import turn
from assistant.wording import refused

MOST_ID = 60
UNBUFFERED = {"x-accel-buffering": "no"}
"""Asks proxies to pass each message on at once."""


def first_page(request: Request) -> Response:
    """A new conversation, with questions to begin by."""
    here = visit(request)
    return page(request, "ask.html", talk=new_id(), turns=[], suggestions=suggestions(here), **here.shown)


def talk_page(request: Request) -> Response:
    """A conversation as far as it is kept."""
    here, talk = visit(request), request.path_params["talk"]
    turns = here.site.talks.of(here.person, talk)
    begun = suggestions(here) if not turns else []
    return page(request, "ask.html", talk=talk, turns=turns, suggestions=begun, **here.shown)


async def ask(request: Request) -> Response:
    """A question: told as it goes where the page's script listens, else answered on the conversation's page."""
    here, given = visit(request), await fields_of(request)
    question, talk = given.get("question", "").strip(), given.get("talk", "")[:MOST_ID] or new_id()
    asked = Turn(new_id(), talk, question or "(nothing)", Answer(text=""))
    if "text/event-stream" in request.headers.get("accept", ""):
        return StreamingResponse(_told(here, asked, question), media_type="text/event-stream", headers=UNBUFFERED)
    async for _ in _told(here, asked, question):
        pass
    return RedirectResponse(f"/talks/{talk}#turn-{asked.id}", 303)


async def _told(here: Visit, asked: Turn, question: str) -> AsyncGenerator[str]:
    """A turn as messages to the page: its empty frame, what is said in it, and the whole in its place."""
    yield message(part("turn_begun.html", turn=asked))
    async with aclosing(_events(here, asked, question)) as events:
        async for event in events:
            if isinstance(event, Step):
                yield message(_placed(f"step-{asked.id}", "innerHTML", str(escape(event.text))))
            elif isinstance(event, Said):
                yield message(_placed(f"said-{asked.id}", "beforeend", str(escape(event.text))))
            else:
                done = Turn(asked.id, asked.conversation, asked.question, event.answer)
                here.site.talks.keep(here.person, done)
                whole = part("turn.html", turn=done)
                yield message(_placed(f"turn-{asked.id}", "outerHTML", whole))


async def _events(here: Visit, asked: Turn, question: str) -> AsyncGenerator[Event]:
    """The events of a turn; what cannot even be begun ends in one sentence."""
    if not question:
        yield Done(answer=Answer(kind="question", text="What would you like to know?"))
        return
    try:
        with here.site.talks.working(here.person):
            async with aclosing(turn(here.desk, question, here.person, conversation=asked.conversation)) as events:
                async for event in events:
                    yield event
    except TooMany as error:
        yield Done(answer=refused(error))
    except Exception:  # noqa: BLE001 - the edge: a bug is logged whole, and told in a sentence
        yield Done(answer=apology("question", question))


def message(html: str) -> str:
    """One server-sent event."""
    return "".join(f"data: {line}\n" for line in html.splitlines()) + "\n"


def _placed(target: str, how: str, html: str) -> str:
    return f'<hx-partial hx-target="#{target}" hx-swap="{how}">{html}</hx-partial>'


def table_csv(request: Request) -> Response:
    """One table of an answer, for a spreadsheet."""
    turn_, number = _kept(request), int(request.path_params["number"])
    if not 1 <= number <= len(turn_.answer.tables):
        return page(request, "error.html", 404, title="No such table", text="The answer has no such table.")
    text = "\ufeff" + csv_text(turn_.answer.tables[number - 1])
    return _file(text, "text/csv; charset=utf-8", f"answer-{turn_.id[:6]}-{number}.csv")


def answer_json(request: Request) -> Response:
    """An answer for a program, as the HTTP surface gives it."""
    kept = _kept(request)
    text = json.dumps({"question": kept.question, **kept.answer.model_dump(mode="json")}, ensure_ascii=False, indent=2)
    return _file(text + "\n", "application/json", f"answer-{kept.id[:6]}.json")


def answer_text(request: Request) -> Response:
    """An answer as plain text, to be pasted."""
    return Response(plain_text(_kept(request).answer), media_type="text/plain; charset=utf-8")


def answer_markdown(request: Request) -> Response:
    """An answer as Markdown, to be pasted."""
    return Response(markdown(_kept(request).answer), media_type="text/markdown; charset=utf-8")


def _kept(request: Request) -> Turn:
    here = visit(request)
    return here.site.talks.turn(here.person, request.path_params["turn"])


def _file(text: str, kind: str, name: str) -> Response:
    return Response(text, media_type=kind, headers={"content-disposition": f'attachment; filename="{name}"'})


ROUTES = [
    Route("/", first_page),
    Route("/talks/{talk}", talk_page),
    Route("/ask", ask, methods=["POST"]),
    Route("/turns/{turn}/table-{number:int}.csv", table_csv),
    Route("/turns/{turn}.json", answer_json),
    Route("/turns/{turn}.txt", answer_text),
    Route("/turns/{turn}.md", answer_markdown),
]
