"""What leaves the page as text, and what comes into it as Markdown."""

import hashlib
import re
from datetime import date

import pytest

from assistant.answer import Answer, Table
from assistant.channels.web.drawing import health_bar, tier_bars, top_bars
from assistant.channels.web.rendering import HERE
from assistant.channels.web.texts import csv_text, plain_text, section_html
from tests.tools.dashboard.april import april, partners, won

VENDOR = HERE / "static" / "vendor"


def test_an_answer_as_text_has_its_tables_by_tabs() -> None:
    table = Table(title="MDF", columns=("What", "Amount"), rows=(("Left", "$5,000"),), right=("Amount",))
    assert plain_text(Answer(text="All is left.", tables=(table,), notes=("Of 2025.",))) == (
        "All is left.\n\nMDF\nWhat\tAmount\nLeft\t$5,000\n\nNote: Of 2025.\n"
    )


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        pytest.param("$1,200", '"$1,200"', id="an amount"),
        pytest.param("+$7,475.25", '"+$7,475.25"', id="a change"),
        pytest.param("-$20", "-$20", id="a loss"),
        pytest.param("-", "-", id="nothing"),
        pytest.param("=1+1", "'=1+1", id="a formula"),
        pytest.param("@SUM(A1)", "'@SUM(A1)", id="another"),
        pytest.param("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0", id="a command that begins like a figure"),
        pytest.param('Acme "East"', '"Acme ""East"""', id="quotes"),
    ],
)
def test_no_name_is_a_spreadsheet_s_formula(cell: str, written: str) -> None:
    assert csv_text(Table(columns=("A",), rows=((cell,),))) == f"A\r\n{written}\r\n"


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        pytest.param("<script>x</script>", "&lt;script&gt;", id="HTML is shown"),
        pytest.param("[a](javascript:alert(1))", "[a](javascript:alert(1))", id="a script is no link"),
        pytest.param("[a](data:text/html,x)", "[a](data:text/html,x)", id="nor is data"),
        pytest.param("[a](/sign-out)", "[a](/sign-out)", id="nor a page of ours"),
        pytest.param("[a](https://example.com)", 'href="https://example.com" rel="noopener noreferrer"', id="a site"),
        pytest.param("[a](mdf#steps)", '<a href="/playbooks/mdf/steps">', id="another section"),
        pytest.param("# T", "<h3>T</h3>", id="a heading stands below the page's own"),
        pytest.param("|A|\n|--:|\n|1|", '<td class="figure">1</td>', id="a figure stands to the right"),
    ],
)
def test_a_playbook_s_markdown_cannot_harm_the_page(markdown: str, html: str) -> None:
    made = section_html(markdown)
    assert html in made
    assert "style=" not in made
    assert "<img" not in section_html("![x](https://example.com/x.png)")


def test_what_is_kept_of_others_is_as_it_was_released() -> None:
    said = dict(re.findall(r"\| `([\w.-]+)` \| `[^`]+` \| ([0-9a-f]{64}) \|", (VENDOR / "README.md").read_text()))
    kept = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in VENDOR.glob("*.js")}
    assert kept == said
    assert set(kept) == {"htmx.min.js", "hx-sse.min.js"}
    assert "Zero-Clause BSD" in (VENDOR / "LICENSE-htmx.txt").read_text()
    assert f'this.version="{re.findall(r"version ([0-9.]+),", (VENDOR / "README.md").read_text())[0]}"' in (
        VENDOR / "htmx.min.js"
    ).read_text().replace("'", '"')


def test_nothing_is_written_into_a_page_that_its_own_policy_would_refuse() -> None:
    pages = "\n".join(path.read_text() for path in (HERE / "templates").glob("*.html"))
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|javascript:|hx-on|<script>|https?://", pages)


def test_bars_are_as_long_as_their_figures() -> None:
    board = april(
        partners=partners(2),
        tier_history=[{"partner_id": "P-1", "tier": "Platinum"}, {"partner_id": "P-2", "tier": "Registered"}],
        targets=[{"partner_id": "P-1", "amount_cents": 500_00}],
        deals=[won(1_000_00, partner_id="P-1"), won(200_00, partner_id="P-2"), {"amount_cents": 2_000_00}],
        logins=[{"partner_id": "P-2", "login_on": date(2025, 4, 2)}],
    )
    tiers = dict(tier_bars(board))
    assert [(bar.kind, bar.length) for bar in tiers["Platinum"]] == [
        ("revenue", 500),
        ("target", 250),
        ("pipeline", 1000),
    ]
    assert [(bar.kind, bar.length) for bar in tiers["Registered"]] == [("revenue", 100), ("pipeline", 0)]
    assert [(bar.start, bar.length, bar.figure) for bar in health_bar(board)] == [
        (0, 1000, "2 (100.0%)"),
        (1000, 0, "0 (0.0%)"),
        (1000, 0, "0 (0.0%)"),
    ]
    assert [bar.length for bar in top_bars(board).values()] == [1000, 200]


def test_a_board_of_nothing_has_no_bars() -> None:
    board = april(partners=[])
    assert health_bar(board) == []
    assert top_bars(board) == {}
    assert all(bar.length == 0 for _, bars in tier_bars(board) for bar in bars)
