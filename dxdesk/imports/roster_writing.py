"""What a roster writes: new people whole, changed ones split at the roster's day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dxdesk.imports.proposal import Line, Options
from dxdesk.models import names, settings
from dxdesk.models.journal import Action
from dxdesk.models.people import leaves, names_in_use, postings, services
from dxdesk.models.people.former_numbers import replace_number
from dxdesk.models.people.leaves import PRESENT
from dxdesk.models.people.names_in_use import row_of
from dxdesk.models.people.spans import Span, day_before
from dxdesk.models.people.standings import RETIRED, Standing
from dxdesk.models.store import Reads

_EMPLOYEE = ("number", "kana", "kana_order", "born_on", "note")
_SERVICE = ("employee_id", "appointment", "appointer", "since", "until")


@dataclass(frozen=True, slots=True)
class RosterEntry:
    """One person of the file; an empty text or no day means that the file does not say.

    Args:
        former: the 職員番号 that the person had before.
    """

    number: str
    name: str
    kana: str
    born_on: date | None
    unit_id: int
    title: str
    grade: str
    job: str
    hired_on: date | None
    status: str
    appointment: str
    appointer: str
    note: str
    former: str = ""


@dataclass(frozen=True, slots=True)
class RosterChange:
    """What is written for a person.

    Args:
        entry: the row of the file; nothing for somebody who is missing from it.
        standing: the person on the desk; nothing for a new one.
        opening: the first day of what is new; nothing while the desk takes in its first roster.
    """

    entry: RosterEntry | None
    standing: Standing | None
    opening: date | None


def opening(reads: Reads, as_of: date) -> date | None:
    """The first day of what a roster says: none for the first one, also when it is taken in again.

    The first roster is the first thing known, so what it says also holds before its day.
    """
    newest = settings.get(reads, settings.NEWEST_ROSTER)
    begun = reads.value(
        "SELECT EXISTS (SELECT 1 FROM posting WHERE since = ?)", (as_of.isoformat(),)
    )
    is_first = not newest or (newest == as_of.isoformat() and not begun)
    return None if is_first else as_of


def is_ended(standing: Standing, day: date | None) -> bool:
    """Whether somebody's service was over before a day."""
    return day is not None and standing.status == RETIRED


def write(action: Action, lines: Sequence[Line], options: Options) -> None:
    """Write everybody who is new, changed or (if to be retired) missing."""
    as_of = options.as_of
    assert as_of is not None
    changes = [line.change for line in lines if isinstance(line.change, RosterChange)]
    _write_new(action, [change for change in changes if change.standing is None])
    batch = _Batch(as_of)
    for change in changes:
        if change.standing is not None and change.entry is not None:
            batch.change(change.entry, change.standing, change.opening)
    batch.write(action)
    for change in changes:
        entry, standing = change.entry, change.standing
        if entry is not None and standing is not None and entry.number != standing.number:
            replace_number(action, standing.employee_id, entry.number, as_of)
    for change in changes:
        if change.standing is not None and change.entry is None:
            services.retire(action, change.standing.employee_id, day_before(as_of))
    settings.set_value(action, settings.NEWEST_ROSTER, as_of.isoformat())


def _write_new(action: Action, changes: Sequence[RosterChange]) -> None:
    """New people in five strokes, whatever their number."""
    entries = [(change.entry, change.opening) for change in changes if change.entry is not None]
    ids = action.insert_many("employee", _EMPLOYEE, [
        (entry.number, entry.kana, names.kana_order(entry.kana), entry.born_on, entry.note)
        for entry, _ in entries
    ])  # fmt: skip
    people = [(new_id, *pair) for new_id, pair in zip(ids, entries, strict=True)]
    action.insert_many("service", _SERVICE, [
        (new_id, entry.appointment or services.REGULAR, entry.appointer, entry.hired_on, None)
        for new_id, entry, _ in people
    ])  # fmt: skip
    action.insert_many(
        "name_in_use",
        names_in_use.COLUMNS,
        [row_of(new_id, entry.name, None) for new_id, entry, _ in people],
    )
    action.insert_many("posting", postings.COLUMNS, [
        (new_id, entry.unit_id, entry.title, entry.grade, entry.job, 1, since, None)
        for new_id, entry, since in people
    ])  # fmt: skip
    action.insert_many("leave", leaves.COLUMNS, [
        (new_id, entry.status, since, None)
        for new_id, entry, since in people
        if entry.status not in ("", PRESENT)
    ])  # fmt: skip


