"""The FastAPI application. Every endpoint asks the same desk that the shell asks."""

import logging
from collections.abc import Callable
from datetime import date
from typing import Annotated, Any

from fastapi import Body, Depends, FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, StreamingResponse
from starlette.exceptions import HTTPException

from assistant.access import NoAccess, Person
from assistant.answer import Answer
from assistant.asking import Desk, apology
from assistant.channels.api.limits import BodyLimit
from assistant.channels.api.metrics import add_metrics
from assistant.channels.api.shapes import Faulty, Question, ToolAnswer, fault
from assistant.channels.api.streaming import STREAMED, streamed, wants_stream
from assistant.channels.bearer import asking
from assistant.listing import tool_cards
from assistant.records.program import BadProgram, read_program
from assistant.records.store import BadRecords
from assistant.settings import Settings
from assistant.toolbox import UnknownTool
from assistant.turns import turn
from tools.core.errors import NoRecords, ToolError

log = logging.getLogger("channel_sales")

MOST_BYTES = 2_000_000
"""The largest body that is read; a question is refused long before."""

STATUS: tuple[tuple[type[ToolError], int], ...] = (
    (UnknownTool, 404),
    (NoAccess, 403),
    (NoRecords, 503),
    (BadRecords, 503),
    (BadProgram, 503),
    (ToolError, 422),
)

FAULTS: dict[int | str, dict[str, Any]] = {
    400: {"model": Faulty, "description": "The body cannot be read at all."},
    401: {"model": Faulty, "description": "The token is missing or wrong."},
    403: {"model": Faulty, "description": "The person may not ask here."},
    413: {"model": Faulty, "description": "The body is too large."},
    422: {"model": Faulty, "description": "Input that cannot be used; the message says why and what to do."},
    503: {"model": Faulty, "description": "The records or the program cannot be read."},
}
UNKNOWN: dict[int | str, dict[str, Any]] = {404: {"model": Faulty, "description": "There is no such tool."}}


def create_app(settings: Settings, desk: Desk | None = None) -> FastAPI:
    """The application over one desk, its own unless it shares another's."""
    app = FastAPI(
        title="Channel sales assistant",
        version="1",
        description="Figures by deterministic tools, each with its rule, its rows and its receipt.",
        responses=FAULTS,
    )
    desk = (desk or Desk.open(settings)).at("http")
    person = _person(settings)
    _add_asking(app, desk, person)
    _add_questions(app, desk, person)
    _add_probes(app, desk, settings)
    add_metrics(app, settings, person)
    _add_faults(app)
    app.add_middleware(BodyLimit, most_bytes=MOST_BYTES)
    return app


def _person(settings: Settings) -> Callable[[Request], Person]:
    """Who asks: whose token it is, or whoever the settings name where they ask for none."""

    def known(request: Request) -> Person:
        person = asking(request.headers.get("authorization", ""), settings)
        if person is None:
            raise HTTPException(401, "The token is missing or wrong. Send it as `Authorization: Bearer TOKEN`.")
        return person

    return known


def _add_asking(app: FastAPI, desk: Desk, person: Callable[[Request], Person]) -> None:
    caller = Annotated[Person, Depends(person)]

    @app.post("/v1/ask", summary="Ask a question", operation_id="ask", response_model=Answer, responses=STREAMED)
    def ask(question: Question, who: caller, request: Request) -> Answer | StreamingResponse:
        if wants_stream(request):
            asked, conversation = question.question, question.conversation
            return streamed(turn(desk, asked, who, conversation=conversation, as_of=question.on))
        answer = desk.ask(question.question, who, conversation=question.conversation, as_of=question.on)
        if answer.code == "bug":
            raise HTTPException(500, answer.text)
        return answer


def _add_questions(app: FastAPI, desk: Desk, person: Callable[[Request], Person]) -> None:
    caller = Annotated[Person, Depends(person)]

    @app.get("/v1/tools", summary="List the tools", operation_id="tools")
    def tools(who: caller) -> list[dict[str, Any]]:
        return tool_cards()

    @app.post("/v1/tools/{name}", summary="Call one tool", operation_id="tool", responses=UNKNOWN)
    def tool(
        name: str,
        who: caller,
        arguments: Annotated[
            dict[str, Any],
            Body(examples=[{"partner": "Acme Networks", "quarter": "2025-Q1"}], description="Its arguments."),
        ],
        on: Annotated[date | None, Query(description="Ask as of another day.")] = None,
    ) -> ToolAnswer:
        return _called(desk, name, arguments, who, on)

    @app.get("/v1/dashboard", summary="The partner performance dashboard", operation_id="dashboard")
    def dashboard(
        who: caller,
        period: Annotated[
            str | None, Query(examples=["2025-04"], description="A month, quarter, year or days.")
        ] = None,
        tier: Annotated[str | None, Query(examples=["Gold"])] = None,
        region: str | None = None,
        manager: str | None = None,
        on: Annotated[date | None, Query(description="Ask as of another day.")] = None,
    ) -> ToolAnswer:
        filters = {"period": period, "tier": tier, "region": region, "manager": manager}
        return _called(desk, "dashboard", filters, who, on)


def _called(desk: Desk, name: str, arguments: dict[str, Any], person: Person, on: date | None) -> ToolAnswer:
    outcome = desk.call(name, arguments, person, on)
    return ToolAnswer(result=outcome.result.model_dump(mode="json"), lines=outcome.lines, receipt=outcome.receipt)


def _add_probes(app: FastAPI, desk: Desk, settings: Settings) -> None:
    @app.get("/healthz", summary="The process is up", operation_id="healthz")
    def healthz() -> dict[str, str]:
        return {"status": "ok"}

    @app.get("/readyz", summary="Records and program can be read", operation_id="readyz")
    def readyz() -> dict[str, str]:
        facts = desk.records.state()
        program = read_program(settings.program_dir)
        return {"status": "ready", "as_of": facts["as_of"], "records": facts["version"], "program": program.version}


def _add_faults(app: FastAPI) -> None:
    def refused(request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, ToolError)  # noqa: S101 - registered for this type alone
        status = next(status for kind, status in STATUS if isinstance(error, kind))
        return fault(status, error.code, str(error))

    def invalid(request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for this type alone
        first = error.errors()[0]
        where = ".".join(str(step) for step in first["loc"])
        return fault(422, "bad_request", f"{where[:80]}: {first['msg']}. The OpenAPI page at /docs shows each field.")

    def http(request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, HTTPException)  # noqa: S101 - registered for this type alone
        return fault(
            error.status_code,
            {401: "no_token", 404: "not_found", 500: "bug"}.get(error.status_code, "http"),
            str(error.detail),
        )

    async def bug(request: Request, error: Exception) -> JSONResponse:
        """Not in a thread, where the log would not see what was raised."""
        return fault(500, "bug", apology("request", f"{request.method} {request.url.path}", in_full=True).text)

    app.add_exception_handler(ToolError, refused)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(HTTPException, http)
    app.add_exception_handler(Exception, bug)
