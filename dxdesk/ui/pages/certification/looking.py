"""What the certification page looks up: candidates, near misses, papers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO

from dxdesk.errors import UserError
from dxdesk.models import acts
from dxdesk.models.assessment.near_misses import near_misses
from dxdesk.models.assessment.reasons import CategoryReason, reasons
from dxdesk.models.certification import rounds
from dxdesk.models.certification.decision import Decision, check_days
from dxdesk.models.desk import Desk
from dxdesk.models.people import employees
from dxdesk.models.people.employees import list_ids
from dxdesk.models.people.search import ListRow
from dxdesk.models.plan import editions
from dxdesk.models.store import Reads
from dxdesk.ui.jobs import Progress

_ORDER = "unit"


@dataclass(frozen=True)
class Choice:
    """A category that can be certified: its code and its words."""

    code: str
    title: str


@dataclass(frozen=True)
class Candidates:
    """What 「候補を調べる」 found.

    Args:
        met: who meets the rule and is not certified, with the reasons.
        near: who lacks one item only, and is not certified.
        people: how the list shows each of them.
    """

    as_of: date
    category: Choice
    met: Mapping[int, CategoryReason]
    near: Mapping[int, CategoryReason]
    people: Mapping[int, ListRow]


@dataclass(frozen=True)
class Terms:
    """What the decision says."""

    decided_on: date
    certified_on: date
    document: str
    reason: str


@dataclass(frozen=True)
class Paper:
    """A PDF, and what has to be known before it is printed."""

    title: str
    content: bytes
    pages: int
    remarks: tuple[str, ...]


def choices(reads: Reads, day: date) -> list[Choice]:
    """The categories with a rule in the plan in force on a day; none where there is no plan."""
    try:
        edition = editions.in_force(reads, day)
    except UserError:
        return []
    ruled = {rule.category for rule in editions.rules(reads, edition.id)}
    return [
        Choice(each.code, words_of(each.name, each.from_level, each.to_level))
        for each in rounds.certifiable(reads, edition.id)
        if each.code in ruled
    ]


def words_of(name: str, from_level: int | None, to_level: int | None) -> str:
    """レベル1　デジタル推進リーダー人材."""
    if from_level is None:
        return name
    level = f"レベル{from_level}" if from_level == to_level else f"レベル{from_level}～{to_level}"
    return f"{level}　{name}"


def look_for(desk: Desk, as_of: date, category: Choice, progress: Progress) -> Candidates:
    """Find who would be certified, and who lacks one item only."""
    progress(0, 0, "候補を調べています")
    met = rounds.proposed(desk, as_of, category.code)
    progress(0, 0, "あと1項目の職員を調べています")
    enough = near_misses(desk, as_of)[category.code]
    said = reasons(desk, enough, as_of, category.code)
    near = {one: replace(why, enough=enough[one]) for one, why in said.items()}
    everybody = list_ids(desk, "", _ORDER, as_of)
    shown = [each for each in everybody if each in met or each in near]
    people = {row.employee_id: row for row in employees.list_rows(desk, shown, as_of)}
    return Candidates(as_of, category, met, near, people)


def register_decision(
    desk: Desk, as_of: date, category: Choice, held_back: Mapping[int, str], terms: Terms
) -> Decision:
    """Prepare the round, hold some back, and register the decision, as one action.

    Raises:
        UserError: no right, a missing reason, or nobody to certify; nothing has happened then.
    """
    check_days(terms.decided_on, terms.certified_on, terms.reason)
    if not desk.may(acts.PREPARE_ROUND):
        raise UserError(f"「{acts.PREPARE_ROUND.title}」を行う権限がありません。")
    with desk.action(acts.DECIDE_ROUND, f"{category.title}の認定（準備・決裁）") as action:
        round_id = rounds.prepare(action, as_of, [category.code])
        for candidate in rounds.candidates(action, round_id):
            if candidate.employee_id in held_back:
                rounds.hold_back(action, candidate.id, held_back[candidate.employee_id])
        return rounds.decide(
            action, round_id, terms.decided_on, terms.certified_on, terms.document, terms.reason
        )


def certificates(desk: Desk, round_id: int, number: str = "") -> Paper:
    """The certificates of a round, or one of them.

    Args:
        number: 認定番号 of the only one wanted.

    Raises:
        UserError: the round is not decided, or there is nothing to print.
    """
    from dxdesk.exports import filling  # both bring the writer of PDFs: 0.4 s
    from dxdesk.exports.documents.certificates import CertificateFace, draw_certificates

    faces, remarks = filling.certificate_faces(desk, round_id)
    wanted: list[CertificateFace] = [
        face for face in faces if not number or face.number_text == number
    ]
    out = BytesIO()
    report = draw_certificates(wanted, out, made_on=desk.today(), author=desk.account_name)
    title = f"認定証　{number}" if number else f"認定証　{rounds.find(desk, round_id).title}"
    return Paper(title, out.getvalue(), report.pages, (*remarks, *report.remarks))
