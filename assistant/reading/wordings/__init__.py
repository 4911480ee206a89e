"""What people say, read from the YAML files beside this one when it is first asked for.

A wording is a regular expression of whole words. To add one, no code is touched.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent
_ANYTHING = r"\b.{1,60}\b"
_OPEN = re.compile(r" \.\. |\{|[^a-z)]\\w|\\\|")
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Table = Mapping[str, re.Pattern[str]]


@cache
def read(name: str) -> Mapping[str, Any]:
    """A file's content, by its name without suffix."""
    found: dict[str, Any] = yaml.load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506
    return found


def whole_words(wordings: Iterable[str]) -> re.Pattern[str]:
    """One pattern that finds any of the wordings as whole words; " .. " stands for what lies between."""
    joined = "|".join(f"(?:{wording.replace(' .. ', _ANYTHING)})" for wording in wordings)
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)", re.IGNORECASE)


@cache
def signs() -> Table:
    """The pattern of each sign."""
    return {sign: whole_words(wordings) for sign, wordings in read("signs")["signs"].items()}


@cache
def spoken() -> re.Pattern[str]:
    """Every wording of a sign that holds nothing but words of its own, none that may be anybody's."""
    every = (one for found in read("signs")["signs"].values() for wording in found for one in _alternatives(wording))
    return whole_words(one for one in every if not _OPEN.search(one))


def _alternatives(wording: str) -> list[str]:
    """What stands between the outermost bars of a wording."""
    parts, depth = [""], 0
    for letter in wording:
        depth += (letter == "(") - (letter == ")")
        if letter == "|" and depth == 0 and not parts[-1].endswith("\\"):
            parts.append("")
        else:
            parts[-1] += letter
    return parts


@cache
def table(name: str) -> Table:
    """What an argument may be called: the pattern of each of its values, in the order they are tried."""
    return {value: whole_words(wordings) for value, wordings in read("arguments")[name].items()}


@cache
def remark(name: str) -> re.Pattern[str]:
    """A message that is nothing but such remarks."""
    joined = "|".join(f"(?:{wording})" for wording in read("remarks")[name])
    return re.compile(rf"(?:\W*(?:{joined})(?!\w))+\W*", re.IGNORECASE)


@cache
def words(name: str) -> frozenset[str]:
    """A list of plain words, in lower case."""
    return frozenset(read("words")[name].split())
