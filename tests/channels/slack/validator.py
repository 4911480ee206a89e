"""Block Kit's published limits, as a validator: every fault of some blocks, in sentences. None is a fault-free message.

From the Block Kit reference (blocks, elements, objects), written apart from the code that it checks.
"""

from collections.abc import Iterator
from typing import Any

Block = dict[str, Any]

KNOWN = {"section", "context", "rich_text", "table", "actions", "context_actions", "header", "divider", "image"}


def faults(blocks: list[Block]) -> list[str]:
    """What Slack would refuse a message for."""
    found = [f"{len(blocks)} blocks, at most 50"] if len(blocks) > 50 else []
    if sum(block.get("type") == "table" for block in blocks) > 1:
        found.append("only_one_table_allowed")
    if sum(map(_characters, blocks)) > 13_000:
        found.append("msg_blocks_too_long")
    return [*found, *(f"block {n}: {what}" for n, block in enumerate(blocks) for what in _block(block))]


def _block(block: Block) -> Iterator[str]:
    kind = str(block.get("type"))
    if kind not in KNOWN:
        yield f"unknown type {kind}"
        return
    if len(block.get("block_id", "")) > 255:
        yield "block_id over 255"
    yield from _CHECKS.get(kind, _nothing)(block)


def _nothing(_: Block) -> Iterator[str]:
    yield from ()


def _section(block: Block) -> Iterator[str]:
    yield from _text(block.get("text"), 3_000)
    yield from () if not set(block) - {"type", "text", "block_id"} else ["a section of ours has a text alone"]


def _context(block: Block) -> Iterator[str]:
    elements = block.get("elements", [])
    if not 1 <= len(elements) <= 10:
        yield f"{len(elements)} elements of a context, 1 to 10"
    for element in elements:
        yield from _text(element, 3_000)


def _rich_text(block: Block) -> Iterator[str]:
    for part in block.get("elements", []):
        if part.get("type") not in {"rich_text_section", "rich_text_preformatted"}:
            yield f"a rich text holds no {part.get('type')}"
        for run in part.get("elements", []):
            if run.get("type") != "text" or not run.get("text"):
                yield "a run of rich text is a text that is not empty"
            if set(run) - {"type", "text", "style"}:
                yield "a run has other fields"
    if not block.get("elements"):
        yield "a rich text without elements"


def _table(block: Block) -> Iterator[str]:
    rows = block.get("rows", [])
    if not 1 <= len(rows) <= 100:
        yield f"{len(rows)} rows, 1 to 100"
    if {len(row) for row in rows} - {len(rows[0])} or not 1 <= len(rows[0]) <= 20:
        yield "rows of one width, of 1 to 20 cells"
    if len(block.get("column_settings", [])) > 20:
        yield "more than 20 column settings"
    if any(setting.get("align") not in {"left", "center", "right"} for setting in block.get("column_settings", [])):
        yield "a column is aligned left, center or right"
    if _characters(block) > 10_000:
        yield "over 10,000 characters in cells"
    for cell in (cell for row in rows for cell in row):
        if cell.get("type") == "raw_text":
            yield from () if cell.get("text") else ["a cell that is empty"]
        elif cell.get("type") == "rich_text":
            yield from _rich_text(cell)
        else:
            yield f"a cell of type {cell.get('type')}"


def _actions(block: Block) -> Iterator[str]:
    if not 1 <= len(block.get("elements", [])) <= 25:
        yield "1 to 25 elements of actions"
    for element in block.get("elements", []):
        yield from _text(element.get("text"), 75, plain=True)
        yield from _sent(element)


def _context_actions(block: Block) -> Iterator[str]:
    if not 1 <= len(block.get("elements", [])) <= 5:
        yield "1 to 5 elements of context actions"
    for element in block.get("elements", []):
        if element.get("type") != "feedback_buttons":
            yield "context actions hold feedback buttons"
        yield from _sent(element)
        for name in ("positive_button", "negative_button"):
            yield from _text(element.get(name, {}).get("text"), 75, plain=True)
            yield from _sent(element.get(name, {}))


def _sent(element: Block) -> Iterator[str]:
    if len(element.get("action_id", "")) > 255 or len(element.get("value", "")) > 2_000:
        yield "an action id over 255, or a value over 2,000"


def _text(text: Any, most: int, *, plain: bool = False) -> Iterator[str]:
    if not isinstance(text, dict) or not 1 <= len(text.get("text", "")) <= most:
        yield f"a text of 1 to {most} characters"
    elif text["type"] not in ({"plain_text"} if plain else {"plain_text", "mrkdwn"}):
        yield f"a text of type {text['type']}"
    elif text["type"] == "plain_text" and "verbatim" in text:
        yield "verbatim is for mrkdwn"
    elif text["type"] == "mrkdwn" and "emoji" in text:
        yield "emoji is for plain text"


def _characters(value: Any) -> int:
    if isinstance(value, dict):
        own = len(value["text"]) if isinstance(value.get("text"), str) else 0
        return own + sum(_characters(inner) for inner in value.values())
    return sum(map(_characters, value)) if isinstance(value, list) else 0


_CHECKS = {
    "section": _section,
    "context": _context,
    "rich_text": _rich_text,
    "table": _table,
    "actions": _actions,
    "context_actions": _context_actions,
}
