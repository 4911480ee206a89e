"""An answer in the form of each surface, read back as the words that a person or a program sees there."""

import html
import re
from collections.abc import Callable, Iterator
from io import StringIO
from typing import Any

from rich.console import Console

from assistant.answer import Answer
from assistant.channels.cli.screen import parts_of
from assistant.channels.completions.answering import completion
from assistant.channels.completions.shapes import EXAMPLE, Asked
from assistant.channels.markdown import markdown
from assistant.channels.mcp.playbooks import address
from assistant.channels.slack.render import message
from assistant.channels.teams.cards import cards
from assistant.channels.web.rendering import part
from assistant.channels.web.talks import Turn

_FIGURE = re.compile(r"(?:(?<![\w.])-)?[$€]?\d+(?:,\d{3})*(?:\.\d+)?[%MK]?")
_RECEIPT = re.compile(r"\bR-[0-9a-f]{10}\b")
_BEYOND_THE_ANSWER = re.compile(r'<figure class="chart.*?</figure>|<svg.*?</svg>|<p class="under">.*?</p>', re.DOTALL)


def figures(text: str) -> set[str]:
    """Every figure of a text: money, shares, counts and the parts of dates; not those within a receipt's id."""
    return set(_FIGURE.findall(_RECEIPT.sub(" ", text)))


def receipts(text: str) -> set[str]:
    """The ids of the receipts that a text names."""
    return set(_RECEIPT.findall(text))


def answer_itself(answer: Answer) -> str:
    """The words of an answer before any surface renders it."""
    cells = [cell for table in answer.tables for row in (table.columns, *table.rows) for cell in row]
    titles = [table.title for table in answer.tables]
    cited = [one.line for one in answer.citations]
    return "\n".join([answer.text, *titles, *cells, *answer.notes, *cited, *answer.rests_on])


def shell(answer: Answer) -> str:
    """A wide terminal."""
    page = StringIO()
    screen = Console(file=page, width=2_000, color_system=None, highlight=False)
    for piece in parts_of(answer):
        screen.print(piece)
    return page.getvalue()


def http(answer: Answer) -> str:
    """The JSON of the HTTP surface, as far as it is words."""
    return answer_itself(Answer.model_validate_json(answer.model_dump_json(exclude={"rests_on"})))


def slack(answer: Answer) -> str:
    """The blocks, or the file that holds the whole where they are cut."""
    shown = message(answer)
    return shown.file or "\n".join(texts_of(shown.blocks))


def teams(answer: Answer) -> str:
    """The cards."""
    return "\n".join(unmarked(text) for text in texts_of(cards(answer)))


def web(answer: Answer) -> str:
    """The turn's part of the page, without its chart, which draws once more what the tables say."""
    return seen(part("turn.html", turn=Turn("a" * 22, "talk", "", answer)))


def mcp(answer: Answer) -> str:
    """The text content of a tool's result."""
    return unmarked(markdown(answer, address))


def completions(answer: Answer) -> str:
    """The message of a completion."""
    made = completion(Asked.model_validate(EXAMPLE), answer, "https://sales.example.com")
    return unmarked(str(made["choices"][0]["message"]["content"]))


FORMS: dict[str, Callable[[Answer], str]] = {
    "shell": shell,
    "http": http,
    "slack": slack,
    "teams": teams,
    "web": web,
    "mcp": mcp,
    "chat completions": completions,
}


def texts_of(shown: Any) -> Iterator[str]:
    """Every text of blocks, cards or messages, in order."""
    if isinstance(shown, dict):
        for name, value in shown.items():
            if name == "text" and isinstance(value, str):
                yield value
            elif not isinstance(value, str):
                yield from texts_of(value)
    elif isinstance(shown, list | tuple):
        for value in shown:
            yield from texts_of(value)


def unmarked(text: str) -> str:
    """Markdown without its marks and addresses."""
    return re.sub(r"\\([\\*_\[\]<|~&])", r"\1", re.sub(r"(?<=\])\([a-z]+://[^)]*\)", "", text))


def seen(page: str) -> str:
    """What a reader sees of some HTML."""
    return html.unescape(re.sub(r"<[^>]+>", " ", _BEYOND_THE_ANSWER.sub(" ", page)))
