"""The checker as a whole: every fault in one run, in reading order, and never a traceback."""

import copy
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.records.program import BadProgram, read_program
from assistant.records.program_checks import FILES, Fault, check_program
from tests.records.program.plants import SHIPPED, Plant, found_in, planted

Step = str | int
WRITTEN: dict[str, Any] = {name: yaml.safe_load((SHIPPED / f"{name}.yaml").read_text()) for name in FILES}


def test_every_fault_of_several_files_is_found_in_one_run(tmp_path: Path) -> None:
    folder = planted(
        tmp_path,
        Plant("rebate.yaml", "{from: 500_000", "{from: 200_000"),
        Plant("rebate.yaml", "paid_after_days: 30", "paid_after_days: soon", last=True),
        Plant("rebate.yaml", "    measure: revenue\n", "", last=True),
        Plant("spiffs.yaml", "stacking: all", "stackin: all"),
        Plant("tiers.yaml", "at_least: 5}", "at_least: 1}"),
        Plant("mdf.yaml", "tier: Gold", "tier: Golden"),
        Plant("company.yaml", "currency: USD", "currency: EUR"),
    )
    (folder / "health.yaml").write_text("description: [open\n")
    errors = [(fault.file, fault.line, fault.key) for fault in found_in(folder) if fault.severity == "error"]
    assert errors == [
        ("company.yaml", 2, "currency"),
        ("tiers.yaml", 45, "values[0].tiers[2].requirements[0].at_least"),
        ("tiers.yaml", 49, "values[0].tiers[2].benefits[1]"),
        ("spiffs.yaml", 3, "values[0].stacking"),
        ("spiffs.yaml", 9, "values[0].stackin"),
        ("rebate.yaml", 15, "values[0].bands[2].from"),
        ("rebate.yaml", 19, "values[1].measure"),
        ("rebate.yaml", 26, "values[1].paid_after_days"),
        ("mdf.yaml", 10, "values[0].entitlements[1].tier"),
        ("health.yaml", 2, ""),
    ]


def test_a_slip_in_a_block_does_not_hide_the_blocks_other_faults(tmp_path: Path) -> None:
    folder = planted(
        tmp_path,
        Plant("rebate.yaml", "rate_bp: 200}", "rate_bp: two}"),
        Plant("rebate.yaml", "rate_bp: 650}", "rate_bp: 450}"),
    )
    keys = [fault.key for fault in found_in(folder) if fault.severity == "error"]
    assert keys == ["values[0].bands[0].rate_bp", "values[0].bands[3].rate_bp"]


def test_a_fault_reads_as_place_fact_and_remedy(tmp_path: Path) -> None:
    folder = planted(tmp_path, Plant("rebate.yaml", "{from: 100_000, rate", "{from: 100_000, to: 249_000, rate"))
    [fault] = found_in(folder)
    assert str(fault) == (
        "rebate.yaml:14 values[0].bands[1].from: there is a hole between $249,000 and $250,000. "
        "Leave `to` out: a band runs up to the next one's `from`."
    )


def test_a_program_with_a_hole_is_refused_in_one_message(tmp_path: Path) -> None:
    folder = planted(tmp_path, Plant("rebate.yaml", "{from: 100_000, rate", "{from: 100_000, to: 249_000, rate"))
    with pytest.raises(BadProgram) as refused:
        read_program(folder)
    assert str(refused.value) == (
        f"The program in {folder} cannot be used: rebate.yaml:14 values[0].bands[1].from: there is a hole between "
        "$249,000 and $250,000. Leave `to` out: a band runs up to the next one's `from`. "
        f"Run `channel-sales program check {folder}` to see this."
    )


def _paths(value: Any, path: tuple[Step, ...] = ()) -> Iterator[tuple[Step, ...]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in items:
        yield (*path, step)
        yield from _paths(inner, (*path, step))


PLACES = [(name, path) for name in FILES for path in _paths(WRITTEN[name])]
ANYTHING = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(st.characters(codec="utf-8"), max_size=12),
    st.dates(),
    st.datetimes(),
    st.just([]),
    st.just({}),
    st.lists(st.integers(), max_size=2),
    st.dictionaries(st.sampled_from(["from", "tier", "name", "id", "x"]), st.integers(), max_size=2),
)


def _checked(changed: dict[str, Any]) -> list[Fault]:
    with TemporaryDirectory() as folder:
        for name, data in changed.items():
            (Path(folder) / f"{name}.yaml").write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True))
        faults = check_program(Path(folder))
        if not any(fault.severity == "error" for fault in faults):
            read_program(Path(folder))
        return faults


def _around(changed: dict[str, Any], name: str, path: tuple[Step, ...]) -> Any:
    around = changed[name]
    for step in path[:-1]:
        around = around[step]
    return around


@settings(deadline=None, max_examples=80)
@given(place=st.sampled_from(PLACES))
def test_a_program_without_one_of_its_keys_is_told_or_computed_with(place: tuple[str, tuple[Step, ...]]) -> None:
    name, path = place
    changed = copy.deepcopy(WRITTEN)
    del _around(changed, name, path)[path[-1]]
    assert all(fault.what and fault.remedy for fault in _checked(changed))


@settings(deadline=None, max_examples=150)
@given(place=st.sampled_from(PLACES), value=ANYTHING)
def test_a_program_with_anything_in_one_of_its_places_is_told_or_computed_with(
    place: tuple[str, tuple[Step, ...]], value: Any
) -> None:
    name, path = place
    changed = copy.deepcopy(WRITTEN)
    _around(changed, name, path)[path[-1]] = value
    assert all(fault.what and fault.remedy for fault in _checked(changed))


@settings(deadline=None, max_examples=60)
@given(
    name=st.sampled_from(FILES),
    text=st.text(st.characters(codec="utf-8"), max_size=80),
    at=st.integers(0, 400),
)
def test_a_file_with_any_text_in_the_middle_is_told_or_computed_with(name: str, text: str, at: int) -> None:
    with TemporaryDirectory() as folder:
        copied = planted(Path(folder))
        path = copied / f"{name}.yaml"
        written = path.read_text()
        path.write_bytes((written[:at] + text + written[at:]).encode())
        assert all(fault.what for fault in check_program(copied))
