"""The sections that were found, and the statements of each that answer the question."""

from datetime import date
from itertools import takewhile
from typing import Any

from tools.advice.text import Form, Statement, shortened, statements, stems
from tools.core.frames import Frames, rows
from tools.core.receipts import Result

MOST_STEPS = 10
_CLOSE, _CLEARLY = 0.9, 0.5
_CHOSEN = {"edge-cases": 2, "pitfalls": 2, "decision-table": 3, "metrics": 3}
"""Of sections whose items stand each for itself, how many answer one question."""


class Passage(Result):
    """A section that was found: its id, where it stands, when it was last changed, and how near it is (10,000 is 1)."""

    id: str
    playbook: str
    heading: str
    source: str
    updated_on: date | None
    nearness_bp: int
    text: str


class Claim(Result):
    """Something that is said, and the section that says it."""

    text: str
    cites: str


class Found:
    """A passage with its statements, and how close each is to the question."""

    def __init__(self, row: dict[str, Any], question: str) -> None:
        self.passage = Passage(
            id=row["section_id"],
            playbook=row["playbook"],
            heading=row["heading"],
            source=row["source"],
            updated_on=row["updated_on"],
            nearness_bp=row["nearness_bp"],
            text=row["text"],
        )
        self.statements = statements(row["text"])
        self._nearest = stems(row["nearest"])
        self._asked = stems(question)

    @property
    def kind(self) -> str:
        """The part of the id after "#", such as "steps"."""
        return self.passage.id.partition("#")[2]

    def closeness(self, statement: Statement) -> float:
        """How much a statement shares with the question, and with the stretch that was nearest to it."""
        own = stems(statement.text)
        if not own:
            return 0.0
        return 2 * len(own & self._asked) / (len(self._asked) or 1) + len(own & self._nearest) / len(own)

    def of(self, *forms: Form) -> list[Statement]:
        """The statements of some forms, in order."""
        return [statement for statement in self.statements if statement.form in forms]

    def closest(self, chosen: list[Statement], most: int) -> list[Statement]:
        """The statements closest to the question, in their own order."""
        best = sorted(chosen, key=lambda statement: -self.closeness(statement))[:most]
        return [statement for statement in chosen if statement in best]

    def claim(self, statement: Statement) -> Claim:
        """A statement with its citation."""
        return Claim(text=shortened(statement.text), cites=self.passage.id)

    def lead(self) -> Claim | None:
        """The sentence before its items that answers first: the first, unless another is clearly closer."""
        before = list(takewhile(lambda one: one.form == "sentence", self.statements))
        sentences = [one for one in before if not one.text.endswith(":")][:4]
        if self.kind in _CHOSEN or not sentences:
            return None
        best = max(sentences, key=self.closeness)
        return self.claim(best if self.closeness(best) >= self.closeness(sentences[0]) + _CLEARLY else sentences[0])

    def items(self) -> list[Claim]:
        """Its steps in order, or the items that bear on the question."""
        steps = self.of("step")
        if steps:
            return [self.claim(one) for one in steps[:MOST_STEPS]]
        listed = self.of("bullet", "row")
        most = _CHOSEN.get(self.kind, 8 if len(listed) == len(self.of("bullet")) else 4)
        return [self.claim(one) for one in self.closest(listed, most)]

    def also(self) -> Claim | None:
        """The one statement that is closest to the question, if any is close."""
        best = max(self.statements, key=self.closeness, default=None)
        close = best is not None and self.closeness(best) >= _CLOSE and not best.text.endswith(":")
        return self.claim(best) if best is not None and close else None


def found(frames: Frames, question: str) -> tuple[list[Found], bool]:
    """The passages of a question, best first, and whether they answer it."""
    read = sorted(rows(frames.passages), key=lambda row: row["rank"])
    return [Found(row, question) for row in read], any(row["covered"] for row in read)
