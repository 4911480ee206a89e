"""A section's text as statements that can be cited one by one."""

import pytest

from tools.advice.text import Statement, shortened, statements, stems


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("One. Two!", [("sentence", "One."), ("sentence", "Two!")], id="sentences"),
        pytest.param("1. Do it\n   now.\n2. Rest.", [("step", "Do it now."), ("step", "Rest.")], id="steps that go on"),
        pytest.param("- A\n* B\n+ C", [("bullet", "A"), ("bullet", "B"), ("bullet", "C")], id="bullets"),
        pytest.param("Before:\n- A", [("sentence", "Before:"), ("bullet", "A")], id="a lead and its items"),
        pytest.param("**Bold** and `code` (see other-file).", [("sentence", "Bold and code.")], id="marks are dropped"),
        pytest.param("(see a-file and b-file)", [], id="only a reference"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_a_text_is_cut_into_what_it_says(text: str, found: list[tuple[str, str]]) -> None:
    assert statements(text) == [Statement(form, said) for form, said in found]  # type: ignore[arg-type]


def test_a_table_row_is_read_with_its_headers_and_what_follows_last() -> None:
    text = "| Tier | Growth | Coverage |\n|---|---|---|\n| Silver | flat | desk |\n| Gold | - | named |"
    assert [one.text for one in statements(text)] == [
        "Tier: Silver; Growth: flat → Coverage: desk",
        "Tier: Gold → Coverage: named",
    ]


def test_two_tables_keep_their_own_headers() -> None:
    text = "| A | B |\n|---|---|\n| 1 | 2 |\n\n| C | D |\n|---|---|\n| 3 | 4 |"
    assert [one.text for one in statements(text)] == ["A: 1 → B: 2", "C: 3 → D: 4"]


def test_stems_leave_out_small_words_and_numbers_and_join_plurals() -> None:
    assert stems("The 30 partners registered") == stems("partner registered")
    assert stems("to the of 1 2") == frozenset()


def test_a_long_text_is_cut_at_a_word() -> None:
    assert shortened("short") == "short"
    assert shortened("aaa bbb, ccc", most=9) == "aaa bbb …"
