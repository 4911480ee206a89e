"""What the catalogue says of each tool: enough to list it, cut its frames and run it.

A tool's module is imported when the tool is first used: a question pays for the one tool that answers it.
"""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from importlib import import_module
from typing import Any

from tools.core.periods import FiscalCalendar, Period
from tools.core.program import Program
from tools.core.receipts import Result


@dataclass(frozen=True)
class Tool:
    """A pure function `run(frames, program, **arguments) -> Result` and what it reads.

    `reads` names the constant that lists its tables, as "NAME" of its own module or "module:NAME". `scope`
    "partner" means that `partner_id` is needed and only that partner's rows are read, "everyone" that all
    rows which the person may see are read unless a partner is named, "company" that only somebody who sees
    every partner may ask, "program" that no rows are read, "playbooks" that it reads the passages which the
    playbooks hold for its `question`, and rows of the partner named. `since` names the function there that says, from
    the program, the as-of day and the arguments, from which day on rows are needed. `practices` says that it
    also needs the company's practices of plans beside the program.
    """

    name: str
    module: str
    reads: str = ""
    scope: str = "partner"
    since: str = ""
    practices: bool = False

    @cached_property
    def run(self) -> Callable[..., Result]:
        """The function itself."""
        found: Callable[..., Result] = getattr(import_module(self.module), self.name)
        return found

    @cached_property
    def tables(self) -> tuple[str, ...]:
        """The tables that it reads."""
        module, _, constant = self.reads.rpartition(":")
        found: tuple[str, ...] = getattr(import_module(module or self.module), constant) if constant else ()
        return found

    def needed_since(self, program: Program, as_of: date, arguments: dict[str, Any]) -> date | None:
        """The first day whose rows the question needs; None for all days."""
        return getattr(import_module(self.module), self.since)(program, as_of, arguments) if self.since else None

    @property
    def description(self) -> str:
        """The first paragraph of the docstring: when to choose it."""
        return " ".join((inspect.getdoc(self.run) or "").split("\n\n")[0].split())

    @cached_property
    def arguments(self) -> dict[str, inspect.Parameter]:
        """The keyword arguments that a person or a model fills."""
        parameters = inspect.signature(self.run, eval_str=True).parameters
        return {name: p for name, p in parameters.items() if p.kind is p.KEYWORD_ONLY}


def period_or(calendar: FiscalCalendar, text: str | None, otherwise: Period) -> Period:
    """The period a person named, or the tool's own default."""
    return calendar.period(text) if text else otherwise
