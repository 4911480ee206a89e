"""A call of a model that may be slow, refused or lost: tried again within the turn's time, and then given up."""

import logging
import random
from collections.abc import Callable
from concurrent.futures import Future
from contextvars import copy_context
from http import HTTPStatus
from threading import Event, Thread
from typing import TypeVar

import openai

from assistant.agent.models.limits import GIVEN_UP, Budget, ModelFailed
from assistant.leaving import Leaving, Left

log = logging.getLogger("channel_sales")

FIRST_WAIT_SECONDS = 0.4
"""Before the second try, give or take half, doubled each time, so that many turns do not come back at once."""

Said = TypeVar("Said")


def called(work: Callable[[], Said], budget: Budget, retries: int, leaving: Leaving) -> Said:
    """What a model says.

    Raises:
        ModelFailed: it cannot be had within the turn's time and tries, and why.
        Left: nobody waits for the answer any more.
    """
    for tried in range(retries + 1):
        budget.start_call()
        try:
            return _within(work, budget, leaving)
        except (ModelFailed, Left):
            raise
        except openai.OpenAIError as error:
            log.warning("model %s failed: %s", budget.model, _logged(error))
            pause = _pause(error, tried)
            if pause is None or tried == retries or pause >= budget.seconds_left:
                raise ModelFailed(_why(error)) from error
            leaving.wait(pause)
        except Exception as error:
            # The client raises whatever its parser meets in an answer that is no chat completion.
            log.warning("model %s failed: its answer made a %s", budget.model, type(error).__name__)
            raise ModelFailed("its server answered with something that is no chat completion") from error
    raise AssertionError("the last try returns or raises")


def _within(work: Callable[[], Said], budget: Budget, leaving: Leaving) -> Said:
    """Do it in a thread, so that neither a slow server nor one that trickles holds the turn past its time."""
    outcome: Future[Said] = Future()
    context, given_up = copy_context(), Event()
    context.run(GIVEN_UP.set, given_up)

    def run() -> None:
        try:
            outcome.set_result(context.run(work))
        except BaseException as error:  # noqa: BLE001 - raised again by the turn, if it still waits
            outcome.set_exception(error)

    Thread(target=run, name="model", daemon=True).start()
    try:
        leaving.wait(budget.seconds_left, outcome)
    finally:
        given_up.set()
    if not outcome.done():
        raise ModelFailed(f"it did not finish within {budget.seconds:g} seconds")
    return outcome.result()


def _pause(error: Exception, tried: int) -> float | None:
    """Seconds to wait before the next try; None where another try would come to the same."""
    if isinstance(error, openai.APIStatusError):
        if error.status_code != HTTPStatus.TOO_MANY_REQUESTS and error.status_code < HTTPStatus.INTERNAL_SERVER_ERROR:
            return None
        asked = error.response.headers.get("retry-after", "")
        if asked.replace(".", "", 1).isdigit():
            return float(asked)
    elif not isinstance(error, openai.APIConnectionError):
        return None
    return FIRST_WAIT_SECONDS * float(2**tried) * random.uniform(0.5, 1.5)  # noqa: S311 - jitter, not a secret


def _why(error: Exception) -> str:
    if isinstance(error, openai.APITimeoutError):
        return "it went silent"
    if isinstance(error, openai.RateLimitError):
        return "its server takes no more questions just now (429)"
    if isinstance(error, openai.APIStatusError):
        return f"its server refused with status {error.status_code}"
    return "its server cannot be reached, or cut the connection"


def _logged(error: Exception) -> str:
    """The kind of fault and its status; the texts of servers may quote the question or the key."""
    status = f" with status {error.status_code}" if isinstance(error, openai.APIStatusError) else ""
    return f"{type(error).__name__}{status}"
