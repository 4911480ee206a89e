"""Markdown with front matter, cut at its headings."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from assistant.records.playbooks.sources.documents import Document, Part, Unreadable

_FRONT = re.compile(r"\A---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|\Z)(.*)\Z", re.DOTALL)
_HEADING = re.compile(r"^(#{1,6})[ \t]+(.+?)[ \t#]*$")
_FENCE = re.compile(r"^(```|~~~)")


def read_markdown(path: Path) -> Document:
    """A markdown file; what it does not say of itself is taken from its first heading or its name.

    Raises:
        Unreadable: the front matter is no YAML mapping.
    """
    facts, body = _front(_text(path.read_bytes()))
    cut = list(_cut(body))
    tops = [heading for level, heading, _ in cut if level == 1]
    title = str(facts.get("title") or (tops[0] if tops else path.stem.replace("-", " ").capitalize()))
    return Document(
        title=title,
        parts=tuple(_parts(cut, title, only_top=len(tops) <= 1)),
        when=str(facts.get("when") or ""),
        phase=str(facts.get("phase") or ""),
        updated_on=_day(facts.get("updated")),
        audience="partners" if facts.get("audience") == "partners" else "vendor",
    )


def _text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def _front(text: str) -> tuple[dict[str, Any], str]:
    found = _FRONT.match(text)
    if not found:
        return {}, text
    import yaml

    try:
        facts = yaml.safe_load(found[1])
    except yaml.YAMLError as error:
        raise Unreadable(f"its front matter is no YAML: {' '.join(str(error).split())[:120]}") from error
    if not isinstance(facts, dict | None):
        raise Unreadable("its front matter is no list of `key: value`")
    return facts or {}, found[2]


def _day(value: object) -> date | None:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def _cut(body: str) -> Iterator[tuple[int, str, str]]:
    """Level, heading and text of each stretch; what stands before the first heading has level 0."""
    level, heading, lines, fenced = 0, "", list[str](), False
    for line in body.splitlines():
        fenced ^= bool(_FENCE.match(line))
        found = None if fenced else _HEADING.match(line)
        if found:
            yield level, heading, "\n".join(lines).strip()
            level, heading, lines = len(found[1]), found[2].strip(), []
        else:
            lines.append(line)
    yield level, heading, "\n".join(lines).strip()


def _parts(cut: list[tuple[int, str, str]], title: str, *, only_top: bool) -> Iterator[Part]:
    """Parts by heading; one below another is named with it, so that it reads alone."""
    above: dict[int, str] = {}
    for level, heading, text in cut:
        above = {depth: name for depth, name in above.items() if depth < level}
        if level == 0 or (level == 1 and only_top):
            yield Part(heading=title, text=text)
            continue
        named = [above[depth] for depth in sorted(above)] + [heading]
        above[level] = heading
        yield Part(heading=": ".join(named[-2:]), text=text)
