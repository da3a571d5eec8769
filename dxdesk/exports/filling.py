"""What stands on the papers, read from the desk: certificates, the list of certified staff, profiles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from dxdesk.errors import UserError
from dxdesk.exports.documents.certificates import CertificateFace
from dxdesk.exports.documents.certified_list import CertifiedRow
from dxdesk.exports.documents.not_completed import NotCompletedRow
from dxdesk.exports.documents.profile import (
    CertificationLine,
    ExperienceLine,
    JudgedCategory,
    PostingLine,
    Profile,
    QualificationLine,
    TrainingLine,
)
from dxdesk.exports.paper import ReportHead
from dxdesk.models import settings, wareki
from dxdesk.models.assessment.reasons import reasons_for_all
from dxdesk.models.certification import rounds
from dxdesk.models.desk import Desk
from dxdesk.models.evidence import experience, qualifications, trainings
from dxdesk.models.figures import completions
from dxdesk.models.names import digits
from dxdesk.models.people import postings, units
from dxdesk.models.people.search import list_rows
from dxdesk.models.people.standings import Standing, standings_on
from dxdesk.models.plan import editions
from dxdesk.models.register import certifications
from dxdesk.models.register.certifications import IN_FORCE, Certification
from dxdesk.models.register.order import in_official_order
from dxdesk.models.store import Reads

NO_BUREAU: Final = "（所属なし）"
_FULL_WIDTH: Final = str.maketrans("0123456789", "０１２３４５６７８９")
_JUDGED_NOTES: Final = (
    "判定は、基準日にその日の計画によって行ったものである。前年は、前の年度の末日の判定である。",
    "確認の「機関」は実施機関データ、「申告」は本人申告のことである。",
)


def category_title(certification: Certification) -> str:
    """レベル１　デジタル推進リーダー人材."""
    if not certification.level:
        return certification.category_name
    level = str(certification.level).translate(_FULL_WIDTH)
    return f"レベル{level}　{certification.category_name}"


def report_head(
    desk: Desk,
    title: str,
    *,
    as_of: date | None = None,
    status: Literal["", "速報", "確定"] = "",
    landscape: bool = False,
) -> ReportHead:
    """The frame of a report: office, day, who made it."""
    return ReportHead(
        title=title,
        office=settings.get(desk, settings.OFFICE_NAME),
        made_on=desk.today(),
        author=desk.account_name,
        as_of=as_of,
        status=status,
        landscape=landscape,
    )


# --- certificates ---


def certificate_faces(reads: Reads, round_id: int) -> tuple[list[CertificateFace], list[str]]:
    """The certificates of a round in the order of their numbers, which is 部局 → 所属 → カナ.

    Returns:
        What stands on them, and sentences about the ones that are left out.

    Raises:
        UserError: no such round, or it is not decided yet.
    """
    found = rounds.find(reads, round_id)
    if found.certified_on is None:
        raise UserError(
            f"{found.title}はまだ決裁されていません。決裁を登録してから印刷してください。", "round"
        )
    certified = certifications.of_round(reads, round_id)
    in_force = [one for one in certified if one.state == IN_FORCE]
    rule, giver = settings.get(reads, settings.RULE_NAME), settings.get(reads, settings.GIVER)
    post_of = postings.main_on(reads, found.certified_on)
    names = units.names_on(reads, found.certified_on)
    faces = []
    for one in in_force:
        post = post_of.get(one.employee_id)
        faces.append(
            CertificateFace(
                number_text=one.number,
                category_title=category_title(one),
                name=one.name_printed,
                certified_on=one.certified_on,
                unit="".join(names[post.unit_id]) if post else "",
                title=post.title if post else "",
                rule_name=rule,
                giver=one.giver_printed or giver,
            )
        )
    left_out = [
        f"{one.number}は{one.state}のため印刷しません。" for one in certified if one not in in_force
    ]
    return faces, left_out


# --- the list of certified staff ---


def certified_rows(reads: Reads, day: date) -> list[CertifiedRow]:
    """Everybody whose certification is in force on a day, in the official order."""
    held = certifications.in_force_on(reads, day)
    order = in_official_order(reads, {one.employee_id for one in held}, day)
    place = {employee_id: at for at, employee_id in enumerate(order)}
    post_of, names = postings.main_on(reads, day), units.names_on(reads, day)
    rows = []
    for one in sorted(held, key=lambda one: place[one.employee_id]):
        post = post_of.get(one.employee_id)
        bureau, unit = names[post.unit_id] if post else (NO_BUREAU, "")
        rows.append(
            CertifiedRow(
                bureau=bureau or NO_BUREAU,
                number_text=one.number,
                name=one.name_printed,
                kana=one.kana,
                unit=unit,
                title=post.title if post else "",
                category=category_title(one),
                certified_on=one.certified_on,
                state=IN_FORCE,
            )
        )
    return rows


# --- who has not completed a training ---


@dataclass(frozen=True)
class NotCompleted:
    """What stands on the 未受講者一覧.

    Args:
        subject: which training in which fiscal year.
        heading: over the last column: the trainings, or how far somebody is with the one.
    """

    subject: str
    heading: str
    rows: Sequence[NotCompletedRow]
    notes: Sequence[str]


def not_completed(
    reads: Reads, fiscal_year: int, day: date, code: str | None = None
) -> NotCompleted:
    """Counted staff who have not completed a training, or any of the mandatory ones, by 部局.

    Args:
        day: who is counted, and where, on this day.
        code: of the training; None for all that everybody has to complete.

    Raises:
        UserError: no such training in the plan of the year, or everybody has completed it.
    """
    edition = editions.in_force_in(reads, fiscal_year)
    asked = [
        each
        for each in editions.trainings(reads, edition.id)
        if (each.mandatory if code is None else each.code == code)
    ]
    year = wareki.fiscal_year_name(fiscal_year)
    if not asked:
        what = "必須職員研修がありません" if code is None else f"研修コード「{code}」がありません"
        raise UserError(f"{year}の計画に{what}。計画を確かめてください。", "training")
    missing: dict[int, list[str]] = {}
    for each in asked:
        found = completions.completion(reads, edition, each.id, fiscal_year, day)
        for stand in found.missing:
            said = each.name if code is None else stand.latest
            missing.setdefault(stand.employee_id, []).append(said)
    if not missing:
        raise UserError(f"{year}の未受講者はいません。")
    order = in_official_order(reads, missing, day)
    rows = [
        NotCompletedRow(
            row.bureau or NO_BUREAU, row.unit, row.number, row.name, row.title,
            "、".join(missing[row.employee_id]),
        )
        for row in list_rows(reads, order, day)
    ]  # fmt: skip
    note = f"集計対象職員のうち、{year}に修了していない職員である（{wareki.long(day)}現在）。"
    name = "必須職員研修" if code is None else asked[0].name
    heading = "未受講の研修" if code is None else "状況"
    return NotCompleted(f"{name}　{year}", heading, rows, (note,))


# --- profiles ---


def find_standing(reads: Reads, number: str, day: date) -> Standing:
    """An employee by 職員番号, typed in half- or full-width digits, with or without leading zeros.

    Raises:
        UserError: there is nobody with that number.
    """
    everybody = standings_on(reads, day)
    typed = digits(number.strip())
    for candidate in (typed, typed.zfill(settings.get(reads, settings.NUMBER_WIDTH))):
        if candidate in everybody:
            return everybody[candidate]
    raise UserError(
        f"職員番号「{number}」の職員はいません。職員番号を確かめてください。", "employee"
    )


def profile(reads: Reads, number: str, day: date) -> Profile:
    """All that is registered about an employee.

    Raises:
        UserError: there is nobody with that number.
    """
    person = find_standing(reads, number, day)
    names = units.names_on(reads, day)
    own = person.employee_id
    judged = _judged(reads, own, day)
    return Profile(
        subject=f"{person.number}　{person.name}",
        basics=_basics(person, names),
        postings=_posting_lines(reads, own),
        trainings=[
            TrainingLine(wareki.fiscal_year(one.day), one.name, one.form, one.day, one.result)
            for one in trainings.of_employee(reads, own)
        ],
        qualifications=[
            QualificationLine(one.name, one.acquired_on, one.expires_on, one.certificate_number)
            for one in qualifications.of_employee(reads, own)
        ],
        experience=[
            ExperienceLine(one.since, one.until, one.name, one.content)
            for one in experience.of_employee(reads, own)
        ],
        certifications=[
            CertificationLine(one.number, category_title(one), one.certified_on, one.state)
            for one in certifications.of_employee(reads, own)
        ],
        judged=judged,
        notes=_JUDGED_NOTES if judged else (),
    )


def _judged(reads: Reads, employee_id: int, day: date) -> list[JudgedCategory]:
    """How a person stands before every category; nothing where no plan is in force."""
    try:
        found = reasons_for_all(reads, employee_id, day, wareki.long)
    except UserError:
        return []
    return [
        JudgedCategory(
            f"{each.short_name} {each.stand}　{each.summary}",
            [
                (one.code, one.text, one.grounds, one.checked, one.before, one.mark, one.rated)
                for one in each.items
            ],
        )
        for each in found.values()
    ]


def _basics(person: Standing, names: dict[int, tuple[str, str]]) -> Sequence[tuple[str, str]]:
    post, service = person.posting, person.service
    bureau, unit = names[post.unit_id] if post else ("", "")
    return (
        ("職員番号", person.number),
        ("フリガナ", person.kana),
        ("氏名", person.name),
        ("生年月日", wareki.long(person.born_on) if person.born_on else ""),
        ("部局", bureau),
        ("所属", unit),
        ("職名", post.title if post else ""),
        ("職級", post.grade if post else ""),
        ("職種", post.job if post else ""),
        ("任用区分", service.appointment if service else ""),
        ("採用年月日", wareki.long(service.since) if service and service.since else ""),
        ("在職状況", person.status),
    )


def _posting_lines(reads: Reads, employee_id: int) -> list[PostingLine]:
    """The 異動歴, each unit under the name that it had at the end of the posting."""
    lines = []
    for post in postings.of_employee(reads, employee_id):
        names = units.names_on(reads, post.until or post.since or date.max)
        kind = "本務" if post.main else "兼務"
        bureau, unit = names[post.unit_id]
        lines.append(
            PostingLine(post.since, post.until, f"{bureau}　{unit}", post.title, post.grade, kind)
        )
    return lines
