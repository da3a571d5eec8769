"""掘り起こし: who has what is looked for, in any combination, and why each of them fits."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

from dxdesk.errors import UserError
from dxdesk.models import wareki
from dxdesk.models.assessment import relations
from dxdesk.models.evidence.confirmation import SELF_REPORTED
from dxdesk.models.evidence.trainings import COMPLETED
from dxdesk.models.people import units
from dxdesk.models.people.spans import in_force
from dxdesk.models.plan import editions
from dxdesk.models.store import Reads


class Asked(StrEnum):
    """What can be looked for."""

    QUALIFICATION = "qualification"
    EXPERIENCE = "experience"
    TRAINING = "training"
    ITEM = "item"
    GRADE = "grade"
    BUREAU = "bureau"
    UNCERTIFIED = "uncertified"


@dataclass(frozen=True)
class Criterion:
    """One thing that is looked for; any one of its codes is enough.

    Args:
        asked: what kind of thing.
        codes: of qualifications, kinds of experience, trainings, items or categories; names of
            grades; ids of bureaus.
        months: the least months of one kind of experience.
    """

    asked: Asked
    codes: tuple[str, ...]
    months: int = 0


@dataclass(frozen=True)
class Search:
    """Everything that is looked for.

    Args:
        criteria: each of them.
        every: whether all of them must fit, or any one is enough.
        self_reported: whether what people have only said themselves counts, too; without it the
            plan decides.
    """

    criteria: tuple[Criterion, ...]
    every: bool = True
    self_reported: bool = False


_POSTED: Final = f"posting p WHERE p.main = 1 AND {in_force('p', ':as_of')} {{only p}}"
_BY_ITSELF: Final = f"CASE verification WHEN '{SELF_REPORTED}' THEN '、{SELF_REPORTED}' ELSE '' END"
_COUNTS: Final = f"(:counts_self_reported OR verification <> '{SELF_REPORTED}')"
_CODES: Final = "(SELECT value FROM json_each({codes}))"

# For each kind of criterion, who fits and with what. {codes} and {months} stand for parameters;
# {only …} leaves the people shown.
_SELECTS: Final = {
    Asked.QUALIFICATION: f"""
        SELECT own.employee_id, kind.name AS name, own.acquired_on AS value, {_BY_ITSELF} AS said
          FROM holding own JOIN qualification kind ON kind.id = own.qualification_id
         WHERE kind.code IN {_CODES} AND own.acquired_on <= :as_of
           AND (own.expires_on IS NULL OR own.expires_on >= :as_of) AND {_COUNTS} {{only own}}""",
    Asked.EXPERIENCE: f"""
        SELECT own.employee_id, kind.name AS name, own.months AS value, '' AS said
          FROM experienced own JOIN experience_kind kind ON kind.id = own.kind_id
         WHERE kind.code IN {_CODES} AND own.months >= {{months}}""",
    Asked.TRAINING: f"""
        SELECT own.employee_id, kind.name AS name, own.day AS value, {_BY_ITSELF} AS said
          FROM attendance own JOIN training kind ON kind.id = own.training_id
         WHERE kind.code IN {_CODES} AND own.result = '{COMPLETED}' AND own.day <= :as_of
           AND {_COUNTS} {{only own}}""",
    Asked.ITEM: f"""
        SELECT proof.employee_id, item.code AS name, item.text AS value, '' AS said
          FROM proof JOIN item ON item.id = proof.item_id WHERE item.code IN {_CODES}""",
    Asked.GRADE: f"""
        SELECT p.employee_id, p.grade AS name, '' AS value, '' AS said
          FROM {_POSTED} AND p.grade IN {_CODES}""",
    Asked.BUREAU: f"""
        SELECT p.employee_id, b.name AS name, '' AS value, '' AS said
          FROM unit_version b
          JOIN unit_version u ON u.parent_id = b.unit_id AND {in_force("u", ":as_of")}
          JOIN {_POSTED} AND p.unit_id = u.unit_id AND {in_force("b", ":as_of")}
           AND CAST(b.unit_id AS TEXT) IN {_CODES}""",
    Asked.UNCERTIFIED: f"""
        SELECT judged.employee_id, category.name AS name, category.from_level AS value, '' AS said
          FROM judged JOIN category ON category.edition_id = :edition_id
         WHERE category.code IN {_CODES}
           AND (judged.employee_id, category.code) NOT IN
               (SELECT employee_id, category_code FROM certified)""",
}  # fmt: skip
_WORDS: Final[dict[Asked, Callable[[str, Any, str], str]]] = {
    Asked.QUALIFICATION: lambda name, day, said: f"資格「{name}」（{_short(day)}取得{said}）",
    Asked.EXPERIENCE: lambda name, months, _said: f"業務経歴「{name}」{months}か月",
    Asked.TRAINING: lambda name, day, said: f"研修「{name}」（{_short(day)}修了{said}）",
    Asked.ITEM: lambda code, _text, _said: f"項目{code}を達成",
    Asked.GRADE: lambda name, _value, _said: name,
    Asked.BUREAU: lambda name, _value, _said: name,
    Asked.UNCERTIFIED: lambda name, level, _said: f"{_level(level)}{name}は未認定",
}


def find(reads: Reads, search: Search, as_of: date) -> list[int]:
    """The counted staff whom a search finds, in the order of kana.

    Raises:
        UserError: nothing is looked for, or no plan is in force on the day.
    """
    if not search.criteria:
        raise UserError("条件を一つ以上加えてください。")
    fitting = [
        f"e.id IN (SELECT employee_id FROM ({_select(one.asked, at)}))"
        for at, one in enumerate(search.criteria)
    ]
    where = (" AND " if search.every else " OR ").join(fitting)
    sql = relations.everybody(
        "SELECT e.id FROM employee e WHERE e.id IN (SELECT employee_id FROM judged)"
        f" AND ({where}) ORDER BY e.kana_order, e.number"
    )
    return [row[0] for row in reads.rows(sql, _parameters(reads, search, as_of))]


def why(
    reads: Reads, search: Search, as_of: date, employee_ids: Collection[int]
) -> dict[int, list[str]]:
    """What of a search each of some people fits, one text for each thing, in the search's order."""
    parts = [
        f"SELECT employee_id, {at}, name, max(value), said"
        f" FROM ({_select(one.asked, at, only_shown=True)}) GROUP BY employee_id, name"
        for at, one in enumerate(search.criteria)
    ]
    sql = relations.named(" UNION ALL ".join(parts) + " ORDER BY 1, 2, 4 DESC")
    params = _parameters(reads, search, as_of)
    found: dict[int, list[str]] = defaultdict(list)
    for employee_id, at, *values in reads.rows(
        sql, params | {"employee_ids": json.dumps(list(employee_ids))}
    ):
        found[employee_id].append(_WORDS[search.criteria[at].asked](*values))
    return dict(found)


