"""Receipts: kept once each, and read back."""

import json
from typing import Any

from sqlalchemy import insert, select

from assistant.answer import Receipt
from assistant.records.store import Records
from assistant.records.tables import receipts
from tools.core.errors import BadArgument
from tools.core.receipts import Result


def keep_receipt(records: Records, receipt: Receipt, result: Result) -> None:
    """Keep a receipt and its result. Its id is a hash of all that it rests on, so it is kept once."""
    known = select(receipts.c.receipt_id).where(receipts.c.receipt_id == receipt.id)
    with records.reading() as connection:
        if connection.execute(known).scalar() is not None:
            return
    with records.writing() as connection:
        if connection.execute(known).scalar() is not None:
            return
        connection.execute(
            insert(receipts).values(
                receipt_id=receipt.id,
                tool=receipt.tool,
                arguments=json.dumps(receipt.arguments),
                as_of=receipt.as_of,
                program_version=receipt.program_version,
                records_version=receipt.records_version,
                result=result.model_dump_json(),
            )
        )


def receipt_read(records: Records, receipt_id: str) -> dict[str, Any]:
    """A receipt and the result it was given for.

    Raises:
        BadArgument: no receipt by that id was kept.
    """
    records.state()
    wanted = select(receipts).where(receipts.c.receipt_id == receipt_id.strip())
    with records.reading() as connection:
        found = connection.execute(wanted).mappings().first()
    if found is None:
        raise BadArgument("A receipt", receipt_id, "none by that id was kept here. It stands under each answer.")
    return {
        **found,
        "as_of": found["as_of"].isoformat(),
        "arguments": json.loads(found["arguments"]),
        "result": json.loads(found["result"]),
    }
