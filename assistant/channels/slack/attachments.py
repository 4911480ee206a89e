"""The files of an answer: the dashboard's picture, a plan as a document, and the whole of an answer that was cut."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from assistant.answer import Answer
from assistant.asking import Desk
from assistant.documents.making import TITLES


@dataclass(frozen=True)
class Attachment:
    """A file: its name, what it is called, and its bytes."""

    name: str
    title: str
    content: bytes


DOCUMENTS = ("docx", "pdf")
"""The forms of a plan that are attached: one to change, one to hand out."""


def attachments(desk: Desk, answer: Answer, whole: str | None) -> list[Attachment]:
    """The files that go with an answer; `whole` is its text where the message shows a part of it.

    Raises:
        BadTemplates: a plan's template cannot be used.
    """
    files = [_whole(answer, whole)] if whole else []
    for receipt, result in zip(answer.receipts, answer.results, strict=False):
        if receipt.tool == "dashboard":
            files.append(_chart(result))
    return [*files, *_documents(desk, answer)]


def _documents(desk: Desk, answer: Answer) -> Iterator[Attachment]:
    if not any(receipt.tool in TITLES for receipt in answer.receipts):
        return
    from assistant.documents.files import file_of, forms_of

    for form in (form for form in forms_of(answer) if form in DOCUMENTS):
        file = file_of(answer, form, desk.toolbox().program.company, desk.settings.templates_dir)
        yield Attachment(file.name, file.name.rpartition(".")[0].replace("-", " ").capitalize(), file.content)


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
