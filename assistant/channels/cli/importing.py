"""`channel-sales import`: CSV exports into the records, all or nothing."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.asking import Desk
from assistant.channels.cli.app import app
from assistant.channels.cli.screen import BAD_INPUT, OK, console, drawn, indented, print_error
from assistant.clock import today
from assistant.settings import Settings, settings

if TYPE_CHECKING:
    from assistant.records.imports import ImportReport, Mapping
    from assistant.records.store import Records

MOST_FAULTS, MOST_REMARKS = 50, 10


@app.command(name="import")
def import_(
    path: Annotated[Path, typer.Argument(help="A CSV file, or a folder of them.")],
    map_file: Annotated[
        Path | None, typer.Option("--map", metavar="MAP.yaml", help="How to read them; suggested when left out.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check every row and write nothing.")] = False,
    save_map: Annotated[
        Path | None, typer.Option("--save-map", metavar="FILE", help="Write the mapping that was followed, to edit.")
    ] = None,
) -> None:
    """Import CSV exports of any CRM: every bad row is named, and with one nothing is written."""
    from assistant.records.imports import mapping_yaml, read_mapping

    own = settings()
    records = Desk.open(own).records
    if records.company() == "demo":
        raise typer.Exit(
            print_error(
                f"{records.shown} holds the demo company; your own records do not belong among its invented ones. "
                "Name a new database with CHANNEL_SALES_DATABASE_URL, such as sqlite:///records.db."
            )
        )
    report = _imported(own, records, path, read_mapping(map_file) if map_file else None, dry_run=dry_run)
    code = _shown(report)
    if save_map is not None:
        save_map.write_text(mapping_yaml(report.mapping), encoding="utf-8")
        typer.echo(f"The mapping stands in {save_map}; give it with --map.")
    raise typer.Exit(code)


def _imported(
    own: Settings, records: "Records", path: Path, mapping: "Mapping | None", *, dry_run: bool
) -> "ImportReport":
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    from assistant.records.engine import engine_of, migrate
    from assistant.records.imports import import_files
    from assistant.records.program import read_program

    program = read_program(own.program_dir)
    migrate(records)
    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console(error=True), transient=True) as bar:
        task = bar.add_task("rows", total=None)
        return import_files(
            engine_of(records.url),
            path,
            mapping,
            program=program,
            dry_run=dry_run,
            imported_on=today(),
            on_progress=lambda done, total: bar.update(task, completed=done, total=total),
        )


def _shown(report: "ImportReport") -> int:
    from assistant.listing import import_table

    out = console(error=bool(report.faults))
    for fault in report.faults[:MOST_FAULTS]:
        out.print(str(fault), markup=False)
    if report.faults:
        more = report.faults_total - len(report.faults[:MOST_FAULTS])
        shown = f" {more:,} more are not shown." if more else ""
        out.print(f"Nothing was imported: {report.faults_total:,} of the cells or rows cannot be used.{shown}")
    else:
        out.print(drawn(import_table(report)))
        done = "would be" if report.dry_run else "are"
        out.print(f"{report.inserted:,} rows {done} new, {report.changed:,} changed, {report.unchanged:,} unchanged.")
    remarks = [
        *report.notes,
        *(f"{m.product!r} is probably {m.into!r}; merge them in the mapping." for m in report.merges),
    ]
    if report.suggested:
        remarks.append("The mapping was suggested from the headers; --save-map FILE writes it, to check and edit.")
    for remark in remarks[:MOST_REMARKS]:
        out.print(indented(f"Note: {remark}", 0))
    return BAD_INPUT if report.faults else OK
