"""What every practice is written in: steps with an owner and a day, for all partner types or for some."""

from typing import Annotated, Any, Literal, Protocol, TypeVar

from pydantic import Field, model_validator

from tools.core.rulings import Block

Event = Literal[
    "agreement_signed",
    "basic_training",
    "first_login",
    "first_registration",
    "first_certification",
    "second_certification",
    "first_won_deal",
]
"""What the records know of a partner's first steps."""

Days = Annotated[int, Field(ge=-2_000, le=2_000, strict=True)]
Text = Annotated[str, Field(min_length=1)]

PARTNERS_SIDE = "partner's "
"""An owner whose role starts so is of the partner's own people."""


class Scoped(Block):
    """A piece of a practice for some partner types alone, or for all but some."""

    only: tuple[str, ...] = ()
    excepted: tuple[str, ...] = Field((), alias="except")

    def fits(self, kind: str | None) -> bool:
        """Whether it is meant for a partner type; None is a type of no content of its own."""
        return kind in self.only if self.only else kind not in self.excepted


class Step(Scoped):
    """Something to do, by whom, and when, counted from the plan's own day.

    `business_day` counts business days. `day` counts calendar days and moves to the business day before,
    as the program's own 90 days are calendar days. Negative numbers lie before.
    """

    title: Text
    owner: Text
    day: Days | None = None
    business_day: Days | None = None
    done_by: Event | None = None

    @model_validator(mode="after")
    def _one_day(self) -> "Step":
        if (self.day is None) == (self.business_day is None):
            raise ValueError("a step is due on a `day` or on a `business_day`: write one of them")
        return self


class Point(Scoped):
    """A sentence of a document, for all partner types or for some."""

    text: Text

    @model_validator(mode="before")
    @classmethod
    def _plain(cls, written: Any) -> Any:
        return {"text": written} if isinstance(written, str) else written


class Threshold(Block):
    """A metric with where it is good and where to act."""

    title: Text
    good: Text
    act: Text


class PartnerType(Block):
    """A partner type by name and by the other names it goes by."""

    name: Text
    also: tuple[str, ...] = ()

    def called(self, text: str) -> bool:
        """Whether a text names it, whatever its case, hyphens and plural."""
        return _plain_name(text) in {_plain_name(name) for name in (self.name, *self.also)}


def _plain_name(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum()).removesuffix("s")


class _Scoped(Protocol):
    def fits(self, kind: str | None) -> bool: ...


S = TypeVar("S", bound=_Scoped)
T = TypeVar("T", bound=PartnerType)


def fitting(pieces: tuple[S, ...], kind: str | None) -> tuple[S, ...]:
    """The pieces meant for a partner type, in their order."""
    return tuple(piece for piece in pieces if piece.fits(kind))


def type_named(types: tuple[T, ...], text: str | None) -> T | None:
    """The partner type that a text names, if any does."""
    return next((kind for kind in types if text is not None and kind.called(text)), None)
