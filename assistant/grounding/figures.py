"""Finds every figure in a text: amounts, percentages, counts, spans of days, dates, periods, ids and citations.

A figure keeps how exactly it is written: "$4.8M" is known to a tenth of a million. Where a form can be read in
two ways ("4.812", "03/04/2025") it keeps both readings; the evidence decides.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property, lru_cache

from assistant.grounding import days
from assistant.reading.words import CARDINAL, SCALES, cardinal

MOST_DIGITS = 18

_SCALED = {
    "k": 10**3, "m": 10**6, "mm": 10**6, "mn": 10**6, "mio": 10**6, "mil": 10**6, "b": 10**9, "bn": 10**9, "mrd": 10**9,
    "t": 10**12, "hundred": 100, "tsd": 10**3, **SCALES,
}  # fmt: skip
_DIGITS = (
    r"[0-9][0-9]{0,2}(?:[ \u00a0\u202f][0-9]{3})+(?![0-9])(?:[.,][0-9]{1,2}(?![0-9]))?|[0-9]+(?:[.,'][0-9]+)*|\.[0-9]+"
)
_SCALE = (
    r"(?:\s?(?:(?-i:[kKMBT])|(?<=[0-9])(?-i:[mb])|mm|mn|mio\.?|mil|bn|mrd\.?|tsd\.?)(?![a-z0-9])"
    r"|[ -](?:hundred|thousand|grand|million|billion|trillion)s?(?![a-z]))"
)
_CURRENCY = r"(?:US\$|\$|€|£|¥|₹|(?:USD|EUR|GBP|JPY|CHF)(?![a-z]))"
_AFTER = r"(?:\$|€|£|¥|(?:US )?dollars?|bucks|USD|euros?|EUR|pounds|GBP|yen|JPY|CHF|francs)(?![a-z])"
_UNIT = (
    r"(?:(?P<percent>\s?%(?:\s?points?)?|[ -]?(?:per ?cent(?:age)?(?: points?)?|pct|prozent)(?![a-z])|\s?pp(?![a-z])"
    r"|[ -]points?(?![a-z]))"
    r"|(?P<bp>\s?(?:bps?|basis[ -]points?)(?![a-z]))|(?P<money>\s?" + _AFTER + ")"
    r"|(?P<times>\s?[x\u00d7](?![a-z])|[ -](?:times|fold)(?![a-z])|fold)"
    r"|(?P<span>[ -](?:(?:business|working|calendar|full|more|further|contract|whole)[ -])?"
    r"(?P<unit>day|week|month|year|quarter|hour|minute)s?(?![a-z])))"
)
_NUMBER = re.compile(
    rf"(?P<minus>(?<![\w.)])-\s?)?(?:(?P<currency>{_CURRENCY})\s?(?P<minus2>-)?)?"
    rf"(?<![\w.])(?P<digits>{_DIGITS})(?P<scale>{_SCALE})?(?P<ordinal>(?:st|nd|rd|th)(?![a-z]))?(?:{_UNIT})?",
    re.IGNORECASE,
)
_SPELLED = re.compile(
    rf"(?<![\w-])(?P<words>(?:{CARDINAL}))(?P<half> and a half)?(?P<scale>{_SCALE})?(?![\w'])(?:{_UNIT})?",
    re.IGNORECASE,
)
_DERIVED = re.compile(
    r"(?<![\w-])(?:twice|thrice|doubl(?:e|es|ed|ing)|tripl(?:e|es|ed)|quadrupled?|halved|halves|half"
    r"|(?:a|one|two|three) (?:third|quarter|fifth)s?(?= of| the)|(?:a|one|two|three)-(?:third|quarter|fifth)s?"
    r"|one in (?:two|three|four|five|ten)|a dozen|dozens|a couple of"
    r"|an? (?:half|quarter) (?:of )?(?:a )?(?=million|billion))(?![\w])",
    re.IGNORECASE,
)
_MARKS = re.compile(
    r"[\[(](?P<citation>[\w./-]+#[\w./-]+)[\])]|(?<![\w-])(?P<receipt>R-[0-9a-f]{6,})(?![\w-])"
    r"|(?<![\w-])(?P<id>[A-Z]{1,3}-[0-9]{2,})(?![\w-])|(?P<pair>(?<![\w.:])[0-9]{1,2}:[0-9]{1,2}(?![\w:])"
    r"|(?<![\w./])[0-9]{1,2}/[0-9]{1,2}(?=\s?%|\s(?:percent|of|million|billion|thousand)\b))"
    r"|(?P<step>(?m:^)[ \t]*(?:[0-9]{1,2}[.)]|#+)[ \t]|(?<=[:,;] )[0-9]\.[ ](?=[A-Z]))"
)
_HEDGES = (
    ("about", re.compile(r"(?:about|around|roughly|approximately|approx\.?|circa|ca\.?|some|close to|~)\s?$", re.I)),
    ("over", re.compile(r"(?:over|more than|just over|above|at least|upwards of|exceed(?:s|ed|ing)?|>)\s?$", re.I)),
    ("under", re.compile(r"(?:almost|nearly|just under|under|less than|below|not quite|close to|up to|<)\s?$", re.I)),
)  # fmt: skip
_CLAIM_OVER = re.compile(r"\bclaims?\b[^.;]{0,60}\bover\s$", re.IGNORECASE)
"""A claim over an amount is one of that amount, and not of more."""
_COUNTS = re.compile(
    r"\b(?:needs?|requires?|lacks?|miss(?:es)?|has|have|had|asks? for|only|just|wants?)\s$", re.IGNORECASE
)
_ENDS = re.compile(r"\s*(?:[.,;:)!?]|$)")
_ONE = re.compile(r"\s(?:more |new |open )*(?:certified|staff|people|logos?|users?|claims?|deals?)\b", re.IGNORECASE)
_PART = re.compile(
    r"(?<![\w-])(?:an? )?(?P<part>half|quarter|three[- ]quarters) (?:of )?an? "
    r"(?P<scale>million|billion)(?P<money> dollars)?\b",
    re.IGNORECASE,
)
_SINGLE = re.compile(r"(?<!\w)a single\b", re.IGNORECASE)
_WITHIN = re.compile(r"\b(?:in|within|for|after)\s$", re.IGNORECASE)
_LASTING = re.compile(r"\b(?:been|held|holds)\b[^.;]*\bfor\s$", re.IGNORECASE)
_FROM_NOW = re.compile(r"\s(?:ago|left|away|from (?:now|today)|later)\b", re.IGNORECASE)
_LOSS = re.compile(r"\b(?:is|was|of|at|to)\s\($", re.IGNORECASE)
"""An amount in brackets after a verb is a loss."""
_RANGE = re.compile(r"\s?(?:-|to|and|or)\s?(?=[$€£]?[0-9])", re.IGNORECASE)

Reading = tuple[Fraction, Fraction]
"""A value and the step it is written in: "4.8M" is 4,800,000 in steps of 100,000."""


@dataclass(frozen=True)
class Figure:
    """A figure at text[start:end].

    `kind` is money, percent, count, ratio, span, date, month, quarter, year, ordinal, derived, pair, id, receipt or
    citation. Numbers have `readings`, the others `values`; `unit` is a currency, or the unit of a span of time.
    """

    kind: str
    start: int
    end: int
    text: str
    readings: tuple[Reading, ...] = ()
    values: tuple[str, ...] = ()
    unit: str = ""
    hedges: frozenset[str] = frozenset()
    minus: bool = False
    scaled: bool = False

    @cached_property
    def sizes(self) -> tuple[float, ...]:
        """About how large its readings are."""
        return tuple(float(value) for value, _ in self.readings)


@lru_cache(maxsize=4096)
def find_figures(text: str) -> tuple[Figure, ...]:
    """Every figure of a `plain` text, in order; none overlap."""
    taken = bytearray(len(text) + 1)
    found: list[Figure] = []
    for source in (_marked, _dated, _worth, _derived, _spelled, _numbered):
        for figure in source(text):
            if any(taken[figure.start : figure.end]):
                continue
            taken[figure.start : figure.end] = b"\1" * (figure.end - figure.start)
            if figure.kind != "step":
                found.append(figure)
    return tuple(sorted(_ranged(found, text), key=lambda one: one.start))


def _marked(text: str) -> Iterator[Figure]:
    step = 0
    for match in _MARKS.finditer(text):
        kind = str(match.lastgroup)
        if kind == "step" and (number := re.search("[0-9]+", match[0])):
            if int(number[0]) not in {1, step + 1}:
                continue  # a list begins at one: another number says something
            step = int(number[0])
        yield Figure(kind, match.start(), match.end(), match[0].strip(), values=(match[kind],))


def _dated(text: str) -> Iterator[Figure]:
    for kind, start, end, values in days.find(text):
        yield Figure(kind, start, end, text[start:end], values=values)


def _derived(text: str) -> Iterator[Figure]:
    for match in _DERIVED.finditer(text):
        yield Figure("derived", match.start(), match.end(), match[0], values=(match[0].lower(),))


def _worth(text: str) -> Iterator[Figure]:
    """Half a million, and a single one of what is counted."""
    for match in _PART.finditer(text):
        whole = Fraction(SCALES[match["scale"].lower()])
        value = whole * {"half": 2, "quarter": 1}.get(match["part"].lower(), 3) / 4
        kind, unit = ("money", "$") if match["money"] else ("count", "")
        yield Figure(kind, match.start(), match.end(), match[0], ((value, whole / 10),), unit=unit, scaled=True)
    for match in _SINGLE.finditer(text):
        if _ONE.match(text, match.end()):
            yield Figure("count", match.start(), match.end(), match[0], ((Fraction(1), Fraction(1)),))


def _spelled(text: str) -> Iterator[Figure]:
    at = 0
    while match := _SPELLED.search(text, at):
        words, at = match["words"].lower(), match.end()
        article = words in {"a", "an"}
        if article and not match["scale"] and not _is_span(match, text):
            continue
        if words in {"one", "zero"} and not (_has_unit(match) or _is_counted(match, text)):
            continue
        if words.startswith(("a ", "an ")) and not any(word in _SCALED for word in words.split()):
            at = match.start() + len(words.split()[0]) + 1  # "a two percent rebate" says two percent
            continue
        value = Fraction(cardinal(words)) + (Fraction(1, 2) if match["half"] else 0)
        last = words.split()[-1]
        step = Fraction(_SCALED.get(last, 1)) if last in _SCALED else Fraction(1)
        yield _numeric(match, text, ((value, step / 2 if match["half"] else step),))


def _numbered(text: str) -> Iterator[Figure]:
    for match in _NUMBER.finditer(text):
        yield _numeric(match, text, tuple(_readings(match["digits"])))


def _has_unit(match: re.Match[str]) -> bool:
    return any(match[name] for name in ("percent", "bp", "money", "times", "span", "scale"))


def _is_span(match: re.Match[str], text: str) -> bool:
    """Whether an article is one day, week or month: "in a week", "a month ago"."""
    near = _WITHIN.search(text, 0, match.start()) or _FROM_NOW.match(text, match.end())
    if match["unit"] is not None and match["unit"].lower() == "year":
        return bool(_LASTING.search(text, max(0, match.start() - 48), match.start()))
    return match["unit"] is not None and match["unit"].lower() in {"day", "week", "month"} and bool(near)


def _is_counted(match: re.Match[str], text: str) -> bool:
    """Whether "one" counts: "Silver needs one." does, "the one that" does not."""
    ends = _ENDS.match(text, match.end()) or (match[0].lower() == "one" and _ONE.match(text, match.end()))
    return bool(_COUNTS.search(text, 0, match.start()) and ends)


def _numeric(match: re.Match[str], text: str, readings: tuple[Reading, ...]) -> Figure:
    groups = match.groupdict()
    word = (groups["scale"] or "").strip(" -.").lower()
    scale = _SCALED.get(word) or _SCALED.get(word.rstrip("s"), 1)
    kind, unit = _kind(groups)
    by = Fraction(scale) / (100 if kind == "percent" and groups["bp"] else 1)
    behind = _CLAIM_OVER.sub("", text[max(0, match.start() - 80) : match.start()])[-16:]
    loss = text[match.end() : match.end() + 1] == ")" and _LOSS.search(text[max(0, match.start() - 8) : match.start()])
    minus = bool(groups.get("minus") or groups.get("minus2") or loss)
    start = match.start() + len(groups.get("minus") or "") * (not minus)
    return Figure(
        kind, start, match.end(), match[0].strip(),
        readings=tuple((value * by, step * by) for value, step in readings), unit=unit,
        hedges=frozenset(name for name, pattern in _HEDGES if pattern.search(behind)), minus=minus, scaled=scale > 1,
    )  # fmt: skip


def _kind(groups: dict[str, str | None]) -> tuple[str, str]:
    if groups["percent"] or groups["bp"]:
        return "percent", "points" if re.search(r"points?$|pp$", groups["percent"] or "", re.IGNORECASE) else ""
    if mark := (groups.get("currency") or groups["money"] or "").strip().lower():
        return "money", "$" if "$" in mark or "dollar" in mark or mark in {"usd", "bucks"} else mark
    if groups["times"]:
        return "ratio", ""
    if groups["span"]:
        business = re.search("business|working", groups["span"], re.IGNORECASE)
        return "span", f"{'business ' if business else ''}{(groups['unit'] or '').lower()}"
    return ("ordinal" if groups.get("ordinal") else "count"), ""


def _readings(digits: str) -> Iterator[Reading]:
    """What a run of digits may mean: grouped in threes, with a decimal point, or with a decimal comma."""
    if sum(c.isdigit() for c in digits) > MOST_DIGITS:
        return
    bare = re.sub(r"[ \u00a0\u202f']", "", digits)
    if re.fullmatch(r"[0-9]{1,3}(?:[,.][0-9]{3})+|[0-9]+|[0-9]{1,3}(?:,[0-9]{2})+,[0-9]{3}", bare):
        yield Fraction(int(re.sub("[,.]", "", bare))), Fraction(1)
    whole, mark, part = max(bare.rpartition("."), bare.rpartition(","), key=lambda cut: len(cut[0]))
    if not mark or (mark == "," and len(part) == 3):
        return
    grouped = re.sub("[,.]", "", whole)
    if re.search(r"[,.]", whole) and not re.fullmatch(r"[0-9]{1,3}([,.])[0-9]{3}(?:\1[0-9]{3})*", whole):
        return
    yield Fraction(int((grouped + part) or "0"), 10 ** len(part)), Fraction(1, 10 ** len(part))


def _ranged(found: list[Figure], text: str) -> Iterator[Figure]:
    """Both ends of a range have the unit that is written at its second: "5-10 days", "2 to 3.5%"."""
    found.sort(key=lambda one: one.start)
    for number, figure in enumerate(found):
        after = found[number + 1] if number + 1 < len(found) else None
        if after and figure.kind == "count" and figure.readings and after.readings and after.kind != "count":
            between = text[figure.end : after.start]
            if _RANGE.fullmatch(between + text[after.start : after.start + 1], 0, len(between)) or re.fullmatch(
                r"\s?(?:-|to|or)\s?", between
            ):
                yield replace(figure, kind=after.kind, unit=after.unit)
                continue
        yield figure
