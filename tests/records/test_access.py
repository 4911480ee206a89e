"""The access list: who is let in, and every fault of it that lets nobody in."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from assistant.access import OPERATOR, NoAccess, Person, person_named

LIST = """
- {id: ada, name: Ada Marsh, sees: everything}
- {id: dana, name: Dana Reyes, sees: own}
- {id: pat, name: Pat Lee, sees: partner, partner_id: P-042}
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "access.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_list_the_operator_alone_is_known() -> None:
    assert person_named("operator", None) is OPERATOR
    with pytest.raises(NoAccess, match="'ada'"):
        person_named("ada", None)


def test_with_a_list_the_operator_is_let_in_only_if_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(NoAccess, match="'operator'"):
        person_named("operator", written(tmp_path, LIST))


def test_a_person_is_known_by_the_identities_of_channels_too(tmp_path: Path) -> None:
    listed = written(tmp_path, "- {id: ada, sees: everything, also: [slack:U1]}")
    assert person_named("slack:U1", listed) == person_named("ada", listed)


def test_an_identity_of_two_people_lets_nobody_in(tmp_path: Path) -> None:
    listed = written(tmp_path, "- {id: ada, sees: everything, also: [bo]}\n- {id: bo, sees: everything}")
    with pytest.raises(NoAccess, match="bo is listed more than once"):
        person_named("ada", listed)


@pytest.mark.parametrize(
    ("identity", "scope"),
    [("ada", "everything"), ("dana", "manager:Dana Reyes"), ("pat", "partner:P-042")],
)
def test_a_person_has_the_scope_of_the_list(tmp_path: Path, identity: str, scope: str) -> None:
    assert person_named(identity, written(tmp_path, LIST)).scope == scope


@pytest.mark.parametrize("identity", ["", "Ada", "ada ", "dana'; --", "*"])
def test_a_name_that_is_only_nearly_listed_is_not_let_in(tmp_path: Path, identity: str) -> None:
    with pytest.raises(NoAccess, match="No access is set for"):
        person_named(identity, written(tmp_path, LIST))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="an empty list"),
        pytest.param("- {id: ada, sees: everything", id="broken YAML"),
        pytest.param("ada: everything", id="a mapping"),
        pytest.param("just a text", id="a text"),
        pytest.param("- ada", id="an entry without fields"),
        pytest.param("- {id: ada}", id="an entry without a scope"),
        pytest.param("- {id: ada, sees: all}", id="a scope that there is not"),
        pytest.param("- {id: ada, sees: everything, admin: true}", id="an unknown key"),
        pytest.param("- {id: 7, sees: everything}", id="an id that is no text"),
        pytest.param("- {id: dana, sees: own}", id="own without the manager's name"),
        pytest.param("- {id: dana, name: ' ', sees: own}", id="own with a blank name"),
        pytest.param("- {id: pat, name: Pat, sees: partner}", id="partner without the partner"),
        pytest.param("- {id: pat, sees: partner, partner_id: ''}", id="partner with a blank id"),
        pytest.param(f"{LIST}- {{id: pat, name: Pat, sees: everything}}", id="a person listed twice"),
        pytest.param("- {id: ada, sees: everything, partner_id: P-1}", id="everything of one partner"),
    ],
)
def test_a_faulty_list_lets_nobody_in_and_says_where_it_is(tmp_path: Path, text: str) -> None:
    path = written(tmp_path, text)
    for identity in ("operator", "ada", "dana", "pat"):
        with pytest.raises(NoAccess, match="nobody is let in") as refused:
            person_named(identity, path)
        assert str(path) in str(refused.value)
        assert "\n" not in str(refused.value)


def test_a_list_that_is_not_there_or_not_text_lets_nobody_in(tmp_path: Path) -> None:
    with pytest.raises(NoAccess, match="nobody is let in"):
        person_named("operator", tmp_path / "none.yaml")
    path = tmp_path / "access.yaml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(NoAccess, match="nobody is let in"):
        person_named("operator", path)


def test_equal_scopes_are_equal_and_others_are_not() -> None:
    dana, other = (Person(id=name, name="Dana Reyes", sees="own") for name in ("dana", "dana2"))
    assert dana.scope == other.scope
    assert len({p.scope for p in (OPERATOR, dana, Person(id="x", sees="partner", partner_id="Dana Reyes"))}) == 3


def test_a_person_cannot_be_changed_into_another() -> None:
    with pytest.raises(ValidationError):
        OPERATOR.sees = "partner"  # type: ignore[misc]
