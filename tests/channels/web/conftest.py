"""One Chromium a module of browser tests, the pages on a real port, and what no test may see: a request that leaves."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from assistant.asking import Desk
from tests.channels.loopback import serving
from tests.channels.web.served import HeldDesk, app_of

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
EXPECTED = ("status of 422", "status of 401", "net::ERR_FAILED", "Failed to fetch")
"""What the browser writes of a refused or broken-off request; the page itself says why, and tests look for that."""
PHONE = {"width": 360, "height": 740}

Open = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium without a screen. It goes with its module: Playwright holds the thread's event loop."""
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        expect.set_options(timeout=15_000)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def address(desk: Desk) -> Iterator[str]:
    """The pages over the demo company."""
    with serving(app_of(desk)) as address:
        yield address


@pytest.fixture(scope="session")
def guarded(desk: Desk) -> Iterator[str]:
    """The pages behind a token."""
    own = desk.settings.model_copy(update={"api_token": "s3cret"})
    with serving(app_of(desk, own)) as address:
        yield address


@pytest.fixture
def held(desk: Desk) -> Iterator[tuple[HeldDesk, str]]:
    """The pages over a desk that waits for the test."""
    desk = HeldDesk.over(desk)
    with serving(app_of(desk)) as address:
        yield desk, address
        desk.gate.set()


@pytest.fixture
def opened(browser: Browser, address: str) -> Iterator[Open]:
    """Opens a page; at the end no request has left its origin, and nothing was refused by its own policy."""
    contexts: list[BrowserContext] = []
    left: list[str] = []
    faults: list[str] = []

    def open_(path: str = "/", *, at: str = address, dark: bool = False, phone: bool = False) -> Page:
        context = browser.new_context(
            color_scheme="dark" if dark else "light",
            viewport=PHONE if phone else {"width": 1280, "height": 860},  # type: ignore[arg-type]
            permissions=["clipboard-read", "clipboard-write"],
            reduced_motion="reduce",
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: left.append(request.url) if not request.url.startswith(at) else None)
        page.on("console", lambda told: faults.append(told.text) if told.type == "error" else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(at + path)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert left == []
    assert [fault for fault in faults if not any(known in fault for known in EXPECTED)] == []
