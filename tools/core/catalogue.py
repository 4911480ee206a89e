"""What the catalogue says of each tool: enough to bind it, list it and cut its frames."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from tools.core.periods import FiscalCalendar, Period
from tools.core.program import Program
from tools.core.receipts import Result

Window = Callable[[Program, date, dict[str, Any]], Period | None]
"""The days whose rows a question needs, from the program, the as-of day and the arguments; None for all."""


@dataclass(frozen=True)
class Tool:
    """A pure function `run(frames, program, **arguments) -> Result` and what it reads.

    `scope` "partner" means that `partner_id` is an argument and only that partner's rows are read.
    """

    run: Callable[..., Result]
    reads: tuple[str, ...]
    scope: str = "partner"
    window: Window | None = None

    @property
    def name(self) -> str:
        """The function's name."""
        return self.run.__name__

    @property
    def description(self) -> str:
        """The first paragraph of the docstring: when to choose it."""
        return " ".join((inspect.getdoc(self.run) or "").split("\n\n")[0].split())

    @property
    def arguments(self) -> dict[str, inspect.Parameter]:
        """The keyword arguments that a person or a model fills."""
        parameters = inspect.signature(self.run, eval_str=True).parameters
        return {name: p for name, p in parameters.items() if p.kind is p.KEYWORD_ONLY}


def period_or(calendar: FiscalCalendar, text: str | None, otherwise: Period) -> Period:
    """The period a person named, or the tool's own default."""
    return calendar.period(text) if text else otherwise
