"""The documents say what the program is."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from dxdesk.models.desk import Desk
from dxdesk.models.schema import TABLES, Personal

DOCS = Path(__file__).parent.parent / "docs"


def test_the_page_of_tables_is_the_one_that_the_schema_makes() -> None:
    spec = importlib.util.spec_from_file_location("write_schema", DOCS / "write_schema.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)

    assert (DOCS / "schema.md").read_text(encoding="utf-8") == module.write_page()


def test_every_table_and_column_of_a_store_is_declared_with_its_meaning(desk: Desk) -> None:
    declared = {table.name: set(table.columns) for table in TABLES}
    sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    present = {
        row["name"]: {c["name"] for c in desk.rows(f"SELECT * FROM pragma_table_info('{row[0]}')")}
        for row in desk.rows(sql)
        if row["name"] != "_sqlite_migrations"
    }

    assert present == declared
    assert all(field.meaning for table in TABLES for field in table.fields)


def test_names_and_numbers_of_persons_are_marked_as_identifying() -> None:
    identifying = {
        (table.name, field.name)
        for table in TABLES
        for field in table.fields
        if field.personal is Personal.IDENTIFYING
    }

    assert {("employee", "number"), ("name_in_use", "text")} <= identifying
