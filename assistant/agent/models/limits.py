"""What one turn may take of a model: seconds, calls and tokens. Past it, the planner answers."""

from contextvars import ContextVar
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from threading import Event
from typing import Literal

from assistant.answer import Usage
from assistant.clock import stopwatch

GIVEN_UP: ContextVar[Event | None] = ContextVar("given_up", default=None)
"""Set once nobody waits for a call of a model any more; whoever reads its stream hangs up then."""


class ModelFailed(Exception):
    """The model cannot go on with this turn. The text completes "The language model was not used: ..."."""


@dataclass
class Budget:
    """What is left of a turn, and what it has taken."""

    model: str
    seconds: float
    most_calls: int
    most_tokens: int
    prices: tuple[Decimal, Decimal] | None = None
    calls: int = 0
    tools: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    began: float = field(default_factory=stopwatch)

    @property
    def seconds_left(self) -> float:
        """Until the whole turn is out of time."""
        return self.seconds - (stopwatch() - self.began)

    def start_call(self) -> None:
        """Count a call of the model.

        Raises:
            ModelFailed: the turn has used up its seconds or tokens.
        """
        if self.seconds_left <= 0:
            raise ModelFailed(f"it did not finish within {self.seconds:g} seconds")
        if self.input_tokens + self.output_tokens >= self.most_tokens:
            raise ModelFailed(f"it used up the {self.most_tokens:,} tokens of a turn")
        self.calls += 1

    def spend(self, input_tokens: int, output_tokens: int) -> None:
        """Count what a call took."""
        self.input_tokens += input_tokens
        self.output_tokens += output_tokens

    def start_tools(self, number: int) -> None:
        """Count tools that the model calls.

        Raises:
            ModelFailed: it calls more than a turn may.
        """
        self.tools += number
        if self.tools > self.most_calls:
            raise ModelFailed(f"it asked for more than the {self.most_calls} tool calls of a turn")

    def usage(self, instead: Literal["planner", "tools"] | None = None, why: str | None = None) -> Usage:
        """What the turn has taken, for metrics and evals."""
        return Usage(
            model=self.model,
            calls=self.calls,
            input_tokens=self.input_tokens,
            output_tokens=self.output_tokens,
            cost_micros=self._cost(),
            instead=instead,
            why=why,
        )

    def _cost(self) -> int | None:
        """A price per million tokens is a price per token in millionths."""
        if self.prices is None:
            return None
        each_in, each_out = self.prices
        cost = each_in * self.input_tokens + each_out * self.output_tokens
        return int(cost.quantize(Decimal(1), ROUND_HALF_UP))
