"""The pages in Chromium: asked, streamed, followed up, opened, filtered, drilled into, downloaded, by key."""

import csv
import re
from pathlib import Path

from playwright.sync_api import Page, expect

from assistant.answer import Answer, Citation
from assistant.asking import Desk
from tests.channels.loopback import serving
from tests.channels.web.conftest import Open
from tests.channels.web.served import HeldDesk, ToldDesk, app_of


def ask(page: Page, question: str, *, answered: bool = True) -> None:
    """Type a question, send it, and wait for one more answer."""
    before = page.locator(".turn:not(.working)").count()
    page.get_by_label("Your question").fill(question)
    page.keyboard.press("Enter")
    expect(page.locator(".turn:not(.working)")).to_have_count(before + answered)


def test_a_question_is_answered_and_followed_up_and_stays_after_a_reload(opened: Open) -> None:
    page = opened()
    ask(page, "tier Acme Networks")
    first = page.locator(".turn").first
    expect(first).to_contain_text("Acme Networks holds Silver")
    expect(first.get_by_role("table").first).to_be_visible()
    expect(first.get_by_role("columnheader", name="Needed")).to_have_css("text-align", "right")
    ask(page, "and its rebate in Q1?")
    expect(page.locator(".turn").last).to_contain_text("has earned a rebate of $2,900 in 2025-Q1")
    page.reload()
    expect(page.locator(".turn")).to_have_count(2)
    expect(page.get_by_label("Your question")).to_be_focused()


def test_steps_are_shown_before_the_text_and_told_to_a_screen_reader(opened: Open, held: tuple[HeldDesk, str]) -> None:
    desk, address = held
    page = opened(at=address)
    page.get_by_label("Your question").fill("tier Acme Networks")
    page.keyboard.press("Enter")
    expect(page.locator(".step")).to_have_text("reading the rebate of Acme Networks")
    expect(page.get_by_role("status")).to_have_text("reading the rebate of Acme Networks")
    expect(page.locator(".turn")).to_have_attribute("aria-busy", "true")
    expect(page.locator(".said")).to_be_empty()
    desk.gate.set()
    expect(page.locator(".turn.answer")).to_contain_text("Acme Networks holds Silver")
    expect(page.get_by_role("status")).to_contain_text("Acme Networks holds Silver")


def test_a_stopped_question_is_not_answered_and_another_can_be_asked(opened: Open, held: tuple[HeldDesk, str]) -> None:
    desk, address = held
    page = opened(at=address)
    page.get_by_label("Your question").fill("tier Acme Networks")
    page.keyboard.press("Enter")
    expect(page.locator(".step")).to_have_text("reading the rebate of Acme Networks")
    page.get_by_role("button", name="Stop").click()
    expect(page.locator(".step")).to_have_text("Stopped.")
    expect(page.get_by_role("button", name="Stop")).to_be_hidden()
    expect(page.get_by_label("Your question")).to_be_focused()
    desk.gate.set()
    ask(page, "tier Acme Networks")
    expect(page.locator(".turn.answer")).to_have_count(1)
    page.reload()
    expect(page.locator(".turn")).to_have_count(1)


def test_a_question_that_is_stopped_before_it_arrives_stands_in_its_field_again(opened: Open) -> None:
    page = opened()
    page.route("**/ask", lambda route: None)  # noqa: ARG005 - the server is never reached
    page.get_by_label("Your question").fill("tier Acme Networks")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_role("status")).to_have_text("Stopped before it was asked.")
    expect(page.get_by_label("Your question")).to_have_value("tier Acme Networks")
    expect(page.get_by_role("button", name="Ask")).to_be_visible()


def test_a_question_that_cannot_be_sent_stands_in_its_field_again(opened: Open) -> None:
    page = opened()
    page.route("**/ask", lambda route: route.abort())
    page.get_by_label("Your question").fill("tier Acme Networks")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("could not be sent")
    expect(page.get_by_label("Your question")).to_have_value("tier Acme Networks")
    page.unroute("**/ask")
    page.keyboard.press("Enter")
    expect(page.locator(".turn.answer")).to_have_count(1)
    expect(page.get_by_role("alert")).to_be_hidden()


def test_one_signs_in_by_token_to_the_page_that_was_asked_for_and_out_again(opened: Open, guarded: str) -> None:
    page = opened("/dashboard?tier=Gold", at=guarded)
    page.get_by_label("Access token").fill("guess")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("nobody's token")
    page.get_by_label("Access token").fill("s3cret")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{guarded}/dashboard?tier=Gold")
    page.get_by_role("link", name="Ask", exact=True).click()
    page.context.clear_cookies()
    ask(page, "tier Acme Networks", answered=False)
    expect(page.locator("#talk")).to_contain_text("Sign in first.")
    page.locator("#talk").get_by_role("link", name="Sign in").click()
    page.get_by_label("Access token").fill("s3cret")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_a_suggested_question_is_asked_by_a_click(opened: Open) -> None:
    page = opened()
    expect(page.locator(".suggested button")).to_have_count(6)
    page.get_by_role("button", name="Which partners are at risk?").click()
    expect(page.locator(".turn.answer")).to_contain_text("at risk")
    expect(page.locator(".suggested")).to_have_count(0)


def test_a_receipt_opens_explains_and_closes_where_it_was_opened(opened: Open) -> None:
    page = opened()
    ask(page, "statement Acme Networks Q2 2025")
    link = page.locator(".rests a")
    receipt = link.inner_text()
    link.click()
    dialog = page.get_by_role("dialog", name=f"Receipt {receipt}")
    expect(dialog.get_by_role("table")).to_contain_text("D-04236")
    expect(dialog).to_contain_text("Partner Incentive Program Q2 2025")
    dialog.get_by_text("channel-sales explain").click()
    expect(dialog.locator("pre")).to_contain_text('"records_version"')
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(link).to_be_focused()


