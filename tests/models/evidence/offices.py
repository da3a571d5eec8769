"""A small office with a plan, whose people have evidence."""

from __future__ import annotations

from dataclasses import dataclass

from dxdesk.imports.plan_file import read_plan
from dxdesk.models.desk import Desk
from dxdesk.models.evidence import experience, qualifications
from dxdesk.models.evidence.confirmation import Confirmation
from dxdesk.models.evidence.experience import ExperienceEntry
from dxdesk.models.evidence.qualifications import HoldingEntry
from dxdesk.models.journal import Action
from dxdesk.models.plan import revising
from dxdesk.models.store import Reads
from dxdesk.paths import resource
from tests import factories
from tests.factories import changing, day


@dataclass(frozen=True)
class Office:
    """Two people of one bureau, one of another; the plan that ships with the program."""

    desk: Desk
    kita: int
    minami: int
    azuma: int
    units: tuple[int, int]


def open_office(desk: Desk) -> Office:
    """An office on 2026-11-23 with a plan and three people."""
    with changing(desk) as action:
        revising.take_in(action, read_plan(resource("plans", "example.toml")))
        unit = factories.unit(action, "010001", "総務課")
        other = factories.unit(action, "020001", "農政課", bureau_name="農政部")
        people = [
            factories.employee(
                action, "000101", "北　花子", unit, kana="キタ　ハナコ", grade="係長級"
            ),
            factories.employee(action, "000102", "南　太郎", unit, kana="ミナミ　タロウ"),
            factories.employee(action, "000103", "東　一", other, kana="アズマ　ハジメ"),
        ]
    return Office(desk, *people, (unit, other))


def id_of(reads: Reads, table: str, code: str) -> int:
    """A qualification, training or kind of experience by its code."""
    return int(reads.value(f"SELECT id FROM {table} WHERE code = ?", (code,)))


def hold(
    action: Action, employee_id: int, code: str, acquired_on: str, *, expires_on: str | None = None,
    verification: str = "実施機関データ", number: str = "", note: str = "",
) -> int:  # fmt: skip
    """A qualification that somebody holds."""
    entry = HoldingEntry(
        employee_id, id_of(action, "qualification", code), day(acquired_on),
        factories.maybe_day(expires_on), number, note, Confirmation(verification),
    )  # fmt: skip
    return qualifications.add(action, entry)


def work(
    action: Action, employee_id: int, code: str, since: str, until: str | None = None, *,
    verification: str = "実施機関データ",
) -> int:  # fmt: skip
    """A period of work of somebody."""
    entry = ExperienceEntry(
        employee_id, id_of(action, "experience_kind", code), day(since),
        factories.maybe_day(until), "", "", Confirmation(verification),
    )  # fmt: skip
    return experience.add(action, entry)
