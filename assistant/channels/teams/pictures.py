"""The dashboard's picture at an address that Teams can fetch: signed, for one person's answer, while that is kept.

A picture does not fit into a card, and Teams fetches images without signing in.
"""

import hashlib
import hmac
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.access import Person, person_named
from assistant.answer import Answer
from assistant.asking import Desk
from assistant.channels.teams.reading import Asked
from assistant.clock import now
from assistant.delivery.kept import answer_kept, keep_answer
from tools.core.errors import ToolError

SURFACE = "teams-chart"


class Pictures:
    """Pictures of answers that are kept."""

    def __init__(self, desk: Desk, secret: str) -> None:
        self._desk = desk
        self._secret = secret

    def kept(self, asked: Asked, person: Person, answer: Answer) -> str | None:
        """The address of an answer's picture; None where it has none, or where no address of ours is known."""
        base = self._desk.settings.public_url.rstrip("/")
        if not base or not any(receipt.tool == "dashboard" for receipt in answer.receipts):
            return None
        key = self._signed("answer", asked.key)
        keep_answer(self._desk.records, person, answer, surface=SURFACE, key=key, at=now())
        return f"{base}/teams/charts/{key}/{self._signed(key, person.id)}/{person.id}.png"

    def drawn(self, key: str, signature: str, who: str) -> bytes | None:
        """The picture at an address; None where it was not signed by us, or is no longer kept for that person."""
        if not hmac.compare_digest(signature.encode(), self._signed(key, who).encode()):
            return None
        try:
            person = person_named(who, self._desk.settings.access_file)
            answer = answer_kept(self._desk.records, person, surface=SURFACE, key=key)
        except ToolError:
            return None
        return _picture(answer)

    def _signed(self, *facts: str) -> str:
        return hmac.new(self._secret.encode(), "\n".join(facts).encode(), hashlib.sha256).hexdigest()[:40]


def _picture(answer: Answer) -> bytes:
    from assistant.charts import save_dashboard
    from tools.dashboard.models import Dashboard

    numbers = [number for number, receipt in enumerate(answer.receipts) if receipt.tool == "dashboard"]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "dashboard.png"
        save_dashboard(Dashboard.model_validate(answer.results[numbers[0]]), path)
        return path.read_bytes()
