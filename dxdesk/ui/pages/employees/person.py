"""Everything that the page shows of one person, looked up at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from dxdesk.models import conflicts, wareki
from dxdesk.models.columns import Column, Kind
from dxdesk.models.conflicts import Part, Seen
from dxdesk.models.desk import Desk
from dxdesk.models.evidence import attachments, experience, qualifications, trainings
from dxdesk.models.evidence.attachments import Proof
from dxdesk.models.people import employees, former_numbers, officers
from dxdesk.models.people.employees import Profile
from dxdesk.models.people.former_numbers import FormerNumber
from dxdesk.models.people.officers import PersonOfficer
from dxdesk.models.register import certifications
from dxdesk.models.register.certifications import Certification, Held
from dxdesk.models.store import Reads
from dxdesk.ui.pages.employees.words import change_rows

Rows = list[dict[str, Any]]

_SCAN: Final = Column("has_scan", "写し", Kind.TEXT, 4)
DATED: Final = ("name_in_use", "former_number", "service", "posting", "leave")
TRAININGS: Final = (
    Column("day", "受講日", Kind.DAY, 10),
    Column("name", "研修", Kind.TEXT, 28),
    Column("session", "開催回", Kind.TEXT, 7),
    Column("result", "結果", Kind.TEXT, 7),
    Column("verification", "確認区分", Kind.TEXT, 15),
    _SCAN,
)
QUALIFICATIONS: Final = (
    Column("acquired_on", "取得日", Kind.DAY, 10),
    Column("name", "資格", Kind.TEXT, 26),
    Column("expires_on", "有効期限", Kind.DAY, 10),
    Column("verification", "確認区分", Kind.TEXT, 15),
    _SCAN,
)
EXPERIENCE: Final = (
    Column("since", "いつから", Kind.DAY, 10),
    Column("until", "いつまで", Kind.DAY, 10),
    Column("name", "種別・内容", Kind.TEXT, 28),
    Column("verification", "確認区分", Kind.TEXT, 15),
    _SCAN,
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
    "研修": ("verification", "session"),
    "資格": ("verification", "expires_on"),
    "業務経歴": ("verification",),
    "認定": (),
    "変更履歴": ("account", "title"),
}
TABS: Final[Mapping[str, tuple[Column, ...]]] = {
    "研修": TRAININGS,
    "資格": QUALIFICATIONS,
    "業務経歴": EXPERIENCE,
    "認定": CERTIFICATIONS,
    "変更履歴": CHANGES,
}
STRETCHED: Final[Mapping[str, str]] = {
    "研修": "name",
    "資格": "name",
    "業務経歴": "name",
    "認定": "category",
    "変更履歴": "what",
}


@dataclass(frozen=True)
class Person:
    """One person with the rows of every tab, and all dated rows as they were when it was looked up."""

    profile: Profile
    former_numbers: tuple[FormerNumber, ...]
    certified: tuple[Certification, ...]
    officer: PersonOfficer
    rows: Mapping[str, Rows]
    seen: Seen


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
    with_scan = {proof: attachments.of_several(desk, proof, ids[proof.value]) for proof in Proof}

    def scanned(proof: Proof, row_id: int) -> dict[str, Any]:
        return {"row_id": row_id, "has_scan": "有" if row_id in with_scan[proof] else ""}

    rows: dict[str, Rows] = {
        "研修": [
            {
                "day": each.day,
                "name": each.name,
                "session": each.session,
                "result": each.result,
                "verification": each.verification,
                **scanned(Proof.ATTENDANCE, each.id),
            }
            for each in sorted(attended, key=lambda one: one.day, reverse=True)
        ],
        "資格": [
            {
                "acquired_on": each.acquired_on,
                "name": each.name,
                "expires_on": each.expires_on,
                "verification": each.verification,
                **scanned(Proof.HOLDING, each.id),
            }
            for each in passed
        ],
        "業務経歴": [
            {
                "since": each.since,
                "until": each.until or "",
                "name": "　".join(filter(None, (each.name, each.content))),
                "verification": each.verification,
                **scanned(Proof.EXPERIENCE, each.id),
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
        "変更履歴": change_rows(desk, ids),
    }
    replaced = tuple(former_numbers.of_employee(desk, employee_id))
    officer = officers.of_person(desk, employee_id, day)
    return Person(profile, replaced, held, officer, rows, look_at(desk, employee_id))


def look_at(reads: Reads, employee_id: int) -> Seen:
    """The rows of one person as they are now, to notice what somebody else changes."""
    dated = (Part(table, "employee_id", employee_id) for table in DATED)
    return conflicts.look(reads, Part("employee", "id", employee_id), *dated)


def category_words(held: Certification) -> str:
    """レベル1　デジタル推進リーダー."""
    level = f"レベル{held.level}　" if held.level else ""
    return f"{level}{held.category_name}"


def name_words(person: Person | None) -> str:
    """Whose rows a list shows, for a paper's head."""
    if person is None:
        return ""
    return f"{person.profile.employee.number}　{person.profile.name}"


def summary(person: Person) -> str:
    """One line under the name: where, as what, since when, certified as what."""
    return summary_words(person.profile, person.certified)


def summary_words(profile: Profile, held: Sequence[Certification], *roles: str) -> str:
    """Where somebody is, as what, since when, in which roles, certified as what."""
    parts = []
    if profile.place is not None:
        place, posting = profile.place, profile.place.posting
        grade = f"（{posting.grade}）" if posting.grade else ""
        parts += [f"{place.bureau_name} {place.unit_name}".strip(), f"{posting.title}{grade}"]
        if posting.since is not None:
            parts.append(f"現所属 {wareki.short(posting.since)}～")
    parts += [profile.status, *roles]
    levels = [each for each in held if each.state == certifications.IN_FORCE]
    parts.append(
        f"{certified_as([(each.level, each.category_name) for each in levels])}認定"
        if levels
        else "認定なし"
    )
    return "　".join(filter(None, parts))


def certified_as(held: Sequence[Held]) -> str:
    """All that somebody is certified as, in a few letters: レベル1・2."""
    levels = sorted({level for level, _name in held if level})
    others = [name for level, name in held if not level]
    words = [f"レベル{'・'.join(map(str, levels))}"] if levels else []
    return "・".join(dict.fromkeys([*words, *others]))
