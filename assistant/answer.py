"""An answer: the sentence first, then a small table, then what it rests on. Channels only render it."""

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, computed_field

from tools.core.receipts import Basis


class Shape(BaseModel):
    """A frozen piece of an answer."""

    model_config = ConfigDict(frozen=True)


class Table(Shape):
    """Cells as they are shown. `right` names the columns that hold figures."""

    title: str = ""
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: tuple[str, ...] = ()


class Receipt(Shape):
    """What recomputes an answer: the tool, its arguments, and the versions of all that it read."""

    id: str
    tool: str
    arguments: dict[str, Any]
    as_of: date
    program_version: str
    records_version: int
    basis: tuple[Basis, ...]


class Worded(Shape):
    """A tool's result in words: the part of an answer that a wording makes."""

    text: str
    tables: tuple[Table, ...] = ()
    notes: tuple[str, ...] = ()


class Answer(Shape):
    """What every channel is given.

    `kind` is "answer", "question" (the person is asked back), "refusal" (bad input, or nothing to
    answer from; `code` says which) or "help".
    """

    kind: Literal["answer", "question", "refusal", "help"] = "answer"
    text: str
    tables: tuple[Table, ...] = ()
    notes: tuple[str, ...] = ()
    receipts: tuple[Receipt, ...] = ()
    results: tuple[dict[str, Any], ...] = ()
    code: str | None = None

    @computed_field  # type: ignore[prop-decorator]
    @property
    def rests_on(self) -> tuple[str, ...]:
        """The rulings, the as-of day and the receipt of each tool call, in one line each."""
        return tuple(_rests_on(receipt) for receipt in self.receipts)


def _rests_on(receipt: Receipt) -> str:
    rulings = "; ".join(
        f"{b.source} ({f'{b.since} to {b.until}' if b.until else f'from {b.since}'})" for b in receipt.basis
    )
    return f"{rulings or 'Records only'}. As of {receipt.as_of}. Receipt {receipt.id}."
