"""What Prometheus reads: questions, tools, models, and what was held back. No label holds a person's words."""

from functools import cache

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest

from assistant.answer import Usage

BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
"""Seconds: the planner takes hundredths, a model tens."""
_OF_A_MILLION = 1_000_000


class Counts:
    """The counts of one process."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._questions = self._counter("questions", "questions, by the kind of their answer", "kind", "surface")
        self._seconds = Histogram(
            "channel_sales_question_seconds",
            "from a message to its whole answer",
            ["surface"],
            buckets=BUCKETS,
            registry=self.registry,
        )
        self._tools = self._counter("tool_calls", "calls of tools", "tool")
        self._refusals = self._counter("tool_refusals", "refusals of tools, by code", "code")
        self._model_calls = self._counter("model_calls", "calls of a language model", "model")
        self._tokens = self._counter("model_tokens", "tokens that a language model read or wrote", "model", "direction")
        self._cost = self._counter("model_cost", "cost of a language model in the price table's currency", "model")
        self._instead = self._counter("fallbacks", "answers in a language model's place", "model", "by")
        self._held_back = self._counter("gate_faults", "statements of a language model that nothing supports")
        self._bugs = self._counter("bugs", "faults of ours, each logged whole", "where")

    def _counter(self, name: str, about: str, *labels: str) -> Counter:
        return Counter(f"channel_sales_{name}", about, labels, registry=self.registry)

    def question(self, kind: str, surface: str, seconds: float, usage: Usage | None) -> None:
        """A question that has been answered or left."""
        self._questions.labels(kind, surface).inc()
        self._seconds.labels(surface).observe(seconds)
        if usage is None:
            return
        self._model_calls.labels(usage.model).inc(usage.calls)
        self._tokens.labels(usage.model, "read").inc(usage.input_tokens)
        self._tokens.labels(usage.model, "written").inc(usage.output_tokens)
        self._cost.labels(usage.model).inc((usage.cost_micros or 0) / _OF_A_MILLION)
        if usage.instead:
            self._instead.labels(usage.model, usage.instead).inc()

    def tool(self, name: str) -> None:
        """A call of a tool."""
        self._tools.labels(name).inc()

    def refusal(self, code: str) -> None:
        """A tool's refusal."""
        self._refusals.labels(code).inc()

    def held_back(self, statements: int) -> None:
        """Statements that the gate let nobody see."""
        self._held_back.inc(statements)

    def bug(self, where: str) -> None:
        """A fault of ours."""
        self._bugs.labels(where).inc()

    def page(self) -> str:
        """All counts, as Prometheus reads them."""
        return generate_latest(self.registry).decode()


@cache
def process_counts() -> Counts:
    """The counts of this process, shared by all that it serves."""
    return Counts()
