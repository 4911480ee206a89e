"""The dashboard's picture: what it draws, in which order, and what it says where there is nothing."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.charts import dashboard_chart, save_dashboard
from tests.builders import frames
from tests.programs import shipped
from tests.tools.dashboard.april import TODAY, won
from tools.core.errors import BadArgument
from tools.dashboard import dashboard
from tools.dashboard.models import Dashboard

NAME = "The Extraordinarily Long Name of a Partner of Ours in the Far North"


def company(**asked: str) -> Dashboard:
    """A Gold and a Silver partner with revenue; Silver has a target, Gold a long name."""
    rows: dict[str, Any] = {
        "partners": [{"name": NAME}, {"partner_id": "P-2", "name": "Birch Cloud"}],
        "tier_history": [{"tier": "Gold"}, {"partner_id": "P-2", "tier": "Silver"}],
        "targets": [{"partner_id": "P-2", "amount_cents": 400_000_00}],
        "deals": [won(1_200_000_00), won(300_000_00, partner_id="P-2")],
        "logins": [{"login_on": TODAY}],
    }
    return dashboard(frames(TODAY, **rows), shipped(), **asked)


def values(chart: dict[str, Any], number: int) -> list[dict[str, Any]]:
    part = chart["vconcat"][number]
    source = part.get("data") or part.get("layer", [{}])[0].get("data") or chart["data"]
    found: list[dict[str, Any]] = source["values"]
    return found


def test_tiers_stand_highest_first_with_revenue_target_and_pipeline() -> None:
    drawn = values(dashboard_chart(company()).to_dict(), 0)
    assert [(v["tier"], v["kind"], v["shown"]) for v in drawn][:5] == [
        ("Platinum", "Revenue", "$0"),
        ("Platinum", "Pipeline", "$0"),
        ("Gold", "Revenue", "$1.2M"),
        ("Gold", "Pipeline", "$0"),
        ("Silver", "Revenue", "$0.3M"),
    ]
    assert ("Silver", "Target", "$0.4M") in [(v["tier"], v["kind"], v["shown"]) for v in drawn]


def test_small_amounts_are_not_rounded_to_millions() -> None:
    drawn = values(dashboard_chart(company(tier="Silver")).to_dict(), 0)
    assert [v["shown"] for v in drawn] == ["$300K", "$400K", "$0"]


def test_health_is_counted_in_the_legend() -> None:
    drawn = values(dashboard_chart(company()).to_dict(), 1)
    assert [v["label"] for v in drawn] == ["On target: 1 (50.0%)", "At risk: 1 (50.0%)", "Off target: 0 (0.0%)"]
    assert [v["place"] for v in drawn] == [0, 1, 2]


def test_top_partners_carry_their_revenue_and_share_of_target() -> None:
    drawn = values(dashboard_chart(company()).to_dict(), 2)
    assert [(v["name"], v["shown"]) for v in drawn] == [(NAME, "$1.2M"), ("Birch Cloud", "$300K, 75% of target")]


def test_the_title_names_the_period_and_what_it_was_cut_to() -> None:
    title = dashboard_chart(company(tier="Silver")).to_dict()["title"]
    assert (title["text"], title["subtitle"]) == ("Partner performance, April 2025", "Silver, as of 2025-04-30")


def test_a_period_without_anything_says_so() -> None:
    empty = dashboard(frames(TODAY, partners=[{"joined_on": date(2025, 4, 1)}]), shipped(), period="2023-07")
    drawn = dashboard_chart(empty).to_dict()
    assert len(drawn["vconcat"]) == 1
    assert values(drawn, 0) == [{"text": "The records hold no revenue, pipeline or partners of July 2023."}]


@pytest.mark.parametrize("kind", ["png", "svg"])
def test_a_picture_is_saved_for_a_full_and_an_empty_period(tmp_path: Path, kind: str) -> None:
    for number, result in enumerate((company(), company(period="2023-07"))):
        path = tmp_path / f"{number}.{kind}"
        save_dashboard(result, path)
        assert path.stat().st_size > 1_000


def test_long_names_are_cut_and_short_ones_are_whole(tmp_path: Path) -> None:
    save_dashboard(company(), tmp_path / "a.svg")
    drawn = re.findall(r"<text[^>]*>([^<]*)</text>", (tmp_path / "a.svg").read_text(encoding="utf-8"))
    assert NAME not in drawn
    assert [text for text in drawn if text.endswith("…")] == ["The Extraordinarily Long N…"]
    assert "Birch Cloud" in drawn
    assert "$300K, 75% of target" in drawn


@pytest.mark.parametrize("name", ["a.bmp", "a", "a.png.exe"])
def test_another_kind_of_file_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadArgument, match=r"a chart is a \.png or a \.svg file"):
        save_dashboard(company(), tmp_path / name)


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadArgument, match="cannot be written"):
        save_dashboard(company(), tmp_path / "no" / "such" / "a.svg")
