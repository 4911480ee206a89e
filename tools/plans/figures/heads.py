"""The head of a plan about one partner."""

from typing import Any, TypedDict

from tools.core.frames import Frames
from tools.core.partners import partner


class Head(TypedDict):
    """Whose plan it is, who looks after it, and the day of its figures."""

    partner_id: str
    name: str
    manager: str | None
    on: Any


def head(frames: Frames, partner_id: str) -> Head:
    """The head of a partner's plan.

    Raises:
        UnknownPartner: no such partner, or none that the person asking may see.
    """
    own = partner(frames, partner_id)
    return Head(partner_id=partner_id, name=own["name"], manager=own["manager"], on=frames.as_of)
