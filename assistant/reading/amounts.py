"""Reads amounts of the program's money: "$150,000", "150k", "1.2 million", "half a million".

A number counts as money when something says so: a currency mark, a scale such as "k", a word such as
"deal of" before it, or its size (1,000 or more, unless it reads as a year or a count of something).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from assistant.reading.words import CARDINAL, SCALES, UNITS, Span, after, before, cardinal, normalise
from tools.core.errors import BadAmount
from tools.core.money import MAX_CENTS

CODES = {
    "USD": r"us\$|usd|\$|us dollars?|dollars?|bucks",
    "EUR": "€|eur|euros?",
    "GBP": "£|gbp|pounds?|pounds? sterling|quid",
    "JPY": "¥|jpy|yen",
    "CHF": "chf|sfr|francs?|swiss francs?",
    "CAD": r"ca?\$|cad|canadian dollars?",
    "AUD": r"au?\$|aud|australian dollars?",
    "NZD": r"nz\$|nzd",
    "HKD": r"hk\$|hkd",
    "SGD": r"sg?\$|sgd",
    "CNY": "cny|rmb|yuan",
    "INR": "₹|inr|rupees?|lakhs?|crores?",
    "KRW": "₩|krw",
    "BRL": r"r\$|brl|reais",
    "MXN": r"mxn|mx\$|pesos?",
    "SEK": "sek|kronor",
    "NOK": "nok|kroner",
    "DKK": "dkk",
    "PLN": "pln|zloty",
    "CZK": "czk",
    "RUB": "₽|rub|rubles?",
    "TRY": "₺",
    "ZAR": "zar",
    "ILS": "₪|ils",
    "AED": "aed|dirhams?",
    "THB": "฿|thb|baht",
    "BTC": "₿|btc|bitcoins?",
}
"""How each currency is written; a longer mark stands before a shorter one that it holds."""

_MARKS = sorted("|".join(CODES.values()).split("|"), key=len, reverse=True)
_BEFORE = "(?:" + "|".join(rf"(?<![a-z]){mark}" if mark[0].isalpha() else mark for mark in _MARKS) + ")"
_AFTER = rf"(?:(?:{'|'.join(_MARKS)})(?![a-z0-9]))"
_DIGITS = r"(?:[0-9]{1,3}(?: [0-9]{3})+(?![0-9,.'_])|[0-9](?:[0-9.,'_]*[0-9])?|\.[0-9]+)"
_MILLIONS = "mm|mn|mio|mil(?:l|lion)?s?"
_SCALE = rf"(?:\s?(?:(?-i:[kKM])|{_MILLIONS}|bn|thousand|grand|billions?|trillions?)|(?-i:[mbBtT]))(?![a-z0-9])"
_FIGURE = re.compile(
    rf"(?:(?P<minus>minus |negative |-)?(?P<before>{_BEFORE})\s?(?P<minus2>-)?|(?P<minus3>minus |negative |-)?)"
    rf"(?P<digits>{_DIGITS})(?P<power>(?:e[+-]?|\^|\*\*)[0-9]+)?(?P<scale>{_SCALE})?(?:\s?(?P<after>{_AFTER}))?",
    re.IGNORECASE,
)
_SPELLED = re.compile(
    rf"\b(?:(?P<half>half (?:an? )?|an? quarter (?:of an? )?|quarter of an? )(?P<of>million|billion|thousand)"
    rf"|(?P<words>{CARDINAL})(?P<plus> and a half (?P<by>million|billion|thousand))?)\b(?:\s?(?P<after>{_AFTER}))?",
    re.IGNORECASE,
)
_NEVER = {
    "it is no number": re.compile(rf"(?:{_BEFORE}\s?|\bdeal (?:of|worth) )[-+]?(?:nan|inf(?:inity)?)\b", re.IGNORECASE),
    "it is a range; give one amount": re.compile(
        rf"(?<![\w.,/-]){_BEFORE}?(?!(?:19|20)[0-9]{{2}}-){_DIGITS}-{_BEFORE}?{_DIGITS}{_SCALE}", re.IGNORECASE
    ),
    "write its digits plainly": re.compile("[0-9]\ufe0f?\u20e3"),
}
"""What is meant as money and is none, by the reason."""

_SCALED = {
    "k": 10**3,
    **dict.fromkeys(("m", "mm", "mn", "mio", "mil", "mill"), 10**6),
    "b": 10**9,
    "bn": 10**9,
    "t": 10**12,
}
_SCALED |= SCALES
_MOST_DIGITS = 20

_WORTH = re.compile(
    r"(?:worth|amount(?:ing)?(?: to| of)?|valued? (?:at|of)|priced? (?:at|of)|sized?(?: of| at)?|costs?(?: of)?|costing"
    r"|(?:deal|contract|opportunity|sale|order|budget|request|refund|revenue|spend|claim|invoice|event|webinar)s?"
    r" (?:of|for|at|is|was))\s+(?:about |around |roughly |approximately |exactly |~)?$",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\s*(?:$|[.,;:?!)\"'|])|\s+(?:in|on|for|with|by|to|that|and|at|from|of|closed|closing|deal)\b", re.I
)
_DEAL = re.compile(
    r"\s+(?:(?:new|first|big|small|strategic|multi-year|new[- ]logo|\d-year)\s+)*"
    r"(?:deal|opportunity|contract|sale|order|purchase|refund|invoice|budget)\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"(?:\b(?:days?|q|fy|top|first|last|past|next|within|section|rule|version|id|partner|no\.?|number|step|phase|weeks?"
    r"|months?|years?|quarters?|bottom|page|room|since|until|in year|20[0-9]{2}-)|#)\s?$",
    re.IGNORECASE,
)

_TERM = re.compile(r"[0-9][- ](?:years?|months?)\s$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FoundAmount(Span):
    """An amount in whole cents, where it stands in the normalised text."""

    cents: int


def find_amounts(text: str, currency: str = "USD") -> list[FoundAmount]:
    """Every amount of money in a sentence, in order.

    Raises:
        BadAmount: something is meant as money but is another currency, not exact, or out of bounds.
    """
    text = normalise(text)
    for reason, pattern in _NEVER.items():
        if match := pattern.search(text):
            raise BadAmount(match[0], reason)
    found: list[FoundAmount] = []
    for match in _figures(text):
        joined = bool(found) and match.start() == found[-1].end
        if _is_money(match, text, joined=joined):
            start = match.start() + (joined and match[0].startswith("-"))
            found.append(
                FoundAmount(start, match.end(), text[start : match.end()], _cents(match, currency, joined=joined))
            )
    return found


def read_amount(text: str, currency: str = "USD") -> int:
    """The cents of a text that is an amount and nothing else; a bare number is in the program's money.

    Raises:
        BadAmount: it is not one, or it is another currency, not exact, or out of bounds.
    """
    shown, text = text, normalise(text)
    bare = text.removeprefix("+").strip()
    if bare.startswith("(") and bare.endswith(")"):
        raise BadAmount(shown, "an amount must be more than zero")
    for match in _figures(bare):
        if match.span() == (0, len(bare)):
            return _cents(match, currency)
    raise BadAmount(shown, "it is not one plain number" if re.search("[0-9]", text) else "it holds no number")


def _figures(text: str) -> Iterator[re.Match[str]]:
    """Numbers in digits, and numbers in words that a scale or a currency makes money, in order."""
    spelled = [m for m in _SPELLED.finditer(text) if m["half"] or m["plus"] or m["after"] or _has_scale(m[0])]
    figures = [
        m for m in _FIGURE.finditer(text) if not any(s.start() < m.end() and m.start() < s.end() for s in spelled)
    ]
    return iter(sorted([*figures, *spelled], key=re.Match.start))


def _has_scale(words: str) -> bool:
    return any(scale in words.lower().split() for scale in SCALES)


def _is_money(match: re.Match[str], text: str, *, joined: bool) -> bool:
    groups = match.groupdict()
    if groups.get("before") or groups["after"]:
        return True
    ahead, behind = after(text, match.end()), before(text, match.start())
    if not joined and re.search(r"[\w./:#'^-]$", behind):
        return False
    if re.match(r"\w|[./:]\w|-[a-z]" if groups.get("scale") else r"\w|[./:-]\w", ahead, re.IGNORECASE):
        return False
    if re.match(UNITS, ahead, re.IGNORECASE) or (_NUMBERED.search(behind) and not _TERM.search(behind)):
        return False
    if "digits" not in groups or groups["scale"] or groups["power"]:
        return True
    return _is_large(match["digits"]) or _is_called_money(match["digits"], behind, ahead)


def _is_large(digits: str) -> bool:
    """Whether a bare number is too large for a count, and is no year and no day."""
    if re.fullmatch(r"0?(?:19|20|21)[0-9]{2}(?:(?:0[1-9]|1[0-2])[0-3][0-9])?|0[0-9]*", digits):
        return False
    return len(re.sub(r"[^0-9]", "", digits.split(".")[0])) >= 4 or bool(
        re.fullmatch(r"[1-9][0-9]{0,2}\.[0-9]{3}", digits)
    )


def _is_called_money(digits: str, behind: str, ahead: str) -> bool:
    if _WORTH.search(behind) and _ENDS.match(ahead):
        return True
    return len(digits) != 4 and bool(_DEAL.match(ahead))


def _cents(match: re.Match[str], currency: str, *, joined: bool = False) -> int:
    groups, shown = match.groupdict(), match[0].strip()
    for mark in (groups.get("before"), groups["after"]):
        code = _code(mark) if mark else currency
        if code != currency:
            raise BadAmount(shown, f"the program is in {currency} and nothing converts {code}")
    if any(groups.get(sign) for sign in ("minus", "minus2")) or (groups.get("minus3") and not joined):
        raise BadAmount(shown, "an amount must be more than zero")
    exact = (_plain(match, shown) if "digits" in groups else _spelled(match)) * 100
    if exact == 0:
        raise BadAmount(shown, "an amount must be more than zero")
    if exact > MAX_CENTS:
        raise BadAmount(shown, f"it is more than the limit of {MAX_CENTS // 100:,} {currency}")
    if exact.denominator != 1:
        raise BadAmount(shown, "it has a fraction of a cent")
    return exact.numerator


def _code(mark: str) -> str:
    return next(code for code, written in CODES.items() if re.fullmatch(written, mark.strip(), re.IGNORECASE))


def _spelled(match: re.Match[str]) -> Fraction:
    if match["half"]:
        return Fraction(SCALES[match["of"].lower()], 4 if "quarter" in match["half"].lower() else 2)
    whole = Fraction(cardinal(match["words"]))
    return (whole + Fraction(1, 2)) * SCALES[match["by"].lower()] if match["plus"] else whole


def _plain(match: re.Match[str], shown: str) -> Fraction:
    """A number in digits, exactly; digits that no amount could need are cut before they are computed with."""
    whole, _, part = _ungrouped(match["digits"], shown, scaled=bool(match["scale"])).partition(".")
    whole, part = whole.lstrip("0"), part.rstrip("0")
    if len(whole) > _MOST_DIGITS:
        return Fraction(MAX_CENTS)
    if len(part) > _MOST_DIGITS:
        return Fraction(1, 1000)
    value = _raised(Fraction(int(whole + part or "0"), 10 ** len(part)), (match["power"] or "").lower())
    scale = (match["scale"] or "").strip().lower()
    return value * (_SCALED.get(scale) or _SCALED.get(scale.rstrip("s"), 1))


def _raised(value: Fraction, power: str) -> Fraction:
    """A value with its written power, "e6" or "^6"; powers past 99 are all as far out of bounds."""
    digits = power.lstrip("e^*+-").lstrip("0")
    exponent = int(digits or "0") if len(digits) < 3 else 99
    if power.startswith("e"):
        return value * Fraction(10) ** (-exponent if "-" in power else exponent)
    return value**exponent if power else value


def _ungrouped(digits: str, shown: str, *, scaled: bool) -> str:
    """The digits with a decimal point and no grouping, or the reason why they could be read in two ways."""
    if re.fullmatch(r"[0-9]*(?:\.[0-9]+)?", digits):
        if not scaled and re.fullmatch(r"[1-9][0-9]{0,2}\.[0-9]{3}", digits):
            raise BadAmount(shown, f"{digits} could be {digits.split('.')[0]} or {digits.replace('.', ',')}")
        return digits
    if re.fullmatch(r"[0-9]{1,3}(?P<by>[,'_ ])[0-9]{3}(?:(?P=by)[0-9]{3})*(?:\.[0-9]+)?", digits):
        return re.sub(r"[,'_ ]", "", digits)
    if re.fullmatch(r"[0-9]{1,3}(?:\.[0-9]{3}){2,}", digits):
        raise BadAmount(shown, f"points group its digits, which could be meant as {digits.replace('.', ',')}")
    if re.fullmatch(r"[0-9]{1,15},[0-9]+", digits):
        whole, part = digits.split(",")
        raise BadAmount(shown, f"{digits} could be {whole}.{part} or {int(whole + part):,}")
    raise BadAmount(shown, "its digits are not grouped in threes by commas")
