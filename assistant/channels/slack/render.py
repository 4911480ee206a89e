"""An answer as Slack shows it: the sentence, the tables, then small what it rests on. One renderer, from one Answer.

Whatever comes from records stands in plain text objects and raw cells, which Slack does not parse.
"""

import re
from dataclasses import dataclass, replace
from typing import Any

from assistant.answer import Answer, Table
from assistant.channels.slack import limits
from assistant.channels.slack.texts import drawn, escaped, page, pieces, plain, shortened

Block = dict[str, Any]

SHARE, FEEDBACK = "share_answer", "answer_feedback"
"""The action ids of the buttons."""

_SAID, _TABLE, _FURTHER, _SMALL = 3_000, 5_000, 1_500, 3_000
"""Characters of a message for the text, the first table, each further one, and the small print."""
_LEAST = 200
"""Characters below which no table is begun."""
_MOST_TABLES = 12
_KIND = {True: "rich_text_preformatted", False: "rich_text_section"}
_MONEY = re.compile(r"[$€£¥]\s?\d|\b(?:USD|EUR|GBP|CHF)\s?\d|\d\s?(?:USD|EUR|GBP|CHF|€)")


@dataclass(frozen=True)
class Message:
    """What is posted: blocks, the text that stands for them in a notification, and the whole as a file if it is cut."""

    text: str
    blocks: list[Block]
    file: str | None = None

    def with_line(self, line: str, *, ours: bool = False) -> "Message":
        """The same with a line of small print; one of `ours`, without a word from records, may mention a person."""
        shown = {"type": "mrkdwn", "text": line, "verbatim": True} if ours else _plain_text(line)
        added: Block = {"type": "context", "elements": [shown]}
        return replace(self, blocks=[*self.blocks, added])


def message(answer: Answer, *, key: str = "", share: str = "", streamed: bool = False) -> Message:
    """An answer as one message.

    `key` names the answer in what its buttons send; without one there are none. `share` offers to show it to the
    channel, and is what its button sends. Of a `streamed` answer the text is there already.
    """
    said, small = [] if streamed else _said(answer.text), _small(answer)
    tables, cut = _tables(answer.tables, limits.MESSAGE - 1_000 - size(said) - size(small))
    cut = cut or len(answer.text) > _SAID or len(_lines(answer)) > len(_kept_lines(answer))
    whole = [*said, *tables, *small]
    if cut:
        whole.append(_context(["This is the short form; the whole answer is in the file."]))
    if key and answer.kind == "answer":
        whole += _buttons(answer, key, share)
    return Message(shortened(escaped(answer.text), limits.FALLBACK), whole, page(answer) if cut else None)


def blocks(answer: Answer) -> list[Block]:
    """An answer's blocks alone."""
    return message(answer).blocks


def says_money(answer: Answer) -> bool:
    """Whether an answer holds an amount of money anywhere: shown, or in the results behind it."""
    cells = [cell for table in answer.tables for row in table.rows for cell in row]
    if any(_MONEY.search(text) for text in (answer.text, *answer.notes, *cells)):
        return True
    return any(_holds_cents(result) for result in answer.results)


def size(shown: Any) -> int:
    """The characters of all texts in some blocks."""
    if isinstance(shown, dict):
        own = len(shown["text"]) if isinstance(shown.get("text"), str) else 0
        return own + sum(size(value) for value in shown.values() if not isinstance(value, str))
    return sum(size(part) for part in shown) if isinstance(shown, list) else 0


def button(text: str, action: str, value: str) -> Block:
    """One button."""
    return {"type": "button", "text": _plain_text(text), "action_id": action, "value": value}


def sentence(text: str) -> Message:
    """A message of our own that is one sentence or two."""
    return Message(shortened(escaped(text), limits.FALLBACK), _said(text))


def _plain_text(text: str) -> Block:
    return {"type": "plain_text", "text": text, "emoji": False}


def _said(text: str) -> list[Block]:
    shown = shortened(plain(text), _SAID)
    return [{"type": "section", "text": _plain_text(piece)} for piece in pieces(shown, limits.TEXT)]


