"""The pages as any client meets them: headers, forms without a script, downloads, errors in one sentence."""

import csv
import json
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from pypdf import PdfReader

from assistant.access import OPERATOR
from assistant.answer import Answer, Citation, Table
from assistant.asking import Desk
from assistant.channels.serving import serving_app
from assistant.channels.web.talks import MOST_AT_ONCE, NotKept, Talks, TooMany, Turn
from assistant.delivery.feedback import feedback_counts
from assistant.settings import Settings
from tests.channels.web.served import OWN, ToldDesk, client_of, told, turn_of


@pytest.fixture(scope="module")
def client(desk: Desk) -> TestClient:
    return client_of(desk)


def test_every_page_forbids_what_it_does_not_need(client: TestClient) -> None:
    for path in ("/", "/dashboard", "/receipts/R-nothing", "/static/page.css"):
        headers = client.get(path).headers
        policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
        assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
        assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == policy["form-action"] == "'self'"
        assert policy["img-src"] == "'self' data:"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert "camera=()" in headers["permissions-policy"]
        assert headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        pytest.param({"sec-fetch-site": "same-origin"}, 303, id="the page itself"),
        pytest.param({"sec-fetch-site": "cross-site", "origin": "https://example.com"}, 403, id="another site"),
        pytest.param({"sec-fetch-site": "same-site"}, 403, id="a neighbour"),
        pytest.param({"origin": "http://127.0.0.1:8080"}, 303, id="the page in a browser that says no site"),
        pytest.param({"origin": "https://example.com"}, 403, id="another site in such a browser"),
        pytest.param({"origin": "null"}, 403, id="a page of no origin"),
        pytest.param({}, 403, id="nobody who says from where"),
    ],
)
def test_a_question_is_taken_from_the_page_itself_alone(
    client: TestClient, headers: dict[str, str], status: int
) -> None:
    assert client.post("/ask", data={"question": "help"}, headers=headers).status_code == status


def test_a_question_is_told_in_steps_and_pieces_and_ends_with_the_desk_s_own_answer(
    client: TestClient, desk: Desk
) -> None:
    first, *between, last = told(client, "tier Acme Networks")
    assert "tier Acme Networks" in first
    assert 'hx-target="#step-' in between[0]
    assert "reading the question" in between[0]
    said = [one for one in between if 'hx-target="#said-' in one]
    answer = desk.ask("tier Acme Networks")
    assert said
    assert answer.receipts[0].id in last
    assert all(cell in last for table in answer.tables for row in table.rows for cell in row)


def test_without_a_script_a_question_is_answered_on_its_conversation_s_page(client: TestClient) -> None:
    sent = client.post("/ask", data={"question": "tier Larkmere Cloud", "talk": "plain"}, headers=OWN)
    assert (sent.status_code, sent.headers["location"].partition("#")[0]) == (303, "/talks/plain")
    client.post("/ask", data={"question": "and its rebate in Q1?", "talk": "plain"}, headers=OWN)
    page = client.get("/talks/plain").text
    assert page.count('<article class="turn answer"') == 2
    assert "Larkmere Cloud has earned a rebate" in page


@pytest.mark.parametrize(
    ("question", "kind", "sentence"),
    [
        pytest.param("tier Acme", "question", "fits more than one partner", id="a name that two partners have"),
        pytest.param("tier Zzyzx", "refusal", "No partner", id="a name that nobody has"),
        pytest.param("", "question", "What would you like to know?", id="nothing"),
        pytest.param("x" * 5000, "refusal", "it may have up to 4,000", id="too much"),
    ],
)
def test_what_cannot_be_answered_is_one_sentence(client: TestClient, question: str, kind: str, sentence: str) -> None:
    last = told(client, question)[-1]
    assert f'<article class="turn {kind}"' in last
    assert sentence in last
    assert "Download" not in last


def test_a_table_is_taken_away_as_a_spreadsheet_reads_it(client: TestClient, desk: Desk) -> None:
    turn = turn_of(told(client, "mdf Acme Networks")[-1])
    sent = client.get(f"/turns/{turn}/table-1.csv")
    assert sent.headers["content-disposition"].startswith("attachment")
    table = desk.ask("mdf Acme Networks").tables[0]
    assert [tuple(row) for row in csv.reader(StringIO(sent.text.removeprefix("\ufeff")))] == [
        table.columns,
        *table.rows,
    ]
    assert client.get(f"/turns/{turn}/table-9.csv").status_code == 404


def test_an_answer_is_taken_away_as_json_text_and_markdown(client: TestClient, desk: Desk) -> None:
    turn = turn_of(told(client, "mdf Acme Networks")[-1])
    answer = desk.ask("mdf Acme Networks")
    assert json.loads(client.get(f"/turns/{turn}.json").text)["receipts"][0]["id"] == answer.receipts[0].id
    assert client.get(f"/turns/{turn}.txt").text.startswith(answer.text)
    assert "| MDF | Amount |" in client.get(f"/turns/{turn}.md").text


