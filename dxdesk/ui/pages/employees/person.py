"""Everything that the page shows of one person, looked up at once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from dxdesk.models import wareki
from dxdesk.models.columns import Column, Kind
from dxdesk.models.desk import Desk
from dxdesk.models.evidence import experience, qualifications, trainings
from dxdesk.models.history import Moment
from dxdesk.models.people import employees
from dxdesk.models.people.employees import Profile
from dxdesk.models.register import certifications
from dxdesk.models.register.certifications import Certification
from dxdesk.models.schema import TABLES

Rows = list[dict[str, Any]]

POSTINGS: Final = (
    Column("since", "いつから", Kind.DAY, 10),
    Column("until", "いつまで", Kind.DAY, 10),
    Column("place", "部局・所属", Kind.TEXT, 24),
    Column("title", "職名（職級）", Kind.TEXT, 18),
    Column("kind", "本務・兼務", Kind.TEXT, 9),
)
TRAININGS: Final = (
    Column("day", "受講日", Kind.DAY, 10),
    Column("name", "研修", Kind.TEXT, 28),
    Column("result", "結果", Kind.TEXT, 7),
    Column("verification", "確認区分", Kind.TEXT, 15),
)
QUALIFICATIONS: Final = (
    Column("acquired_on", "取得日", Kind.DAY, 10),
    Column("name", "資格", Kind.TEXT, 26),
    Column("expires_on", "有効期限", Kind.DAY, 10),
    Column("verification", "確認区分", Kind.TEXT, 15),
)
EXPERIENCE: Final = (
    Column("since", "いつから", Kind.DAY, 10),
    Column("until", "いつまで", Kind.DAY, 10),
    Column("name", "種別・内容", Kind.TEXT, 28),
    Column("verification", "確認区分", Kind.TEXT, 15),
)
CERTIFICATIONS: Final = (
    Column("number", "認定番号", Kind.CODE, 11),
    Column("category", "人材区分", Kind.TEXT, 22),
    Column("certified_on", "認定年月日", Kind.DAY, 10),
    Column("state", "状態", Kind.TEXT, 6),
)
CHANGES: Final = (
    Column("at", "日時", Kind.CODE, 15),
    Column("what", "変わった内容", Kind.TEXT, 22),
    Column("title", "操作", Kind.TEXT, 18),
    Column("account", "利用者", Kind.TEXT, 9),
)
LEFT_OUT_FIRST: Final[Mapping[str, tuple[str, ...]]] = {
    "異動歴": ("kind",),
    "研修": ("verification",),
    "資格": ("verification", "expires_on"),
    "業務経歴": ("verification",),
    "認定": (),
    "変更履歴": ("account", "title"),
}
TABS: Final[Mapping[str, tuple[Column, ...]]] = {
    "異動歴": POSTINGS,
    "研修": TRAININGS,
    "資格": QUALIFICATIONS,
    "業務経歴": EXPERIENCE,
    "認定": CERTIFICATIONS,
    "変更履歴": CHANGES,
}
STRETCHED: Final[Mapping[str, str]] = {
    "異動歴": "place",
    "研修": "name",
    "資格": "name",
    "業務経歴": "name",
    "認定": "category",
    "変更履歴": "what",
}
_LABELS: Final = {
    table.name: {field.name: field.meaning.split("（")[0].split("。")[0] for field in table.fields}
    for table in TABLES
}
_TITLES: Final = {
    "employee": "基本",
    "name_in_use": "氏名",
    "service": "任用",
    "posting": "異動歴",
    "leave": "休職等",
    "attendance": "研修",
    "holding": "資格",
    "experience": "業務経歴",
    "certification": "認定",
}
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_NOT_TOLD: Final = frozenset({"kana_order", "plain", "family", "given", "officer_id", "checked_by"})


@dataclass(frozen=True)
class Person:
    """One person with the rows of every tab."""

    profile: Profile
    certified: tuple[Certification, ...]
    rows: Mapping[str, Rows]


def look_up(desk: Desk, employee_id: int, day: date) -> Person:
    """Look up one person as of a day.

    Raises:
        UserError: the person is not registered any more.
    """
    profile = employees.profile(desk, employee_id, day)
    held = tuple(certifications.of_employee(desk, employee_id))
    attended = trainings.of_employee(desk, employee_id)
    passed = qualifications.of_employee(desk, employee_id)
    worked = experience.of_employee(desk, employee_id)
    ids: dict[str, Sequence[int]] = {
        "employee": [employee_id],
        "name_in_use": [each.id for each in profile.names],
        "service": [each.id for each in profile.services],
        "posting": [each.posting.id for each in profile.places],
        "leave": [each.id for each in profile.leaves],
        "attendance": [each.id for each in attended],
        "holding": [each.id for each in passed],
        "experience": [each.id for each in worked],
        "certification": [each.id for each in held],
    }
    rows: dict[str, Rows] = {
        "異動歴": _posting_rows(profile),
        "研修": [
            {
                "day": each.day,
                "name": each.name,
                "result": each.result,
                "verification": each.verification,
            }
            for each in sorted(attended, key=lambda one: one.day, reverse=True)
        ],
        "資格": [
            {
                "acquired_on": each.acquired_on,
                "name": each.name,
                "expires_on": each.expires_on,
                "verification": each.verification,
            }
            for each in passed
        ],
        "業務経歴": [
            {
                "since": each.since,
                "until": each.until or "",
                "name": "　".join(filter(None, (each.name, each.content))),
                "verification": each.verification,
            }
            for each in worked
        ],
        "認定": [
            {
                "number": each.number,
                "category": category_words(each),
                "certified_on": each.certified_on,
                "state": each.state,
            }
            for each in held
        ],
        "変更履歴": _change_rows(desk, ids),
    }
    return Person(profile, held, rows)


def category_words(held: Certification) -> str:
    """レベル1　デジタル推進リーダー."""
    level = f"レベル{held.level}　" if held.level else ""
    return f"{level}{held.category_name}"


def summary(person: Person) -> str:
    """One line under the name: where, as what, since when, certified as what."""
    profile = person.profile
    parts = []
    if profile.place is not None:
        place, posting = profile.place, profile.place.posting
        grade = f"（{posting.grade}）" if posting.grade else ""
        parts += [f"{place.bureau_name} {place.unit_name}".strip(), f"{posting.title}{grade}"]
        if posting.since is not None:
            parts.append(f"現所属 {wareki.short(posting.since)}～")
    parts.append(profile.status)
    levels = [each for each in person.certified if each.state == certifications.IN_FORCE]
    parts.append(f"{certified_as(levels)}認定" if levels else "認定なし")
    return "　".join(filter(None, parts))


def certified_as(held: Sequence[Certification]) -> str:
    """All that somebody is certified as, in a few letters: レベル1・2."""
    levels = sorted({each.level for each in held if each.level})
    others = [each.category_name for each in held if not each.level]
    words = [f"レベル{'・'.join(map(str, levels))}"] if levels else []
    return "・".join(dict.fromkeys([*words, *others]))


def _posting_rows(profile: Profile) -> Rows:
    rows: list[tuple[str, dict[str, Any]]] = []
    for place in profile.places:
        posting = place.posting
        grade = f"（{posting.grade}）" if posting.grade else ""
        line = {
            "since": posting.since,
            "until": posting.until,
            "place": f"{place.bureau_name} {place.unit_name}".strip(),
            "title": f"{posting.title}{grade}",
            "kind": "本務" if posting.main else "兼務",
        }
        rows.append((str(posting.since or ""), line))
    for leave in profile.leaves:
        line = {"since": leave.since, "until": leave.until, "place": leave.kind}
        rows.append((str(leave.since or ""), line))
    return [line for _since, line in sorted(rows, key=lambda one: one[0], reverse=True)]


def _change_rows(desk: Desk, ids: Mapping[str, Sequence[int]]) -> Rows:
    actions: dict[int, Moment] = {}
    alike: Counter[tuple[int, str]] = Counter()
    for table, row_ids in ids.items():
        for moment in desk.moments({table: row_ids}):
            actions[moment.action_id] = moment
            alike[moment.action_id, f"{_TITLES[table]}：{_difference(table, moment)}"] += 1
    newest_first = sorted(alike.items(), key=lambda one: -one[0][0])
    return [
        {
            "at": f"{wareki.short(actions[of].at.date())} {actions[of].at:%H:%M}",
            "what": what if count == 1 else f"{what}（{count}件）",
            "title": actions[of].title,
            "account": actions[of].account,
        }
        for (of, what), count in newest_first
    ]


def _difference(table: str, moment: Moment) -> str:
    if moment.before is None:
        return "追加"
    if moment.after is None:
        return "削除"
    before, after, labels = moment.before, moment.after, _LABELS[table]
    return "、".join(
        f"{labels[name]} {_told(before.get(name))} → {_told(after[name])}"
        for name in after
        if before.get(name) != after[name] and name in labels and name not in _NOT_TOLD
    )


def _told(value: object) -> str:
    text = "" if value is None else str(value)
    if _DAY.fullmatch(text):
        return wareki.short(date.fromisoformat(text))
    return text or "（空欄）"
