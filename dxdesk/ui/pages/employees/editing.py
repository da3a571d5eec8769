"""Opens the forms about the person shown, over the page."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtWidgets import QWidget

from dxdesk.models.people import effects
from dxdesk.ui.forms.sheet import About, Sheet, SheetDialog, open_dialog
from dxdesk.ui.pages.employees.person import Person
from dxdesk.ui.pages.employees.words import difference_words
from dxdesk.ui.workplace import Workplace


def open_sheet(
    parent: QWidget,
    place: Workplace,
    person: Person,
    sheet: Sheet,
    *tables: str,
    columns: Collection[str] = (),
) -> SheetDialog:
    """Open a form about a person.

    Args:
        parent: what it lies over.
        place: the desk and everything that goes with it.
        person: as shown.
        sheet: the form.
        tables: whose rows it may change; what others change there meanwhile is a conflict.
        columns: only these are written; a change of others is no conflict. Empty for all.
    """
    employee = person.profile.employee
    desk = place.desk
    about = About(
        record=f"employee/{employee.employee_id}",
        name=employee.number,
        seen=person.seen.of(*tables),
        words=lambda differences: difference_words(desk, differences),
        effect=lambda act, change: effects.effect_on_past(desk, act, employee.employee_id, change),
        columns=columns,
    )
    return open_dialog(parent, place, sheet, about)
