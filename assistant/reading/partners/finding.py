"""Finds the partners that a sentence speaks of.

A whole name of several words is found wherever it stands. One word, or a word mistyped, needs the sentence
to use it as a name. A beginning that goes on as no partner's name does is refused, not guessed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.reading.partners.index import SHORTEST_MISTYPED, Ids, Index, id_form, same_start
from assistant.reading.partners.names import BEFORE, COMMON, GENERIC, LEGAL, OWNED, Token, enough, tokens
from assistant.reading.words import Span
from tools.core.errors import UnclearPartner, UnknownPartner

_ID = re.compile(r"(?<![\w-])[A-Za-z]+[-_.#/ ]?[0-9]+(?![\w-])")
_NAMED_NUMBER = re.compile(r"\b(?:partner|account|id|#)\s?#?(?P<id>[0-9]+)(?![\w-])", re.IGNORECASE)
_QUOTES = ("'", '"')
_MOST_TRIED = 50
_ID_SIZE = 99
_SUREST = ("id", "name", "short", "typo")


@dataclass(frozen=True, slots=True)
class FoundPartner(Span):
    """A partner in the normalised text; `how` is "id", "name", "short" (its beginning) or "typo"."""

    partner_id: str
    name: str
    how: str


@dataclass(frozen=True, slots=True)
class Hit(Span):
    """Words that fit one partner or several; `size` counts the words, `slips` the typing errors in them."""

    ids: Ids
    how: str
    size: int
    slips: int = 0


def find_partners(text: str, index: Index) -> list[FoundPartner]:
    """Every partner that a normalised sentence names, in order, each once.

    Raises:
        UnclearPartner: a name in it fits several partners.
        UnknownPartner: it gives a record id that is nobody's, or a name that goes on otherwise than any.
    """
    words = tokens(text)
    hits = [*_by_id(text, index), *_by_name(text, words, index)]
    hits += _by_mistyped_start(text, words, hits, index)
    chosen = _longest(_merged(hits))
    _refuse_others(text, words, chosen, index)
    sure = {next(iter(hit.ids)) for hit in chosen if len(hit.ids) == 1}
    found: dict[str, FoundPartner] = {}
    for hit in chosen:
        ids = hit.ids if len(hit.ids) == 1 else (hit.ids & sure or hit.ids)
        if len(ids) > 1:
            raise UnclearPartner(hit.text, index.labels(ids))
        one = next(iter(ids))
        found.setdefault(one, FoundPartner(hit.start, hit.end, hit.text, one, index.names[one], hit.how))
    return list(found.values())


def _by_id(text: str, index: Index) -> Iterator[Hit]:
    for match in _ID.finditer(text):
        if found := index.ids.get(id_form(match[0])):
            yield Hit(match.start(), match.end(), match[0], frozenset({found}), "id", _ID_SIZE)
        elif any(match[0].lower().startswith(head) for head in index.id_heads):
            raise UnknownPartner(match[0])
    for match in _NAMED_NUMBER.finditer(text):
        if match["id"] in index.names:
            yield Hit(match.start("id"), match.end("id"), match["id"], frozenset({match["id"]}), "id", _ID_SIZE)


def _by_name(text: str, words: Sequence[Token], index: Index) -> Iterator[Hit]:
    """Whole names, their beginnings, and names that begin right and go on mistyped: "acme netwroks"."""
    for at in range(len(words)):
        key = ""
        for end in range(at + 1, min(at + index.longest, len(words)) + 1):
            if words[end - 1].plain == "and" and end > at + 1:
                continue
            key += words[end - 1].plain
            run = words[at:end]
            whole, begun = index.whole(key), index.begun(key)
            if whole and _is_meant(text, words, at, end, weak=key in index.weak):
                yield _hit(text, run, whole, "name")
            elif begun and (len(run) > 1 or _is_used_as_name(words, at)):
                yield _hit(text, run, begun, "short")
            for one, form in _spelled(begun or index.first(key), index):
                if len(form) > len(run) and enough(form):
                    yield from _mistyped(text, words[at : at + len(form)], form, one)


def _by_mistyped_start(text: str, words: Sequence[Token], hits: Sequence[Hit], index: Index) -> Iterator[Hit]:
    """Names whose first word is mistyped: "amce networks"."""
    taken = {at for hit in hits for at in range(hit.start, hit.end)}
    for at, word in enumerate(words):
        known = word.plain in COMMON or word.plain in GENERIC or index.word(word.plain)
        if known or len(word.plain) < SHORTEST_MISTYPED or not word.plain.isalpha() or word.start in taken:
            continue
        for meant in index.like(word.plain, _most_slips(word.plain)):
            slips = _slips(word.plain, meant)
            if slips is None:
                continue
            ids = index.whole(meant) | index.begun(meant)
            for one, form in _spelled(ids or index.first(meant), index):
                for size in range(len(form), 1, -1):
                    if enough(form[:size]):
                        yield from _mistyped(text, words[at : at + size], form[:size], one)
            if len(word.plain) > SHORTEST_MISTYPED and enough((meant,)) and _has_cue(words, at):
                yield _hit(text, [word], ids, "typo", slips)


def _mistyped(text: str, run: Sequence[Token], form: tuple[str, ...], partner_id: str) -> Iterator[Hit]:
    """The words as a partner's, when each is that word of the name or a typing error away from it."""
    slips = [_slips(word.plain, meant) for word, meant in zip(run, form, strict=False)]
    known = [count for count in slips if count is not None]
    if len(known) == len(form):
        yield _hit(text, run, frozenset({partner_id}), "typo", sum(known))


