"""Chroma: vectors in a folder of this machine, or on a server. Nothing is embedded or sent by Chroma itself."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from assistant.records.playbooks.dense.nearness import Nearness
from assistant.records.playbooks.dense.vectors import Kind, Text
from tools.core.errors import ToolError

if TYPE_CHECKING:
    import numpy as np

_MOST_AT_ONCE = 5_000
_BUILT_BY = 100
_LOOKED_AT = 160
"""How many nearest texts are read: enough for the forty nearest sections."""


class NoStore(ToolError):
    """The Chroma server does not answer."""


class Store:
    """The vectors of one index. Each index has names of its own, so none is ever changed in place."""

    def __init__(self, client: Any, name: str) -> None:
        self._client = client
        self._name = name
        self._open: dict[str, Any] = {}

    @classmethod
    def embedded(cls, folder: Path, name: str) -> "Store":
        """In a folder; other processes may read it once it is finished, and only then."""
        import chromadb

        return cls(chromadb.PersistentClient(str(folder), settings=_quiet()), name)

    @classmethod
    def served(cls, url: str, name: str) -> "Store":
        """On a server, such as `CHROMA_URL=http://chroma:8000`.

        Raises:
            NoStore: it does not answer.
        """
        import chromadb

        parts = urlsplit(url if "://" in url else f"http://{url}")
        secure = parts.scheme == "https"
        try:
            client = chromadb.HttpClient(
                parts.hostname or "localhost", parts.port or (443 if secure else 8000), ssl=secure, settings=_quiet()
            )
        except Exception as error:  # what a client raises here differs by version and transport
            raise NoStore(f"No Chroma server answers at {parts.hostname}:{parts.port}. Check CHROMA_URL.") from error
        return cls(client, name)

    def holds(self, expected: dict[Kind, int]) -> bool:
        """Whether it is whole: as many vectors of each kind as there should be."""
        from chromadb.errors import NotFoundError

        try:
            return all(self._collection(kind).count() == count for kind, count in expected.items())
        except (NotFoundError, ValueError):
            return False

    def fill(self, texts: Sequence[Text], nearness: Nearness) -> None:
        """Put every text's vector in, those of phrases sharpened. Filling again what is there changes nothing."""
        kinds: dict[Kind, np.ndarray[Any, Any]] = {"said": nearness.rows, "asked": nearness.sharp}
        for kind, rows in kinds.items():
            collection = self._client.get_or_create_collection(
                f"{self._name}-{kind}",
                embedding_function=None,
                configuration={"hnsw": {"space": "cosine", "ef_search": _LOOKED_AT, "ef_construction": _BUILT_BY}},
            )
            chosen = [number for number, text in enumerate(texts) if text.kind == kind]
            for start in range(0, len(chosen), _MOST_AT_ONCE):
                part = chosen[start : start + _MOST_AT_ONCE]
                collection.upsert(ids=[f"{texts[number].section}.{number}" for number in part], embeddings=rows[part])

    def nearest(self, kind: Kind, vector: "np.ndarray[Any, Any]") -> list[int]:
        """The sections nearest to a question, each by its nearest text, best first.

        Ids carry the section, so that Chroma need not look into its database for any of them.
        """
        found = self._collection(kind).query(query_embeddings=[vector], n_results=_LOOKED_AT, include=["distances"])
        return list(dict.fromkeys(int(name.partition(".")[0]) for name in found["ids"][0]))

    def close(self) -> None:
        """Let go of the files, so that the folder can be moved."""
        self._open.clear()
        self._client.close()

    def _collection(self, kind: Kind) -> Any:
        if kind not in self._open:
            self._open[kind] = self._client.get_collection(f"{self._name}-{kind}", embedding_function=None)
        return self._open[kind]


def _quiet() -> Any:
    from chromadb.config import Settings

    return Settings(anonymized_telemetry=False)
