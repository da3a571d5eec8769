"""SQL stays on its floor: which tables each floor of the models names, and who else names any."""

from __future__ import annotations

import ast
import re
import tomllib
from collections import defaultdict
from pathlib import Path

from dxdesk.models.schema import TABLES

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "dxdesk"
# What belongs to each floor. Accounts stand at the bottom, because every action names one.
OWN = {
    "store": {"action", "image", "undoing", "kept_file", "blob", "open_action", "desk_fact",
              "account"},
    "settings": {"setting"},
    "drafts": {"draft"},
    "list_views": {"list_view"},
    "people": {"unit", "unit_version", "unit_succession", "bureau_contact", "bureau_officer",
               "employee", "former_number", "name_in_use", "service", "posting", "leave",
               "advance_notice"},
    "plan": {"edition", "category", "training", "edition_training", "qualification",
             "edition_qualification", "experience_kind", "edition_experience_kind", "item", "way",
             "rule", "rule_item", "kpi_target", "needed_number", "scale_word", "ability",
             "learning_opportunity"},
    "evidence": {"training_session", "lecturer", "attendance", "holding", "experience", "rating",
                 "attachment"},
    "inquiries": {"inquiry", "question", "packet", "addressee", "answer"},
    "register": {"number_series", "number", "certification", "designation"},
    "assessment": {"sheet", "sheet_remark", "sheet_claim", "sheet_answer"},
    "certification": {"round", "candidate"},
    "imports": {"heading_choice"},
}  # fmt: skip
# A step that brings a store up to date names whatever it changes.
ANY_TABLE = {"migrations"}
# Imports write thousands of people at once, where the verbs about one person would take minutes.
IN_BULK = {
    "roster_writing.py": {"employee", "service", "name_in_use", "posting", "leave"},
    "transfers.py": {"employee", "name_in_use"},
    "units.py": {"unit", "unit_version"},
    "matching.py": {"employee", "name_in_use"},
}
# The decision on a round enters all its certifications, each with its number.
FROM_ABOVE = {("certification", "certification")}
KNOWN = {table.name for table in TABLES}
OWNER = {table: floor for floor, tables in OWN.items() for table in tables}
IN_SQL = re.compile(r"\b(?:FROM|JOIN|INTO|UPDATE)\s+([a-z_]+)")
WRITES = {"insert", "insert_many", "update", "update_many", "delete"}


def heights() -> dict[str, int]:
    """How high each floor lies, as the contracts say it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    (floors,) = [contract["layers"] for contract in contracts if contract["id"] == "floors"]
    return {
        name: at for at, line in enumerate(reversed(floors)) for name in re.findall(r"\w+", line)
    }


def named_in(path: Path) -> tuple[set[str], set[str]]:
    """The tables that a module reads in SQL or writes, and those that it writes."""
    read, written = set(), set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            read |= set(IN_SQL.findall(node.value)) & KNOWN
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in WRITES
            and node.args
            and isinstance(node.args[0], ast.Constant)
        ):
            written |= {node.args[0].value} & KNOWN
    return read | written, written


def by_floor() -> dict[str, dict[str, tuple[set[str], set[str]]]]:
    """What the modules of each floor of the models name."""
    found: dict[str, dict[str, tuple[set[str], set[str]]]] = defaultdict(dict)
    for path in (PACKAGE / "models").rglob("*.py"):
        parts = path.relative_to(PACKAGE / "models").parts
        found[parts[0].removesuffix(".py")]["/".join(parts)] = named_in(path)
    return found


def test_every_table_belongs_to_one_floor() -> None:
    listed = [table for tables in OWN.values() for table in tables]
    assert sorted(listed) == sorted(KNOWN)


def test_no_floor_names_a_table_of_a_floor_above_it() -> None:
    height = heights()
    upward = [
        (module, table)
        for floor, modules in by_floor().items()
        if floor not in ANY_TABLE | {"schema"}
        for module, (named, _written) in modules.items()
        for table in named
        if OWNER[table] == "imports" or height[OWNER[table]] > height[floor]
    ]
    assert upward == []


def test_only_its_own_floor_writes_a_table() -> None:
    strange = [
        (module, table)
        for floor, modules in by_floor().items()
        for module, (_named, written) in modules.items()
        for table in written
        if OWNER[table] not in (floor, "store") and (floor, table) not in FROM_ABOVE
    ]
    assert strange == []


def test_nobody_outside_the_models_names_a_table_but_for_what_is_written_in_bulk() -> None:
    strange = [
        (str(path.relative_to(PACKAGE)), table)
        for path in PACKAGE.rglob("*.py")
        if path.relative_to(PACKAGE).parts[0] != "models"
        for table in named_in(path)[0]
        if OWNER[table] != "imports" and table not in IN_BULK.get(path.name, ())
    ]
    assert strange == []
