"""The limits that keep a stranger able to find things: sizes, places, and what a folder says of itself."""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.programs import ROOT

PARTS = ("assistant", "tools", "evals", "tests")
MOST_LINES, MOST_FUNCTION_LINES, MOST_MODULES = 300, 40, 12
TOP_LEVEL = {
    "assistant", "tools", "knowledge", "prompts", "evals", "tests",
    "pyproject.toml", "README.md", "Makefile", "requirements.lock", "requirements-server.lock", "requirements-dev.lock",
}  # fmt: skip


def sources() -> list[Path]:
    return sorted(path for part in PARTS for path in (ROOT / part).rglob("*.py"))


GENERATED = ROOT / "assistant" / "records" / "migrations"


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def long_functions(path: Path) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}:{f.lineno} {f.name}"
        for f in functions(path)
        if (f.end_lineno or f.lineno) - f.lineno + 1 > MOST_FUNCTION_LINES
    ]


def test_no_file_is_longer_than_a_reader_can_hold() -> None:
    long = [path for path in sources() if len(path.read_text().splitlines()) > MOST_LINES]
    assert [str(path.relative_to(ROOT)) for path in long if GENERATED not in path.parents] == []


def test_no_function_is_longer_than_a_screen() -> None:
    assert [name for path in sources() if GENERATED not in path.parents for name in long_functions(path)] == []


def test_a_long_function_would_be_seen(tmp_path: Path) -> None:
    planted = ROOT / "tests" / "house" / "test_shape.py"
    assert long_functions(planted) == []
    text = "def long() -> None:\n" + "    pass\n" * MOST_FUNCTION_LINES
    node = next(iter(ast.parse(text).body))
    assert (node.end_lineno or 0) - node.lineno + 1 > MOST_FUNCTION_LINES


def test_no_folder_holds_more_modules_than_a_glance_takes() -> None:
    folders = {path.parent for path in sources()}
    crowded = {
        str(folder.relative_to(ROOT)): count
        for folder in folders
        if (count := sum(1 for path in folder.glob("*.py") if path.name != "__init__.py")) > MOST_MODULES
    }
    assert crowded == {}


def test_the_top_level_is_fixed() -> None:
    tracked = {path.name for path in ROOT.iterdir() if not path.name.startswith(".") and path.name != "build"}
    assert tracked - {"channel_sales.egg-info"} == TOP_LEVEL


@pytest.mark.parametrize(
    "folder",
    ["assistant", "assistant/agent", "assistant/channels", "assistant/reading", "assistant/records",
     "assistant/wording", "evals", "knowledge", "knowledge/program", "prompts", "tests", "tools", "tools/core"],
)  # fmt: skip
def test_a_folder_says_what_lives_in_it_and_how_to_add_one(folder: str) -> None:
    text = (ROOT / folder / "README.md").read_text(encoding="utf-8")
    assert "to add" in text.lower() or "to change" in text.lower()
    assert len(text.splitlines()) <= 40


def test_the_locks_hold_hashes_and_no_address() -> None:
    for lock in ("requirements.lock", "requirements-server.lock", "requirements-dev.lock"):
        text = (ROOT / lock).read_text(encoding="utf-8")
        assert "://" not in text
        pinned = [line for line in text.splitlines() if line and not line.startswith((" ", "#"))]
        assert pinned
        assert all("==" in line and line.endswith("\\") for line in pinned)


def test_every_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    locked = (ROOT / "requirements.lock").read_text(encoding="utf-8").lower()
    names = [item.split(">")[0].split("=")[0].split("<")[0].lower() for item in project["dependencies"]]
    assert names
    assert [name for name in names if f"\n{name}==" not in f"\n{locked}"] == []
