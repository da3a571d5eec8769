"""Opens the forms about the plan: what a change does to judgements is said before it is registered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from dxdesk.models import acts, conflicts, wareki
from dxdesk.models.assessment import plan_effects
from dxdesk.models.assessment.plan_effects import PlanEffect
from dxdesk.models.conflicts import Difference, Part
from dxdesk.models.journal import Act, Action
from dxdesk.models.plan import editions, revising, rows
from dxdesk.models.plan.contents import PlanFile
from dxdesk.models.plan.revising import Edit
from dxdesk.ui import theme
from dxdesk.ui.forms.date_field import DateField, required
from dxdesk.ui.forms.fields import text_of
from dxdesk.ui.forms.form import Field
from dxdesk.ui.forms.sheet import About, Change, Sheet, SheetDialog
from dxdesk.ui.pages.plan.effect_list import EffectWindow
from dxdesk.ui.pages.plan.shown import Shown
from dxdesk.ui.widgets.card import row
from dxdesk.ui.widgets.texts import button
from dxdesk.ui.workplace import Workplace

EFFECT_TITLE = "変更の影響（判定が変わる職員）"
NOBODY = "判定が変わる職員はいません。"
NOT_YET = "この版は{day}には有効でないため、この日の判定は変わりません。"
_WIDTH, _MARGINS, _AROUND, _EDGE = 660, 60, 204, 20


@dataclass(frozen=True)
class Wanted:
    """A change of the plan that a form asks for.

    Args:
        key: of the form; its draft is kept under it.
        title: what is done, e.g. 研修の変更.
        name: of what it is done to, said in the action's title.
        explanation: what it means.
        fields: in their order, without the days.
        read: reads the fields and gives the edit.
        watched: the rows that nobody else may change meanwhile.
        again: the fields as they would be for what somebody else has registered meanwhile.
        judged: whether it can alter somebody's judgement.
    """

    key: str
    title: str
    name: str
    explanation: str
    fields: list[Field]
    read: Callable[[], Edit]
    watched: tuple[Part, ...] = ()
    again: Callable[[PlanFile], Sequence[Field]] | None = None
    judged: bool = True


@dataclass
class _Found:
    """What was found out about the change that is about to be registered."""

    effect: PlanEffect | None = None
    plan: PlanFile | None = None
    said: list[str] = field(default_factory=list)


class PlanDialog(SheetDialog):
    """A form about the plan, with the list of those whose judgement it changes.

    Its fields scroll: however many ways an item has, 登録 stays on a small screen.
    """

    def __init__(
        self, parent: QWidget, place: Workplace, sheet: Sheet, about: About, found: _Found
    ) -> None:
        self.people_button = button("判定が変わる職員の一覧…", self.open_people)
        self.people_button.hide()
        super().__init__(parent, place, sheet, about)
        self.found = found
        self.people: EffectWindow | None = None
        under_effect = self.layout().indexOf(self.effect) + 1  # type: ignore[union-attr]
        self.layout().insertLayout(under_effect, row(self.people_button, 1))  # type: ignore[union-attr]
        self._let_fields_scroll()

    def _let_fields_scroll(self) -> None:
        self.setMinimumWidth(theme.px(_WIDTH))
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setAccessibleName(self.windowTitle())
        self.form.setObjectName("clear")
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.replaceWidget(self.form, self.area)
        self.area.setWidget(self.form)
        self.form.layout().setContentsMargins(0, 0, 8, 0)  # type: ignore[union-attr]
        self.form.show()
        layout.setStretchFactor(self.area, 100)

    def showEvent(self, event: QShowEvent) -> None:
        """Be as high as the fields need, and no higher than the window."""
        super().showEvent(event)
        width = self.minimumWidth()
        fields = self.form.layout().heightForWidth(width - _MARGINS)  # type: ignore[union-attr]
        wanted = max(fields, self.form.sizeHint().height()) + theme.px(_AROUND)
        above = self.parentWidget()
        room = above.window().height() - _EDGE if above is not None else wanted
        self.resize(width, min(wanted, room))

    def show_effect(self, text: str) -> None:
        """Say what the change does; the list is offered where anybody is in it."""
        super().show_effect(text)
        effect = self.found.effect if hasattr(self, "found") else None
        self.people_button.setVisible(bool(text) and effect is not None and bool(effect.people))

    def open_people(self) -> None:
        """Show whose judgement changes."""
        found = self.found
        if found.effect is not None and found.plan is not None:
            self.people = EffectWindow(self, self._place, found.effect, found.plan)
            self.people.open()


def open_change(parent: QWidget, place: Workplace, shown: Shown, wanted: Wanted) -> PlanDialog:
    """Open the form of a change of the plan.

    A sealed edition stays as it is: the form asks from which day its revision is in force.
    """
    edition_id = shown.edition.id
    since = DateField("いつから有効か", place.desk.today()) if shown.sealed else None
    as_of = DateField("影響を見る日", shown.judged_day(place.as_of())) if wanted.judged else None
    fields = list(wanted.fields)
    if since is not None:
        fields.append(Field("in_force_from", "いつから有効か", since))
    if as_of is not None:
        fields.append(Field("as_of", "影響を見る日", as_of))
    found = _Found()
    days: list[date | None] = [None]

    def read() -> Change:
        edit = wanted.read()
        first = required(since, "in_force_from") if since is not None else None
        days[0] = required(as_of, "as_of") if as_of is not None else None
        return lambda action: revising.change(action, edition_id, edit, first)

    def effect(_act: Act, change: Change) -> list[str]:
        found.effect, found.plan = None, shown.plan
        return _effect(place, change, days[0], found) if days[0] else []

    def words(_differences: Sequence[Difference]) -> list[tuple[str, str]]:
        return _their_version(place, edition_id, wanted)

    sheet = Sheet(
        wanted.key, wanted.title, _explanation(shown, wanted), fields, acts.CHANGE_PLAN, read
    )
    about = About(
        f"edition/{edition_id}/{wanted.name}", wanted.name,
        conflicts.look(place.desk, *wanted.watched), words, effect, rows.COLUMNS, EFFECT_TITLE,
    )  # fmt: skip
    dialog = PlanDialog(parent, place, sheet, about, found)
    dialog.open()
    return dialog


def _explanation(shown: Shown, wanted: Wanted) -> str:
    if not shown.sealed:
        return wanted.explanation
    sealed = (
        f"{shown.edition.title}は{shown.sealed_by}に使われているため、そのまま残ります。"
        f"登録すると{shown.next_version}になり、「いつから有効か」の日から使います。"
    )
    return "\n".join(filter(None, (wanted.explanation, sealed)))


def _effect(
    place: Workplace, change: Callable[[Action], Any], as_of: date, found: _Found
) -> list[str]:
    """What the change does to judgements; nothing is said where only words change."""
    reach = plan_effects.reach_of(place.desk, change, as_of)
    if not reach.judged:
        return []
    if not reach.in_force:
        return [NOT_YET.format(day=wareki.short(as_of))]
    assert found.plan is not None
    found.effect = plan_effects.effect_of(place.desk, change, as_of)
    words = plan_effects.effect_words(found.effect, found.plan)
    return (
        [f"{wareki.short(as_of)}の判定：{NOBODY}"]
        if not words
        else [f"{wareki.short(as_of)}の判定", *words]
    )


def _their_version(place: Workplace, edition_id: int, wanted: Wanted) -> list[tuple[str, str]]:
    if wanted.again is None:
        return [("内容", "変更されています")]
    desk = place.desk
    plan = editions.contents(desk, editions.get(desk, edition_id))
    fields = wanted.again(plan)
    return [(each.title, text_of(each.widget)) for each in fields] or [("内容", "削除されています")]