def test_a_citation_opens_the_section_that_it_names(opened: Open, desk: Desk) -> None:
    section = desk.library.section("conflict-management#steps")
    cited = Citation(id=section.id, playbook=section.playbook, heading=section.heading, source=section.source)
    answer = Answer(text=f"Settle it by the steps. [{section.id}]", citations=(cited,))
    with serving(app_of(ToldDesk.over(desk, answer))) as address:
        page = opened(at=address)
        ask(page, "How do we resolve a channel conflict?")
        for link in (page.locator("a.cited"), page.locator(".sources a")):
            link.click()
            dialog = page.get_by_role("dialog", name=f"{section.playbook}: {section.heading}")
            expect(dialog.locator(".prose")).to_contain_text(section.text.split()[-1].strip("*_.,"))
            dialog.get_by_role("button", name="Close").click()
            expect(dialog).to_be_hidden()
        page.goto(f"{address}/playbooks/conflict-management/steps")
        expect(page.get_by_role("heading", level=1)).to_contain_text(section.heading)


def test_an_answer_is_copied_and_downloaded_and_rated(opened: Open, tmp_path: Path) -> None:
    page = opened()
    ask(page, "rebate Acme Networks Q1 2025")
    page.get_by_role("link", name="Copy Markdown").click()
    expect(page.get_by_role("link", name="Copied")).to_be_visible()
    assert "| Revenue of 2025-Q1 | $145,000 |" in page.evaluate("() => navigator.clipboard.readText()")
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("CSV")).first.click()
    download.value.save_as(tmp_path / "table.csv")
    rows = list(csv.reader((tmp_path / "table.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert ["Revenue of 2025-Q1", "$145,000"] in rows
    with page.expect_download() as download:
        page.get_by_role("link", name="Download JSON").click()
    assert download.value.suggested_filename.endswith(".json")
    page.get_by_role("button", name="Helpful", exact=True).click()
    expect(page.get_by_role("button", name="Helpful", exact=True)).to_have_attribute("aria-pressed", "true")


def test_an_answer_that_is_a_dashboard_is_drawn_and_leads_to_its_page(opened: Open) -> None:
    page = opened()
    ask(page, "dashboard April 2025 Gold")
    chart = page.locator("figure.chart")
    expect(chart).to_contain_text("April 2025 by tier")
    expect(chart.locator("rect.revenue")).to_have_attribute("width", re.compile(r"^[1-9][\d.]*%$"))
    expect(chart.get_by_role("img")).to_have_attribute("aria-label", re.compile("on target 27"))
    page.get_by_role("link", name="Open the dashboard").click()
    expect(page).to_have_url(re.compile("tier=Gold"))


def test_the_dashboard_is_filtered_and_leads_down_to_a_partner_s_deals(opened: Open) -> None:
    page = opened("/dashboard")
    expect(page.locator(".tiles")).to_contain_text("$4.8M")
    page.get_by_label("Tier", exact=True).select_option("Gold")
    page.get_by_role("button", name="Show").click()
    expect(page).to_have_url(re.compile("tier=Gold"))
    expect(page.locator(".tiles")).to_contain_text("$1.4M")
    page.get_by_role("link", name="Clear").click()
    page.get_by_role("link", name="Gold", exact=True).click()
    expect(page.get_by_role("heading", name="Gold partners")).to_be_visible()
    page.get_by_role("link", name="Larkmere Cloud").click()
    expect(page.get_by_role("heading", name="Larkmere Cloud")).to_be_visible()
    expect(page.locator("#deals")).to_contain_text("$380,100 sourced")
    page.get_by_role("link", name="Partners", exact=True).click()
    expect(page.get_by_role("heading", name="All partners")).to_be_visible()


def test_everything_is_reached_by_keyboard_alone(opened: Open) -> None:
    page = opened("/dashboard")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.goto(page.url.partition("/dashboard")[0])
    expect(page.get_by_label("Your question")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(page.locator(".suggested button").last).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".turn.answer")).to_have_count(1)
    expect(page.get_by_label("Your question")).to_be_focused()
    page.keyboard.type("rebate Acme Networks")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("in Q1 2025")
    page.keyboard.press("Enter")
    expect(page.locator(".turn.answer")).to_have_count(2)
    for _ in range(9):
        page.keyboard.press("Shift+Tab")
        if page.locator(".turn:last-of-type .rests a:focus").count():
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_on_a_phone_nothing_is_wider_than_the_screen(opened: Open) -> None:
    page = opened(phone=True)
    ask(page, "statement Acme Networks Q1 2025")
    for path in (None, "/dashboard", "/dashboard/partners?tier=Gold", "/partners/P-047?period=Q1+2025"):
        if path:
            page.goto(page.url.split("/talks")[0].split("/dashboard")[0] + path)
        assert page.evaluate("() => document.documentElement.scrollWidth") == 360, path
        wide = page.locator(".scroll:has(table)").evaluate_all(
            "all => all.filter(one => getComputedStyle(one).overflowX !== 'auto').length"
        )
        assert wide == 0


def test_in_the_dark_the_page_is_dark(opened: Open) -> None:
    def ground(page: Page) -> int:
        colour = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
        return max(int(part) for part in re.findall(r"\d+", colour)[:3])

    assert ground(opened("/dashboard")) > 230
    assert ground(opened("/dashboard", dark=True)) < 40


def test_on_paper_there_are_figures_and_no_controls(opened: Open) -> None:
    page = opened("/dashboard")
    page.emulate_media(media="print")
    expect(page.locator(".tiles")).to_be_visible()
    for part in (".top", ".filters", ".heading .actions"):
        expect(page.locator(part)).to_be_hidden()
