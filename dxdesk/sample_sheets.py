"""The assessment sheets of the sample desk: out to everybody, back from some, in every state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from dxdesk.models import acts
from dxdesk.models.assessment import confirming, sheet_answers, sheets
from dxdesk.models.assessment.claims import Said
from dxdesk.models.assessment.sheet_answers import Grades, SheetAnswer
from dxdesk.models.assessment.sheets import NO_HEAD, Head
from dxdesk.models.desk import Desk
from dxdesk.models.evidence import ratings
from dxdesk.models.evidence.ratings import Rating
from dxdesk.models.inquiries import inquiries, packets
from dxdesk.models.inquiries.inquiries import Draft
from dxdesk.models.inquiries.presets import BY_PERSON_AND_HEAD, SHEET
from dxdesk.models.people.search import list_ids
from dxdesk.models.plan import editions
from dxdesk.models.plan.skill_map import WayKind

TITLE: Final = "アセスメントシート"
FISCAL_YEAR: Final = 2026
_STAFF_DAY: Final = date(2026, 6, 2)
_DEADLINE: Final = date(2026, 12, 11)
_HEAD: Final = Head("人事課長", "長谷川　亮", date(2026, 6, 22))
_CLAIMS: Final[Mapping[int, Said]] = {
    1: Said("資格", "MOS", "MOS（Excel）", date(2025, 3, 9), None),
    4: Said("研修", "", "民間の統計講座（2日間）", date(2026, 5, 14), None),
    13: Said("業務経歴", "", "庁内システムの更新を担当", date(2024, 4, 1), date(2026, 3, 31)),
}
_REMARKS: Final = {0: "RPA導入を主導", 3: "1月17日に受講を申込済", 8: "課内の手順書を作成"}
_RETURNED: Final = 40
_WITHOUT_HEAD: Final = (6, 15)
_SENT_BACK: Final = {10: "所属長評価の記入漏れ"}
_ON_HOLD: Final = {11: "証明書の写しを待っている"}
_CONFIRMED: Final = slice(20, 34)
_TWICE: Final = 5
_CONFIRMED_AS_OF: Final = date(2026, 6, 30)


def hand_out(desk: Desk) -> None:
    """Send sheets to everybody; some come back, with claims, two answers, and reasons to look closer."""
    with desk.action(acts.PREPARE_INQUIRY, acts.PREPARE_INQUIRY.title) as action:
        edition = editions.in_force(action, _STAFF_DAY)
        staff = list_ids(action, "", "bureau", _STAFF_DAY)
        draft = Draft(
            FISCAL_YEAR, "令和8年度アセスメントシート", SHEET.key, BY_PERSON_AND_HEAD, "全職員", _STAFF_DAY,
            _DEADLINE, SHEET.purpose, "人事第45号", edition_id=edition.id,
        )  # fmt: skip
        inquiry_id = inquiries.prepare(action, draft, staff)
    with desk.action(acts.SEND_INQUIRY, acts.SEND_INQUIRY.title) as action:
        sheets.distribute(action, FISCAL_YEAR, edition.id, staff)
        files = packets.packets(action, inquiry_id)
        inquiries.mark_sent(action, inquiry_id, [each.id for each in files])
    file_of = {each.employee_id: each.id for each in files if each.employee_id is not None}
    rated = [
        item.code
        for item in editions.items(desk, edition.id)
        if any(way.kind is WayKind.RATING for way in item.ways)
    ]
    back = staff[:_RETURNED]
    before = ratings.ratings(desk, FISCAL_YEAR - 1)
    given = {
        file_of[person]: {person: _answer(at, person, rated, before)}
        for at, person in enumerate(back)
    }
    with desk.action(acts.TAKE_ANSWERS, acts.TAKE_ANSWERS.title) as action:
        sheet_answers.receive(action, FISCAL_YEAR, given)
    twice = {file_of[back[_TWICE + 1]]: {back[_TWICE]: _second_answer(rated)}}
    with desk.action(acts.TAKE_ANSWERS, acts.TAKE_ANSWERS.title) as action:
        sheet_answers.receive(action, FISCAL_YEAR, twice)
    _decide(desk, back)


def _answer(
    at: int, person: int, rated: Sequence[str], before: Mapping[tuple[int, str], Rating]
) -> SheetAnswer:
    """What comes back for one person: mostly last year's ratings, now and then a step more."""
    grades: dict[str, Grades] = {}
    for place, code in enumerate(rated):
        last = before.get((person, code))
        head = (last.head if last else None) or 2 + (at + place) % 2
        own = (last.own if last else None) or head
        grades[code] = (own, min(5, head + (at % 7 == 3)))
    return SheetAnswer(
        grades,
        {rated[0]: _REMARKS[at]} if at in _REMARKS else {},
        "希望する" if at % 3 == 0 else "",
        NO_HEAD if at in _WITHOUT_HEAD else _HEAD,
        (_CLAIMS[at],) if at in _CLAIMS else (),
    )


def _second_answer(rated: Sequence[str]) -> SheetAnswer:
    """What the 所属 from which somebody has moved says."""
    head = Head("総務課長", "青山　恵", date(2026, 6, 19))
    return SheetAnswer(dict.fromkeys(rated, (4, 4)), head=head)


def _decide(desk: Desk, back: Sequence[int]) -> None:
    found = sheets.of_year(desk, FISCAL_YEAR)
    for state, reasons in ((sheets.SENT_BACK, _SENT_BACK), (sheets.ON_HOLD, _ON_HOLD)):
        for at, reason in reasons.items():
            with desk.action(acts.CHANGE_SHEET, f"シートの{state}") as action:
                sheets.move(action, [found[back[at]].id], state, reason)
    with desk.action(acts.CHANGE_SHEET, "シートの確認の開始") as action:
        sheets.move(action, [found[each].id for each in back[2:4]], sheets.CHECKING)
    with desk.action(acts.CONFIRM_SHEETS, acts.CONFIRM_SHEETS.title) as action:
        confirmed = [found[each].id for each in back[_CONFIRMED]]
        confirming.confirm(action, confirmed, _CONFIRMED_AS_OF)
