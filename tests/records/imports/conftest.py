"""A fresh desk for each test."""

from pathlib import Path

import pytest

from tests.records.imports.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Empty records and an empty folder."""
    return Desk(tmp_path)
