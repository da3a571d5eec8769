"""What a table and its columns are, and the SQL that makes one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dxdesk.models.schema import choices


class Personal(StrEnum):
    """How personal a column is (個人情報の区分)."""

    NONE = "―"
    IDENTIFYING = "識別"
    PERSONAL = "個人情報"
    SENSITIVE = "取扱注意"


class Retention(StrEnum):
    """How long rows of a table are kept (保存期間の区分)."""

    DESK = "業務データと同じ"
    STAFF = "在職中と退職後の定める期間"
    EVIDENCE = "証拠書類の保存期間"
    REGISTER = "認定台帳の保存期間"
    RECORD = "操作記録の保存期間"


@dataclass(frozen=True)
class Field:
    """One column of a table.

    Args:
        name: its name in SQL.
        sql: type and constraints.
        meaning: what it holds, in Japanese.
        personal: how personal it is.
    """

    name: str
    sql: str
    meaning: str
    personal: Personal = Personal.NONE


@dataclass(frozen=True)
class Table:
    """One table.

    Args:
        name: its name in SQL.
        meaning: what one row is, in Japanese.
        retention: how long its rows are kept.
        fields: its columns without the id.
        unique: groups of columns that no two rows share.
        indexes: groups of columns that are searched together.
        journaled: whether an action's images, and so undo, cover it. Tables of the record itself do not.
    """

    name: str
    meaning: str
    retention: Retention
    fields: tuple[Field, ...]
    unique: tuple[tuple[str, ...], ...] = ()
    indexes: tuple[tuple[str, ...], ...] = ()
    journaled: bool = True

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of all columns, the id first."""
        return ("id", *(field.name for field in self.fields))


NONE, IDENTIFYING, PERSONAL, SENSITIVE = Personal


def text(name: str, meaning: str, personal: Personal = NONE, *, null: bool = False) -> Field:
    """A text; empty where there is none, or NULL."""
    return Field(name, "TEXT" if null else "TEXT NOT NULL DEFAULT ''", meaning, personal)


def whole(name: str, meaning: str, personal: Personal = NONE, *, null: bool = False) -> Field:
    """A whole number."""
    return Field(name, "INTEGER" if null else "INTEGER NOT NULL DEFAULT 0", meaning, personal)


def real(name: str, meaning: str) -> Field:
    """A number."""
    return Field(name, "REAL", meaning)


def flag(name: str, meaning: str, personal: Personal = NONE) -> Field:
    """Yes or no."""
    return Field(name, f"INTEGER NOT NULL DEFAULT 0 CHECK ({name} IN (0, 1))", meaning, personal)


def day(name: str, meaning: str, personal: Personal = NONE) -> Field:
    """A day as ISO text, or NULL."""
    check = f"CHECK ({name} IS NULL OR {name} = date({name}))"
    return Field(name, f"TEXT {check}", meaning, personal)


def choice(name: str, choices: tuple[str, ...], meaning: str, personal: Personal = NONE) -> Field:
    """One of some words."""
    listed = ", ".join(f"'{choice}'" for choice in choices)
    return Field(name, f"TEXT NOT NULL CHECK ({name} IN ({listed}))", meaning, personal)


def ref(name: str, table: str, meaning: str, personal: Personal = NONE) -> Field:
    """The row of another table."""
    return Field(name, f"INTEGER NOT NULL REFERENCES {table}(id)", meaning, personal)


def maybe(name: str, table: str, meaning: str, personal: Personal = NONE) -> Field:
    """The row of another table, or none."""
    return Field(name, f"INTEGER REFERENCES {table}(id)", meaning, personal)


# From a day to a day, both inclusive.
SPAN = (
    day("since", "初日（この日を含む。空欄は始まりを定めない）"),
    day("until", "末日（この日を含む。空欄は継続中）"),
)
# How a piece of evidence was checked.
CHECKED = (
    choice("verification", choices.VERIFICATIONS, "確認区分"),
    maybe("checked_by", "account", "確認した利用者"),
    day("checked_on", "確認した日"),
    text("note", "備考", PERSONAL),
)


def create_table(table: Table) -> list[str]:
    """The SQL statements that make one table with its indexes."""
    lines = ["id INTEGER PRIMARY KEY AUTOINCREMENT"]
    lines += [f"{field.name} {field.sql}" for field in table.fields]
    lines += [f"UNIQUE ({', '.join(columns)})" for columns in table.unique]
    statements = [f"CREATE TABLE {table.name} (\n  " + ",\n  ".join(lines) + "\n) STRICT"]
    statements += [
        f"CREATE INDEX {table.name}_by_{'_'.join(columns)} ON {table.name} ({', '.join(columns)})"
        for columns in table.indexes
    ]
    return statements
