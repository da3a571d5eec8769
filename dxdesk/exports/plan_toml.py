"""計画 as TOML: the form in which plans are shipped and compared line by line."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from dxdesk.models.plan import contents
from dxdesk.models.plan.contents import ITEMS, RULES, PlanFile
from dxdesk.models.plan.fields import FIELDS, PLAN, SECTIONS, PlanField
from dxdesk.models.plan.skill_map import ABILITIES, Way, WayKind

Table = dict[str, Any]


def write_toml(plan: PlanFile) -> bytes:
    """Write an edition as TOML; what is empty is left out."""
    blocks = []
    for title, section in SECTIONS.items():
        part = contents.part(title)
        if part is None:
            blocks.append(_block(f"[{section}]", _edition(plan)))
        else:
            blocks += [_block(f"[[{section}]]", _table(title, each)) for each in part.of(plan)]
    return "\n".join(blocks).encode("utf-8")


def _block(head: str, table: Mapping[str, Any]) -> str:
    return "".join(f"{line}\n" for line in (head, *_pairs(table)))


def _pairs(table: Mapping[str, Any]) -> list[str]:
    return [f"{key} = {_written(value)}" for key, value in table.items()]


def _written(value: Any) -> str:
    """A value in the letters of TOML; its text has the escapes of JSON."""
    if isinstance(value, list):
        return f"[{', '.join(map(_written, value))}]"
    if isinstance(value, Mapping):
        return f"{{ {', '.join(_pairs(value))} }}"
    return value.isoformat() if isinstance(value, date) else json.dumps(value, ensure_ascii=False)


def _edition(plan: PlanFile) -> Table:
    table = _table(PLAN, plan)
    return table if plan.abilities == ABILITIES else table | {"abilities": list(plan.abilities)}


def _table(title: str, thing: Any) -> Table:
    """One thing by the keys of the file, those parts that a file writes otherwise brought together."""
    fields = {field.attribute: field for field in FIELDS[title]}
    table = _levels(thing, fields)
    choice = {}
    if title == RULES.title and thing.of:
        choice = {"at_least": {"n": thing.at_least, "of": list(thing.of)}}
        del fields["at_least"], fields["of"]
    plain = {field.key: getattr(thing, field.attribute) for field in fields.values()}
    table = {key: _plain(value) for key, value in plain.items() if _says(value)} | table | choice
    return table | {"by": [_way(way) for way in thing.ways]} if title == ITEMS.title else table


def _levels(thing: Any, fields: dict[str, PlanField]) -> Table:
    """A category's lowest and highest level, as one level or the list of them."""
    if "from_level" not in fields:
        return {}
    del fields["from_level"], fields["to_level"]
    low, high = thing.from_level, thing.to_level
    if low is None:
        return {}
    return {"level": low} if low == high else {"levels": list(range(low, high + 1))}


def _says(value: object) -> bool:
    return value is not None and value is not False and value not in ("", ())


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _way(way: Way) -> Mapping[str, Any]:
    named = {"rating": way.rating} if way.kind is WayKind.RATING else {str(way.kind): way.code}
    beside = {"within_years": way.within_years, "months": way.months}
    return {**named, **{key: value for key, value in beside.items() if value is not None}}
