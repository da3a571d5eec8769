"""The lists of the page, as data: qualifications, what lapses, work, and what waits for a check."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from dxdesk.models.columns import Column, Kind
from dxdesk.models.evidence import expiries, listing
from dxdesk.models.evidence.attachments import Proof
from dxdesk.models.evidence.confirmation import SELF_REPORTED
from dxdesk.models.evidence.listing import EvidenceRow, Wanted
from dxdesk.ui.pages.qualifications.evidence_forms import TITLES
from dxdesk.ui.pages.qualifications.evidence_list import ListKind
from dxdesk.ui.tables.habits import ReadyView

_NUMBER: Final = Column("number", "職員番号", Kind.CODE, 8)
_NAME: Final = Column("name", "氏名", Kind.TEXT, 12)
_BUREAU: Final = Column("bureau", "部局", Kind.TEXT, 14)
_UNIT: Final = Column("unit", "所属", Kind.TEXT, 16)
_VERIFICATION: Final = Column("verification", "確認区分", Kind.TEXT, 13)
_SCAN: Final = Column("has_scan", "写し", Kind.TEXT, 4)
_CHECKED: Final = (
    Column("checked_by", "確認者", Kind.TEXT, 9),
    Column("checked_on", "確認日", Kind.DAY, 9),
)
_NOTE: Final = Column("note", "備考", Kind.TEXT, 14)
_UNSEEN: Final = ReadyView("未確認（本人申告）", {"verification": SELF_REPORTED})


def _has_scan(row: EvidenceRow, _day: date) -> dict[str, Any]:
    return {"has_scan": "有" if row.scans else "無"}


def _days_left(row: EvidenceRow, day: date) -> dict[str, Any]:
    left = expiries.days_left_words(row.until, day) if row.until else ""
    return {"days_left": left, **_has_scan(row, day)}


def _proof(row: EvidenceRow, day: date) -> dict[str, Any]:
    return {"proof": TITLES[listing.of_key(row.key)[0]], **_has_scan(row, day)}


HOLDINGS: Final = ListKind(
    key="evidence.holdings",
    title="資格一覧",
    columns=(
        _NUMBER, _NAME, _BUREAU, _UNIT,
        Column("kind", "資格", Kind.TEXT, 22),
        Column("since", "取得日", Kind.DAY, 9),
        Column("until", "有効期限", Kind.DAY, 9),
        _VERIFICATION, _SCAN,
        Column("detail", "合格証書番号", Kind.TEXT, 13),
        *_CHECKED, _NOTE,
    ),
    stretch="kind",
    leave_out=(
        "note", "checked_on", "checked_by", "detail", "bureau", "until", "unit", "number",
        "has_scan", "since",
    ),
    start=lambda day: Wanted((Proof.HOLDING,), day),
    every_kind="全ての資格",
    by_verification=True,
    nothing="条件に合う資格の記録はありません。検索する言葉か絞り込みを変えてください。",
    more=_has_scan,
    ready=(_UNSEEN,),
)  # fmt: skip
EXPIRING: Final = ListKind(
    key="evidence.expiring",
    title="登録資格有効期限一覧",
    columns=(
        Column("until", "有効期限", Kind.DAY, 11),
        Column("days_left", "残り", Kind.TEXT, 12),
        _NUMBER, _NAME, _BUREAU, _UNIT,
        Column("kind", "資格", Kind.TEXT, 24),
        Column("detail", "登録番号", Kind.TEXT, 13),
        Column("since", "取得日", Kind.DAY, 9),
        _SCAN,
    ),
    stretch="kind",
    leave_out=("detail", "since", "bureau", "has_scan", "number", "unit", "days_left"),
    start=lambda day: Wanted((Proof.HOLDING,), day, order="until"),
    every_kind="全ての資格",
    by_verification=False,
    nothing="この期間に有効期限が来る資格も、期限の切れたままの資格もありません。",
    more=_days_left,
)  # fmt: skip
EXPERIENCE: Final = ListKind(
    key="evidence.experience",
    title="業務経歴一覧",
    columns=(
        _NUMBER, _NAME, _BUREAU, _UNIT,
        Column("kind", "種別", Kind.TEXT, 20),
        Column("since", "いつから", Kind.DAY, 9),
        Column("until", "いつまで", Kind.DAY, 9),
        Column("detail", "内容", Kind.TEXT, 18),
        _VERIFICATION, _SCAN, *_CHECKED, _NOTE,
    ),
    stretch="kind",
    leave_out=("note", "checked_on", "checked_by", "detail", "bureau", "unit", "number", "has_scan"),
    start=lambda day: Wanted((Proof.EXPERIENCE,), day),
    every_kind="全ての種別",
    by_verification=True,
    nothing="条件に合う業務経歴の記録はありません。検索する言葉か絞り込みを変えてください。",
    more=_has_scan,
    ready=(_UNSEEN,),
)  # fmt: skip
UNCHECKED: Final = ListKind(
    key="evidence.unchecked",
    title="確認待ち",
    columns=(
        Column("proof", "区分", Kind.TEXT, 8),
        _NUMBER, _NAME, _BUREAU, _UNIT,
        Column("kind", "内容", Kind.TEXT, 22),
        Column("since", "取得日・初日", Kind.DAY, 10),
        _SCAN, _NOTE,
    ),
    stretch="kind",
    leave_out=("note", "bureau", "number", "unit", "proof", "since"),
    start=listing.unchecked,
    every_kind="",
    by_verification=False,
    nothing="本人申告のまま確認を待っている記録はありません。",
    more=_proof,
)  # fmt: skip
