"""開催回: one time that a training is held, with its days, its places and how far it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from dxdesk.errors import UserError
from dxdesk.models import wareki
from dxdesk.models.evidence.trainings import APPLIED, COMPLETED, SEATED, TOOK_PART
from dxdesk.models.schema import SESSION_STATES

if TYPE_CHECKING:
    from dxdesk.models.journal import Action
    from dxdesk.models.store import Reads

PLANNED, HELD, CANCELLED = SESSION_STATES
LONGEST_PLACE: Final = 200
LONGEST_NOTE: Final = 1_000
MOST_PLACES: Final = 100_000
_COLUMNS: Final = (
    "training_id", "fiscal_year", "ordinal", "since", "until", "apply_until", "place", "capacity",
    "state", "note",
)  # fmt: skip
_SELECT: Final = f"SELECT {', '.join(_COLUMNS)}, id FROM training_session"


@dataclass(frozen=True, slots=True)
class Session:
    """One 開催回.

    Args:
        ordinal: 第n回 of the training in the fiscal year.
        since: its first day.
        until: its last day, on which it is completed; it lies in the fiscal year.
        apply_until: 申込締切.
        place: 会場, or how it is sent.
        capacity: 定員; none where everybody may attend.
        state: 予定, 実施済 or 中止.
    """

    training_id: int
    fiscal_year: int
    ordinal: int
    since: date
    until: date
    apply_until: date | None = None
    place: str = ""
    capacity: int | None = None
    state: str = PLANNED
    note: str = ""
    id: int = field(default=0, compare=False)

    @property
    def title(self) -> str:
        """第2回."""
        return f"第{self.ordinal}回"


@dataclass(frozen=True, slots=True)
class Attending:
    """A session and how many people of it have which result."""

    session: Session
    results: Mapping[str, int]

    def number(self, *results: str) -> int:
        """How many people have one of these results."""
        return sum(self.results.get(result, 0) for result in results)

    @property
    def seated(self) -> int:
        """How many of the places are taken: who was decided on, and did not decline or stay away."""
        return self.number(*SEATED)

    @property
    def applied(self) -> int:
        """Whose application waits for a decision."""
        return self.number(APPLIED)

    @property
    def completed(self) -> int:
        """Who completed it."""
        return self.number(COMPLETED)


def get(reads: Reads, session_id: int) -> Session:
    """One session.

    Raises:
        UserError: it is gone.
    """
    rows = reads.rows(f"{_SELECT} WHERE id = ?", (session_id,))
    if not rows:
        raise UserError("この開催回は、ほかの操作で削除されています。一覧から選び直してください。")
    return _session(rows[0])


def sessions(reads: Reads, training_id: int, fiscal_year: int) -> list[Attending]:
    """The sessions of a training in a fiscal year, with their people counted."""
    asked = (training_id, fiscal_year)
    where = "training_id = ? AND fiscal_year = ?"
    counts: dict[int, dict[str, int]] = {}
    for session_id, result, number in reads.rows(
        "SELECT session_id, result, count(*) FROM attendance WHERE session_id IN"
        f" (SELECT id FROM training_session WHERE {where}) GROUP BY session_id, result",
        asked,
    ):
        counts.setdefault(session_id, {})[result] = number
    found = (
        _session(row) for row in reads.rows(f"{_SELECT} WHERE {where} ORDER BY ordinal", asked)
    )
    return [Attending(each, counts.get(each.id, {})) for each in found]


def by_ordinal(reads: Reads) -> dict[tuple[int, int, int], Session]:
    """Training, fiscal year and 第n回 → session, of all of them."""
    found = (_session(row) for row in reads.rows(_SELECT))
    return {(each.training_id, each.fiscal_year, each.ordinal): each for each in found}


def in_year(reads: Reads, fiscal_year: int) -> dict[int, tuple[int, int]]:
    """Training → how many sessions a fiscal year has, and how many applications wait."""
    sql = """
        SELECT s.training_id, count(DISTINCT s.id), count(a.id) FROM training_session s
        LEFT JOIN attendance a ON a.session_id = s.id AND a.result = ?
        WHERE s.fiscal_year = ? AND s.state <> ? GROUP BY s.training_id
    """
    rows = reads.rows(sql, (APPLIED, fiscal_year, CANCELLED))
    return {row[0]: (row[1], row[2]) for row in rows}


def next_ordinal(reads: Reads, training_id: int, fiscal_year: int) -> int:
    """The n of the 第n回 that comes next."""
    sql = "SELECT coalesce(max(ordinal), 0) FROM training_session WHERE training_id = ? AND fiscal_year = ?"
    return int(reads.value(sql, (training_id, fiscal_year))) + 1


def plan(action: Action, session: Session) -> int:
    """Add a session.

    Returns:
        Its id.

    Raises:
        UserError: its days, its number or its places cannot be so.
    """
    _check(action, session)
    return action.insert("training_session", **_values(session))


def check_change(action: Action, session: Session) -> Session:
    """Refuse a change of a session that cannot be; what concerns its people is asked elsewhere.

    Returns:
        The session as it is now.

    Raises:
        UserError: its days, its number, its places or its state cannot be so.
    """
    held = get(action, session.id)
    _check(action, session)
    counted = next(
        each
        for each in sessions(action, held.training_id, held.fiscal_year)
        if each.session.id == held.id
    )
    there = counted.number(*TOOK_PART)
    if session.state == CANCELLED and there:
        raise UserError(
            f"受講した職員が{there:,}人いるため、中止にはできません。結果を確かめてください。",
            "state",
        )
    check_capacity(session, counted.seated)
    return held


def write(action: Action, session: Session) -> None:
    """Write a session that was checked."""
    action.update("training_session", session.id, **_values(session))


def hold(action: Action, session: Session) -> None:
    """Let a session that was planned be 実施済."""
    if session.state == PLANNED:
        write(action, replace(session, state=HELD))


def remove(action: Action, session_id: int) -> None:
    """Remove a session that was entered by mistake, with its lecturers.

    Raises:
        UserError: somebody applied for it; then it is 中止 instead.
    """
    people = action.value("SELECT count(*) FROM attendance WHERE session_id = ?", (session_id,))
    if people:
        raise UserError(
            f"受講者が{people:,}人いるため、削除できません。開催しないときは、状態を中止にしてください。"
        )
    for (row_id,) in action.rows("SELECT id FROM lecturer WHERE session_id = ?", (session_id,)):
        action.delete("lecturer", row_id)
    action.delete("training_session", session_id)


def check_capacity(session: Session, seated: int) -> None:
    """Refuse more people than a session has places for.

    Raises:
        UserError: with both numbers.
    """
    if session.capacity is not None and seated > session.capacity:
        raise UserError(
            f"定員{session.capacity:,}人に対して決定が{seated:,}人になります。"
            "決定を減らすか、開催回の定員を増やしてください。",
            "capacity",
        )


def _check(action: Action, session: Session) -> None:
    _check_days(session)
    if session.ordinal < 1:
        raise UserError("第何回かを、1以上の数で入力してください。", "ordinal")
    year = wareki.fiscal_year_name(session.fiscal_year)
    taken = action.rows(
        "SELECT 1 FROM training_session WHERE training_id = ? AND fiscal_year = ? AND ordinal = ?"
        " AND id <> ?",
        (session.training_id, session.fiscal_year, session.ordinal, session.id),
    )
    if taken:
        raise UserError(
            f"{year}の{session.title}は既にあります。番号を確かめてください。", "ordinal"
        )
    if session.capacity is not None and not 1 <= session.capacity <= MOST_PLACES:
        raise UserError(
            f"定員は1人から{MOST_PLACES:,}人までで入力してください。定めないときは空欄にします。",
            "capacity",
        )
    if session.state == HELD and session.until > action.today:
        raise UserError(
            f"末日（{wareki.short(session.until)}）がまだ先なので、実施済にはできません。", "state"
        )
    for key, text, longest in (
        ("place", session.place, LONGEST_PLACE),
        ("note", session.note, LONGEST_NOTE),
    ):
        if len(text) > longest:
            raise UserError(f"{len(text):,}文字あります。{longest:,}文字までにしてください。", key)


def _check_days(session: Session) -> None:
    if session.until < session.since:
        raise UserError("末日が初日より前です。どちらかを直してください。", "until")
    if wareki.fiscal_year(session.until) != session.fiscal_year:
        raise UserError(
            f"末日（{wareki.short(session.until)}）が"
            f"{wareki.fiscal_year_name(session.fiscal_year)}ではありません。"
            "修了した日は末日になります。年度の違う開催回は、その年度を選んでから登録してください。",
            "until",
        )
    if session.apply_until is not None and session.apply_until > session.until:
        raise UserError("申込の締切が末日より後です。どちらかを直してください。", "apply_until")


def _values(session: Session) -> dict[str, Any]:
    return {name: getattr(session, name) for name in _COLUMNS}


def _session(row: Iterable[Any]) -> Session:
    training_id, year, ordinal, since, until, apply_until, place, capacity, state, note, own = row
    read = date.fromisoformat
    return Session(
        training_id, year, ordinal, read(since), read(until),
        read(apply_until) if apply_until else None, place, capacity, state, note, own,
    )  # fmt: skip
