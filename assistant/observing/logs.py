"""JSON log lines, each with the id of its question. structlog is imported by the first line that is written."""

import json
import logging
import sys
from collections.abc import Mapping, MutableMapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from pydantic import SecretStr

from assistant.observing.watch import QUESTION
from assistant.settings import Settings

if TYPE_CHECKING:
    from structlog.stdlib import ProcessorFormatter

LOGGER = "channel_sales"
STRUCK_OUT = "***"


class Lines(logging.Formatter):
    """A log record as one JSON object in a line, with the settings' keys struck out."""

    def __init__(self, secrets: tuple[str, ...] = ()) -> None:
        super().__init__()
        self._secrets = tuple(secret for secret in secrets if secret)
        self._structured: ProcessorFormatter | None = None

    def format(self, record: logging.LogRecord) -> str:
        """The line. The traceback of a bug stands in it whole."""
        self._structured = self._structured or _formatter()
        line = self._structured.format(record)
        for secret in self._secrets:
            line = line.replace(json.dumps(secret)[1:-1], STRUCK_OUT)
        return line


def _formatter() -> "ProcessorFormatter":
    from structlog import processors, stdlib

    return stdlib.ProcessorFormatter(
        foreign_pre_chain=[stdlib.add_log_level, stdlib.add_logger_name, stdlib.ExtraAdder(), _placed],
        processors=[
            stdlib.ProcessorFormatter.remove_processors_meta,
            processors.format_exc_info,
            processors.UnicodeDecoder(),
            processors.JSONRenderer(default=str, ensure_ascii=False),
        ],
    )


def _placed(_: object, __: str, event: MutableMapping[str, Any]) -> Mapping[str, Any]:
    """When it was logged, and for which question."""
    at = datetime.fromtimestamp(event["_record"].created, UTC).isoformat(timespec="milliseconds")
    return {"at": at, "question": QUESTION.get(), **event}


def secrets_of(settings: Settings) -> tuple[str, ...]:
    """Every setting that no line may hold."""
    values = [getattr(settings, name) for name in type(settings).model_fields]
    hidden = [value.get_secret_value() for value in values if isinstance(value, SecretStr)]
    return (*hidden, settings.api_token)


def log_to_file(settings: Settings) -> None:
    """Send a shell command's faults to the log file, so that its terminal shows a sentence and no stack trace."""
    log, path = logging.getLogger(LOGGER), settings.log_file
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError:
        log.warning("faults cannot be logged to %s and are printed here instead", path)
        return
    handler = logging.FileHandler(path, delay=True, encoding="utf-8")
    handler.setFormatter(Lines(secrets_of(settings)))
    log.handlers, log.propagate = [handler], False


def log_to_stderr(settings: Settings) -> None:
    """Send what a server does, a line a question, and the warnings of its libraries to stderr."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Lines(secrets_of(settings)))
    log, root = logging.getLogger(LOGGER), logging.getLogger()
    root.handlers = [handler]
    log.handlers, log.propagate = [], True
    log.setLevel(logging.INFO)
