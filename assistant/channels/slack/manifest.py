"""The app's manifest, filled in with the address where Slack reaches us, or for a socket."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from tools.core.errors import BadArgument

_MANIFEST = Path(__file__).with_name("manifest.yaml")


def manifest(url: str | None) -> str:
    """The manifest as YAML; without an address, for Socket Mode.

    Raises:
        BadArgument: the address is none that Slack would call.
    """
    text = _MANIFEST.read_text(encoding="utf-8")
    if url is None:
        without = re.sub(r"^ +(?:request_)?url: URL.*\n", "", text, flags=re.MULTILINE)
        return without.replace("socket_mode_enabled: false", "socket_mode_enabled: true")
    parts = urlsplit(url.strip())
    if parts.scheme != "https" or not re.fullmatch(r"[\w.-]+(:\d+)?(/[\w./-]*)?", parts.netloc + parts.path):
        raise BadArgument("--url", url, "Slack calls an https address, such as https://sales.example.com.")
    return text.replace("URL/", f"{url.strip().rstrip('/')}/")


def manifest_shape(url: str | None) -> dict[str, Any]:
    """The manifest as Slack reads it."""
    read: dict[str, Any] = yaml.safe_load(manifest(url))
    return read
