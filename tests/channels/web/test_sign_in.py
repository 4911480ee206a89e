"""Signing in: with an OpenID Connect provider on loopback, by a token, not at all, and out again."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx import Client
from httpx2 import Response

from assistant.asking import Desk
from assistant.channels.bearer import made
from assistant.channels.cli.serving import greeting
from assistant.channels.web.mounting import mount
from assistant.settings import Settings
from tests.channels.loopback import serving
from tests.channels.web.provider import CLIENT, SECRET, FakeProvider, provider_app

HERE = "http://testserver"
OWN = {"sec-fetch-site": "same-origin"}
ACCESS = """
- {id: dana, name: Dana Reyes, sees: everything, also: ["oidc:u-17"]}
- {id: lee@example.com, name: Lee Wong, sees: own}
"""


@pytest.fixture(scope="module")
def provider() -> Iterator[tuple[FakeProvider, str]]:
    fake = FakeProvider()
    with serving(provider_app(fake)) as address:
        yield fake, address


@pytest.fixture
def fake(provider: tuple[FakeProvider, str]) -> FakeProvider:
    """The provider as it is before a test plants a fault."""
    provider[0].claims, provider[0].spoiled, provider[0].other_key = {"sub": "u-17"}, {}, False
    return provider[0]


@pytest.fixture
def access_file(tmp_path: Path) -> Path:
    path = tmp_path / "access.yaml"
    path.write_text(ACCESS)
    return path


def client_of(desk: Desk, **settings: object) -> TestClient:
    own = Settings(database_url=desk.settings.database_url, **settings)  # type: ignore[arg-type]
    app = FastAPI()
    mount(app, Desk.open(own), own)
    return TestClient(app, base_url=HERE, follow_redirects=False, raise_server_exceptions=False)


@pytest.fixture
def pages(desk: Desk, provider: tuple[FakeProvider, str], fake: FakeProvider, access_file: Path) -> TestClient:
    return client_of(
        desk,
        oidc_issuer=provider[1],
        oidc_client_id=CLIENT,
        oidc_client_secret=SECRET,
        session_secret="of a test",  # noqa: S106 - a made-up secret
        access_file=access_file,
    )


def at_provider(pages: TestClient) -> str:
    """The address that the provider sends the person back to."""
    sent = pages.get("/sign-in/provider")
    assert sent.status_code == 302
    with Client() as browser:
        return browser.get(sent.headers["location"]).headers["location"]


def signed_in(pages: TestClient) -> Response:
    return pages.get(at_provider(pages))


def test_who_signs_in_is_known_by_their_subject_and_sent_to_the_page_that_was_asked_for(pages: TestClient) -> None:
    asked = pages.get("/dashboard?tier=Gold")
    assert (asked.status_code, asked.headers["location"]) == (303, "/sign-in?next=/dashboard%3Ftier%3DGold")
    assert "Sign in with your company account" in pages.get(asked.headers["location"]).text
    back = signed_in(pages)
    assert (back.status_code, back.headers["location"]) == (303, "/dashboard?tier=Gold")
    assert "Dana Reyes" in pages.get("/").text


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites_and_of_http_where_https_is_set(
    pages: TestClient, desk: Desk
) -> None:
    cookie = signed_in(pages).headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "secure" not in cookie
    https = client_of(desk, api_token="s3cret", public_url="https://sales.example.com")  # noqa: S106 - a made-up token
    sent = https.post("/sign-in", data={"token": "s3cret"}, headers=OWN)
    assert "secure" in sent.headers["set-cookie"].lower()
    assert sent.headers["strict-transport-security"]


def test_the_provider_is_asked_with_state_nonce_and_a_proof_of_the_same_browser(pages: TestClient) -> None:
    asked = parse_qs(urlsplit(pages.get("/sign-in/provider").headers["location"]).query)
    assert asked["redirect_uri"] == [f"{HERE}/sign-in/back"]
    assert asked["code_challenge_method"] == ["S256"]
    assert all(len(asked[name][0]) >= 20 for name in ("state", "nonce", "code_challenge"))


@pytest.mark.parametrize(
    "spoiled",
    [
        pytest.param({"nonce": "another"}, id="the nonce of another sign-in"),
        pytest.param({"exp": 1_700_000_000}, id="expired"),
        pytest.param({"iss": "http://127.0.0.1:1"}, id="of another issuer"),
        pytest.param({"aud": "another-client"}, id="for another client"),
        pytest.param({"sub": None}, id="of nobody"),
    ],
)
def test_a_token_that_is_not_for_this_sign_in_lets_nobody_in(
    pages: TestClient, fake: FakeProvider, spoiled: dict[str, object]
) -> None:
    fake.spoiled = spoiled
    answer = signed_in(pages)
    assert answer.status_code == 401
    assert 'role="alert"' in answer.text
    assert pages.get("/").status_code == 303


def test_a_token_signed_by_another_key_lets_nobody_in(pages: TestClient, fake: FakeProvider) -> None:
    fake.other_key = True
    assert signed_in(pages).status_code == 401


def test_a_state_of_another_browser_lets_nobody_in_and_asks_the_provider_nothing(
    pages: TestClient, fake: FakeProvider
) -> None:
    back, before = at_provider(pages), fake.tokens
    assert pages.get(back.replace("state=", "state=x")).status_code == 401
    pages.cookies.clear()
    assert pages.get(back).status_code == 401
    assert fake.tokens == before


def test_a_way_back_is_walked_once(pages: TestClient) -> None:
    back = at_provider(pages)
    assert pages.get(back).status_code == 303
    assert pages.get(back).status_code == 401


def test_a_person_whom_the_access_list_does_not_name_is_told_so(pages: TestClient, fake: FakeProvider) -> None:
    fake.claims = {"sub": "u-99", "email": "lee@example.com", "email_verified": False}
    answer = signed_in(pages)
    assert answer.status_code == 403
    assert "No access is set for oidc:u-99. Ask the owner of the access list to add you." in answer.text
    assert pages.get("/").status_code == 303


def test_a_verified_address_names_a_person_too(pages: TestClient, fake: FakeProvider) -> None:
    fake.claims = {"sub": "u-99", "email": "lee@example.com", "email_verified": True}
    assert signed_in(pages).status_code == 303
    assert "Lee Wong" in pages.get("/").text


def test_an_address_that_is_no_address_names_nobody(pages: TestClient, fake: FakeProvider) -> None:
    fake.claims = {"sub": "u-99", "email": "dana", "email_verified": True}
    assert signed_in(pages).status_code == 403


def test_who_signs_out_is_out(pages: TestClient) -> None:
    signed_in(pages)
    assert pages.post("/sign-out").status_code == 403
    assert pages.post("/sign-out", headers=OWN).headers["location"] == "/sign-in"
    assert pages.get("/dashboard").status_code == 303


@pytest.mark.parametrize("elsewhere", ["https://example.com/", "//example.com", "/\\example.com", "/sign-in/back"])
def test_a_sign_in_leads_to_no_other_site(pages: TestClient, elsewhere: str) -> None:
    pages.get("/sign-in", params={"next": elsewhere})
    assert signed_in(pages).headers["location"] == "/"


def test_a_provider_that_cannot_be_reached_is_told_in_a_sentence(desk: Desk) -> None:
    pages = client_of(desk, oidc_issuer="http://127.0.0.1:1", oidc_client_id=CLIENT)
    answer = pages.get("/sign-in/provider")
    assert answer.status_code == 502
    assert "cannot be reached" in answer.text


def test_a_cookie_that_was_changed_or_signed_with_another_secret_is_nobody_s(pages: TestClient) -> None:
    signed_in(pages)
    whole = pages.cookies["channel_sales"]
    pages.cookies.clear()
    pages.cookies.set("channel_sales", "x" + whole[1:])
    assert pages.get("/").status_code == 303


def test_the_token_signs_in_whoever_the_settings_name(desk: Desk, tmp_path: Path) -> None:
    pages = client_of(desk, api_token="s3cret")  # noqa: S106 - a made-up token
    assert "Access token" in pages.get("/sign-in").text
    refused = pages.post("/sign-in", data={"token": "guess"}, headers=OWN)
    assert refused.status_code == 401
    assert "nobody&#39;s token" in refused.text
    assert pages.get("/").status_code == 303
    assert pages.post("/sign-in", data={"token": "s3cret"}, headers=OWN).headers["location"] == "/"
    assert "operator" in pages.get("/").text


def test_a_token_of_the_access_list_signs_in_its_own_person(desk: Desk, tmp_path: Path) -> None:
    token, identity = made()
    access = tmp_path / "access.yaml"
    access.write_text(
        f'[{{id: operator, sees: everything}}, {{id: lee, name: Lee Wong, sees: own, also: ["{identity}"]}}]'
    )
    pages = client_of(desk, api_token="s3cret", access_file=access)  # noqa: S106 - a made-up token
    pages.post("/sign-in", data={"token": token}, headers=OWN)
    assert "Lee Wong" in pages.get("/").text


def test_without_sign_in_the_pages_are_served_to_this_machine_and_refused_to_a_network(desk: Desk) -> None:
    alone = client_of(desk)
    assert alone.get("/", headers={"host": "127.0.0.1:8080"}).status_code == 200
    assert alone.get("/", headers={"host": "sales.attacker.example"}).status_code == 421
    assert alone.get("/", headers={"host": "["}).status_code == 421
    assert alone.get("/sign-in", headers={"host": "localhost"}).headers["location"] == "/"
    opened = client_of(desk, host="0.0.0.0").get("/")  # noqa: S104 - that it is refused is what is tested
    assert opened.status_code == 503
    assert "0.0.0.0 is open to a network and no sign-in is set" in opened.text


@pytest.mark.parametrize(
    ("own", "said"),
    [
        pytest.param({}, "Ask at http://127.0.0.1:8080/, the dashboard is at", id="this machine"),
        pytest.param({"host": "::1", "port": 9000}, "Ask at http://[::1]:9000/,", id="this machine by IPv6"),
        pytest.param({"host": "0.0.0.0"}, "The HTTP surface is at http://0.0.0.0:8080/docs.", id="no sign-in"),  # noqa: S104
        pytest.param(
            {"host": "0.0.0.0", "api_token": "t", "public_url": "https://sales.example.com/"},  # noqa: S104
            "Ask at https://sales.example.com/, the dashboard is at https://sales.example.com/dashboard.",
            id="behind a proxy",
        ),
    ],
)
def test_serve_says_where_to_ask_where_the_pages_are_served(own: dict[str, Any], said: str) -> None:
    assert greeting(Settings(**own)).startswith(said)
