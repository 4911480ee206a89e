"""An answer's plan is had as a file, from the answer alone."""

from io import BytesIO

import docx
import pytest
from icalendar import Calendar
from pypdf import PdfReader

from assistant.answer import Answer
from assistant.asking import Desk
from assistant.documents.files import MEDIA_TYPES, File, file_of, forms_of
from assistant.wording import answered
from tests.documents.made import ASKED
from tools.core.errors import BadArgument

ASK = "make an onboarding plan for Bluefern Analytics starting 5 May 2025"


@pytest.fixture(scope="module")
def answer(desk: Desk) -> Answer:
    """An answer that holds a plan."""
    return desk.ask(ASK)


def made(desk: Desk, answer: Answer, form: str) -> File:
    """Its document in one form."""
    return file_of(answer, form, desk.toolbox().program.company)


def test_a_plan_is_offered_in_every_form(answer: Answer) -> None:
    assert forms_of(answer) == ("docx", "pdf", "html", "md", "ics")


@pytest.mark.parametrize(
    "ask", ["tier of Acme Networks", "hello", "how do we run a QBR", "onboarding plan for Zzyzx Corp"]
)
def test_an_answer_without_a_plan_offers_no_file(desk: Desk, ask: str) -> None:
    assert forms_of(desk.ask(ask)) == ()


def test_an_answer_without_a_plan_makes_no_file(desk: Desk) -> None:
    with pytest.raises(BadArgument, match="this answer holds no plan"):
        made(desk, desk.ask("tier of Acme Networks"), "pdf")


@pytest.mark.parametrize("form", MEDIA_TYPES)
def test_a_file_is_named_after_its_plan(desk: Desk, answer: Answer, form: str) -> None:
    file = made(desk, answer, form)
    assert file.name == f"onboarding-plan-bluefern-analytics.{form}"
    assert file.media_type.startswith(("application/", "text/"))


def test_every_form_opens_and_holds_the_plan(desk: Desk, answer: Answer) -> None:
    word = docx.Document(BytesIO(made(desk, answer, "docx").content))
    page = PdfReader(BytesIO(made(desk, answer, "pdf").content)).pages[0].extract_text()
    assert word.paragraphs[0].text == "Onboarding plan: Bluefern Analytics"
    assert "Onboarding plan: Bluefern Analytics" in page
    assert made(desk, answer, "html").content.startswith(b"<!doctype html>")
    assert made(desk, answer, "md").content.startswith(b"# Onboarding plan: Bluefern Analytics\n")
    assert len(Calendar.from_ical(made(desk, answer, ".ICS").content.decode()).walk("VEVENT")) == 22


@pytest.mark.parametrize("tool", ASKED)
def test_an_answer_makes_the_same_document_as_its_tool(desk: Desk, tool: str) -> None:
    outcome = desk.call(tool, ASKED[tool])
    company = desk.toolbox().program.company
    assert file_of(answered([outcome]), "md", company) == file_of(outcome, "md", company)


def test_the_first_plan_of_several_answers_is_the_one_that_is_made(desk: Desk) -> None:
    both = answered([desk.call("tier_status", {"partner": "P-136"}), desk.call("qbr_pack", ASKED["qbr_pack"])])
    assert made(desk, both, "md").name == "quarterly-business-review-acme-networks.md"


@pytest.mark.parametrize(
    ("form", "says"),
    [
        pytest.param("xlsx", "a .md, .docx, .pdf or .html file", id="another kind of file"),
        pytest.param("", "a .md, .docx, .pdf or .html file", id="no kind"),
    ],
)
def test_another_form_is_refused(desk: Desk, answer: Answer, form: str, says: str) -> None:
    with pytest.raises(BadArgument, match=says):
        made(desk, answer, form)
