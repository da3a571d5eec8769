"""A round (認定の回): candidates with their reasons frozen, held back or decided upon."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from dxdesk.errors import UserError
from dxdesk.models import wareki
from dxdesk.models.assessment.judgement import Judgement, judge
from dxdesk.models.assessment.reasons import CategoryReason, reasons
from dxdesk.models.certification.decision import Decision, decide
from dxdesk.models.certification.round_book import (
    DECIDED,
    DRAFTED,
    ISSUED,
    PREPARED,
    SENT_BACK,
    Candidate,
    Round,
    candidates,
    check_open,
    find,
    next_ordinal,
    rounds,
)
from dxdesk.models.journal import Action
from dxdesk.models.plan import editions
from dxdesk.models.plan.skill_map import Category
from dxdesk.models.store import Reads

__all__ = [
    "DECIDED",
    "DRAFTED",
    "ISSUED",
    "PREPARED",
    "REASONS_TO_HOLD_BACK",
    "SENT_BACK",
    "Candidate",
    "Decision",
    "Round",
    "candidates",
    "decide",
    "find",
    "hold_back",
    "prepare",
    "proposed",
    "rounds",
]

REASONS_TO_HOLD_BACK: Final = (
    "本人辞退",
    "休職中（判定基準日の後から）",
    "処分",
    "所属長意見",
    "根拠資料未提出",
    "その他",
)


def prepare(action: Action, as_of: date, category_codes: Sequence[str]) -> int:
    """Make a round: judge, and keep with their reasons all who meet a category and are not certified.

    The edition of the plan stays from now on as it is.

    Args:
        as_of: 判定基準日.
        category_codes: of the categories to certify in.

    Returns:
        The id of the round.

    Raises:
        UserError: no plan, no such category, or nobody to certify.
    """
    judgement = judge(action, as_of)
    for code in category_codes:
        _check_category(action, judgement, code)
    chosen = [code for code in judgement.verdicts if code in category_codes]
    rows = [row for code in chosen for row in _candidates_for(action, judgement, code)]
    if not rows:
        raise UserError(
            f"{wareki.long(as_of)}に{'、'.join(chosen)}の認定基準を満たし、"
            "まだ認定されていない職員はいません。判定基準日と人材区分を確かめてください。",
            field="category",
        )
    editions.seal(action, judgement.edition_id)
    fiscal_year = wareki.fiscal_year(as_of)
    round_id = action.insert(
        "round",
        fiscal_year=fiscal_year,
        ordinal=next_ordinal(action, fiscal_year),
        category_codes=" ".join(chosen),
        edition_id=judgement.edition_id,
        as_of=as_of,
        state=PREPARED,
    )
    columns = ("round_id", "employee_id", "category_code", "level", "reasons")
    action.insert_many("candidate", columns, [(round_id, *row) for row in rows])
    return round_id


def proposed(reads: Reads, as_of: date, category_code: str) -> dict[int, CategoryReason]:
    """Whom a round would propose, with their reasons; nothing is written.

    Args:
        as_of: 判定基準日.
        category_code: of one category.

    Returns:
        By employee, why the person meets the category.

    Raises:
        UserError: no plan on that day, or no rule for that category.
    """
    judgement = judge(reads, as_of)
    _check_category(reads, judgement, category_code)
    new = [row[0] for row in _candidates_for(reads, judgement, category_code)]
    return reasons(reads, new, as_of, category_code)


def hold_back(action: Action, candidate_id: int, reason: str) -> None:
    """Leave a candidate out of the decision, for a stated reason; an empty one takes it back.

    Args:
        reason: one of ``REASONS_TO_HOLD_BACK`` or the officer's own words.

    Raises:
        UserError: no such candidate, or the round is decided already.
    """
    found = action.rows("SELECT round_id FROM candidate WHERE id = ?", (candidate_id,))
    if not found:
        raise UserError("この候補者は見つかりません。画面を開き直してください。", field="candidate")
    check_open(find(action, found[0]["round_id"]))
    action.update("candidate", candidate_id, held_back=reason.strip())


def certifiable(reads: Reads, edition_id: int) -> list[Category]:
    """The categories that people are certified in: those with a level. 全職員 has none to certify."""
    return [one for one in editions.categories(reads, edition_id) if one.from_level]


def _check_category(reads: Reads, judgement: Judgement, code: str) -> None:
    levelled = [one.code for one in certifiable(reads, judgement.edition_id)]
    known = [one for one in levelled if one in judgement.verdicts]
    if code not in known:
        raise UserError(
            f"人材区分「{code}」はこの計画では認定できません"
            f"（レベルと認定基準のある区分だけが対象です）。{'、'.join(known)}から選んでください。",
            field="category",
        )


def _candidates_for(
    reads: Reads, judgement: Judgement, code: str
) -> list[tuple[int, str, int | None, str]]:
    """Who meets a category without being certified in it now: person, category, level, reasons."""
    certified = {
        row[0]
        for row in reads.rows(
            "SELECT employee_id FROM certification"
            " WHERE category_code = ? AND (ended_on IS NULL OR ended_on > ?)",
            (code, judgement.as_of.isoformat()),
        )
    }
    new = [one for one in judgement.verdicts[code] if one.employee_id not in certified]
    said = reasons(reads, [one.employee_id for one in new], judgement.as_of, code)
    return [(one.employee_id, code, one.level, said[one.employee_id].words) for one in new]
