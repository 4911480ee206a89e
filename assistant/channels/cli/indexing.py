"""What a person sees while the playbooks are indexed: a bar, on a terminal, once for each change of theirs."""

import sys

_WIDTH = 30


def indexing(done: int, total: int) -> None:
    """Draw how far the index is, on standard error."""
    if not sys.stderr.isatty():
        return
    filled = _WIDTH * done // max(1, total)
    ends = "\r\033[K" if done >= total else ""
    sys.stderr.write(f"\rIndexing the playbooks {'━' * filled}{' ' * (_WIDTH - filled)} {done:,} of {total:,}{ends}")
    sys.stderr.flush()
