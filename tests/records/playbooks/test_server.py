"""Vectors on a Chroma server: the same answers, put back when it lost them, and a plain word when none answers."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import chromadb
import pytest
from chromadb.config import Settings as ChromaSettings

from assistant.records.playbooks.dense.store import NoStore
from assistant.records.playbooks.library import Library
from assistant.settings import Settings
from tests.records.playbooks.conftest import Folder

BEES = "# Bee keeping\n## Steps to move a hive\n1. Close the hive at dusk.\n2. Carry it two miles away.\n"
_PATIENCE_SECONDS = 60


@pytest.fixture(scope="module")
def chroma(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A Chroma server on loopback: its address."""
    port = free_port()
    command = [str(Path(sys.executable).with_name("chroma")), "run", "--host", "127.0.0.1", "--port", str(port)]
    data = str(tmp_path_factory.mktemp("chroma"))
    quiet = subprocess.DEVNULL
    with subprocess.Popen([*command, "--path", data], stdout=quiet, stderr=quiet) as server:  # noqa: S603
        wait_for(port)
        yield f"http://127.0.0.1:{port}"
        server.terminate()


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def wait_for(port: int) -> None:
    for _ in range(_PATIENCE_SECONDS * 10):
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError(f"Nothing listens at {port}")


def test_a_server_answers_as_the_folder_does(chroma: str, folder: Folder, place: Path) -> None:
    question = "how do I transport a beehive?"
    served = Library((folder(bees=BEES),), place, chroma_url=chroma).search(question)
    own = Library((folder(bees=BEES),), place.parent / "own").search(question)
    assert served.covered
    assert [one.section.id for one in served.passages] == [one.section.id for one in own.passages]
    assert served.passages[0].cosine == pytest.approx(own.passages[0].cosine, abs=1e-4)


def test_vectors_that_the_server_lost_are_put_back(chroma: str, folder: Folder, place: Path) -> None:
    shelf = Library((folder(bees=BEES),), place, chroma_url=chroma)
    version, _ = shelf.build()
    client = chromadb.HttpClient(*address(chroma), settings=ChromaSettings(anonymized_telemetry=False))
    client.delete_collection(f"playbooks-{version}-said")
    assert Library((folder(),), place, chroma_url=chroma).search("moving a hive").covered


def address(url: str) -> tuple[str, int]:
    host, port = url.removeprefix("http://").split(":")
    return host, int(port)


def test_a_server_that_does_not_answer_is_named(folder: Folder, place: Path) -> None:
    port = free_port()
    with pytest.raises(NoStore, match=f"No Chroma server answers at 127.0.0.1:{port}"):
        Library((folder(bees=BEES),), place, chroma_url=f"127.0.0.1:{port}").build()


def test_the_setting_is_read_by_its_common_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMA_URL", "http://chroma:8000")
    assert Settings().chroma_url == "http://chroma:8000"
