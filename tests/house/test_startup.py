"""A command pays for its own tool: what a shell imports is counted, not timed."""

import os
import subprocess
import sys

import pytest

from tests.programs import ROOT

HEAVY = (
    "langchain",
    "langchain_core",
    "langgraph",
    "chromadb",
    "onnxruntime",
    "altair",
    "fastapi",
    "sqlalchemy",
)
PROBE = """
import sys
from assistant.channels.cli.app import run
code = run(sys.argv[2:])
print("IMPORTED", *[name for name in sys.argv[1].split(",") if name in sys.modules])
sys.exit(code)
"""


def imported(url: str, *words: str) -> set[str]:
    """Which of the heavy libraries a command line imports."""
    ran = subprocess.run(  # noqa: S603 - our own probe
        [sys.executable, "-c", PROBE, ",".join(HEAVY), *words],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={**os.environ, "CHANNEL_SALES_DATABASE_URL": url},
    )
    return set(ran.stdout.splitlines()[-1].split()[1:])


@pytest.mark.parametrize(
    "command",
    [
        "tier Acme Networks",
        "path Acme Networks",
        "rebate Acme Networks",
        "dashboard April 2025",
        "health",
        "deadlines",
        "mdf Acme Networks",
    ],
)
def test_a_command_imports_no_library_that_it_does_not_use(demo_url: str, command: str) -> None:
    assert imported(demo_url, *command.split()) == set()


def test_a_sentence_goes_through_the_agent(demo_url: str) -> None:
    assert {"langchain", "langgraph"} <= imported(demo_url, "ask", "which tier does Acme Networks hold?")
