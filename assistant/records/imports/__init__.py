"""Imports the CSV exports of any CRM: README.md beside this file says how a mapping looks."""

from assistant.records.imports.faults import BadMapping, BadRows, CannotImport, Fault
from assistant.records.imports.importing import import_files
from assistant.records.imports.mapping import Mapping, mapping_yaml, parse_mapping, read_mapping
from assistant.records.imports.report import ImportReport, Merge, TableCount
from assistant.records.imports.suggestions.suggest import suggest_files, suggest_mapping

__all__ = [
    "BadMapping",
    "BadRows",
    "CannotImport",
    "Fault",
    "ImportReport",
    "Mapping",
    "Merge",
    "TableCount",
    "import_files",
    "mapping_yaml",
    "parse_mapping",
    "read_mapping",
    "suggest_files",
    "suggest_mapping",
]
