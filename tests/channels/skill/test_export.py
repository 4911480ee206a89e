"""The skill's folder: valid by the reference library, complete, and its scripts answer from the demo company."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import skills_ref

from assistant.asking import Desk
from assistant.channels.skill.exporting import export
from assistant.toolbox import asked_shape
from tests.channels.mcp.calls import CALLS
from tests.programs import ROOT
from tools import TOOLS
from tools.core.errors import BadArgument

TRIGGERS = (
    "channel partner", "partner recruitment", "partner onboarding", "co-sell", "partner incentive", "PRM",
    "partner ecosystem", "reseller", "value-added reseller", "VAR", "partner enablement", "deal registration", "MDF",
    "partner tier", "joint business plan", "/channel-sales",
)  # fmt: skip
"""The trigger phrases of the program's source."""


@pytest.fixture(scope="module")
def skill(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An exported skill."""
    return export(tmp_path_factory.mktemp("skills"))


def test_the_reference_validator_finds_nothing(skill: Path) -> None:
    assert skills_ref.validate(skill) == []
    ran = subprocess.run(  # noqa: S603 - the reference validator's own command
        [sys.executable, "-m", "skills_ref.cli", "validate", str(skill)], capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stderr) == (0, "")


def test_its_description_holds_every_trigger_of_the_source(skill: Path) -> None:
    properties = skills_ref.read_properties(skill)
    assert properties.name == "channel-sales"
    assert [one for one in TRIGGERS if f'"{one}"' not in properties.description] == []


def test_what_an_agent_reads_before_each_use_is_short(skill: Path) -> None:
    assert len((skill / "SKILL.md").read_text().splitlines()) <= 50


def test_every_file_that_it_names_is_there(skill: Path) -> None:
    for page in skill.rglob("*.md"):
        for target in re.findall(r"\]\((references/[^)]+)\)|`(scripts/\w+\.sh)", page.read_text()):
            assert (skill / "".join(target)).is_file(), f"{page.name} names {target}"


def test_every_tool_has_a_script_that_calls_it_and_nothing_else(skill: Path) -> None:
    scripts = {path.stem: path.read_text() for path in (skill / "scripts").iterdir()}
    assert set(scripts) == {tool.name for tool in TOOLS}
    for name, text in scripts.items():
        acts = [line for line in text.splitlines() if line and not line.startswith("#")]
        assert acts[0] == """if [ "$#" -eq 0 ]; then set -- '{}'; fi"""
        assert acts[1:] == [f'exec channel-sales tool {name} --json "$@"']


def test_every_tool_is_listed_with_its_arguments(skill: Path) -> None:
    listed = (skill / "references" / "tools.md").read_text()
    for tool in TOOLS:
        part = listed.partition(f"## {tool.name}\n")[2].partition("\n## ")[0]
        for name, field in asked_shape(tool).model_fields.items():
            assert f"- `{name}`" in part if field.is_required() else f"- `[{name}]`" in part


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory, demo_url: str) -> dict[str, str]:
    """The environment of an agent's shell, with this tree's command on its path."""
    folder = tmp_path_factory.mktemp("bin")
    command = folder / "channel-sales"
    starts = "from assistant.channels.cli import main; main()"
    command.write_text(f"#!/bin/sh\nPYTHONPATH={ROOT} exec {sys.executable} -c '{starts}' \"$@\"\n")
    command.chmod(0o755)
    return {**os.environ, "PATH": f"{folder}:{os.environ['PATH']}", "CHANNEL_SALES_DATABASE_URL": demo_url}


def ran(skill: Path, shell: dict[str, str], name: str, *arguments: str) -> tuple[int, dict[str, Any]]:
    done = subprocess.run(  # noqa: S603 - our own script
        [str(skill / "scripts" / f"{name}.sh"), *arguments], capture_output=True, text=True, check=False, env=shell
    )
    assert done.stderr == ""
    return done.returncode, json.loads(done.stdout)


@pytest.mark.parametrize("tool", ["tier_status", "deal_estimate", "dashboard", "advice", "qbr_pack"])
def test_a_script_prints_what_the_desk_computes(skill: Path, shell: dict[str, str], desk: Desk, tool: str) -> None:
    code, printed = ran(skill, shell, tool, json.dumps(CALLS[tool]))
    assert code == 0
    assert printed["receipt"]["id"] == desk.call(tool, CALLS[tool]).receipt.id


def test_a_script_needs_no_arguments_where_its_tool_needs_none(skill: Path, shell: dict[str, str]) -> None:
    code, printed = ran(skill, shell, "rules_of_engagement")
    assert (code, printed["receipt"]["tool"]) == (0, "rules_of_engagement")


def test_a_script_hands_a_refusal_on(skill: Path, shell: dict[str, str]) -> None:
    code, printed = ran(skill, shell, "tier_status", '{"partner": "Acme"}')
    assert (code, printed["error"]["code"]) == (2, "unclear_partner")
    assert "Acme Networks or Acme Nordic" in printed["error"]["message"]


def test_a_folder_of_the_skills_name_is_written_into_and_again_without_a_change(tmp_path: Path) -> None:
    place = export(tmp_path / "channel-sales")
    assert place == tmp_path / "channel-sales"
    before = {path: path.read_bytes() for path in place.rglob("*") if path.is_file()}
    assert export(place) == place
    assert {path: path.read_bytes() for path in place.rglob("*") if path.is_file()} == before
    shutil.rmtree(place)


def test_a_place_that_cannot_be_written_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("taken")
    with pytest.raises(BadArgument, match="Not a directory"):
        export(tmp_path / "file")
