"""How figures are written, one way everywhere."""

from collections.abc import Sequence
from datetime import date

from tools.core.money import dollars, rate

MARKS = {"ok": " ✓", "warning": " ⚠", None: ""}

METRICS = {
    "agreement_signed": "agreement signed",
    "basic_training": "basic training complete",
    "certified_staff": "certified staff",
    "annual_revenue": "annual revenue",
    "new_logos": "new logos a year",
    "strategic_wins": "strategic account wins",
    "active_pipeline": "open deals (active pipeline)",
    "net_new_users": "net new users a year",
}
YES_OR_NO = frozenset({"agreement_signed", "basic_training"})


def measured(metric: str, value: int) -> str:
    """A metric's value: dollars for money, yes or no for what is had or not, a count otherwise."""
    if metric == "annual_revenue":
        return dollars(value)
    if metric in YES_OR_NO:
        return "yes" if value else "no"
    return f"{value:,}"


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """A count and its noun: "1 claim", "2 claims"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def listed(words: Sequence[str], joint: str = "and") -> str:
    """Words as a sentence lists them."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {joint} {words[-1]}"


def day(on: date | None) -> str:
    """A day, or a dash where there is none."""
    return on.isoformat() if on else "-"


def based(base_cents: int | None, rate_bp: int | None) -> str:
    """The arithmetic of a line: "2% of $150,000", or "fixed"."""
    return "fixed" if base_cents is None or rate_bp is None else f"{rate(rate_bp)} of {dollars(base_cents)}"
