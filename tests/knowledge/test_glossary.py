"""Every figure of the dashboard has its definition in the glossary."""

from tests.programs import ROOT
from tests.tools.dashboard.april import april
from tools.dashboard.models import Metric

GLOSSARY = (ROOT / "knowledge" / "glossary.md").read_text(encoding="utf-8")
DEFINED = [line.split("|")[1].strip() for line in GLOSSARY.splitlines() if line.startswith("| ")]


def plain(metric: Metric) -> str:
    return metric.label.removesuffix(" (this quarter)").removesuffix(" this quarter")


def test_every_metric_is_defined_once_in_the_dashboards_order() -> None:
    labels = [plain(metric) for section in april().sections for metric in section.metrics]

    assert [name for name in DEFINED if name in labels] == labels


def test_every_section_has_its_heading_in_order() -> None:
    headings = [line.removeprefix("### ").upper() for line in GLOSSARY.splitlines() if line.startswith("### ")]

    assert headings == [section.title for section in april().sections]


def test_words_are_in_the_order_of_the_alphabet() -> None:
    words = GLOSSARY.partition("## Words")[2].partition("## How")[0].splitlines()
    names = [line.split("|")[1].strip().casefold() for line in words if line.startswith("| ")][1:]

    assert names == sorted(names)
