"""What the playbooks hold for a question, as the columns that leave the readers."""

from typing import Any

import narwhals as nw
import polars as pl

from assistant.records.playbooks.library import Answering, Library
from tools.core.frames import PASSAGES, Frames, Lazy

_POLARS: dict[type, Any] = {nw.String: pl.String, nw.Date: pl.Date, nw.Int64: pl.Int64, nw.Boolean: pl.Boolean}
_BP = 10_000


def with_passages(frames: Frames, library: Library, question: str, *, audience: str) -> Frames:
    """Frames with the passages of a question beside their tables."""
    return Frames(
        as_of=frames.as_of, tables={**frames.tables, "passages": passages(library.search(question, audience=audience))}
    )


def passages(answering: Answering) -> Lazy:
    """Passages as a table, best first."""
    rows = [
        (
            rank,
            one.section.id,
            one.section.playbook,
            one.section.heading,
            one.section.text,
            one.nearest,
            one.section.source,
            one.section.updated_on,
            round(one.cosine * _BP),
            answering.covered,
        )
        for rank, one in enumerate(answering.passages, 1)
    ]
    schema = {column: _POLARS[type(dtype)] for column, dtype in PASSAGES.items()}
    return nw.from_native(pl.DataFrame(rows, schema=schema, orient="row").lazy())
