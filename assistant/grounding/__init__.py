"""The grounding gate: what a model may say is what this turn's tools computed, the person said, or a passage says."""

from collections.abc import Iterator

from assistant.grounding.binding import unbound
from assistant.grounding.door.nearness import written_out
from assistant.grounding.door.plainness import plain
from assistant.grounding.door.unread import unread
from assistant.grounding.evidence import Evidence
from assistant.grounding.faulting import Fault, contradicted, first
from assistant.grounding.naming import misnamed, mistiered
from assistant.grounding.relations.comparing import compared
from assistant.grounding.relations.exactness import inexact
from assistant.grounding.relations.extents import overstated
from assistant.grounding.relations.sharing import misshared
from assistant.grounding.states import flipped
from assistant.grounding.texts import Text

__all__ = ["Evidence", "Fault", "faults"]

MOST_CHARS = 50_000
MOST_FAULTS = 12


def faults(text: str, evidence: Evidence) -> list[Fault]:
    """What in a text is not grounded, each fault once; an empty list lets the text out."""
    if len(text) > MOST_CHARS:
        return [Fault(text[:80], f"The answer has {len(text):,} characters; say it in fewer than {MOST_CHARS:,}.")]
    return first(_found(Text(written_out(plain(text), evidence.as_of), evidence.finder), evidence), MOST_FAULTS)


def _found(read: Text, evidence: Evidence) -> Iterator[Fault]:
    for text in evidence.made_up:
        yield Fault(
            text, f"arithmetic was called on {text}, which no other tool computed: derive from computed figures."
        )
    yield from unread(read.text, evidence)
    yield from unbound(read, evidence)
    yield from contradicted(read)
    yield from misnamed(read, evidence)
    yield from mistiered(read, evidence)
    yield from flipped(read, evidence)
    yield from inexact(read, evidence)
    yield from compared(read, evidence)
    yield from overstated(read, evidence)
    yield from misshared(read, evidence)
