"""Registering a decision (決裁の登録): numbers are taken, certifications come into force."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from dxdesk.errors import UserError
from dxdesk.models import settings, wareki
from dxdesk.models.certification.round_book import (
    DECIDED,
    Candidate,
    Round,
    candidates,
    check_open,
    find,
    next_ordinal,
)
from dxdesk.models.journal import Action
from dxdesk.models.people.spans import in_force
from dxdesk.models.register import numbers
from dxdesk.models.register.certifications import IN_FORCE
from dxdesk.models.register.name_on_paper import NameOnPaper, names_on
from dxdesk.models.register.numbers import Number
from dxdesk.models.register.order import in_official_order
from dxdesk.models.store import Reads

LEFT: Final = "認定年月日に在籍していない"
CERTIFIED_MEANWHILE: Final = "すでに認定済み"

_COLUMNS: Final = (
    "employee_id",
    "category_id",
    "category_code",
    "level",
    "number_id",
    "round_id",
    "judged_as_of",
    "decided_on",
    "certified_on",
    "document",
    "reason",
    "name_kind",
    "name_printed",
    "giver_printed",
    "state",
)


@dataclass(frozen=True)
class Decision:
    """What a decision brought.

    Args:
        round_id: of which round.
        certified: how many people.
        numbers: the texts of the first and last 認定番号; empty where nobody was certified.
        held_back: how many candidates were not certified.
    """

    round_id: int
    certified: int
    numbers: tuple[str, ...]
    held_back: int


LONGEST_DOCUMENT = 200


@dataclass(frozen=True)
class _Terms:
    """What the decision says."""

    decided_on: date
    certified_on: date
    document: str
    reason: str


def check_days(decided_on: date, certified_on: date, reason: str) -> None:
    """Refuse a 認定年月日 before the 決裁日 that nobody gave a reason for.

    Raises:
        UserError: the reason is missing.
    """
    if certified_on < decided_on and not reason.strip():
        raise UserError(
            f"認定年月日（{wareki.long(certified_on)}）が決裁日（{wareki.long(decided_on)}）より前です。"
            "その理由を入れてください。",
            field="reason",
        )


def _check_document(document: str) -> None:
    if not document.strip():
        raise UserError("決裁の文書番号を入れてください。", field="document")
    if len(document) > LONGEST_DOCUMENT:
        raise UserError(
            f"文書番号が{len(document):,}文字あります。{LONGEST_DOCUMENT}文字までにしてください。",
            field="document",
        )


def decide(
    action: Action,
    round_id: int,
    decided_on: date,
    certified_on: date,
    document: str,
    reason: str = "",
    *,
    decision_class: str = "",
) -> Decision:
    """Register the decision on a round: all candidates who are not held back are certified.

    Who is no longer on roll on the 認定年月日, or was certified by another round meanwhile, is held
    back with that reason. Numbers go in the order 部局 → 所属 → カナ.

    Args:
        decided_on: 決裁日.
        certified_on: 認定年月日; decides the fiscal year, the figures and the numbers' year.
        document: 文書番号.
        reason: why 認定年月日 lies before 決裁日.
        decision_class: 決裁区分.

    Raises:
        UserError: decided already, the reason is missing, or numbering is stopped.
    """
    decided = find(action, round_id)
    check_open(decided)
    check_days(decided_on, certified_on, reason)
    _check_document(document)
    _hold_back_by_itself(action, decided, certified_on)
    listed = candidates(action, round_id)
    chosen = _in_order(action, [one for one in listed if not one.held_back], decided, certified_on)
    terms = _Terms(decided_on, certified_on, document.strip(), reason.strip())
    taken = _certify(action, decided, chosen, terms)
    _close(action, decided, terms, decision_class)
    ends = (taken[0].text, taken[-1].text) if taken else ()
    return Decision(round_id, len(chosen), ends, len(listed) - len(chosen))


def _hold_back_by_itself(action: Action, decided: Round, certified_on: date) -> None:
    """Hold back who has left, and who was certified by another round since this one was prepared."""
    asked = {
        "round_id": decided.id,
        "day": certified_on.isoformat(),
        "as_of": decided.as_of.isoformat(),
    }
    left = action.rows(
        "SELECT id FROM candidate WHERE round_id = :round_id AND held_back = ''"
        " AND employee_id NOT IN"
        f" (SELECT s.employee_id FROM service s WHERE {in_force('s')})",
        asked,
    )
    meanwhile = action.rows(
        "SELECT id FROM candidate WHERE round_id = :round_id AND held_back = ''"
        " AND (employee_id, category_code) IN (SELECT employee_id, category_code"
        " FROM certification WHERE ended_on IS NULL OR ended_on > :as_of)",
        asked,
    )
    action.update_many("candidate", ("held_back",), [(LEFT, row[0]) for row in left])
    action.update_many(
        "candidate", ("held_back",), [(CERTIFIED_MEANWHILE, row[0]) for row in meanwhile]
    )


def _in_order(
    reads: Reads, chosen: Sequence[Candidate], decided: Round, day: date
) -> list[Candidate]:
    ordered = in_official_order(reads, {one.employee_id for one in chosen}, day)
    place = {employee_id: at for at, employee_id in enumerate(ordered)}
    codes = decided.category_codes
    return sorted(chosen, key=lambda one: (place[one.employee_id], codes.index(one.category_code)))


def _certify(
    action: Action, decided: Round, chosen: Sequence[Candidate], terms: _Terms
) -> list[Number]:
    """Take the numbers and enter the certifications."""
    if not chosen:
        return []
    fiscal_year = wareki.fiscal_year(terms.certified_on)
    taken = numbers.take(action, numbers.CERTIFICATION, fiscal_year, len(chosen))
    names = _names(action, chosen, terms.certified_on)
    giver = settings.get(action, settings.GIVER)
    categories = _category_ids(action, decided.edition_id)
    ids = action.insert_many(
        "certification",
        _COLUMNS,
        [
            (
                one.employee_id,
                categories[one.category_code],
                one.category_code,
                one.level,
                number.id,
                decided.id,
                decided.as_of,
                terms.decided_on,
                terms.certified_on,
                terms.document,
                terms.reason,
                names[one.employee_id].kind,
                names[one.employee_id].text,
                giver,
                IN_FORCE,
            )
            for one, number in zip(chosen, taken, strict=True)
        ],
    )
    links = [(row_id, one.id) for row_id, one in zip(ids, chosen, strict=True)]
    action.update_many("candidate", ("certification_id",), links)
    return taken


def _names(reads: Reads, chosen: Sequence[Candidate], day: date) -> dict[int, NameOnPaper]:
    """The names to print.

    Raises:
        UserError: somebody has no name in force on that day.
    """
    names = names_on(reads, [one.employee_id for one in chosen], day)
    nameless = [one.number for one in chosen if one.employee_id not in names]
    if nameless:
        raise UserError(
            f"認定年月日（{wareki.long(day)}）に有効な氏名がない職員がいます"
            f"（職員番号 {'、'.join(nameless[:5])}{' など' if nameless[5:] else ''}）。"
            "氏名の期間を確かめてください。",
            field="certified_on",
        )
    return names


def _category_ids(reads: Reads, edition_id: int) -> dict[str, int]:
    found = reads.rows("SELECT code, id FROM category WHERE edition_id = ?", (edition_id,))
    return {row[0]: row[1] for row in found}


def _close(action: Action, decided: Round, terms: _Terms, decision_class: str) -> None:
    """The round is decided; its title follows the fiscal year of the 認定年月日."""
    fiscal_year, ordinal = wareki.fiscal_year(terms.certified_on), decided.ordinal
    if fiscal_year != decided.fiscal_year:
        ordinal = next_ordinal(action, fiscal_year)
    action.update(
        "round",
        decided.id,
        state=DECIDED,
        fiscal_year=fiscal_year,
        ordinal=ordinal,
        decided_on=terms.decided_on,
        certified_on=terms.certified_on,
        document=terms.document,
        reason=terms.reason,
        decision_class=decision_class.strip(),
    )