def test_an_answer_is_its_asker_s_alone_and_only_as_long_as_they_see_the_same_rows() -> None:
    talks, kept = Talks(), Turn("a1", "t1", "mdf Acme Networks", Answer(text="kept"))
    talks.keep(OPERATOR, kept)
    other = OPERATOR.model_copy(update={"id": "other"})
    assert talks.turn(OPERATOR, "a1") == kept
    assert talks.of(OPERATOR, "t1") == [kept]
    assert talks.of(other, "t1") == []
    for person in (other, OPERATOR.model_copy(update={"sees": "own"})):
        with pytest.raises(NotKept, match="Ask the question again"):
            talks.turn(person, "a1")


@pytest.mark.parametrize(
    ("form", "begins"),
    [pytest.param("docx", b"PK", id="Word"), pytest.param("pdf", b"%PDF", id="PDF"),
     pytest.param("ics", b"BEGIN:VCALENDAR", id="calendar")],
)  # fmt: skip
def test_a_plan_is_taken_away_as_a_document(client: TestClient, desk: Desk, form: str, begins: bytes) -> None:
    shown = told(client, "/channel-sales plan onboarding Acme Networks")[-1]
    link = f"/turns/{turn_of(shown)}/document.{form}"
    assert f'href="{link}"' in shown
    sent = client.get(link)
    assert sent.content.startswith(begins)
    assert sent.headers["content-disposition"] == f'attachment; filename="onboarding-plan-acme-networks.{form}"'


def test_an_answer_without_a_plan_offers_no_document(client: TestClient) -> None:
    shown = told(client, "mdf Acme Networks")[-1]
    assert "document." not in shown
    assert client.get(f"/turns/{turn_of(shown)}/document.pdf").status_code == 422


def test_one_person_has_only_so_many_questions_open() -> None:
    talks = Talks()
    opened = [talks.working(OPERATOR) for _ in range(MOST_AT_ONCE)]
    for one in opened:
        one.__enter__()
    with pytest.raises(TooMany, match="still being answered"), talks.working(OPERATOR):
        pass
    opened[0].__exit__(None, None, None)
    with talks.working(OPERATOR):
        pass


def test_whether_an_answer_helped_is_kept_once(own_url: str) -> None:
    desk = Desk.open(Settings(database_url=own_url))
    client = client_of(desk)
    turn = turn_of(told(client, "mdf Acme Networks", "t1")[-1])
    for verdict in ("down", "up"):
        assert client.post(f"/turns/{turn}/verdict", data={"verdict": verdict}, headers=OWN).status_code == 303
    assert feedback_counts(desk.records) == {"web": {"up": 1, "down": 0}}
    assert 'value="up" aria-pressed="true"' in client.get("/talks/t1").text
    assert client.post("/turns/nothing/verdict", data={"verdict": "up"}, headers=OWN).status_code == 404


def test_a_receipt_shows_what_it_rests_on_and_every_line(client: TestClient, desk: Desk) -> None:
    outcome = desk.call("incentive_statement", {"partner": "Acme Networks", "period": "2025-Q2"})
    page = client.get(f"/receipts/{outcome.receipt.id}").text
    assert "Partner Incentive Program Q2 2025" in page
    assert "channel-sales explain" in page
    for line in outcome.lines:
        assert line["row"] in page
        assert line["title"] in page
    inner = client.get(f"/receipts/{outcome.receipt.id}", headers={"hx-request": "true"}).text
    assert "<html" not in inner
    assert inner.lstrip().startswith("<h1")


def test_a_receipt_of_rows_that_a_person_may_not_see_is_not_shown(desk: Desk, tmp_path: Path) -> None:
    receipt = desk.call("mdf_balance", {"partner": "Acme Networks"}).receipt.id
    access = tmp_path / "access.yaml"
    access.write_text("- {id: acme, sees: partner, partner_id: P-047}")
    theirs = client_of(desk, desk.settings.model_copy(update={"access_file": access, "person": "acme"}))
    refused = theirs.get(f"/receipts/{receipt}")
    assert refused.status_code == 422
    assert "none by that id was kept here" in refused.text
    assert theirs.get("/partners/P-001").status_code == 404
    assert "Quillhaven" not in theirs.get("/").text


