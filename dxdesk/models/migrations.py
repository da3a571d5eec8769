"""The schema of a store: made, brought up to date, and refused when it is newer than this program."""

from __future__ import annotations

import sqlite_utils
from sqlite_utils import Migrations

from dxdesk.errors import StoreError, Trouble
from dxdesk.models.journal import image_triggers, teach_sealing
from dxdesk.models.schema import JOURNALED, TABLES, create_table
from dxdesk.models.store import Connection, Reads, fetch, speaking_of_the_store

MIGRATIONS = Migrations("dxdesk")

# One main posting on any day; the store itself refuses a second one.
_ONE_MAIN_POSTING = """
CREATE TRIGGER posting_one_main_{verb} BEFORE {verb} ON posting WHEN NEW.main = 1
BEGIN
  SELECT RAISE(ABORT, 'two main postings on one day')
  FROM posting AS other
  WHERE other.employee_id = NEW.employee_id AND other.main = 1 AND other.id <> NEW.id
    AND coalesce(other.since, '') <= coalesce(NEW.until, '9999')
    AND coalesce(other.until, '9999') >= coalesce(NEW.since, '');
END
"""
_BLOB_IS_INSERT_ONLY = """
CREATE TRIGGER blob_no_{verb} BEFORE {verb} ON blob
BEGIN SELECT RAISE(ABORT, 'a kept file never changes'); END
"""


@MIGRATIONS(name="0001 first schema")
def make_first_schema(db: sqlite_utils.Database) -> None:
    """All tables of the first release."""
    for table in TABLES:
        for statement in create_table(table):
            db.execute(statement)
    for verb in ("INSERT", "UPDATE"):
        db.execute(_ONE_MAIN_POSTING.format(verb=verb))
    for verb in ("UPDATE", "DELETE"):
        db.execute(_BLOB_IS_INSERT_ONLY.format(verb=verb))


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
    if applied - _known():
        raise StoreError(
            Trouble.NEWER_VERSION,
            "この業務データは新しい版のDX人材デスクで使われています。"
            "このPCのDX人材デスクを新しい版にしてから開いてください。",
        )
    return applied == _known()


def _known() -> set[str]:
    # sqlite-utils keeps no public list of a set's names; in an empty store all are pending.
    return {step.name for step in MIGRATIONS.pending(sqlite_utils.Database(memory=True))}


def migrate(connection: Connection) -> None:
    """Bring a store up to date and make its triggers anew, in one transaction."""
    with speaking_of_the_store():
        db = sqlite_utils.Database(connection)
        connection.execute("BEGIN IMMEDIATE")
        try:
            MIGRATIONS.apply(db)
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