def _hit(text: str, run: Sequence[Token], ids: Ids, how: str, slips: int = 0) -> Hit:
    start, end = run[0].start, run[-1].end
    return Hit(start, end, text[start:end], ids, how, len(run), slips)


def _spelled(ids: Ids, index: Index) -> Iterator[tuple[str, tuple[str, ...]]]:
    for one in sorted(ids)[:_MOST_TRIED]:
        for form in index.spelled[one]:
            yield one, form


def _is_meant(text: str, words: Sequence[Token], at: int, end: int, *, weak: bool) -> bool:
    """Whether a whole name is meant; one of nothing but words of the trade must be quoted or written as a name."""
    run = words[at:end]
    if text[run[0].start - 1 : run[0].start] in _QUOTES and text[run[-1].end : run[-1].end + 1] in _QUOTES:
        return True
    if weak:
        generic = any(word.plain in GENERIC for word in run)
        return generic and len(run) > 1 and (len(run) > 2 or all(word.capital for word in run))
    return enough(word.plain for word in run) if len(run) > 1 else _is_used_as_name(words, at)


def _is_used_as_name(words: Sequence[Token], at: int) -> bool:
    """Whether one word is used as a name: "tier for summit", "the summit deal", "Summit", not "the summit"."""
    word = words[at]
    if word.plain in COMMON or word.plain in GENERIC:
        return False
    if word.capital and at > 0:
        return True
    return _has_cue(words, at) or (at + 1 < len(words) and words[at + 1].plain in OWNED)


def _has_cue(words: Sequence[Token], at: int) -> bool:
    after_a_mark = at == 0 or words[at].start - words[at - 1].end > 1
    return words[at].owned or after_a_mark or words[at - 1].plain in BEFORE


def _slips(written: str, meant: str) -> int | None:
    """How many typing errors a word is from another, None if too many; digits and short words are never mistyped."""
    if written == meant:
        return 0
    words = written.isalpha() and meant.isalpha() and same_start(written, meant)
    if not words or min(len(written), len(meant)) < SHORTEST_MISTYPED:
        return None
    from rapidfuzz.distance import OSA

    slips = OSA.distance(written, meant, score_cutoff=_most_slips(meant))
    return slips if slips <= _most_slips(meant) else None


def _most_slips(word: str) -> int:
    return 1 if len(word) < 8 else 2


def _merged(hits: Sequence[Hit]) -> list[Hit]:
    """The same mistyped words as one hit: of those that are nearest to them."""
    found: dict[tuple[int, int, str], Hit] = {}
    for hit in hits:
        key = hit.start, hit.end, hit.how
        known = found.get(key)
        if known and known.slips == hit.slips:
            found[key] = replace(hit, ids=hit.ids | known.ids)
        elif known is None or hit.slips < known.slips:
            found[key] = hit
    return list(found.values())


def _longest(hits: Sequence[Hit]) -> list[Hit]:
    """Hits that do not overlap: the longest first, then the surest, in the order of the sentence."""
    chosen: list[Hit] = []
    taken: set[int] = set()
    for hit in sorted(hits, key=lambda one: (-one.size, _SUREST.index(one.how), len(one.ids), one.start)):
        if taken.isdisjoint(range(hit.start, hit.end)):
            chosen.append(hit)
            taken.update(range(hit.start, hit.end))
    return sorted(chosen, key=lambda one: one.start)


def _refuse_others(text: str, words: Sequence[Token], chosen: Sequence[Hit], index: Index) -> None:
    """A name that goes on as another company's is not the partner that it begins as: "Acme Foods"."""
    follows = {word.end: (at + 1, after) for at, (word, after) in enumerate(pairwise(words))}
    for hit in chosen:
        at, after = follows.get(hit.end, (0, None))
        if after is None or (hit.how != "short" and hit.size > 1) or text[hit.end : after.start] != " ":
            continue
        if after.plain in COMMON or after.plain in LEGAL or not after.plain.isalpha():
            continue
        goes_on = at + 1 < len(words) and words[at + 1].plain in GENERIC | {"partners", "group"}
        if goes_on or after.capital or after.plain in GENERIC or after.plain in index.tails:
            raise UnknownPartner(text[hit.start : after.end], index.labels(hit.ids))
