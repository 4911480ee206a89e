"""The files of an answer: the dashboard's picture, a plan as a document, and the whole of an answer that was cut."""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from assistant.answer import Answer


@dataclass(frozen=True)
class Attachment:
    """A file: its name, what it is called, and its bytes."""

    name: str
    title: str
    content: bytes


def attachments(answer: Answer, whole: str | None) -> list[Attachment]:
    """The files that go with an answer; `whole` is its text where the message shows a part of it."""
    files = [_whole(answer, whole)] if whole else []
    for receipt, result in zip(answer.receipts, answer.results, strict=False):
        if receipt.tool == "dashboard":
            files.append(_chart(result))
    return files


def _whole(answer: Answer, text: str) -> Attachment:
    receipt = answer.receipts[0].id if answer.receipts else "answer"
    return Attachment(f"{receipt}.txt", "The whole answer", text.encode())


def _chart(result: dict[str, Any]) -> Attachment:
    from assistant.charts import save_dashboard
    from tools.dashboard.models import Dashboard

    dashboard = Dashboard.model_validate(result)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "dashboard.png"
        save_dashboard(dashboard, path)
        picture = path.read_bytes()
    return Attachment(f"dashboard-{dashboard.period}.png", f"Partner performance, {dashboard.period}", picture)
