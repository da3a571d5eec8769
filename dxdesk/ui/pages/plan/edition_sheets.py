"""The forms about an edition itself: its name and years, and next year's edition made from it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from dxdesk.errors import StoreError, UserError
from dxdesk.models import acts, wareki
from dxdesk.models.plan import edits, revising
from dxdesk.models.plan.contents import PlanFile
from dxdesk.models.plan.editions import Edition
from dxdesk.models.plan.revising import Edit
from dxdesk.models.plan.rows import rows_of_edition
from dxdesk.ui.forms.draft_keeper import keep_draft
from dxdesk.ui.forms.form import Field, Form, FormDialog
from dxdesk.ui.forms.line_edit import LineEdit
from dxdesk.ui.pages.plan.editing import PlanDialog, Wanted, open_change
from dxdesk.ui.pages.plan.shown import Shown
from dxdesk.ui.workplace import Workplace

_YEARS_AROUND = 10
_SELF_REPORTED = "本人申告だけの根拠も、判定に使う"
_COPY = (
    "いまの内容を写した新しい版を作ります。いまの版は変わりません。"
    "新しい版の年度に入らない成果指標は写しません。"
)


def open_head(parent: QWidget, place: Workplace, shown: Shown) -> PlanDialog:
    """名称・年度: what the edition says of itself, and whether 本人申告 counts."""
    fields = _head_fields(shown.plan, with_years=not shown.sealed)
    by_key = {each.key: each.widget for each in fields}

    def read() -> Edit:
        values: dict[str, Any] = {
            key: widget.text().strip()
            for key, widget in by_key.items()
            if isinstance(widget, LineEdit)
        }
        if not values["name"]:
            raise UserError("計画の名称を入力してください。", "name")
        values |= {
            key: widget.currentData()
            for key, widget in by_key.items()
            if isinstance(widget, QComboBox)
        }
        counts = by_key["counts_self_reported"]
        assert isinstance(counts, QCheckBox)
        return edits.say(**values, counts_self_reported=counts.isChecked())

    wanted = Wanted(
        "plan_head", "計画の名称・年度の変更", shown.edition.title, "", fields, read,
        rows_of_edition(shown.edition.id),
        lambda plan: _head_fields(plan, with_years=not shown.sealed),
    )  # fmt: skip
    return open_change(parent, place, shown, wanted)


def _head_fields(plan: PlanFile, *, with_years: bool) -> list[Field]:
    counts = QCheckBox(_SELF_REPORTED)
    counts.setChecked(plan.counts_self_reported)
    years = [
        Field("from_fiscal_year", "最初の年度", year_choice("最初の年度", plan.from_fiscal_year)),
        Field("to_fiscal_year", "最後の年度", year_choice("最後の年度", plan.to_fiscal_year)),
    ]
    return [
        Field("name", "計画の名称", LineEdit("計画の名称", text=plan.name)),
        Field("label", "版の名称", LineEdit("版の名称", "例：令和9年度版", plan.label)),
        *(years if with_years else []),
        Field("note", "備考", LineEdit("備考", text=plan.note)),
        Field(
            "counts_self_reported", "本人申告", counts,
            "原本・写し・実施機関のデータで確かめていない根拠（本人申告）の扱いです。",
        ),
    ]  # fmt: skip


def year_choice(title: str, year: int) -> QComboBox:
    """Fiscal years around one."""
    made = QComboBox()
    made.setAccessibleName(title)
    for each in range(year - _YEARS_AROUND, year + _YEARS_AROUND + 1):
        made.addItem(wareki.fiscal_year_name(each), each)
    made.setCurrentIndex(made.findData(year))
    return made


def open_copy(
    parent: QWidget, place: Workplace, edition: Edition, made: Callable[[int], None]
) -> FormDialog:
    """次の年度の版を作る: years and label; ``made`` is told the id of the new edition."""
    year = edition.to_fiscal_year + 1
    first = year_choice("最初の年度", year)
    last = year_choice("最後の年度", year)
    label = LineEdit("版の名称", text=f"{wareki.fiscal_year_name(year)}版")
    form = Form(
        [
            Field("from_fiscal_year", "最初の年度", first),
            Field("to_fiscal_year", "最後の年度", last),
            Field("label", "版の名称", label),
        ]
    )

    def register(close: Callable[[], None]) -> None:
        years, name = (int(first.currentData()), int(last.currentData())), label.text().strip()
        if years[0] > years[1]:
            raise UserError("最後の年度を、最初の年度以後にしてください。", "to_fiscal_year")

        def done(edition_id: int) -> None:
            close()
            made(edition_id)

        def failed(error: UserError | StoreError) -> None:
            form.show_error(error)

        place.write(
            acts.COPY_PLAN, f"{acts.COPY_PLAN.title}（{edition.title}から）",
            lambda action: revising.copy(action, edition.id, years, name), done, failed,
        )  # fmt: skip

    dialog = FormDialog(parent, acts.COPY_PLAN.title, _COPY, form, register)
    keep_draft(dialog, place, "plan_copy", f"edition/{edition.id}")
    dialog.open()
    return dialog
