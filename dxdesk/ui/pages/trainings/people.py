"""受講者: who is in a session and with what result, typed, chosen or pasted, registered as one action."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QComboBox

from dxdesk.errors import StoreError, UserError
from dxdesk.models import acts, conflicts
from dxdesk.models.conflicts import Part, Seen
from dxdesk.models.desk import Desk
from dxdesk.models.evidence import enrolments, sessions
from dxdesk.models.evidence.enrolments import Enrolled, Wanted
from dxdesk.models.evidence.sessions import Attending, Session
from dxdesk.models.evidence.trainings import APPLIED, ATTENDED, COMPLETED, DECIDED
from dxdesk.models.journal import Action
from dxdesk.models.people.search import ListRow
from dxdesk.ui.forms.form import REGISTER
from dxdesk.ui.forms.keys import registers
from dxdesk.ui.pages.trainings.looking import Chosen
from dxdesk.ui.pages.trainings.people_grid import PeopleGrid, row_of
from dxdesk.ui.pages.trainings.session_list import days_text, seats_text
from dxdesk.ui.pages.trainings.tab import TrainingTab, narrow
from dxdesk.ui.tables.grid import GridRow
from dxdesk.ui.tables.grid_draft import GridDraft
from dxdesk.ui.widgets.card import row
from dxdesk.ui.widgets.flow import Flow
from dxdesk.ui.widgets.texts import Answer, body, button, label
from dxdesk.ui.workplace import Workplace

_NONE: Final = "「開催回」のタブで開催回を登録すると、受講者をここに入力できます。"
_HINT: Final = "最後の行に職員番号を入力するか、Excelの職員番号の列（結果の列も）を貼り付けます。"


@dataclass(frozen=True)
class SessionPeople:
    """The sessions of the year, and the people of one of them as they are registered."""

    held: list[Attending]
    shown: Session | None
    people: list[Enrolled]
    seen: Seen
    rows: list[GridRow]


def look_at_session(desk: Desk, chosen: Chosen, session_id: int) -> SessionPeople:
    """The people of a session; where it is not there any more, of the first one."""
    held = sessions.sessions(desk, chosen.training.id, chosen.fiscal_year)
    found = [each.session for each in held]
    found.sort(key=lambda each: each.id != session_id)
    shown = found[0] if found else None
    if shown is None:
        return SessionPeople(held, None, [], conflicts.look(desk), [])
    people = enrolments.of_session(desk, shown.id, min(shown.until, desk.today()))
    seen = conflicts.look(desk, Part("attendance", "session_id", shown.id))
    return SessionPeople(held, shown, people, seen, [row_of(each) for each in people])


class PeopleTab(TrainingTab):
    """The grid of one session."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.found: SessionPeople | None = None
        self._wanted = self._asked = 0
        self._known: dict[str, ListRow | None] = {}
        self._marking = False
        self._left: dict[tuple[int, str], str] = {}
        self._reasons: dict[str, UserError] = {}
        self.session = QComboBox()
        self.session.setAccessibleName("開催回")
        narrow(self.session, 20)
        self.seats = label("", "muted")
        self.none = body(_NONE, "muted")
        self.hint = body(_HINT, "muted")
        self.grid = PeopleGrid()
        self.draft = GridDraft(workplace, self.grid, "session_people")
        self.answer = Answer()
        self.paste_button = button("番号を貼り付け", self.paste_people)
        self.complete_button = button("全員を修了にする", self.complete_all)
        self.remove_button = button("選んだ職員を外す", self.ask_to_remove)
        self.drop_button = button("入力を破棄", self.drop_typing, "link")
        self.save_button = button(REGISTER, self.save, "primary")
        top = row(self.seats)
        top.insertWidget(0, self.session, 1)
        self.column.addLayout(top)
        for widget in (self.none, self.hint):
            self.column.addWidget(widget)
        self.column.addWidget(self.grid, 1)
        self.column.addWidget(self.answer)
        self.column.addStretch(0)
        verbs = Flow(8)
        for verb in (self.paste_button, self.complete_button, self.remove_button, self.drop_button):
            verbs.addWidget(verb)
        bottom = row(self.save_button)
        bottom.insertLayout(0, verbs, 1)
        self.column.addLayout(bottom)
        self.session.activated.connect(lambda _at: self._choose_session())
        self.grid.changed.connect(self._typed)
        self.draft.restored.connect(lambda: self.answer.say("書きかけの内容です。", "attention"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter registers."""
        if registers(event):
            self.save()
            return
        super().keyPressEvent(event)

    # --- what is shown ---

    def show_what(self, what: int) -> None:
        """Show another session, by its id."""
        self._wanted = what
        if self.chosen is not None and self.isVisible():
            self.look_up(self.chosen)

    def _choose_session(self) -> None:
        self.show_what(int(self.session.currentData()))

    def look_up(self, chosen: Chosen) -> None:
        """Read the people of the session that is wanted, else of the one shown."""
        desk = self.workplace.desk
        shown = self.found.shown if self.found else None
        session_id = self._wanted or (shown.id if shown else 0)
        self._asked = asked = self._asked + 1
        self.workplace.read(
            "受講者を調べています",
            lambda: look_at_session(desk, chosen, session_id),
            lambda found: self._show(found) if asked == self._asked else None,
            quiet=True,
        )

    def _show(self, found: SessionPeople) -> None:
        before = self.found.shown if self.found else None
        same = before is not None and found.shown is not None and before.id == found.shown.id
        self._wanted = 0
        self._offer(found)
        if same and self.grid.is_changed():
            return
        self.draft.keep_now()  # what was typed about another session comes back with it
        self.found = found
        self._known = {}
        if not same:
            self.answer.hide()
        self.grid.show_rows(found.rows)
        left, self._left = self._left, {}
        self.grid.type_in(left)
        if found.shown is not None:
            self.draft.begin(f"training_session/{found.shown.id}")
        self._enable()

    def _offer(self, found: SessionPeople) -> None:
        self.session.clear()
        for each in found.held:
            session = each.session
            self.session.addItem(
                f"{session.title}　{days_text(session)}　{session.state}", session.id
            )
        shown = found.shown
        self.session.setCurrentIndex(self.session.findData(shown.id) if shown else -1)
        mine = [each for each in found.held if shown is not None and each.session.id == shown.id]
        self.seats.setText(f"決定／定員 {seats_text(mine[0])}" if mine else "")
        for widget in (self.grid, self.hint, self.session, self.seats):
            widget.setVisible(shown is not None)
        self.none.setVisible(shown is None)

    def _enable(self) -> None:
        there = self.found is not None and self.found.shown is not None
        may = there and self.workplace.desk.may(acts.RECORD_RESULTS)
        changed = self.grid.is_changed()
        self.save_button.setEnabled(may and bool(self.grid.edits()))
        self.drop_button.setVisible(changed)
        for each in (self.paste_button, self.complete_button, self.remove_button):
            each.setEnabled(may)

    # --- typing ---

    def paste_people(self) -> None:
        """番号を貼り付け: what was copied from Excel, wherever the grid stands."""
        self.grid.take_people(QGuiApplication.clipboard().text())

    def complete_all(self) -> None:
        """全員を修了にする: all who were there or should have been; registered with 登録."""
        typed = {
            (each.id, "result"): COMPLETED
            for each in self.grid.rows()
            if self.grid.cell(each.id, "number")
            and self.grid.cell(each.id, "result") in ("", APPLIED, DECIDED, ATTENDED)
        }
        self.grid.type_in(typed)
        text = f"{len(typed):,}人の結果を修了にしました。登録すると保存されます。" if typed else ""
        self.answer.say(text or "修了にできる受講者がいません。", "attention")

    def drop_typing(self) -> None:
        """入力を破棄: show what is registered."""
        if self.found is not None:
            self.grid.show_rows(self.found.rows)
            self.draft.keep_now()
            self.answer.hide()
            self._enable()

    def _typed(self) -> None:
        """Find the people whose numbers were typed, and mark those that cannot be taken."""
        if self._marking:
            return
        unknown = {number for _, number in self._new_rows()} - self._known.keys()
        if unknown:
            desk, day = self.workplace.desk, self.workplace.as_of()
            self.workplace.read(
                "職員番号を調べています",
                lambda: {
                    **dict.fromkeys(unknown),
                    **enrolments.people_by_number(desk, unknown, day),
                },
                self._found_people,
                quiet=True,
            )
        self._mark()
        self._enable()

    def _new_rows(self) -> list[tuple[int, str]]:
        new = [each.id for each in self.grid.rows() if each.id < 0]
        return [(row_id, number) for row_id in new if (number := self.grid.cell(row_id, "number"))]

    def _found_people(self, found: dict[str, ListRow | None]) -> None:
        self._known |= found
        self._known |= {person.number: person for person in found.values() if person}
        self._mark()
        self._enable()

    def _mark(self) -> None:
        """Show names beside new numbers, and say which numbers cannot be taken."""
        there = {each.person.employee_id for each in self.found.people} if self.found else set()
        filled: dict[int, dict[str, str]] = {
            each.id: {} for each in self.grid.rows() if each.id < 0 and each.values
        }
        new = self._new_rows()
        if not new and not filled:
            return
        self._marking = True
        for row_id, number in new:
            person = self._known.get(number)
            if person is None:
                if number in self._known:
                    reason = f"職員番号「{number}」の職員はいません。"
                    self.grid.refuse(row_id, "number", reason)
                continue
            if number != person.number:
                self.grid.set_cell(row_id, "number", person.number)
            filled[row_id] = {"name": person.name, "unit": person.unit}
            if person.employee_id in there:
                self.grid.refuse(row_id, "number", "この回の受講者に、既に入っています。")
            elif person.number in self._reasons:
                error = self._reasons[person.number]
                self.grid.refuse(row_id, _cell_of(error, new=True), error.text)
            there.add(person.employee_id)
        self.grid.fill(filled)
        self._marking = False

    # --- 登録 ---

    def wanted(self) -> dict[int, Wanted]:
        """Row → what is to be registered about its person; rows with a refused cell stay."""
        refused = {each.row_id for each in self.grid.refused()}
        known = {each.id: each for each in self.found.people} if self.found else {}
        found: dict[int, Wanted] = {}
        for row_id in self.grid.edits():
            if row_id in refused:
                continue
            result = self.grid.cell(row_id, "result") or APPLIED
            note = self.grid.cell(row_id, "note")
            if row_id in known:
                found[row_id] = Wanted(known[row_id].person.employee_id, result, note)
            elif (person := self._known.get(self.grid.cell(row_id, "number"))) is not None:
                found[row_id] = Wanted(person.employee_id, result, note)
        return found

    def save(self) -> None:
        """登録: everything that can be, as one action; what is refused stays in the grid, marked."""
        wanted, session = self.wanted(), self.found.shown if self.found else None
        if session is None or not wanted or not self.save_button.isEnabled():
            self.answer.say(
                "登録できる入力がありません。印の付いたセルを直してください。", "attention"
            )
            return
        desk = self.workplace.desk
        self.save_button.setEnabled(False)
        self.workplace.read(
            "受講者を確かめています",
            lambda: enrolments.refusals(desk, session, list(wanted.values()), desk.today()),
            lambda refused: self._write(session, wanted, refused),
            self._failed,
        )

    def _write(
        self, session: Session, wanted: dict[int, Wanted], refused: dict[int, UserError]
    ) -> None:
        chosen, found = self.chosen, self.found
        if chosen is None or found is None:
            return
        self._reasons = {}
        self._marking = True
        for row_id, each in wanted.items():
            if each.employee_id in refused:
                error = refused[each.employee_id]
                self.grid.refuse(row_id, _cell_of(error, new=row_id < 0), error.text)
                self._reasons[self.grid.cell(row_id, "number")] = error
        self._marking = False
        taken = {row: each for row, each in wanted.items() if each.employee_id not in refused}
        if not taken:
            self._say_left(0)
            return
        seen = _rows_seen(found.seen, [row_id for row_id in taken if row_id > 0])

        def change(action: Action) -> None:
            conflicts.check(action, seen)
            enrolments.record(action, session.id, list(taken.values()))

        self.workplace.write(
            acts.RECORD_RESULTS,
            f"受講者の登録（{chosen.training.name}　{session.title}、{len(taken):,}人）",
            change,
            lambda _done: self._saved(set(taken)),
            self._failed,
            subject=f"training_session/{session.id}",
        )

    def _saved(self, taken: set[int]) -> None:
        self._left = _renumbered(
            {place: text for place, text in self.grid.typed().items() if place[0] not in taken}
        )
        left = len({row_id for row_id, _ in self._left})
        self.grid.show_rows([])
        self.draft.keep_now()
        self._say_left(len(taken), left)

    def _say_left(self, taken: int, left: int | None = None) -> None:
        rest = len({each.row_id for each in self.grid.refused()}) if left is None else left
        said = f"{taken:,}人を登録しました。" if taken else "まだ登録していません。"
        if rest:
            said += f"{rest:,}人は登録できません。印の付いたセルに理由を表示しています。"
        self.answer.say(said, "attention" if rest else "good")
        self._enable()

    def _failed(self, error: UserError | StoreError) -> None:
        self.answer.say(error.text, "bad")
        self._enable()

    # --- taking out ---

    def chosen_people(self) -> list[Enrolled]:
        """The registered people of the chosen rows."""
        rows = {self.grid.rows()[index.row()].id for index in self.grid.selectedIndexes()}
        return [each for each in self.found.people if each.id in rows] if self.found else []

    def ask_to_remove(self) -> None:
        """選んだ職員を外す: who came into the session by mistake."""
        people, session = self.chosen_people(), self.found.shown if self.found else None
        if session is None or not people:
            self.answer.say("外す職員の行を選んでください。", "attention")
            return
        text = f"選んだ{len(people):,}人を{session.title}の受講者から外します。元に戻せます。"
        self.workplace.messages.ask(
            "受講者を外す", text, "外す", lambda: self._remove(session, people)
        )

    def _remove(self, session: Session, people: Sequence[Enrolled]) -> None:
        ids = [each.person.employee_id for each in people]
        name = self.chosen.training.name if self.chosen else ""
        self.workplace.write(
            acts.RECORD_RESULTS, f"受講者を外す（{name}　{session.title}、{len(ids):,}人）",
            lambda action: enrolments.remove(action, session.id, ids),
            lambda _done: self.answer.say(f"{len(ids):,}人を外しました。", "good"), self._failed,
            subject=f"training_session/{session.id}",
        )  # fmt: skip


def _cell_of(error: UserError, *, new: bool) -> str:
    """The cell that shows a refusal: a number that was typed, else the result."""
    return "number" if error.field == "number" and new else "result"


def _rows_seen(seen: Seen, row_ids: Sequence[int]) -> Seen:
    """Of what was seen, only some rows; what somebody else does to the others is no conflict."""
    parts = tuple(Part("attendance", "id", row_id) for row_id in row_ids)
    keys = [("attendance", row_id) for row_id in row_ids]
    return Seen(parts, {key: seen.rows[key] for key in keys if key in seen.rows})


def _renumbered(typed: dict[tuple[int, str], str]) -> dict[tuple[int, str], str]:
    """Typed cells with the new rows numbered from -1 on, as a grid that is shown anew has them."""
    new = sorted({row_id for row_id, _ in typed if row_id < 0}, reverse=True)
    number = {row_id: -at for at, row_id in enumerate(new, start=1)}
    return {(number.get(row_id, row_id), key): text for (row_id, key), text in typed.items()}
