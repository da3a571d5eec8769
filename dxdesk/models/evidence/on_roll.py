"""Whether somebody can have attended a training on a day: in service then, and the day has come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dxdesk.errors import UserError
from dxdesk.models import wareki
from dxdesk.models.evidence.sessions import CANCELLED, Session
from dxdesk.models.evidence.trainings import (
    DECLINED,
    KNOWN_AFTERWARDS,
    TOOK_PART,
    Attendance,
)
from dxdesk.models.store import Reads

Days = tuple[tuple[date, date], ...]


@dataclass(frozen=True)
class Roll:
    """Everybody's days in service, so that many attendances can be checked.

    Args:
        served: employee → first and last day of each 任用, the earliest first.
        today: the day on which it is asked.
    """

    served: Mapping[int, Days]
    today: date

    def check(self, attended: Attendance, session: Session | None = None) -> None:
        """Refuse an attendance that cannot have been.

        Args:
            session: the 開催回, where it is known.

        Raises:
            UserError: where and why, with the field: ``day``, ``result`` or ``session``.
        """
        result, day = attended.result, attended.day
        if session is not None and session.state == CANCELLED and result != DECLINED:
            raise UserError(
                f"{session.title}は中止です。結果を「{result}」にはできません。", "session"
            )
        if result not in KNOWN_AFTERWARDS:
            return
        if day > self.today:
            raise UserError(
                f"{wareki.short(day)}はまだ先の日です。「{result}」は、終わってから登録してください。",
                "day",
            )
        if result in TOOK_PART:
            self._check_service(attended.employee_id, day)

    def _check_service(self, employee_id: int, day: date) -> None:
        served = self.served.get(employee_id, ())
        if any(first <= day <= last for first, last in served):
            return
        said = wareki.short(day)
        if served and day < served[0][0]:
            hired = wareki.short(served[0][0])
            raise UserError(
                f"{said}は採用年月日（{hired}）より前です。受講日か職員番号を確かめてください。",
                "day",
            )
        left = max((last for _, last in served if last < day), default=None)
        until = f"（{wareki.short(left)}まで在職）" if left else ""
        raise UserError(
            f"{said}には在籍していません{until}。受講日か職員番号を確かめてください。", "day"
        )


def roll(reads: Reads, today: date, employee_id: int = 0) -> Roll:
    """Everybody's days in service, or those of one person, in one query."""
    served: dict[int, list[tuple[date, date]]] = {}
    whose = "WHERE employee_id = :employee_id" if employee_id else ""
    sql = f"SELECT employee_id, since, until FROM service {whose} ORDER BY coalesce(since, '')"
    for own, since, until in reads.rows(sql, {"employee_id": employee_id} if employee_id else ()):
        first, last = _day(since, date.min), _day(until, date.max)
        served.setdefault(own, []).append((first, last))
    return Roll({own: tuple(days) for own, days in served.items()}, today)


def _day(text: Any, otherwise: date) -> date:
    return date.fromisoformat(text) if text else otherwise
