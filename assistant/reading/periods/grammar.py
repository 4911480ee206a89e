"""How days, months, quarters, halves and years are written, and which phrase each wording is."""

import re
from collections.abc import Iterator

from assistant.reading.periods import phrases
from assistant.reading.periods.phrases import Build, Phrase
from assistant.reading.periods.relative import RELATIVE
from assistant.reading.periods.scene import Scene
from assistant.reading.words import UNITS

_ALONE = r"(?<![\w$€£.,/:#])(?<![a-z]-)"
_ALONE_OR_AFTER_SLASH = _ALONE.replace("/", "")
_DONE = r"(?![\w%]|[.,:/][0-9])"
_ENDED = r"(?![\w-])"
_ONE_OR_TWO = "[0-9]{1,2}"
_YYYY = "(?:19|20|21)[0-9]{2}"
_TH = "(?:st|nd|rd|th)?"
_TO = r"\s?(?:-|to|until|through|and)\s?"
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = rf"(?P<day>{_ONE_OR_TWO}){_TH}"
_LAST_DAY = rf"(?P<last>{_ONE_OR_TWO}){_TH}"
_FISCAL = r"(?:fy|cy|fiscal(?: year)?|calendar year)[ -]?'?[0-9]{2}(?:[0-9]{2})?"
_YEAR = (
    rf"(?P<year>{_FISCAL}|{_YYYY}|[0-9]{{4}}(?=\s*(?:$|[.,;:?!]))|'[0-9]{{2}}"
    r"|(?:the )?(?:last|previous|prior|this|current|next)(?: fiscal| calendar)? year)"
)
_OF = rf"(?:(?:,| of| in|,? of the|-|/)?\s?{_YEAR}{_DONE})"
_OF_OR_END = rf"(?:{_OF}|(?!\w))"
_SHORT_YEAR = "'?(?P<year>[0-9]{4}|[0-9]{2})"
_NOT_A_YEAR = r"(?!\s?(?:usd|eur|dollars?|euros?|days?|users?|seats?|points?)\b)"
_QUARTER = "(?:quarter|qtr)"
_WEEKDAY = "(?P<weekday>monday|tuesday|wednesday|thursday|friday|saturday|sunday)"

_WORDINGS: dict[Build, tuple[str, ...]] = {
    phrases.iso_day: (
        rf"{_ALONE_OR_AFTER_SLASH}(?P<y>[0-9]{{4}})(?P<by>[-/.])(?P<m>{_ONE_OR_TWO})(?P=by)(?P<d>{_ONE_OR_TWO}){_ENDED}",
    ),
    phrases.slashed_day: (
        rf"{_ALONE}(?P<one>{_ONE_OR_TWO})(?P<by>[-/.])(?P<two>{_ONE_OR_TWO})(?P=by)(?P<y>[0-9]{{4}}|[0-9]{{2}}){_ENDED}",
    ),
    phrases.day_of_month: (
        rf"{_ALONE}{_DAY}{_TO}{_LAST_DAY} (?:of )?{_MONTH}{_OF}?",
        rf"(?<![\d$€£.,/:#])(?<!\d-)\b{_DAY}(?: of )?[ -]?{_MONTH}(?:{_OF}|-(?P<yy>[0-9]{{2}}){_ENDED})?",
        rf"\b{_MONTH} (?:the )?{_DAY}{_TO}{_LAST_DAY}{_DONE}(?!{UNITS}){_OF}?",
        rf"\b{_MONTH} (?:the )?{_DAY}{_DONE}(?!{UNITS}){_OF}?",
    ),
    phrases.numbered_month: (
        rf"{_ALONE}(?P<y>{_YYYY})[-/](?P<m>{_ONE_OR_TWO})(?![\w/-]|[.,][0-9])",
        rf"{_ALONE}(?P<m>{_ONE_OR_TWO})[-/](?P<y>{_YYYY})(?![\w-]|[.,/][0-9])",
        rf"\bmonth (?P<m>{_ONE_OR_TWO})(?: of|,)? (?P<y>{_YYYY}){_DONE}",
    ),
    phrases.month_and_two: (rf"\b{_MONTH}-(?P<two>[0-9]{{2}}){_ENDED}",),
    phrases.named_month: (rf"\b(?:(?P<which>last|past|previous|this|next|coming) )?{_MONTH}{_OF}?",),
    phrases.quarter: (
        rf"\bq(?:uarter |tr\.? ?)?[ -]?(?P<n>{_ONE_OR_TWO}|one|two|three|four)(?!%|[.,][0-9]){_OF_OR_END}",
        rf"\b(?P<n>first|second|third|fourth|fifth|[0-9](?:st|nd|rd|th)) (?:fiscal )?{_QUARTER}{_OF_OR_END}",
        rf"\b(?P<n>last|final) {_QUARTER} (?:of|in) {_YEAR}{_DONE}",
        rf"{_ALONE}{_YEAR},?[ -]?q(?P<n>{_ONE_OR_TWO})(?!\w)",
        rf"\b(?P<n>[1-9])q[ -]?{_SHORT_YEAR}(?!\w)",
    ),
    phrases.half: (
        rf"\bh(?P<n>[1-9]){_OF}",
        r"\bh(?P<n>[12])(?!\w)",
        rf"\b(?P<n>first|second|1st|2nd) half(?! (?:an?|million|of (?:this|that|it)) )(?: of the year(?! \w)|{_OF})?",
        rf"{_ALONE}{_YEAR},?[ -]?h(?P<n>[0-9])(?!\w)",
        rf"\b(?P<n>[12])h[ -]?{_SHORT_YEAR}(?!\w)",
    ),
    phrases.whole_year: (rf"{_ALONE}(?:the year )?(?P<year>{_FISCAL}|{_YYYY})(?![\w%]|[.,:][0-9]){_NOT_A_YEAR}",),
    phrases.weekday: (rf"\b(?P<which>last|past|next|coming|this|on|by|before|until) {_WEEKDAY}\b",),
}
_RULES: tuple[tuple[re.Pattern[str], Build], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), build)
    for build, patterns in (*_WORDINGS.items(), *((phrases.worded(build), (pattern,)) for pattern, build in RELATIVE))
    for pattern in patterns
)


def find_phrases(text: str, scene: Scene) -> Iterator[Phrase]:
    """The phrases of a normalised text in order; of those that overlap, the first and longest.

    Raises:
        BadPeriod: a phrase names a day, month or quarter that does not exist, or that reads in two ways.
    """
    found = [(match, build) for pattern, build in _RULES for match in pattern.finditer(text)]
    end = 0
    for match, build in sorted(found, key=lambda one: (one[0].start(), -one[0].end())):
        if match.start() >= end and (phrase := build(match, scene)):
            end = match.end()
            yield phrase
