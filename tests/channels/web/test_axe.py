"""What axe finds on each page, in light and dark: nothing serious."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.channels.web.conftest import Open
from tests.channels.web.test_browser import ask


def faults(page: Page) -> list[str]:
    """The serious and critical faults of a page, each with where it is."""
    found = Axe().run(page).response["violations"]
    return [
        f"{one['impact']} {one['id']}: {one['nodes'][0]['html'][:120]}"
        for one in found
        if one["impact"] in {"serious", "critical"}
    ]


def in_both(page: Page) -> list[str]:
    """The faults in light, and those in dark."""
    light = faults(page)
    page.emulate_media(color_scheme="dark")
    return light + faults(page)


@pytest.mark.parametrize(
    "path",
    ["/", "/dashboard", "/dashboard/partners?tier=Platinum", "/partners/P-047",
     "/playbooks/conflict-management/steps", "/dashboard?period=Smarch"],
)  # fmt: skip
def test_a_page_has_no_serious_fault(opened: Open, path: str) -> None:
    assert in_both(opened(path)) == []


def test_the_way_in_has_none(opened: Open, guarded: str) -> None:
    assert in_both(opened("/sign-in", at=guarded)) == []


def test_a_conversation_and_what_opens_from_it_have_none(opened: Open) -> None:
    page = opened()
    ask(page, "statement Acme Networks Q2 2025")
    ask(page, "tier Acme")
    assert in_both(page) == []
    page.locator(".rests a").first.click()
    page.get_by_role("dialog").wait_for()
    assert in_both(page) == []


def test_a_fault_would_be_found(opened: Open) -> None:
    page = opened()
    page.evaluate("() => document.querySelector('label[for=question]').remove()")
    page.evaluate("() => document.querySelector('#question').removeAttribute('placeholder')")
    assert [fault.split()[1] for fault in faults(page)] == ["label:"]
