"""Whose a token is: the settings' own, one of the access list, or nobody's."""

from pathlib import Path

import pytest

from assistant.channels.bearer import made, person_of
from assistant.settings import Settings

OWN = "the-operators-own"


@pytest.fixture
def known(tmp_path: Path) -> tuple[Settings, str]:
    """Settings with an access list that holds the hash of one person's token, and that token."""
    token, identity = made()
    listed = tmp_path / "people.yaml"
    listed.write_text(
        f'[{{id: operator, sees: everything}}, {{id: jude, name: Jude Lindott, sees: own, also: ["{identity}"]}}]'
    )
    return Settings(access_file=listed, api_token=OWN), token


def test_a_token_of_the_access_list_is_its_persons(known: tuple[Settings, str]) -> None:
    settings, token = known
    person = person_of(token, settings)
    assert person is not None
    assert (person.id, person.sees) == ("jude", "own")
    assert token not in (settings.access_file or Path()).read_text()


def test_the_settings_own_token_is_the_settings_persons(known: tuple[Settings, str]) -> None:
    person = person_of(OWN, known[0])
    assert person is not None
    assert person.id == "operator"


@pytest.mark.parametrize("token", ["", "wrong", f"{OWN} ", OWN.upper(), "token:", "\ud800", "operator"])
def test_any_other_token_is_nobodys(known: tuple[Settings, str], token: str) -> None:
    assert person_of(token, known[0]) is None


def test_an_empty_setting_lets_nobody_in() -> None:
    assert person_of("", Settings(api_token="")) is None
    assert person_of("anything", Settings(api_token="")) is None


def test_a_hash_of_the_list_is_no_token(known: tuple[Settings, str]) -> None:
    settings, _ = known
    identity = (settings.access_file or Path()).read_text().split('"')[1]
    assert person_of(identity.removeprefix("token:"), settings) is None
    assert person_of(identity, settings) is None


def test_two_tokens_are_never_the_same() -> None:
    assert len({made()[0] for _ in range(50)}) == 50
