"""A text as the gate reads it: sentences, clauses, the partners they name, and the words that belong to a figure."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from assistant.grounding.figures import Figure, find_figures
from assistant.reading.partners.names import LEGAL
from assistant.reading.words import listed

_SENTENCE = re.compile(r"(?<=[.!?])[\"')\]]*\s+(?=[^a-z\s])|\n+")
_CLAUSE = re.compile(
    r"[,;:()|](?=\s|$|[A-Za-z(])|(?<=\s)\(|\s-\s|\s(?:and|but|while|whereas|although|though|against|versus|vs\.?|compared)\s",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:['&.-][^\W_]+)*")
_JOINT = re.compile(r"\b(?:from|(?<!up )to|(?P<of>of))\s+(?:the |its |a )?(?:about |roughly )?$", re.IGNORECASE)
_ARTICLE = re.compile(r"\bthe #")
"""The first quarter of 2025 is written 2025-Q1 without an article."""
_JOINTS = {"from": "fromfirst", "to": "tosecond"}
_GIVER = re.compile(r"\W*(?:[a-z]+\W+){0,3}?(?:from|by|for|at|of|to|with)\s+$")


@dataclass(frozen=True)
class Mention:
    """A partner named at [start, end); a first word may stand for several."""

    start: int
    end: int
    partners: frozenset[str]


class Names:
    """Partner names, found in a text by their words; a first word alone stands for the partners that begin with it."""

    def __init__(self, names: Iterable[str], *, by_first: Iterable[str] = ()) -> None:
        self._whole: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._first: dict[str, set[str]] = {}
        for name in dict.fromkeys(names):
            words = tuple(word.lower() for word in _WORD.findall(name))
            if words:
                self._whole.setdefault(words[0], []).append((words, name))
        for name in by_first:
            first = _WORD.findall(name)[:1]
            if first and len(first[0]) > 2:
                self._first.setdefault(first[0], set()).add(name)
        for forms in self._whole.values():
            forms.sort(key=lambda form: -len(form[0]))

    def find(self, text: str) -> list[Mention]:
        """Every partner that a text names, in order."""
        words = [(m.start(), m.end(), _owned(m[0])) for m in _WORD.finditer(text)]
        found: list[Mention] = []
        at = 0
        while at < len(words):
            mention, used = self._at(words, at)
            if mention:
                found.append(mention)
            at += used
        return found

    def _at(self, words: list[tuple[int, int, str]], at: int) -> tuple[Mention | None, int]:
        start, end, first = words[at]
        for form, name in self._whole.get(first.lower(), ()):
            if tuple(word.lower() for _, _, word in words[at : at + len(form)]) == form and (
                len(form) > 1 or first[:1].isupper() >= name[:1].isupper()
            ):
                return Mention(start, words[at + len(form) - 1][1], frozenset({name})), len(form)
        following = words[at + 1][2] if at + 1 < len(words) and words[at + 1][0] == end + 1 else ""
        if first in self._first and not (following[:1].isupper() and following.lower() not in LEGAL):
            return Mention(start, end, frozenset(self._first[first])), 1
        return None, 1


def _owned(word: str) -> str:
    return word.removesuffix("'s")


@dataclass(frozen=True)
class Text:
    """A plain text, its figures, and where its sentences and clauses begin."""

    text: str
    names: Names

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure, in order; what stands inside a partner's name is none."""
        named = [one for one in self.mentions if re.search("[0-9]", self.text[one.start : one.end])]
        inside = [(one.start, one.end) for one in named]
        found = find_figures(self.text)
        return tuple(f for f in found if not any(a <= f.start and f.end <= b for a, b in inside)) if inside else found

    @cached_property
    def mentions(self) -> list[Mention]:
        """Every partner named, in order."""
        return self.names.find(self.text)

    @cached_property
    def _sentences(self) -> list[int]:
        return [0, *(m.end() for m in _SENTENCE.finditer(self.text))]

    @cached_property
    def _clauses(self) -> list[int]:
        starts = [m.end() for m in _CLAUSE.finditer(self.text) if not self._in_figure(m.start())]
        return sorted({*self._sentences, *starts})

    @cached_property
    def _starts(self) -> tuple[list[int], list[int]]:
        """Where figures and mentions start."""
        return [f.start for f in self.figures], [m.start for m in self.mentions]

    def _in_figure(self, at: int) -> bool:
        place = bisect_right(self._starts[0], at) - 1
        return place >= 0 and at < self.figures[place].end

    def sentence(self, at: int) -> tuple[int, int]:
        """The sentence around a position."""
        return _around(self._sentences, at, len(self.text))

    def clause(self, at: int) -> tuple[int, int]:
        """The clause around a position."""
        return _around(self._clauses, at, len(self.text))

    def sentences(self) -> Iterator[tuple[int, int]]:
        """Every sentence, in order."""
        return pairwise((*self._sentences, len(self.text)))

    def clauses(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The clauses of a stretch, in order."""
        inner = self._clauses[bisect_right(self._clauses, start) : bisect_left(self._clauses, end)]
        return pairwise((start, *inner, end))

    def paragraph(self, at: int) -> tuple[int, int]:
        """The paragraph around a position."""
        start = self.text.rfind("\n\n", 0, at) + 1
        end = self.text.find("\n\n", at)
        return start, len(self.text) if end < 0 else end

    def beside(self, number: int) -> str:
        """The words that belong to a figure: those before it in its clause, and some after it up to the next number."""
        figure = self.figures[number]
        start, end = self.clause(figure.start)
        before, after = self._number_from(number - 1, -1), self._number_from(number + 1, 1)
        if before and before.end > start:
            start = before.end + _of_the_first(self.text[before.end : figure.start])
        following = self.text[figure.end : max(end, figure.end)]
        if after and after.start < end:
            following = _few(self.text[figure.end : after.start])
        words = self.text[start : figure.start]
        return f"{words} {_joint(words, figure, before)} {following}"

    def _number_from(self, at: int, step: int) -> Figure | None:
        """The next number from a place on; days, periods and ids part no words."""
        while 0 <= at < len(self.figures):
            if self.figures[at].readings:
                return self.figures[at]
            at += step
        return None

    def skeleton(self, start: int, end: int) -> tuple[str, range]:
        """The words of a stretch without its figures, and which figures those are."""
        inner = range(bisect_left(self._starts[0], start), bisect_left(self._starts[0], end))
        parts, at = [], start
        for number in inner:
            parts.append(self.text[at : self.figures[number].start])
            at = self.figures[number].end
        words = " # ".join([*parts, self.text[at:end]])
        return _ARTICLE.sub("#", " ".join(words.lower().split())).strip(" .;"), inner

    def within(self, span: tuple[int, int], kinds: frozenset[str]) -> Iterator[Figure]:
        """The figures of some kinds inside a span."""
        return (f for f in self.figures if f.kind in kinds and span[0] <= f.start < span[1])

    def named_at(self, at: int) -> frozenset[str]:
        """The partners that a position is said of: the last named before it, else none."""
        place = bisect_right(self._starts[1], at)
        return self.mentions[place - 1].partners if place else frozenset()

    def subject(self, figure: Figure) -> Mention | None:
        """The partner that a figure is said of: who gives it, else the last named before it, else the next one."""
        start, end = self.clause(figure.start)
        at = bisect_right(self._starts[1], figure.start)
        later = self.mentions[at] if at < len(self.mentions) and self.mentions[at].start < end else None
        if later and _GIVER.fullmatch(self.text[figure.end : later.start]):
            return later
        earlier = self.mentions[at - 1] if at else None
        if earlier and earlier.start >= start:
            return earlier
        if later:
            return later
        return earlier


def _joint(words: str, figure: Figure, before: Figure | None) -> str:
    """What "from", "to" and "of" before a figure make of it: a first or second value, a whole, a rate's base."""
    joint = _JOINT.search(words)
    if not joint:
        return ""
    if not joint["of"]:
        return _JOINTS[joint[0].split()[0].lower()]
    if not before or words[: joint.start()].strip():
        return ""
    return "needed" if before.kind == figure.kind else "ofrate" if before.kind == "percent" else ""


def _of_the_first(between: str) -> int:
    """How much of the text between two figures is the first one's alone: in "$4,000 cost the vendor pays" the cost."""
    own = _few(between)
    rest = between[len(own) + 1 :].split() if own else []
    return len(own) + 1 if rest and rest[0].lower() in _NEXT and between.startswith(f" {own} ") else 0


def _few(between: str) -> str:
    """Of the words between two figures, those that still belong to the first."""
    words = between.split()
    kept: list[str] = []
    for place, word in enumerate(words[:4]):
        if word.lower() in (_STOPS if place else _OTHERS) or word.lower() in _NEXT:
            break
        kept.append(word)
    return " ".join(kept)


_NEXT = frozenset(listed("the a an it its they their which whereas while"))
_OTHERS = frozenset(listed("to from on at by for with against"))
_STOPS = frozenset(listed("of to from in on at by for with against is was are were has had needs clears beats"))


def _around(starts: list[int], at: int, size: int) -> tuple[int, int]:
    place = bisect_right(starts, at) - 1
    return starts[place], starts[place + 1] if place + 1 < len(starts) else size
