"""Receipts: kept once each, and read back."""

import json
from typing import Any

from assistant.access import Person
from assistant.answer import Receipt
from assistant.records.store import Records
from tools.core.errors import BadArgument
from tools.core.receipts import Result

COLUMNS = ("receipt_id", "scope", "tool", "arguments", "as_of", "program_version", "records_version", "result")
_KNOWN = "SELECT 1 FROM receipts WHERE receipt_id = ?"
_KEEP = f"INSERT INTO receipts ({', '.join(COLUMNS)}) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"  # noqa: S608
_READ = f"SELECT {', '.join(COLUMNS)} FROM receipts WHERE receipt_id = ?"  # noqa: S608 - names of our own schema


def keep_receipt(records: Records, receipt: Receipt, result: Result) -> None:
    """Keep a receipt and its result. Its id is a hash of all that it rests on, so it is kept once."""
    with records.session() as session:
        if session.rows(_KNOWN, [receipt.id]):
            return
    values = [
        receipt.id,
        receipt.scope,
        receipt.tool,
        json.dumps(receipt.arguments),
        receipt.as_of.isoformat(),
        receipt.program_version,
        receipt.records_version,
        result.model_dump_json(),
    ]
    with records.session(writes=True) as session:
        session.rows(_KEEP, values)


def receipt_read(records: Records, receipt_id: str, person: Person) -> dict[str, Any]:
    """A receipt and the result it was given for.

    Raises:
        BadArgument: no receipt by that id was kept, or none of the rows that the person may see.
    """
    with records.session() as session:
        found = session.rows(_READ, [receipt_id.strip()])
    kept = dict(zip(COLUMNS, found[0], strict=True)) if found else {}
    if not kept or (person.sees != "everything" and kept["scope"] != person.scope):
        raise BadArgument("A receipt", receipt_id, "none by that id was kept here. It stands under each answer.")
    return {
        **kept,
        "as_of": str(kept["as_of"]),
        "arguments": json.loads(kept["arguments"]),
        "result": json.loads(kept["result"]),
    }
