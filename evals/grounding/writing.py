"""Writes true values in the many forms that people use. It shares no code with the gate, or it would prove nothing."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from random import Random

MONTHS = tuple(date(2025, number, 1).strftime("%B") for number in range(1, 13))
_SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


@dataclass(frozen=True)
class Number:
    """A number as it is written: what is before it, its digits, what is after it, and what one of it is worth."""

    before: str
    digits: Decimal
    after: str
    worth: Decimal
    words: bool = False

    def __str__(self) -> str:
        if self.words:
            return f"{self.before}{spelled(int(self.digits))}{self.after}"
        return f"{self.before}{self.digits:,}{self.after}"

    def says(self, exact: Decimal) -> bool:
        """Whether it is the exact value, rounded half up to the digits that are written."""
        step = Decimal(1).scaleb(int(self.digits.as_tuple().exponent))
        return (exact / self.worth).quantize(step, ROUND_HALF_UP) == self.digits


def spelled(number: int) -> str:
    """A whole number below a hundred in words, another in digits."""
    if number < 20:
        return _SMALL[number]
    if number >= 100:
        return f"{number:,}"
    return _TENS[number // 10] + (f"-{_SMALL[number % 10]}" if number % 10 else "")


def money(cents: int, chance: Random) -> Number:
    """An amount, exactly or rounded to where at most a hundredth is lost."""
    exact = Decimal(cents) / 100
    forms = [Number("$", _plain(exact), "", Decimal(1)), Number("USD ", _plain(exact), "", Decimal(1))]
    forms.append(Number("", _plain(exact), " dollars", Decimal(1)))
    scales = [("K", 3), ("k", 3), (" thousand", 3)] if exact >= 1000 else []
    scales += [("M", 6), (" million", 6), ("m", 6)] if exact >= 200_000 else []
    for word, power in scales:
        worth = Decimal(10) ** power
        for places in (0, 1, 2):
            digits = (exact / worth).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
            if digits and abs(digits * worth - exact) * 100 <= exact:
                forms.append(Number(chance.choice(("$", "$", "about $", "roughly $")), digits, word, worth))
    if exact != exact.to_integral_value():
        forms.append(Number("$", exact.quantize(Decimal(1), ROUND_HALF_UP), "", Decimal(1)))
    return chance.choice(forms)


def rate(points: Decimal, chance: Random) -> Number:
    """A percentage."""
    places = 0 if points == points.to_integral_value() or (points > 20 and chance.random() < 0.5) else 1
    if points == points.quantize(Decimal("0.01")) and points < 20 and points != points.quantize(Decimal("0.1")):
        places = 2
    digits = points.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    after = chance.choice(("%", "%", " %", " percent"))
    return Number("", digits, after, Decimal(1), words=after == " percent" and not places and digits < 100)


def count(number: int, chance: Random) -> Number:
    """A count, in digits or in words."""
    return Number("", Decimal(number), "", Decimal(1), words=1 < number < 100 and chance.random() < 0.4)


def day(on: date, chance: Random) -> str:
    """A day in one of the forms that people write."""
    month = MONTHS[on.month - 1]
    return chance.choice(
        (
            on.isoformat(), f"{month} {on.day}, {on.year}", f"{on.day} {month} {on.year}",
            f"{month[:3]} {on.day}, {on.year}",
            f"{on.day:02d}.{on.month:02d}.{on.year}", f"{on.year}/{on.month:02d}/{on.day:02d}",
        )
    )  # fmt: skip


def quarter(year: int, number: int, chance: Random) -> str:
    """A quarter in one of the forms that people write."""
    ordinal = ("first", "second", "third", "fourth")[number - 1]
    return chance.choice(
        (f"{year}-Q{number}", f"Q{number} {year}", f"Q{number}/{year}", f"the {ordinal} quarter of {year}")
    )


def _plain(exact: Decimal) -> Decimal:
    return exact.quantize(Decimal(1)) if exact == exact.to_integral_value() else exact
