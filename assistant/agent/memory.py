"""An agent's memory: LangGraph's checkpoints in the records' own database, and results read back from receipts.

A turn leaves one checkpoint, and only the newest of a thread is kept. What a thread holds is messages alone: the
questions and the answers of the last turns. Figures are read anew from receipts, by whoever may see them.
"""

import sqlite3
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, get_type_hints

from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.checkpoint.sqlite import SqliteSaver
from pydantic import ValidationError

from assistant.access import Person
from assistant.answer import Receipt
from assistant.records.receipts import receipt_read
from assistant.records.store import SQLITE_PRAGMAS, Records
from assistant.toolbox import Outcome, tool_named
from tools.core.errors import ToolError
from tools.core.receipts import Result

_SETUP_LOCK = 7_203_114
"""PostgreSQL's advisory lock while the tables are made: many workers start at once."""
_OLDER = "thread_id = ? AND checkpoint_id < (SELECT max(checkpoint_id) FROM checkpoints WHERE thread_id = ?)"


@lru_cache(maxsize=8)
def saver_of(url: str) -> BaseCheckpointSaver[str]:
    """The checkpoints of a records' database, with their tables made if need be; one for all turns of a process."""
    path = Records(url).path
    if path is None:
        return _server(url)
    connection = sqlite3.connect(path, check_same_thread=False, timeout=10)
    for pragma in SQLITE_PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    saver = SqliteSaver(connection)
    saver.setup()
    return saver


def _server(url: str) -> BaseCheckpointSaver[str]:
    from langgraph.checkpoint.postgres import PostgresSaver
    from psycopg import Connection
    from psycopg.rows import DictRow, dict_row
    from psycopg_pool import ConnectionPool

    plain = url.replace("postgresql+psycopg://", "postgresql://", 1)
    options = {"autocommit": True, "prepare_threshold": 0, "row_factory": dict_row}
    pool: ConnectionPool[Connection[DictRow]] = ConnectionPool(plain, min_size=1, max_size=8, open=True, kwargs=options)
    saver = PostgresSaver(pool)
    with pool.connection() as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [_SETUP_LOCK])
        try:
            saver.setup()
        finally:
            connection.execute("SELECT pg_advisory_unlock(%s)", [_SETUP_LOCK])
    return saver


def keep_newest(saver: BaseCheckpointSaver[str], thread: str) -> None:
    """Drop all checkpoints of a thread but the newest: each holds the whole conversation."""
    if not isinstance(saver, SqliteSaver):
        saver.prune([thread])
        return
    with saver.cursor() as cursor:
        for table in ("writes", "checkpoints"):
            cursor.execute(f"DELETE FROM {table} WHERE {_OLDER}", [thread, thread])  # noqa: S608 - names of ours


def found_before(records: Records, receipts: Sequence[str], person: Person) -> tuple[Outcome, ...]:
    """The results of receipts, as the person may see them; what cannot be read any more is left out."""
    found = (_outcome(records, receipt, person) for receipt in receipts)
    return tuple(outcome for outcome in found if outcome is not None)


def _outcome(records: Records, receipt_id: str, person: Person) -> Outcome | None:
    try:
        kept = receipt_read(records, receipt_id, person)
        shape = get_type_hints(tool_named(kept["tool"]).run)["return"]
        result: Result = shape.model_validate(kept["result"])
        receipt = Receipt.model_validate(_receipt(kept, getattr(result, "basis", ())))
    except (ToolError, ValidationError):
        return None
    return Outcome(tool=kept["tool"], result=result, receipt=receipt)


def _receipt(kept: dict[str, Any], basis: object) -> dict[str, Any]:
    own = {name: kept[name] for name in ("scope", "tool", "arguments", "as_of", "program_version", "records_version")}
    return {"id": kept["receipt_id"], "basis": basis, **own}
