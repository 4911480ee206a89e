"""Finds a name in a message that the records do not hold, or hold only spelt otherwise.

Without this, a question about an unknown partner or region would be answered as if it named none.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from assistant.reading import wordings
from assistant.reading.amounts import find_amounts
from assistant.reading.asked import Asked
from assistant.reading.partners.names import GENERIC, LEGAL, OWNED, Token, tokens
from assistant.reading.periods import find_periods
from assistant.reading.slots import Words
from assistant.reading.wordings.finding import places
from assistant.reading.wordings.spelling import is_plain
from assistant.reading.words import Span, listed
from tools.core.errors import ToolError

_LEADS = frozenset(
    listed("""
    for of about does did do is was has have will would can could should at from by with if on in partner vs versus
    than between are show give tier rebate mdf and or
    """)
)


_BESIDE = 2
"""Characters between a word and the one that leads to it: "for new logos stackable" does not say "for stackable"."""


@dataclass(frozen=True)
class Name:
    """Words that can only be meant as a name; `sure` where they are written as one."""

    text: str
    sure: bool


def unknown_name(asked: Asked, words: Words, *, strict: bool) -> Name | None:
    """The first words of a message that nothing else explains and that are used as a name.

    With `strict`, as in a command, whatever nothing else explains is one.
    """
    found = tokens(_blanked(asked.rest, words))
    own = {word.casefold() for name in (*words.regions(), *words.managers()) for word in name.split()}
    said = tokens(asked.masked)
    title = sum(token.capital for token in said) > 0.6 * len(said)
    for at, token in enumerate(found):
        if (_is_explained(token) or token.plain in own) and not _is_titled(found, at, title=title):
            continue
        if strict or _is_cued(found, at, title=title):
            run = _run(asked.rest, found, at)
            sure = strict or (token.capital and not title) or token.owned
            if sure or not asked.partners:
                return Name(text=run, sure=sure)
    return None


def _is_explained(token: Token) -> bool:
    return is_plain(token.plain) or len(token.plain) < 2 or any(c.isdigit() for c in token.plain)


def _is_titled(found: Sequence[Token], at: int, *, title: bool) -> bool:
    """Whether plain words are written as a name: "the tier of Blue Sky", in a sentence that is not all capitals."""
    run = found[at : at + 2]
    if title or at == 0 or len(run) < 2 or found[at - 1].plain not in _LEADS:
        return False
    trade = wordings.words("spelling")
    return all(token.capital for token in run) and not any(token.plain in trade for token in run)


def _is_cued(found: Sequence[Token], at: int, *, title: bool) -> bool:
    token = found[at]
    if token.owned or (token.capital and at > 0 and not title):
        return True
    after = found[at + 1].plain if at + 1 < len(found) else ""
    led = at > 0 and found[at - 1].plain in _LEADS and token.start - found[at - 1].end <= _BESIDE
    return after in OWNED or led or (at == 0 and (token.capital or len(found) == 1))


def _run(text: str, found: Sequence[Token], at: int) -> str:
    """The words from one on that belong to the same name."""
    last = at
    while last + 1 < len(found) and text[found[last].end : found[last + 1].start] in {" ", " & ", ". "}:
        after = found[last + 1]
        if not (after.plain in GENERIC or after.plain in LEGAL or after.capital or not is_plain(after.plain)):
            break
        last += 1
    return text[found[at].start : found[last].end].removesuffix("'s").removesuffix("'")


def _blanked(text: str, words: Words) -> str:
    """A text without what names anything but a partner, and without the words of a question."""
    for match in wordings.spoken().finditer(text):
        text = text[: match.start()] + "|" * len(match[0]) + text[match.end() :]
    names = [*words.tiers, *words.regions(), *words.managers()]
    spans: list[Span] = [*places(names, text)]
    with suppress(ToolError):
        spans += find_periods(text, words.as_of, words.calendar)
    with suppress(ToolError):
        spans += find_amounts(text, words.currency)
    for span in spans:
        text = text[: span.start] + "|" * (span.end - span.start) + text[span.end :]
    return text
