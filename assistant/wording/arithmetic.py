"""Derived figures in words: the working is the sentence."""

from assistant.answer import Worded
from assistant.wording.figures import capital
from tools.arithmetic import Derived


def arithmetic(result: Derived) -> Worded:
    """What was derived, of what, and the working."""
    about = f" of {result.about}" if result.about else ""
    return Worded(text=f"{capital(result.operation)}{about}: {'; '.join(line.says for line in result.lines)}.")