def test_a_cited_section_opens_and_links_in_it_stay_where_they_may(client: TestClient) -> None:
    page = client.get("/playbooks/conflict-management/steps")
    assert page.status_code == 200
    assert '<div class="prose">' in page.text
    assert "style=" not in page.text
    assert client.get("/playbooks/nothing/at-all").status_code == 422


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        pytest.param("/dashboard?period=Smarch", "is not a period", id="a period that is none"),
        pytest.param("/dashboard?tier=Tin", "Tin", id="a tier that is none"),
        pytest.param("/dashboard/partners?status=grumpy", "a partner is on_target", id="a class that is none"),
        pytest.param("/partners/P-047?period=2031", "starts after", id="a period to come"),
    ],
)
def test_a_filter_that_cannot_be_used_is_told_beside_the_filters(client: TestClient, path: str, sentence: str) -> None:
    page = client.get(path)
    assert page.status_code == 422
    assert sentence in page.text
    assert 'class="filters"' in page.text


def test_the_dashboard_shows_the_figures_of_its_tool_and_leads_to_partners(client: TestClient, desk: Desk) -> None:
    page = client.get("/dashboard?period=April+2025").text
    answer = desk.ask("dashboard April 2025")
    for table in answer.tables:
        assert all(cell in page for row in table.rows for cell in row if cell not in {"1", "2", "3"}), table.title
    assert 'href="/dashboard/partners?period=April+2025&amp;tier=Gold"' in page
    assert answer.receipts[0].id in page


def test_a_tier_s_page_lists_its_partners_with_the_dashboard_s_own_sum(client: TestClient, desk: Desk) -> None:
    page = client.get("/dashboard/partners?tier=Platinum").text
    assert page.count('<th scope="row">') == 12
    assert "12 active partners" in page
    assert client.get("/dashboard/partners?tier=Gold&status=off_target").text.count('<th scope="row">') == 1


def test_a_partner_s_page_has_its_deals_and_lines_of_the_period(client: TestClient) -> None:
    page = client.get("/partners/P-047?period=Q1+2025").text
    for part in ("Health", "Tier", "Deals", "Incentive statement", "Rebate", "Marketing funds", "Falls due"):
        assert f">{part}</h2>" in page
    assert "D-00741" in page
    assert "has earned a rebate of $2,900 in 2025-Q1" in page
    assert client.get("/partners/nobody").status_code == 404


def test_the_dashboard_on_paper_has_the_page_s_figures_and_a_picture(client: TestClient) -> None:
    sent = client.get("/dashboard.pdf?period=April+2025")
    assert sent.headers["content-type"] == "application/pdf"
    reader = PdfReader(BytesIO(sent.content))
    text = " ".join(page.extract_text() for page in reader.pages)
    assert all(figure in text for figure in ("$4.8M", "$12.4M", "$42,300", "Quillhaven Systems"))
    assert sum(len(page.images) for page in reader.pages) == 1


def test_a_page_that_is_not_there_and_records_that_are_not_there_are_told(client: TestClient, tmp_path: Path) -> None:
    empty = client_of(Desk.open(Settings(database_url=f"sqlite:///{tmp_path / 'none.db'}")))
    assert empty.get("/").status_code == 200
    refused = empty.get("/dashboard")
    assert refused.status_code == 503
    assert refused.text.count("<h1") == 1
    assert client.get("/turns/nothing.json").status_code == 404


def test_a_fault_of_ours_is_an_apology_with_an_id_under_the_same_headers(demo_url: str) -> None:
    class Broken(Desk):
        def toolbox(self, *_: object, **__: object) -> None:  # type: ignore[override]
            raise ZeroDivisionError

    broken = client_of(Broken.open(Settings(database_url=demo_url)))
    page = broken.get("/dashboard")
    assert page.status_code == 500
    assert "fault" in page.text
    assert "ZeroDivision" not in page.text
    assert "content-security-policy" in page.headers


def test_names_from_records_are_data(desk: Desk) -> None:
    evil = '<img src=x onerror="alert(1)">'
    table = Table(title=evil, columns=(evil,), rows=((evil,),))
    citation = Citation(id=evil, playbook=evil, heading=evil, source=evil)
    answer = Answer(text=f"{evil} [{evil}]", tables=(table,), notes=(evil,), citations=(citation,))
    sent = told(client_of(ToldDesk.over(desk, answer)), '"><script>alert(1)</script>')
    assert "<img" not in "".join(sent)
    assert "<script" not in "".join(sent)
    assert "&lt;img" in sent[-1]


def test_the_pages_leave_what_else_is_served_as_it_is(demo_url: str) -> None:
    served = TestClient(serving_app(Settings(database_url=demo_url)), base_url="http://127.0.0.1")
    assert served.get("/").text.startswith("<!doctype html>")
    assert "content-security-policy" not in served.get("/v1/tools").headers
    assert served.get("/v1/ask").status_code == 405
    assert served.get("/nothing").json()["error"]["code"] == "not_found"
    assert served.get("/dashboard", headers={"host": "elsewhere.example"}).status_code == 421
    assert served.get("/healthz", headers={"host": "elsewhere.example"}).status_code == 200