class _Batch:
    """Collects what changes for known people, so that each table is written in a few strokes.

    Args:
        as_of: the roster's day.
    """

    def __init__(self, as_of: date) -> None:
        self._as_of = as_of
        self._inserts: dict[tuple[str, tuple[str, ...]], list[tuple[Any, ...]]] = defaultdict(list)
        self._updates: dict[tuple[str, tuple[str, ...]], list[tuple[Any, ...]]] = defaultdict(list)

        self._deletions: list[tuple[str, int]] = []

    def change(self, entry: RosterEntry, standing: Standing, opened: date | None) -> None:
        """Note what is to be written for one person."""
        self._employee(entry, standing)
        start = self._service(entry, standing, opened) or self._as_of
        self._name(entry, standing, opened)
        self._posting(entry, standing, opened, start)
        self._leave(entry, standing, opened, start)

    def write(self, action: Action) -> None:
        """Write everything noted; what ends is ended before anything begins."""
        for table, row_id in self._deletions:
            action.delete(table, row_id)
        for (table, columns), rows in self._updates.items():
            action.update_many(table, columns, rows)
        for (table, columns), rows in self._inserts.items():
            action.insert_many(table, columns, rows)

    def _employee(self, entry: RosterEntry, standing: Standing) -> None:
        kana, born_on = entry.kana or standing.kana, entry.born_on or standing.born_on
        note = entry.note or standing.note
        if (kana, born_on, note) != (standing.kana, standing.born_on, standing.note):
            row = (kana, names.kana_order(kana), born_on, note, standing.employee_id)
            self._updates["employee", ("kana", "kana_order", "born_on", "note")].append(row)

    def _service(self, entry: RosterEntry, standing: Standing, opened: date | None) -> date | None:
        """The 任用; one that was over is followed by a new one, whose first day is returned.

        Another 任用区分 or 任命権者 holds from the roster's day, so that past figures stay; a 任命権者
        that was not known is only filled in.
        """
        service = standing.service
        appointment = entry.appointment or (service.appointment if service else services.REGULAR)
        appointer = entry.appointer or (service.appointer if service else "")
        if service is None or standing.status == RETIRED:
            last = service.until if service else None
            hired_on = entry.hired_on
            since = hired_on if hired_on and (last is None or hired_on > last) else self._as_of
            row: tuple[Any, ...] = (standing.employee_id, appointment, appointer, since, None)
            self._inserts["service", _SERVICE].append(row)
            return since
        unchanged = entry.hired_on is None or entry.hired_on in standing.taken_on
        first = service.since if unchanged else entry.hired_on
        differs = appointment != service.appointment or (
            service.appointer and appointer != service.appointer
        )
        goes_on = service.since is None or service.since < self._as_of
        if differs and goes_on and opened is not None:
            row = (standing.employee_id, appointment, appointer, self._as_of, service.until)
            self._inserts["service", _SERVICE].append(row)
            last = day_before(self._as_of)
            self._updates["service", ("since", "until")].append((first, last, service.id))
            return None
        row = (appointment, appointer, first)
        if row != (service.appointment, service.appointer, service.since):
            self._updates["service", ("appointment", "appointer", "since")].append(
                (*row, service.id)
            )
        return None

    def _name(self, entry: RosterEntry, standing: Standing, opened: date | None) -> None:
        held = standing.name_in_use
        if names.same_person_spelling(standing.name, entry.name) is not names.NameMatch.OTHER:
            return
        if held is not None and self._begins_here(held, opened):
            _, _, *texts, _, _ = row_of(standing.employee_id, entry.name, opened)
            self._updates["name_in_use", ("text", "family", "given", "plain")].append(
                (*texts, held.id)
            )
            return
        until = self._close("name_in_use", held)
        row = row_of(standing.employee_id, entry.name, self._as_of, until=until)
        self._inserts["name_in_use", names_in_use.COLUMNS].append(row)

    def _posting(
        self, entry: RosterEntry, standing: Standing, opened: date | None, start: date
    ) -> None:
        held = standing.posting
        before = (held.unit_id, held.title, held.grade, held.job) if held else (0, "", "", "")
        after = (
            entry.unit_id, entry.title or before[1], entry.grade or before[2], entry.job or before[3],
        )  # fmt: skip
        if held is not None and after == before:
            return
        if held is not None and self._begins_here(held, opened):
            self._updates["posting", ("unit_id", "title", "grade", "job")].append((*after, held.id))
            return
        until = self._close("posting", held)
        row = (standing.employee_id, *after, 1, start if held is None else self._as_of, until)
        self._inserts["posting", postings.COLUMNS].append(row)

    def _leave(
        self, entry: RosterEntry, standing: Standing, opened: date | None, start: date
    ) -> None:
        held = standing.leave
        if not entry.status or entry.status == (held.kind if held else PRESENT):
            return
        if held is not None and self._begins_here(held, opened):
            if entry.status == PRESENT:
                self._deletions.append(("leave", held.id))
            else:
                self._updates["leave", ("kind",)].append((entry.status, held.id))
            return
        until = self._close("leave", held)
        if entry.status != PRESENT:
            since = opened if held is None and opened is None else max(start, self._as_of)
            self._inserts["leave", leaves.COLUMNS].append(
                (standing.employee_id, entry.status, since, until)
            )

    def _begins_here(self, held: Span, opened: date | None) -> bool:
        """Whether a row says how it is from the roster's day on: then it is put right where it is."""
        return held.since in (opened, self._as_of)

    def _close(self, table: str, held: Span | None) -> date | None:
        """Let a row end on the day before the roster's; what follows holds until its last day."""
        if held is None:
            return None
        self._updates[table, ("until",)].append((day_before(self._as_of), held.id))
        return held.until
