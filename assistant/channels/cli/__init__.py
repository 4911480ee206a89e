"""The shell: `channel-sales ...`. Heavy libraries are imported by the command that needs them."""

import sys


def main() -> None:
    """Run the shell command; exit 0 for an answer, 2 for bad input, 70 for a bug."""
    from assistant.channels.cli.app import run

    sys.exit(run(sys.argv[1:]))
