"""What the measures stand on: files and desks, made once and kept under build/bench."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path

from bench import data
from bench.data import Organisation, Scale
from dxdesk.imports.kinds import KINDS
from dxdesk.imports.proposal import Options, apply, propose
from dxdesk.models import acts, names
from dxdesk.models.accounts import create_desk, sign_in
from dxdesk.models.desk import SUFFIX, Desk
from dxdesk.models.journal import Action, image_triggers
from dxdesk.models.keys import DEFAULT_COST, Cost
from dxdesk.models.people import names_in_use, postings
from dxdesk.models.schema import TABLES, create_table
from dxdesk.paths import resource

BUILD = Path(__file__).parents[1] / "build" / "bench"
ACCOUNT, PASSWORD = "計測", "hayasa-wo-hakaru"
NOW = datetime(2026, 11, 23, 9, 0)
OPTIONS = Options(as_of=data.ROSTER_DAY, fiscal_year=data.FISCAL_YEAR)
FILES = {
    "units": "units.xlsx",
    "roster": "roster.xlsx",
    "attendance": "attendance.csv",
    "qualifications": "qualifications.xlsx",
    "experience": "experience.xlsx",
    "ratings": "ratings.csv",
    "targets": "targets.xlsx",
}


def clock() -> datetime:
    """The day on which every measure happens."""
    return NOW


@dataclass(frozen=True)
class Ground:
    """Files and desks of one organisation, and of a much larger one.

    Args:
        scale: of the organisation that imports, judging and papers are measured with.
        large: of the one that lists, search and growth are measured with.
        runs: of each measure; the best counts.
        build: where files and desks are kept from run to run.
        cost: of a password; only tests take a lighter one than the program's.
    """

    scale: Scale = data.PREFECTURE
    large: Scale = data.LARGE
    runs: int = 3
    build: Path = BUILD
    cost: Cost = field(default=DEFAULT_COST)

    @cached_property
    def folder(self) -> Path:
        """The folder for these scales; what they are made from is part of its name."""
        sources = sorted(
            [*resource("samples").glob("*.py"), plan_file(), Path(data.__file__), Path(__file__)]
        )
        parts = [path.read_bytes() for path in sources]
        parts += [line.encode() for table in TABLES for line in create_table(table)]
        parts += [line.encode() for table in TABLES for line in image_triggers(table)]
        parts.append(repr((self.scale, self.large, self.cost)).encode())
        folder = self.build / hashlib.sha256(b"\0".join(parts)).hexdigest()[:12]
        for stale in self.build.glob("*"):
            if stale != folder:
                shutil.rmtree(stale)
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    @cached_property
    def organisation(self) -> Organisation:
        """The organisation that the files tell of."""
        return data.make_organisation(self.scale)

    def file(self, kind: str) -> Path:
        """The file of a kind of import."""
        return self._made("files", self._write_files) / FILES[kind]

    def desk(self, name: str) -> Path:
        """A desk that is kept; copy it, or only read it.

        Args:
            name: "units" (with the plan), "people" (with the roster too), "full", or "large".
        """
        makers: dict[str, Callable[[Path], None]] = {
            "units": self._found,
            "people": lambda folder: self._take_in(folder, "units", ("roster",)),
            "full": lambda folder: self._take_in(folder, "people", tuple(FILES)[2:]),
            "large": self._grow,
        }
        return self._made(name, makers[name]) / f"{name}{SUFFIX}"

    @contextmanager
    def copy(self, name: str) -> Iterator[Path]:
        """A copy of a desk, to be written to."""
        with self.scratch() as folder:
            yield shutil.copytree(self.desk(name), folder / f"{name}{SUFFIX}")

    @contextmanager
    def opened(self, name: str) -> Iterator[Desk]:
        """A copy of a desk, signed in to."""
        with self.copy(name) as path:
            desk = sign_in(path, PASSWORD, clock=clock)
            try:
                yield desk
            finally:
                desk.close(with_backup=False)

    @contextmanager
    def scratch(self) -> Iterator[Path]:
        """An empty folder on the same disk."""
        with tempfile.TemporaryDirectory(dir=self.folder) as folder:
            yield Path(folder)

    def _made(self, name: str, make: Callable[[Path], None]) -> Path:
        """A folder made once; one that was left half made is not taken for a whole one."""
        folder = self.folder / name
        if not folder.exists():
            growing = folder.with_name(f"{name}.growing")
            shutil.rmtree(growing, ignore_errors=True)
            growing.mkdir()
            make(growing)
            growing.rename(folder)
        return folder

    def _write_files(self, folder: Path) -> None:
        data.write_files(self.organisation, folder)

    def _found(self, folder: Path) -> None:
        path = folder / f"units{SUFFIX}"
        desk = create_desk(path, ACCOUNT, PASSWORD, clock=clock, cost=self.cost).desk
        take_in(desk, "plan", plan_file())
        take_in(desk, "units", self.file("units"))
        desk.close(with_backup=False)

    def _take_in(self, folder: Path, base: str, kinds: tuple[str, ...]) -> None:
        with self._on(folder, base) as desk:
            for kind in kinds:
                take_in(desk, kind, self.file(kind))

    def _grow(self, folder: Path) -> None:
        with self._on(folder, "units") as desk:
            organisation = data.make_organisation(self.large)
            with desk.action(acts.IMPORT_ROSTER, acts.IMPORT_ROSTER.title) as action:
                write_organisation(action, organisation)

    @contextmanager
    def _on(self, folder: Path, base: str) -> Iterator[Desk]:
        path = folder / f"{folder.name.removesuffix('.growing')}{SUFFIX}"
        shutil.copytree(self.desk(base), path)
        desk = sign_in(path, PASSWORD, clock=clock)
        yield desk
        desk.close(with_backup=False)
        shutil.rmtree(path / "backups")
        (path / "backups").mkdir()


def plan_file() -> Path:
    """The plan that ships with the program."""
    return min(resource("plans").glob("*.toml"))


def take_in(desk: Desk, kind: str, path: Path) -> int | None:
    """Take a file in as an officer would, with a backup before."""
    return apply(desk, propose(desk, KINDS[kind], path, OPTIONS))


def write_organisation(action: Action, organisation: Organisation) -> None:
    """Write people and evidence straight into the tables: no office has a file of 130,000 people."""
    people, careers = organisation.people, organisation.careers
    unit_of = dict(tuple(row) for row in action.rows("SELECT code, unit_id FROM unit_version"))
    ids = action.insert_many(
        "employee",
        ("number", "kana", "kana_order", "born_on"),
        [(one.number, one.kana, names.kana_order(one.kana), one.born) for one in people],
    )
    id_of = {one.number: row_id for one, row_id in zip(people, ids, strict=True)}
    pairs = list(zip(ids, people, strict=True))
    action.insert_many(
        "service",
        ("employee_id", "appointment", "since"),
        [(row_id, "常勤", one.hired) for row_id, one in pairs],
    )
    rows = [names_in_use.row_of(row_id, one.name, None) for row_id, one in pairs]
    action.insert_many("name_in_use", names_in_use.COLUMNS, rows)
    action.insert_many(
        "posting",
        postings.COLUMNS,
        [
            (row_id, unit_of[one.unit.code], one.title, one.grade, one.job, 1, None, None)
            for row_id, one in pairs
        ],
    )
    action.insert_many(
        "leave",
        ("employee_id", "kind"),
        [(row_id, one.status) for row_id, one in pairs if one.status != "在職"],
    )
    _write_evidence(action, careers, id_of)


def _write_evidence(action: Action, careers: data.Careers, id_of: dict[str, int]) -> None:
    masters = {
        table: dict(tuple(row) for row in action.rows(f"SELECT code, id FROM {table}"))
        for table in ("training", "qualification", "experience_kind")
    }
    seen = "実施機関データ"
    action.insert_many(
        "attendance",
        ("employee_id", "training_id", "day", "result", "verification"),
        [
            (
                id_of[each.person.number],
                masters["training"][each.training],
                each.day,
                each.result,
                seen,
            )
            for each in careers.attendance
        ],
    )
    action.insert_many(
        "holding",
        ("employee_id", "qualification_id", "acquired_on", "verification"),
        [
            (
                id_of[each.person.number],
                masters["qualification"][each.qualification],
                each.day,
                seen,
            )
            for each in careers.passes
        ],
    )
    action.insert_many(
        "experience",
        ("employee_id", "experience_kind_id", "since", "until", "verification"),
        [
            (
                id_of[each.person.number],
                masters["experience_kind"][each.kind],
                each.since,
                each.until,
                seen,
            )
            for each in careers.experience
        ],
    )
    action.insert_many(
        "rating",
        ("employee_id", "fiscal_year", "item_code", "own", "head"),
        [
            (id_of[each.person.number], data.FISCAL_YEAR, each.item, each.own, each.head)
            for each in careers.ratings
        ],
    )
