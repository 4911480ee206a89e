"""Correct answers: templates filled from real results, each figure kept beside the words that say it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

from evals.grounding import writing
from evals.grounding.writing import Number

_SLOT = re.compile(r"\{(?P<kind>[mpcdqntfwk]):(?P<path>[\w.]+)(?::(?P<words>[^}]+))?\}")


@dataclass(frozen=True)
class Slot:
    """One thing that an answer says: its kind, its true value, how it is written, and the mapping it was read from."""

    kind: str
    true: Any
    written: str
    number: Number | None = None
    opposite: str = ""
    owner: Mapping[str, Any] | None = None
    key: str = ""


@dataclass(frozen=True)
class Correct:
    """A correct answer in pieces, and the results that it is of."""

    about: str
    pieces: tuple[str | Slot, ...]
    results: tuple[Mapping[str, Any], ...]

    @property
    def text(self) -> str:
        """The whole answer."""
        return "".join(piece if isinstance(piece, str) else piece.written for piece in self.pieces)

    @property
    def slots(self) -> list[int]:
        """Where its slots are."""
        return [at for at, piece in enumerate(self.pieces) if isinstance(piece, Slot)]

    def text_with(self, at: int, written: str) -> str:
        """The answer with one slot written otherwise."""
        parts = [written if n == at else p if isinstance(p, str) else p.written for n, p in enumerate(self.pieces)]
        return "".join(parts)


@cache
def templates() -> Mapping[str, list[dict[str, Any]]]:
    """Every template, by tool."""
    read: Mapping[str, list[dict[str, Any]]] = yaml.safe_load(
        (Path(__file__).parent / "templates.yaml").read_text(encoding="utf-8")
    )
    return read


def worded(
    about: str, root: Mapping[str, Any], results: Sequence[Mapping[str, Any]], chance: Random
) -> Iterator[Correct]:
    """Each template of a tool that a result can fill, filled once."""
    for template in templates().get(about, ()):
        if not all(_holds(root, condition) for condition in template.get("when", ())):
            continue
        pieces = list(_filled(template["say"], root, chance))
        if all(not isinstance(piece, Slot) or piece.true is not None for piece in pieces):
            yield Correct(about, tuple(pieces), tuple(results))


def _filled(template: str, root: Mapping[str, Any], chance: Random) -> Iterator[str | Slot]:
    at = 0
    for match in _SLOT.finditer(template):
        yield template[at : match.start()]
        yield _slot(match["kind"], match["path"], match["words"] or "", root, chance)
        at = match.end()
    yield template[at:]


def _slot(kind: str, path: str, words: str, root: Mapping[str, Any], chance: Random) -> Slot | str:
    value, owner, key = at_path(root, path), at_path(root, path.rpartition(".")[0]), path.rpartition(".")[2]
    owner = owner if isinstance(owner, Mapping) else None
    if value is None and kind != "f":
        return Slot(kind, None, "")
    if kind == "w":
        return str(value)
    if kind in {"m", "p", "c"}:
        true, number = _number(kind, value, owner or {}, chance)
        return Slot(kind, true, str(number), number, owner=owner, key=key)
    if kind == "f":
        one, other = words.split("|")
        return Slot(kind, bool(value), one if value else other, opposite=other if value else one)
    if kind == "d":
        return Slot(kind, value, writing.day(date.fromisoformat(value), chance), owner=owner, key=key)
    if kind == "q":
        match = re.fullmatch(r"(\d{4})-Q(\d)", str(value))
        return Slot(kind, value, writing.quarter(int(match[1]), int(match[2]), chance) if match else str(value))
    return Slot(kind, value, str(value), owner=owner, key=key)


def _number(kind: str, value: Any, owner: Mapping[str, Any], chance: Random) -> tuple[Decimal, Number]:
    if kind == "m":
        return Decimal(value) / 100, writing.money(int(value), chance)
    if kind == "c":
        return Decimal(value), writing.count(int(value), chance)
    exact = Decimal(value) / 100
    if owner.get("denominator"):
        exact = Decimal(owner["numerator"]) * 100 / Decimal(owner["denominator"])
    return exact, writing.rate(exact, chance)


def at_path(root: Any, path: str) -> Any:
    """What stands at a path such as "own.requirements.0.actual"; None where there is no such thing."""
    for step in path.split(".") if path else ():
        if isinstance(root, Mapping):
            root = root.get(step)
        elif isinstance(root, list) and step.isdigit() and int(step) < len(root):
            root = root[int(step)]
        else:
            return None
    return root


def _holds(root: Mapping[str, Any], condition: str) -> bool:
    path, equals, wanted = condition.partition("=")
    value = at_path(root, path)
    return str(value) == wanted if equals else bool(value)
