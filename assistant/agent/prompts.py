"""Prompts: one Markdown file each in `prompts/`, with its variables declared in the front matter."""

import re
from functools import cache
from string import Template

import yaml

from assistant.settings import HOME

_RECITED = 40
"""Characters from which on a sentence is nobody's but the prompt's."""
FOLDER = HOME / "prompts"


def prompt(name: str, **variables: str) -> str:
    """A prompt with its variables filled in.

    Raises:
        ValueError: the variables given are not those that the file declares.
    """
    declared, template = _read(name)
    if declared != frozenset(variables):
        raise ValueError(f"prompts/{name}.md declares {sorted(declared)} and was given {sorted(variables)}")
    return template.substitute(variables)


@cache
def _read(name: str) -> tuple[frozenset[str], Template]:
    _, front, body = (FOLDER / f"{name}.md").read_text(encoding="utf-8").split("---\n", 2)
    declared = frozenset((yaml.safe_load(front) or {}).get("variables") or {})
    template = Template(body.strip())
    used = frozenset(template.get_identifiers())
    if used != declared:
        raise ValueError(f"prompts/{name}.md declares {sorted(declared)} and uses {sorted(used)}")
    return declared, template


@cache
def prompt_sentences() -> tuple[str, ...]:
    """The sentences of the system prompt that hold no variable, as they would be recited."""
    plain = " ".join(_read("agent")[1].template.split())
    return tuple(one for one in re.split(r"(?<=[.!?]) ", plain) if "$" not in one and len(one) > _RECITED)
