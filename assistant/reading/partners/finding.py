"""Finds the partners that a sentence speaks of.

A whole name of several words is found wherever it stands. One word of a name, or a word mistyped, needs the
sentence to use it as a name, and is taken for a partner only when it can be no other's.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from assistant.reading.partners.names import ARTICLES, COMMON, CUES, GENERIC, Token, enough, tokens
from assistant.reading.partners.roster import Ids, Roster, id_form
from assistant.reading.words import Span, normalise
from tools.core.errors import UnclearPartner, UnknownPartner

_ID = re.compile(r"(?<![\w-])[A-Za-z]+[-_.#/ ]?[0-9]+(?![\w-])")
_NAMED_NUMBER = re.compile(r"\b(?:partner|account|id|#)\s?#?(?P<id>[0-9]+)(?![\w-])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FoundPartner(Span):
    """A partner in the normalised text; `how` is "id", "name", "short" (its beginning) or "typo"."""

    partner_id: str
    name: str
    how: str


@dataclass(frozen=True, slots=True)
class Hit(Span):
    """Words that fit one partner or several; `size` counts the words."""

    ids: Ids
    how: str
    size: int


def find_partners(text: str, roster: Roster) -> list[FoundPartner]:
    """Every partner that a sentence names, in order, each once.

    Raises:
        UnclearPartner: a name in it fits several partners.
        UnknownPartner: it gives a record id, or a name that goes on otherwise than any partner's, that is nobody's.
    """
    text = normalise(text)
    words = tokens(text)
    hits = [*_ids(text, roster), *_names(text, words, roster)]
    hits += _mistyped(words, hits, roster)
    chosen = _longest(hits)
    _refuse_other(text, words, chosen, roster)
    sure = {next(iter(hit.ids)) for hit in chosen if len(hit.ids) == 1}
    found: dict[str, FoundPartner] = {}
    for hit in chosen:
        ids = hit.ids if len(hit.ids) == 1 else (hit.ids & sure or hit.ids)
        if len(ids) > 1:
            raise UnclearPartner(hit.text, roster.label(ids))
        one = next(iter(ids))
        found.setdefault(one, FoundPartner(hit.start, hit.end, hit.text, one, roster.names[one], hit.how))
    return list(found.values())


def _ids(text: str, roster: Roster) -> Iterator[Hit]:
    for match in _ID.finditer(text):
        found = roster.ids.get(id_form(match[0]))
        if found:
            yield Hit(match.start(), match.end(), match[0], frozenset({found}), "id", 99)
        elif any(match[0].lower().startswith(head) for head in roster.id_heads):
            raise UnknownPartner(match[0])
    for match in _NAMED_NUMBER.finditer(text):
        if match["id"] in roster.names:
            yield Hit(match.start("id"), match.end("id"), match["id"], frozenset({match["id"]}), "id", 99)


def _names(text: str, words: list[Token], roster: Roster) -> Iterator[Hit]:
    """Whole names and their beginnings, and names whose later words are mistyped."""
    index = roster.index
    for at in range(len(words)):
        key = ""
        for size in range(1, min(index.longest, len(words) - at) + 1):
            word = words[at + size - 1]
            if word.plain == "and" and size > 1:
                continue
            key += word.plain
            run = words[at : at + size]
            if (ids := index.whole.get(key)) and _is_whole(text, run, key, roster):
                yield _hit(text, run, ids, "name")
            elif (ids := index.begun.get(key)) and (size > 1 or _is_name(words, at)):
                yield _hit(text, run, ids, "short")
            if ids:
                yield from _mistyped_rest(text, words, at, size, ids, roster)


def _hit(text: str, run: list[Token], ids: Ids, how: str) -> Hit:
    start, end = run[0].start, run[-1].end
    return Hit(start, end, text[start:end], ids, how, len(run))


def _is_whole(text: str, run: list[Token], key: str, roster: Roster) -> bool:
    """Whether a whole name is meant: words of the trade alone must be quoted, or carry the legal form."""
    if text[: run[0].start].endswith(('"', "'")) and text[run[-1].end :].startswith(('"', "'")):
        return True
    if key in roster.index.weak:
        return False
    return enough(word.plain for word in run) and (len(run) > 1 or _is_name_after(text, run[0]))


def _is_name_after(text: str, word: Token) -> bool:
    before = re.findall(r"\w+", text[: word.start])[-1:]
    return not before or before[0].lower() not in ARTICLES or word.capital


def _is_name(words: list[Token], at: int) -> bool:
    """Whether one word is used as a name: not after an article, unless it is written with a capital."""
    return at == 0 or words[at - 1].plain not in ARTICLES or words[at].capital


def _mistyped_rest(text: str, words: list[Token], at: int, size: int, ids: Ids, roster: Roster) -> Iterator[Hit]:
    """A name that begins right and goes on with typing errors: "acme netwroks"."""
    for one in sorted(ids)[:50]:
        for form in roster.index.spelled[one]:
            run = words[at : at + len(form)]
            if size < len(form) == len(run) and all(
                _near(word.plain, meant) for word, meant in zip(run, form, strict=True)
            ):
                yield _hit(text, run, frozenset({one}), "typo")


def _near(written: str, meant: str) -> bool:
    if written == meant:
        return True
    if min(len(written), len(meant)) < 4 or not (written.isalpha() and meant.isalpha()):
        return False
    from rapidfuzz.distance import OSA

    return OSA.distance(written, meant, score_cutoff=_slips(meant)) <= _slips(meant)


def _slips(word: str) -> int:
    return 1 if len(word) < 8 else 2


def _mistyped(words: list[Token], hits: list[Hit], roster: Roster) -> Iterator[Hit]:
    """Names whose first word is mistyped: "amce networks"."""
    for at, word in enumerate(words):
        if len(word.plain) < 4 or not word.plain.isalpha() or word.plain in COMMON or word.plain in GENERIC:
            continue
        if word.plain in roster.index.words or any(hit.start <= word.start < hit.end for hit in hits):
            continue
        yield from _meant(words, at, roster)


def _meant(words: list[Token], at: int, roster: Roster) -> Iterator[Hit]:
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    word, index = words[at], roster.index
    most = _slips(word.plain)
    for meant, _, _ in process.extract(word.plain, index.heads, scorer=OSA.distance, score_cutoff=most, limit=5):
        ids = index.whole.get(meant, frozenset()) | index.begun.get(meant, frozenset())
        for one in sorted(ids)[:50]:
            for form in index.spelled[one]:
                run = words[at : at + len(form)]
                if len(run) == len(form) > 1 and all(_near(w.plain, m) for w, m in zip(run, form, strict=True)):
                    yield Hit(
                        run[0].start, run[-1].end, " ".join(w.text for w in run), frozenset({one}), "typo", len(run)
                    )
        if len(word.plain) > 4 and _is_cued(words, at):
            yield Hit(word.start, word.end, word.text, ids, "typo", 1)


def _is_cued(words: list[Token], at: int) -> bool:
    return words[at].owned or at == 0 or words[at - 1].plain in CUES


def _longest(hits: list[Hit]) -> list[Hit]:
    """Hits that do not overlap: the longest first, then the surest, in the order of the sentence."""
    sure = ("id", "name", "short", "typo")
    chosen: list[Hit] = []
    for hit in sorted(hits, key=lambda one: (-one.size, sure.index(one.how), len(one.ids), one.start)):
        if all(hit.end <= other.start or other.end <= hit.start for other in chosen):
            chosen.append(hit)
    return sorted(chosen, key=lambda one: one.start)


def _refuse_other(text: str, words: list[Token], chosen: list[Hit], roster: Roster) -> None:
    """A beginning that goes on as another company's name is not the partner that it begins: "Acme Foods"."""
    follows = {word.end: after for word, after in pairwise(words) if text[word.end : after.start] == " "}
    for hit in chosen:
        after = follows.get(hit.end)
        if hit.how != "short" or after is None or after.plain in COMMON or not after.plain.isalpha():
            continue
        if after.plain in GENERIC or after.plain in roster.index.tails or after.capital:
            raise UnknownPartner(text[hit.start : after.end], roster.label(hit.ids))
