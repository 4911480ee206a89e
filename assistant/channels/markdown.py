"""An answer as Markdown, for clients that show what they are given: the sentence, tables, notes, what it rests on."""

import re
from collections.abc import Callable, Iterator

from assistant.answer import Answer, Citation, Table

Link = Callable[[Citation], str | None]
"""Where a citation is opened; None where nothing opens it."""

_MARKUP = re.compile(r"[\\*\[\]<]|(?<![^\W_])_|_(?![^\W_])|~(?=~)|&(?=#?\w+;)")
"""What would be markup within a line. Code marks stay: our own sentences name commands with them."""


_ITEM = re.compile(r"\s*(?:[-*]|\d+\.)\s")
_PAIR = re.compile(r"^ {2,}(\S.*?) {2,}(\S.*)$")
"""A line of `help`: what can be asked, and spaces up to what that answers."""


class Lines:
    """A text line by line, as it comes: in Markdown each line stays one, and pairs that spaces align become a list."""

    def __init__(self) -> None:
        self._before = ""

    def __call__(self, line: str) -> str:
        """The next line, with its end if it has one, and with a blank line before it where it would join the last."""
        shown = _PAIR.sub(r"- \1: \2", escaped(line.rstrip("\n")))
        joins = bool(self._before.strip() and shown.strip()) and not (_ITEM.match(self._before) and _ITEM.match(shown))
        self._before = shown
        return ("\n" if joins else "") + shown + line[len(line.rstrip("\n")) :]


def nowhere(citation: Citation) -> None:
    """The link of citations that nothing opens."""


def markdown(answer: Answer, link: Link = nowhere) -> str:
    """The whole answer."""
    return "\n\n".join([text_of(answer, link), *rest_of(answer, link)])


def text_of(answer: Answer, link: Link = nowhere) -> str:
    """An answer's text, its citations as links."""
    text = lined(answer.text)
    for one in answer.citations:
        text = text.replace(escaped(f"[{one.id}]"), _cited(one, link))
    return text


def rest_of(answer: Answer, link: Link = nowhere) -> Iterator[str]:
    """What follows an answer's text, block by block."""
    yield from (_table(table) for table in answer.tables)
    if answer.citations:
        yield "\n".join(
            f"- {_cited(one, link)}{escaped(one.line.removeprefix(f'[{one.id}]'))}" for one in answer.citations
        )
    yield from (f"> Note: {escaped(note)}" for note in answer.notes)
    if answer.rests_on:
        yield "  \n".join(f"*{escaped(line)}*" for line in answer.rests_on)


def lined(text: str) -> str:
    """A text whose lines stay lines."""
    return "".join(map(Lines(), text.splitlines(keepends=True)))


def escaped(text: str) -> str:
    """A text whose names, which come from records and records from anywhere, are not read as markup."""
    return _MARKUP.sub(r"\\\g<0>", text)


def _cited(citation: Citation, link: Link) -> str:
    target = link(citation)
    return f"[{escaped(citation.id)}]({target})" if target else escaped(f"[{citation.id}]")


def _table(table: Table) -> str:
    rules = ["---:" if column in table.right else "---" for column in table.columns]
    title = [f"**{escaped(table.title)}**", ""] if table.title else []
    return "\n".join(
        [*title, _row(map(_cell, table.columns)), _row(rules), *(_row(map(_cell, row)) for row in table.rows)]
    )


def _row(cells: "Iterator[str] | list[str]") -> str:
    return f"| {' | '.join(cells)} |"


def _cell(text: str) -> str:
    return escaped(" ".join(text.split())).replace("|", "\\|")
