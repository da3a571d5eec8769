"""Opens the forms about evidence over a page; what registering does to the judgement is said first."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QWidget

from dxdesk.errors import UserError
from dxdesk.models import conflicts
from dxdesk.models.assessment.evidence_effects import effect_on_judgement
from dxdesk.models.conflicts import Part, Seen
from dxdesk.models.evidence.confirmation import SEEN
from dxdesk.models.people import employees
from dxdesk.ui.forms.form import Form
from dxdesk.ui.forms.sheet import About, SheetDialog
from dxdesk.ui.pages.employees.words import difference_words
from dxdesk.ui.pages.qualifications.evidence_forms import TITLES, Asked, sheet
from dxdesk.ui.workplace import Workplace

_EFFECT: Final = "判定が変わります。"
_SOMEBODY: Final = "1件"


def open_form(parent: QWidget, place: Workplace, asked: Asked) -> SheetDialog | None:
    """Open a form about evidence over a page, or say that somebody has removed it meanwhile."""
    try:
        return _opened(parent, place, asked)
    except UserError as error:
        place.messages.tell(TITLES[asked.proof], error.text)
        return None


def _opened(parent: QWidget, place: Workplace, asked: Asked) -> SheetDialog:
    desk = place.desk
    wanted = sheet(place, asked)
    seen = conflicts.look(desk, Part(asked.proof.value, "id", asked.row_id))
    known = asked.employee_id
    about = About(
        record=f"employee/{known}",
        name=employees.get(desk, known).number if known else _SOMEBODY,
        seen=seen if asked.row_id else Seen((), {}),
        words=lambda differences: difference_words(desk, differences),
        effect=lambda act, change: effect_on_judgement(desk, act, change),
        effect_title=_EFFECT,
    )
    dialog = SheetDialog(parent, place, wanted, about)
    _show_what_matters(dialog.form)
    dialog.open()
    return dialog


def _show_what_matters(form: Form) -> None:
    """Leave out who checked it while nobody has seen the paper, and a name that is not known yet."""

    def show() -> None:
        texts = form.texts()
        for key in ("checked_by", "checked_on"):
            form.show_field(key, texts["verification"] in SEEN)
        form.show_field("name", bool(texts["name"]))

    form.typed.connect(show)
    show()


__all__ = ["TITLES", "Asked", "open_form"]
