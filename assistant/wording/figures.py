"""How figures are written, one way everywhere."""

from collections.abc import Iterable, Sequence
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
    "active_pipeline": "open deals",
    "net_new_users": "net new users a year",
}
LACKED = {
    "agreement_signed": ("a signed agreement", "a signed agreement"),
    "basic_training": ("basic training", "basic training"),
    "certified_staff": ("certified staff member", "certified staff"),
    "new_logos": ("new logo", "new logos"),
    "strategic_wins": ("strategic account win", "strategic account wins"),
    "active_pipeline": ("open deal", "open deals"),
    "net_new_users": ("net new user", "net new users"),
}
"""What is lacking when a requirement is not met: one of it, and several."""

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


def sentence(text: str) -> str:
    """A text that begins with a capital and ends with one full stop; names inside keep their case."""
    plain = text.strip().rstrip(".")
    return f"{capital(plain)}." if plain else ""


def capital(text: str) -> str:
    """A text whose first letter is a capital and whose others stay as they are."""
    return text[:1].upper() + text[1:]


def spoken(key: str) -> str:
    """A key of the data as words: "trade_show" is "trade show"."""
    return key.replace("_", " ")


def whose(name: str) -> str:
    """A name in the possessive: "Acme Networks'", "Birch Cloud's"."""
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def an_amount(cents: int) -> str:
    """An amount with its article, as it is said: "a $5,000", "an $80,000", "an $11"."""
    text = dollars(cents)
    said = text.lstrip("-$").partition(",")[0].partition(".")[0]
    return f"{'an' if said.startswith('8') or said in {'11', '18'} else 'a'} {text}"


def sums(amounts: Iterable[tuple[int, str]]) -> str:
    """The amounts that are not zero, with what is said of each: "$250 open and $80 paid"; empty if all are."""
    return listed([f"{dollars(cents)} {said}" for cents, said in amounts if cents])


def signed(cents: int) -> str:
    """A change of an amount: "+$500", "-$20"; "no change" of zero."""
    if not cents:
        return "no change"
    return f"+{dollars(cents)}" if cents > 0 else dollars(cents)


def day(on: date | None) -> str:
    """A day, or a dash where there is none."""
    return on.isoformat() if on else "-"


def during(period: str) -> str:
    """When something happened, as a sentence says it: "in April 2025", "from 2025-01-01 to 2025-02-15"."""
    return f"from {period}" if " to " in period else f"in {period}"


def based(base_cents: int | None, rate_bp: int | None) -> str:
    """The arithmetic of a line: "2% of $150,000", or "fixed"."""
    return "fixed" if base_cents is None or rate_bp is None else f"{rate(rate_bp)} of {dollars(base_cents)}"


def explained(title: str, base_cents: int | None, rate_bp: int | None) -> str:
    """A line's title and its arithmetic: "Upsell or upgrade, 2% of $9,000"; a fixed amount explains itself."""
    return title if base_cents is None or rate_bp is None else f"{title}, {based(base_cents, rate_bp)}"
