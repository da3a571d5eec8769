"""A plan's TOML file → the contents of an edition, or a sentence for each thing that is wrong in it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from dxdesk.errors import UserError
from dxdesk.imports.plan_values import Key, read_values, table_list
from dxdesk.models.plan.contents import CATEGORIES, ITEMS, RULES, PlanFile, problems
from dxdesk.models.plan.fields import FIELDS, PLAN, SECTIONS, Kind, Spot
from dxdesk.models.plan.rules import Problem, Rule
from dxdesk.models.plan.skill_map import (
    ABILITIES,
    LOWEST_RATING,
    Category,
    ExperienceKind,
    Item,
    Qualification,
    ScaleWord,
    Training,
    Way,
    WayKind,
)
from dxdesk.models.plan.targets import KpiTarget

MOST_BYTES = 5_000_000
MOST_PROBLEMS_SAID = 20


def _keys(title: str, *others: Key, but: Sequence[str] = ()) -> tuple[Key, ...]:
    """What a section can hold: the fields of the thing, those apart that a file writes otherwise."""
    plain = tuple(
        Key(field.key, field.kind, field.required, field.low, field.high)
        for field in FIELDS[title]
        if field.attribute not in but
    )
    return (*plain, *others)


_LEVELS = ("from_level", "to_level")
# Kind of thing → what its section can hold.
_KEYS = {title: _keys(title) for title in SECTIONS} | {
    PLAN: _keys(PLAN, Key("abilities", Kind.NAMES)),
    CATEGORIES.title: _keys(
        CATEGORIES.title,
        Key("level", Kind.WHOLE, low=0, high=4),
        Key("levels", Kind.LEVELS, low=0, high=4),
        but=_LEVELS,
    ),
    ITEMS.title: _keys(ITEMS.title, Key("by", Kind.TABLES, required=True)),
    RULES.title: _keys(RULES.title, Key("at_least", Kind.TABLE), but=("at_least", "of")),
}
_TITLES = {section: title for title, section in SECTIONS.items() if title != PLAN}
_AT_LEAST = (
    Key("n", Kind.WHOLE, required=True, low=1, high=1_000),
    Key("of", Kind.CODES, required=True),
)
# What names a way, and what else may stand beside it.
_WAYS = {
    "training": (
        Key("training", Kind.CODE, required=True),
        Key("within_years", Kind.WHOLE, low=1, high=50),
    ),
    "qualification": (Key("qualification", Kind.CODE, required=True),),
    "experience": (
        Key("experience", Kind.CODE, required=True),
        Key("months", Kind.WHOLE, required=True, low=1, high=600),
    ),
    "rating": (Key("rating", Kind.WHOLE, required=True, low=1, high=5),),
}


def read_plan(path: Path) -> PlanFile:
    """Read a plan's file and check that it holds together.

    Raises:
        UserError: it cannot be read, or something in it is wrong: each with its place.
    """
    if path.exists() and not path.is_file():
        raise UserError(
            f"「{path.name}」はファイルではありません。計画のファイルを選んでください。"
        )
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UserError(
            f"「{path.name}」を開けません。ファイルがあるか、読む権限があるか確かめてください。"
        ) from error
    return parse_plan(content, path.name)


def parse_plan(content: bytes, file: str) -> PlanFile:
    """Read a plan from the bytes of a file.

    Args:
        content: the bytes.
        file: the file's name, for the sentences.

    Raises:
        UserError: something in it is wrong: each with its place.
    """
    wrong: list[Problem] = []
    plan = _plan(_toml(content, file), wrong)
    wrong = wrong or [Problem(_place(each.place), each.text) for each in problems(plan)]
    if wrong:
        said = [f"「{file}」の計画を取り込めません。"]
        said += [str(problem) for problem in wrong[:MOST_PROBLEMS_SAID]]
        if len(wrong) > MOST_PROBLEMS_SAID:
            said.append(f"ほかに{len(wrong) - MOST_PROBLEMS_SAID:,}件あります。")
        raise UserError("\n".join(said))
    return plan


# What a file calls otherwise than the field is called.
_WRITTEN = {(ITEMS.title, "ways"): "by", (RULES.title, "of"): "at_least の of"} | {
    (title, field.attribute): field.key
    for title, fields in FIELDS.items()
    for field in fields
    if field.toml
}


def _place(spot: Spot | str) -> str:
    """Where something stands, as the file writes it: 認定基準 L1 の all[2]."""
    if isinstance(spot, str) or not spot.attribute:
        return str(spot)
    written = _WRITTEN.get((spot.title, spot.attribute), spot.attribute)
    thing = f"{spot.title} {spot.key}".strip()
    return f"{thing} の {written}{f'[{spot.position}]' if spot.position else ''}"


_AT = re.compile(r"line (\d+), column (\d+)")


def _toml(content: bytes, file: str) -> dict[str, Any]:
    if len(content) > MOST_BYTES:
        raise UserError(
            f"「{file}」は計画のファイルとしては大きすぎます。別のファイルではありませんか。"
        )
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UserError(
            f"「{file}」は計画のファイル（TOML、文字コードUTF-8）ではありません。別のファイルを選んでいないか確かめてください。"
        ) from error
    except tomllib.TOMLDecodeError as error:
        at = _AT.search(str(error))
        place = f"{at[1]}行目の{at[2]}文字目" if at else "終わり"
        raise UserError(
            f'「{file}」の{place}がTOMLの書き方になっていません。その前後の記号や「"」を確かめてください。'
        ) from error
    except RecursionError as error:
        raise UserError(
            f"「{file}」は括弧が深く重なりすぎています。計画のファイルではありません。"
        ) from error


def _plan(toml: Mapping[str, Any], wrong: list[Problem]) -> PlanFile:
    unknown = [key for key in toml if key not in SECTIONS.values()]
    if unknown:
        listed = "、".join(f"「{key[:30]}」" for key in unknown[:5])
        known = "、".join(SECTIONS.values())
        wrong.append(
            Problem("ファイル", f"{listed}は計画にない見出しです。使えるのは {known} です。")
        )
    if not isinstance(toml.get("plan"), dict):
        wrong.append(Problem("ファイル", "[plan] がありません。計画の名称と年度を書いてください。"))
    edition = read_values(toml.get("plan"), _KEYS[PLAN], "計画 [plan]", wrong)
    return PlanFile(
        edition["name"] or "",
        edition["edition"] or "",
        edition["from_fiscal_year"] or 0,
        edition["to_fiscal_year"] or 0,
        edition["note"] or "",
        bool(edition["counts_self_reported"]),
        tuple(_category(*each, wrong) for each in _tables(toml, "category", wrong)),
        tuple(_training(values) for values, _ in _tables(toml, "training", wrong)),
        tuple(_qualification(values) for values, _ in _tables(toml, "qualification", wrong)),
        tuple(
            ExperienceKind(values["code"] or "", values["name"] or "")
            for values, _ in _tables(toml, "experience", wrong)
        ),
        tuple(_item(*each, wrong) for each in _tables(toml, "item", wrong)),
        tuple(_rule(*each, wrong) for each in _tables(toml, "rule", wrong)),
        tuple(_target(values) for values, _ in _tables(toml, "kpi", wrong)),
        tuple(
            ScaleWord(values["rating"] or LOWEST_RATING, values["text"] or "")
            for values, _ in _tables(toml, "scale", wrong)
        ),
        tuple(edition["abilities"] or ABILITIES),
    )


def _tables(
    toml: Mapping[str, Any], section: str, wrong: list[Problem]
) -> list[tuple[dict[str, Any], str]]:
    """The values of each table of a section, with its place."""
    title = _TITLES[section]
    read = []
    for position, table in enumerate(
        table_list(toml.get(section, []), f"{title} [[{section}]]", wrong), 1
    ):
        called = next((table[key] for key in ("code", "category", "name") if key in table), None)
        named = isinstance(called, str) and 0 < len(called) <= 50
        place = f"{title} {called}" if named else f"{position}番目の{title}"
        read.append((read_values(table, _KEYS[title], place, wrong), place))
    return read


def _category(values: Mapping[str, Any], place: str, wrong: list[Problem]) -> Category:
    levels = values["levels"] or []
    if levels and values["level"] is not None:
        wrong.append(
            Problem(place, "level と levels の両方が書かれています。どちらかにしてください。")
        )
    if not levels and values["level"] is not None:
        levels = [values["level"]]
    return Category(
        values["code"] or "",
        values["name"] or "",
        levels[0] if levels else None,
        levels[-1] if levels else None,
        values["duty"] or "",
        values["mindset"] or "",
        values["skill_set"] or "",
    )


def _training(values: Mapping[str, Any]) -> Training:
    return Training(
        values["code"] or "",
        values["name"] or "",
        values["form"] or "",
        values["hours"],
        bool(values["mandatory"]),
    )


def _qualification(values: Mapping[str, Any]) -> Qualification:
    return Qualification(
        values["code"] or "",
        values["name"] or "",
        values["issuer"] or "",
        values["from"],
        values["until"],
        values["successor"] or "",
        values["valid_years"],
    )


def _item(values: Mapping[str, Any], place: str, wrong: list[Problem]) -> Item:
    return Item(
        values["category"] or "",
        values["code"] or "",
        values["text"] or "",
        tuple(
            _way(table, f"{place} の by[{position}]", wrong)
            for position, table in enumerate(values["by"] or [], 1)
        ),
        values["kind"] or "",
        values["points"],
        values["tag"] or "",
    )


def _way(table: Mapping[str, Any], place: str, wrong: list[Problem]) -> Way:
    named = [key for key in _WAYS if key in table]
    if len(named) != 1:
        wrong.append(Problem(place, f"{'、'.join(_WAYS)} のどれか一つだけを書いてください。"))
        return Way(WayKind.RATING)
    kind = named[0]
    values = read_values(table, _WAYS[kind], place, wrong)
    return Way(
        WayKind(kind),
        "" if kind == "rating" else values[kind] or "",
        values.get("within_years"),
        values.get("months"),
        values.get("rating"),
    )


def _rule(values: Mapping[str, Any], place: str, wrong: list[Problem]) -> Rule:
    choice: Mapping[str, Any] = {"n": None, "of": None}
    if values["at_least"] is not None:
        choice = read_values(values["at_least"], _AT_LEAST, f"{place} の at_least", wrong)
    return Rule(
        values["category"] or "",
        tuple(values["all"] or ()),
        choice["n"],
        tuple(choice["of"] or ()),
        values["points"],
        values["holds"] or "",
        bool(values["managers_of_digital_units"]),
    )


def _target(values: Mapping[str, Any]) -> KpiTarget:
    return KpiTarget(
        values["name"] or "",
        values["category"] or "",
        values["fiscal_year"],
        values["target"] or 0.0,
    )
