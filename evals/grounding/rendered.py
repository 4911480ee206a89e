"""The tools' own sentences as correct answers: their figures are found by the few forms that we write ourselves."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from assistant.answer import Worded
from evals.grounding.answers import Correct, Slot
from evals.grounding.company import Asked
from evals.grounding.writing import Number

_FORMS = re.compile(
    r"(?P<m>\$(?P<amount>[\d,]+(?:\.\d+)?)(?P<scale>[KM]?))|(?P<p>(?<![\w.+-])(?P<rate>\d+(?:\.\d+)?)%)|(?P<d>\d{4}-\d\d-\d\d)"
    r"|(?P<q>\d{4}-Q\d)"
)
_WORTH = {"": Decimal(1), "K": Decimal(10**3), "M": Decimal(10**6)}


def answers(turn: Asked, words: Sequence[Worded]) -> Iterator[Correct]:
    """Each tool's text and each of its notes that says a figure."""
    for one in words:
        for text in (one.text, *one.notes):
            pieces = tuple(_pieces(text))
            if len(pieces) > 1:
                yield Correct(turn.about, pieces, turn.results)


def _pieces(text: str) -> Iterator[str | Slot]:
    at = 0
    for match in _FORMS.finditer(text):
        yield text[at : match.start()]
        yield _slot(match)
        at = match.end()
    yield text[at:]


def _slot(match: re.Match[str]) -> Slot:
    if match["m"]:
        number = Number("$", Decimal(match["amount"].replace(",", "")), match["scale"], _WORTH[match["scale"]])
        return Slot("m", number.digits * number.worth, match[0], number)
    if match["p"]:
        return Slot("p", Decimal(match["rate"]), match[0], Number("", Decimal(match["rate"]), "%", Decimal(1)))
    return Slot("d" if match["d"] else "q", match[0], match[0])
