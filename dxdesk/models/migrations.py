"""The schema of a store: made, brought up to date, and refused when it is newer than this program."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dxdesk.errors import StoreError, Trouble
from dxdesk.models.journal import image_triggers, teach_sealing
from dxdesk.models.schema import (
    ASIDE,
    ASSIGNMENTS,
    ATTACHMENTS,
    DESIGNATIONS,
    INQUIRIES,
    JOURNALED,
    LEARNING,
    ORGANISATION,
    PLAN_WORDS,
    SESSIONS,
    SHEETS,
    create_table,
)
from dxdesk.models.store import Connection, Reads, fetch, speaking_of_the_store

if TYPE_CHECKING:
    from sqlite_utils import Database

FIRST_SCHEMA = Path(__file__).with_name("first_schema.sql")


@dataclass(frozen=True)
class Step:
    """One change of the schema.

    Args:
        name: stays for ever; it is written into the store.
        change: makes it, in the transaction of the caller.
    """

    name: str
    change: Callable[[Database], None]


def make_first_schema(db: Database) -> None:
    """All tables of the first release, as they were then."""
    for statement in FIRST_SCHEMA.read_text(encoding="utf-8").split("\n\n")[1:]:
        db.execute(statement)


def add_organisation_and_notes(db: Database) -> None:
    """Successions of units, contacts, former numbers, advance notices; drafts, views, headings."""
    for table in (*ORGANISATION, *ASIDE):
        for statement in create_table(table):
            db.execute(statement)


def add_assignments(db: Database) -> None:
    """Which account looks after the people of a bureau."""
    for table in ASSIGNMENTS:
        for statement in create_table(table):
            db.execute(statement)


def add_plan_sessions_and_designations(db: Database) -> None:
    """Revised editions and their words; sessions, scans, learning opportunities; designations."""
    day = "TEXT CHECK (in_force_from IS NULL OR in_force_from = date(in_force_from))"
    db.execute("ALTER TABLE edition ADD COLUMN revises_id INTEGER REFERENCES edition(id)")
    db.execute(f"ALTER TABLE edition ADD COLUMN in_force_from {day}")
    for table in (*PLAN_WORDS, *SESSIONS, *ATTACHMENTS, *LEARNING, *DESIGNATIONS):
        for statement in create_table(table):
            db.execute(statement)
    session = "session_id INTEGER REFERENCES training_session(id)"
    db.execute(f"ALTER TABLE attendance ADD COLUMN {session}")
    db.execute("CREATE INDEX attendance_by_session_id ON attendance (session_id)")


def add_inquiries_and_sheets(db: Database) -> None:
    """Inquiries with what was asked and answered; assessment sheets with claims and remarks."""
    for table in (*INQUIRIES, *SHEETS):
        for statement in create_table(table):
            db.execute(statement)


STEPS: tuple[Step, ...] = (
    Step("0001 first schema", make_first_schema),
    Step("0002 organisation and notes", add_organisation_and_notes),
    Step("0003 assignments", add_assignments),
    Step("0004 plan, sessions and designations", add_plan_sessions_and_designations),
    Step("0005 inquiries and sheets", add_inquiries_and_sheets),
)


def is_current(reads: Reads) -> bool:
    """Whether a store has the schema of this program; False where it must be brought up to date.

    Raises:
        StoreError: it was made by a newer version, or there is nothing in it.
    """
    if not reads.rows("SELECT 1 FROM sqlite_master WHERE name = '_sqlite_migrations'"):
        # An empty file is a valid store for the driver; it must not become an empty desk.
        raise StoreError(
            Trouble.DAMAGED,
            "業務データの中身が失われています（store.db が空です）。バックアップから復元してください。",
        )
    sql = "SELECT name FROM _sqlite_migrations WHERE migration_set = 'dxdesk'"
    applied = {str(row[0]) for row in reads.rows(sql)}
    known = {step.name for step in STEPS}
    if applied - known:
        raise StoreError(
            Trouble.NEWER_VERSION,
            "この業務データは新しい版のDX人材デスクで使われています。"
            "このPCのDX人材デスクを新しい版にしてから開いてください。",
        )
    return applied == known


def migrate(connection: Connection) -> None:
    """Bring a store up to date and make its triggers anew, in one transaction."""
    # Loaded only here: it takes longer than all the rest of opening a desk that is up to date.
    from sqlite_utils import Database, Migrations

    migrations = Migrations("dxdesk")
    for step in STEPS:
        migrations(name=step.name)(step.change)
    with speaking_of_the_store():
        db = Database(connection)
        connection.execute("BEGIN IMMEDIATE")
        try:
            migrations.apply(db)
            make_triggers(connection)
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")


def make_triggers(connection: Connection) -> None:
    """Make every image trigger anew; changing a table with sqlite-utils drops them silently."""
    teach_sealing(connection)
    for name in image_trigger_names(connection):
        connection.execute(f"DROP TRIGGER {name}")
    for table in JOURNALED:
        for statement in image_triggers(table):
            connection.execute(statement)


def image_trigger_names(connection: Connection) -> list[str]:
    """The image triggers that a store has."""
    sql = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%\\_image' ESCAPE '\\'"
    return [str(row[0]) for row in fetch(connection, sql)]