def _tables(tables: tuple[Table, ...], left: int) -> tuple[list[Block], bool]:
    """The first table as Slack draws one, which it does once a message; the others as text. And whether any is cut."""
    made: list[Block] = []
    cut = len(tables) > _MOST_TABLES
    for number, table in enumerate(tables[:_MOST_TABLES]):
        if left < _LEAST:
            return made, True
        title = [_rich([_run(plain(table.title), bold=True)], "rich_text_section")] if table.title else []
        if number == 0 and len(table.columns) <= limits.COLUMNS:
            shown, lost = _table(table, min(_TABLE, left))
        else:
            text = drawn(table, min(_FURTHER, left))
            shown, lost = _rich([_run(text.text)], _KIND[text.aligned]), text.cut
        made += [*title, shown]
        left -= size([*title, shown])
        cut = cut or lost
    return made, cut


def _table(table: Table, most: int) -> tuple[Block, bool]:
    """A table block, and whether rows were left out."""
    kept: list[tuple[str, ...]] = []
    left = most - sum(map(len, table.columns))
    for row in table.rows[: limits.ROWS - 1]:
        left -= sum(max(len(cell), 1) for cell in row)
        if left < 0:
            break
        kept.append(row)
    rows = [[_rich([_run(plain(name) or "-", bold=True)], "rich_text_section") for name in table.columns]]
    rows += [[{"type": "raw_text", "text": plain(cell) or "-"} for cell in row] for row in kept]
    settings = [{"align": "right" if name in table.right else "left", "is_wrapped": True} for name in table.columns]
    return {"type": "table", "column_settings": settings, "rows": rows}, len(kept) < len(table.rows)


def _lines(answer: Answer) -> list[str]:
    """What an answer rests on, cites and notes; what is needed to check it comes last, and is kept first."""
    notes = [f"Note: {note}" for note in answer.notes]
    return [plain(line) for line in (*(one.line for one in answer.citations), *notes, *answer.rests_on)]


def _kept_lines(answer: Answer) -> list[str]:
    kept: list[str] = []
    left = _SMALL
    for line in reversed(_lines(answer)):
        left -= len(line)
        if left < 0:
            break
        kept.insert(0, line)
    return kept


def _small(answer: Answer) -> list[Block]:
    """The small print, in as many context blocks as it takes."""
    shown = _kept_lines(answer)
    return [_context(shown[start : start + limits.CONTEXT]) for start in range(0, len(shown), limits.CONTEXT)]


def _context(lines: list[str]) -> Block:
    return {"type": "context", "elements": [_plain_text(shortened(line, limits.TEXT)) for line in lines]}


def _rich(runs: list[Block], kind: str) -> Block:
    return {"type": "rich_text", "elements": [{"type": kind, "elements": runs}]}


def _run(text: str, *, bold: bool = False) -> Block:
    return {"type": "text", "text": text, **({"style": {"bold": True}} if bold else {})}


def _buttons(answer: Answer, key: str, share: str) -> list[Block]:
    """The share button, and the thumbs whose values carry the receipts that a verdict is about."""
    receipts = " ".join(receipt.id for receipt in answer.receipts)[: limits.VALUE - 200]
    thumbs = {
        f"{name}_button": {"text": _plain_text(text), "value": f"{verdict} {key} {receipts}".strip()}
        for name, text, verdict in (("positive", "Helpful", "up"), ("negative", "Not helpful", "down"))
    }
    made: list[Block] = []
    if share:
        made.append({"type": "actions", "elements": [button("Share in channel", SHARE, share)]})
    feedback = {"type": "feedback_buttons", "action_id": FEEDBACK, **thumbs}
    return [*made, {"type": "context_actions", "elements": [feedback]}]


def _holds_cents(value: Any) -> bool:
    if isinstance(value, dict):
        return any(
            (key.endswith("_cents") and inner is not None) or _holds_cents(inner) for key, inner in value.items()
        )
    return any(_holds_cents(inner) for inner in value) if isinstance(value, list | tuple) else False
