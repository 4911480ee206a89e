"""How near the texts of sections are to a question: exact cosines, as they are and sharpened.

Sharpened vectors keep what tells sections apart and lose what only tells wordings apart: the texts of one section
are wordings of one thing, so their spread around its mean is divided out (linear discriminant analysis).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from assistant.records.playbooks.dense.vectors import Text

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

_LEAST_TEXTS = 2_000
"""Fewer texts do not tell how wordings of one thing differ; their vectors stay as they are."""

_SHRUNK = 0.3
"""Of the mean spread, added in every direction; 0.1 to 1 came to the same."""

_BEST = 4
_NONE = -1.0


class Cosines(NamedTuple):
    """For each of some sections, cosines with a question, of -1 to 1.

    `asked`, `asked_second` and `asked_four` are those of its nearest phrase, of the one after it, and the mean of the
    best four, all sharpened; a section without phrases is asked for by its title and stretches. `phrase` is the nearest
    phrase as it is, `stretch` and `stretch_second` the nearest stretches, `text` and `title` the whole and its title;
    `stretch_sharpened` and `text_sharpened` the same sharpened. `place` is which stretch is nearest, -1 if none.
    """

    asked: "Array"
    asked_second: "Array"
    asked_four: "Array"
    phrase: "Array"
    stretch: "Array"
    stretch_second: "Array"
    text: "Array"
    title: "Array"
    stretch_sharpened: "Array"
    text_sharpened: "Array"
    place: "Array"


@dataclass(frozen=True)
class Nearness:
    """The vectors of all texts, section after section, each as whole, title, stretches and phrases.

    `rows` and `sharp` hold a vector for each text; `starts` the first row of each section and the end of the last;
    `phrases` each section's first phrase; `sharpener` turns a vector into its sharpened one before it is made unit.
    """

    rows: "Array"
    sharp: "Array"
    starts: "Array"
    phrases: "Array"
    sharpener: "Array"

    @classmethod
    def build(cls, texts: Sequence[Text], rows: "Array") -> "Nearness":
        """Of texts in the order of `texts_of`, with a vector for each."""
        import numpy as np

        owners = np.array([text.section for text in texts])
        count = int(owners.max()) + 1
        starts = np.searchsorted(owners, np.arange(count + 1))
        asked = np.bincount(owners[[text.kind == "asked" for text in texts]], minlength=count)
        sharpener = _sharpener(rows, owners)
        return cls(rows, _unit(rows @ sharpener), starts, starts[1:] - asked, sharpener)

    def sharpened(self, vector: "Array") -> "Array":
        """A vector, or rows of them, as it is compared to `sharp`."""
        return _unit(vector @ self.sharpener)

    def of(self, sections: "Array", vector: "Array", sharp: "Array") -> Cosines:
        """The cosines of some sections with a question, given as it is and sharpened."""
        import numpy as np

        begin, end, phrases = self.starts[sections], self.starts[sections + 1], self.phrases[sections]
        lengths = end - begin
        moved = np.cumsum(lengths) - lengths - begin
        chosen = np.repeat(-moved, lengths) + np.arange(lengths.sum())
        plain, sharper = self.rows[chosen] @ vector, self.sharp[chosen] @ sharp
        begin, end, phrases = begin + moved, end + moved, phrases + moved
        asking = np.where(phrases < end, phrases, begin + 1)
        best, second, four = _best(sharper, asking, end)
        stretch, stretch_second, _ = _best(plain, begin + 2, phrases)
        return Cosines(
            asked=best,
            asked_second=second,
            asked_four=four,
            phrase=_best(plain, asking, end)[0],
            stretch=stretch,
            stretch_second=stretch_second,
            text=plain[begin],
            title=plain[begin + 1],
            stretch_sharpened=_best(sharper, begin + 2, phrases)[0],
            text_sharpened=sharper[begin],
            place=_place(plain, begin, phrases),
        )

    def save(self, place: Path) -> None:
        """Keep it in a folder."""
        import numpy as np

        for name, array in vars(self).items():
            np.save(place / f"{name}.npy", array)

    @classmethod
    def load(cls, place: Path) -> "Nearness":
        """What was kept in a folder; vectors are read as far as they are needed."""
        import numpy as np

        return cls(
            **{
                name: np.load(place / f"{name}.npy", mmap_mode="r" if name in {"rows", "sharp"} else None)
                for name in cls.__dataclass_fields__
            }
        )


def _unit(rows: "Array") -> "Array":
    import numpy as np

    made: Array = (rows / np.linalg.norm(rows, axis=-1, keepdims=True)).astype(np.float32)
    return made


def _padded(values: "Array", begin: "Array", end: "Array") -> "Array":
    """The values from each begin to its end, a row each, filled up at the right."""
    import numpy as np

    places = begin[:, None] + np.arange(max(1, int((end - begin).max(initial=0))))
    return np.where(places < end[:, None], values[np.minimum(places, len(values) - 1)], _NONE)


def _best(values: "Array", begin: "Array", end: "Array") -> "tuple[Array, Array, Array]":
    """The best of each row, the one after it or itself where it is the only one, and the mean of the best four."""
    import numpy as np

    ordered = -np.sort(-_padded(values, begin, end), axis=1)[:, :_BEST]
    counted = np.clip(end - begin, 1, ordered.shape[1])
    kept = np.arange(ordered.shape[1]) < counted[:, None]
    four = np.where(kept, ordered, 0.0).sum(axis=1) / counted
    return ordered[:, 0], ordered[np.arange(len(ordered)), np.minimum(1, counted - 1)], four


def _place(values: "Array", begin: "Array", phrases: "Array") -> "Array":
    """Which stretch is nearest, where a stretch is nearer than the whole and the title."""
    import numpy as np

    nearest: Array = _padded(values, begin, phrases).argmax(axis=1) - 2
    return np.maximum(nearest, -1)


def _sharpener(rows: "Array", owners: "Array") -> "Array":
    """Directions by how much more sections differ in them than the texts of one section do."""
    import numpy as np

    size = rows.shape[1]
    if len(rows) < _LEAST_TEXTS:
        return np.eye(size, dtype=np.float32)
    counts = np.bincount(owners)
    means = np.add.reduceat(rows, np.cumsum(counts) - counts, axis=0, dtype=np.float64) / counts[:, None]
    apart = rows - means[owners]
    within = apart.T @ apart / max(1, len(rows) - len(counts))
    values, axes = np.linalg.eigh(within + _SHRUNK * np.trace(within) / size * np.eye(size))
    whitened = (axes / np.sqrt(values)) @ axes.T
    between, turned = np.linalg.eigh(whitened @ np.cov(means.T) @ whitened)
    told = np.sqrt(np.clip(between, 0, None) / (np.clip(between, 0, None) + 1))
    made: Array = (whitened @ (turned * told)).astype(np.float32)
    return made