def _select(asked: Asked, at: int, *, only_shown: bool = False) -> str:
    text = _SELECTS[asked].replace("{codes}", f":codes_{at}").replace("{months}", f":months_{at}")
    for alias in ("own", "p"):
        only = f"AND {alias}.employee_id IN (SELECT employee_id FROM judged)" if only_shown else ""
        text = text.replace(f"{{only {alias}}}", only)
    return text


def _parameters(reads: Reads, search: Search, as_of: date) -> dict[str, Any]:
    params = relations.parameters(reads, editions.in_force(reads, as_of), as_of)
    if search.self_reported:
        params["counts_self_reported"] = 1
    for at, one in enumerate(search.criteria):
        params |= {f"codes_{at}": json.dumps(one.codes), f"months_{at}": one.months}
    return params


# --- what can be chosen, and how a search is kept ---


def choices(reads: Reads, day: date) -> dict[Asked, list[tuple[str, str]]]:
    """The codes that each kind of criterion offers, with their words.

    Raises:
        UserError: no plan is in force on the day.
    """
    edition_id = editions.in_force(reads, day).id
    grades = reads.rows("SELECT DISTINCT grade FROM posting WHERE grade <> '' ORDER BY grade")
    return {
        Asked.QUALIFICATION: [(e.code, e.name) for e in editions.qualifications(reads, edition_id)],
        Asked.EXPERIENCE: [(e.code, e.name) for e in editions.experience_kinds(reads, edition_id)],
        Asked.TRAINING: [(e.code, e.name) for e in editions.trainings(reads, edition_id)],
        Asked.ITEM: [(e.code, f"{e.code}　{e.text}") for e in editions.items(reads, edition_id)],
        Asked.GRADE: [(row[0], row[0]) for row in grades],
        Asked.BUREAU: [(str(e.unit_id), e.name) for e in units.bureaus_on(reads, day)],
        Asked.UNCERTIFIED: [
            (e.code, f"{_level(e.from_level)}{e.name}")
            for e in editions.categories(reads, edition_id)
        ],
    }


def to_data(search: Search) -> dict[str, Any]:
    """A search as plain data, to be kept with a list's view."""
    return {
        "criteria": [[one.asked.value, list(one.codes), one.months] for one in search.criteria],
        "every": search.every,
        "self_reported": search.self_reported,
    }


def from_data(data: Mapping[str, Any]) -> Search:
    """A search as it was kept; what is missing is as on the first day."""
    criteria = (
        Criterion(Asked(asked), tuple(codes), months)
        for asked, codes, months in data.get("criteria", ())
    )
    return Search(tuple(criteria), data.get("every", True), data.get("self_reported", False))


def _level(level: int | None) -> str:
    return f"レベル{level}　" if level else ""


def _short(value: str) -> str:
    return wareki.short(date.fromisoformat(value))
