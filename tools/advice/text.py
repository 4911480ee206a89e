"""A section's text as statements: sentences, list items and table rows, each of which can be cited by itself."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

Form = Literal["sentence", "step", "bullet", "row"]

_ITEM = re.compile(r"^\s*(?:(\d{1,2})[.)]|[-*+])\s+(.*)$")
_RULE = re.compile(r"^\|[\s:|-]+\|$")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[\"'(]?[A-Z0-9])")
_REFERENCE = re.compile(r"\s*\((?:[^()]*;\s*)?see [a-z0-9-]+(?:(?:,| and) [a-z0-9-]+)*\)")
_SUFFIX = re.compile(r"(?:ations?|ings?|ers?|ors?|ies|ed|es|s|e|y)$")
_SMALL = frozenset(
    word
    for line in (
        "a about all an and any are as at be been before but by can could do does each for from has have how i if in",
        "into is it its may more most must my no not of on one or our out own should so some such than that the their",
        "them then there they this to up us was we what when where which who whom whose why will with you your",
    )
    for word in line.split()
)


class Statement(NamedTuple):
    """One thing that a section says, without markdown's marks."""

    form: Form
    text: str


def statements(text: str) -> list[Statement]:
    """Everything that a section says, in order."""
    return [Statement(form, _bare(said)) for form, said in _blocks(text) if _bare(said)]


def _blocks(text: str) -> Iterator[tuple[Form, str]]:
    """Paragraphs by sentence, list items with their continuation lines, table rows with their headers."""
    header: list[str] = []
    form: Form = "sentence"
    held: list[str] = []
    for line in [*text.splitlines(), ""]:
        item, stripped = _ITEM.match(line), line.strip()
        table = stripped.startswith("|")
        if held and (item or table or not stripped):
            yield from _said(form, " ".join(held))
            form, held = "sentence", []
        if table:
            cells = [cell.strip() for cell in stripped.strip("|").split("|")]
            if _RULE.match(stripped):
                continue
            if header:
                yield "row", _row(header, cells)
            header = header or cells
            continue
        header = []
        if item:
            form, held = ("step" if item[1] else "bullet"), [item[2]]
        elif stripped:
            held.append(stripped)


def _said(form: Form, text: str) -> Iterator[tuple[Form, str]]:
    if form == "sentence":
        for sentence in _SENTENCE.split(text):
            yield "sentence", sentence
    else:
        yield form, text


def _row(header: list[str], cells: list[str]) -> str:
    """A row read aloud: each column's name and cell, what follows from it last."""
    pairs = [
        f"{name}: {cell}" if name else cell for name, cell in zip(header, cells, strict=False) if cell and cell != "-"
    ]
    return " → ".join(["; ".join(pairs[:-1]), pairs[-1]]) if len(pairs) > 1 else "".join(pairs)


def _bare(text: str) -> str:
    return " ".join(_REFERENCE.sub("", re.sub(r"\*\*|__|`", "", text)).split())


def stems(text: str) -> frozenset[str]:
    """The words that carry a text's sense, cut to what their forms share; numbers left out."""
    words = re.findall(r"[a-z]{2,}", text.lower().replace("'", ""))
    return frozenset(_stem(word) for word in words if word not in _SMALL)


def _stem(word: str) -> str:
    cut = _SUFFIX.sub("", word)
    return cut if len(cut) > 2 else word


def shortened(text: str, most: int = 260) -> str:
    """A text cut at a word, where it is longer than a citation should be."""
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0].rstrip(',;:')} …"
