"""The forms of the plan: fields for one thing, and the thing that they say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtWidgets import QCheckBox

from dxdesk.errors import UserError
from dxdesk.models import wareki
from dxdesk.models.plan.contents import PlanFile
from dxdesk.models.plan.rules import Rule
from dxdesk.models.plan.skill_map import Category, ExperienceKind, Item, Qualification, Training
from dxdesk.models.plan.targets import KpiTarget
from dxdesk.ui.forms.date_field import DateField
from dxdesk.ui.forms.form import Field
from dxdesk.ui.forms.line_edit import LineEdit
from dxdesk.ui.pages.plan.entry_fields import (
    as_before,
    category_choices,
    choice,
    chosen_level,
    code_field,
    data_choice,
    level_title,
    level_titles,
    needed,
    number_text,
    paragraph,
    read_code,
    read_day,
    read_number,
)
from dxdesk.ui.pages.plan.ticks_field import ItemTicks
from dxdesk.ui.pages.plan.ways_field import WaysField

NONE, NO_TAG = "（なし）", "（付けない）"
COMPLETION, EVERY_YEAR = "（受講率）", "全ての年度"
_MOST_HOURS, _MOST_YEARS, _MOST_POINTS = 1_000, 50, 10_000


@dataclass(frozen=True)
class Entry:
    """Fields, and what reads them; what is wrong is a UserError with the field."""

    fields: list[Field]
    read: Callable[[], Any]


def category(_plan: PlanFile, thing: Category | None, used: str) -> Entry:
    """人材区分."""
    now = thing or Category("", "")
    code, coded = code_field(now.code, used)
    name = LineEdit("名称", text=now.name)
    lowest = choice("最も低いレベル", level_titles(), level_title(now.from_level))
    highest = choice("最も高いレベル", level_titles(), level_title(now.to_level))
    texts = {
        key: paragraph(title, getattr(now, key))
        for key, title in (
            ("duty", "役割"), ("mindset", "マインドセット"), ("skill_set", "スキルセット"),
        )
    }  # fmt: skip

    def read() -> Category:
        levels = chosen_level(lowest), chosen_level(highest)
        if (levels[0] is None) != (levels[1] is None):
            raise UserError("レベルは両方を選ぶか、両方を「なし」にしてください。", "to_level")
        duty, mindset, skill_set = (each.toPlainText().strip() for each in texts.values())
        return replace(
            now, code=read_code(code), name=needed(name, "name", "名称"),
            from_level=levels[0], to_level=levels[1], duty=duty, mindset=mindset, skill_set=skill_set,
        )  # fmt: skip

    fields = [coded, Field("name", "名称", name)]
    fields += [Field("from_level", "レベル", lowest), Field("to_level", "レベル（まで）", highest)]
    fields += [Field(key, widget.accessibleName(), widget) for key, widget in texts.items()]
    return Entry(fields, read)


def training(_plan: PlanFile, thing: Training | None, used: str) -> Entry:
    """研修."""
    now = thing or Training("", "")
    code, coded = code_field(now.code, used)
    name, form = (
        LineEdit("名称", text=now.name),
        LineEdit("実施形態", "例：座学、オンライン配信", now.form),
    )
    hours = LineEdit("時間数", "例：1.5", number_text(now.hours))
    mandatory = QCheckBox("毎年度、全ての職員が修了する（必須職員研修）")
    mandatory.setChecked(now.mandatory)

    def read() -> Training:
        return replace(
            now, code=read_code(code), name=needed(name, "name", "名称"), form=form.text().strip(),
            hours=read_number(hours, "hours", "時間数", _MOST_HOURS), mandatory=mandatory.isChecked(),
        )  # fmt: skip

    fields = [coded, Field("name", "名称", name), Field("form", "実施形態", form)]
    fields += [Field("hours", "時間数", hours), Field("mandatory", "必須", mandatory)]
    return Entry(fields, read)


def qualification(plan: PlanFile, thing: Qualification | None, used: str) -> Entry:
    """資格."""
    now = thing or Qualification("", "")
    code, coded = code_field(now.code, used)
    name, issuer = LineEdit("名称", text=now.name), LineEdit("実施機関", text=now.issuer)
    first = DateField("試験の最初の日", now.first_exam_on, may_be_empty=True)
    last = DateField("試験の最後の日", now.last_exam_on, may_be_empty=True)
    others = [(NONE, "")] + [
        (f"{each.name}（{each.code}）", each.code)
        for each in plan.qualifications
        if each.code != now.code
    ]
    successor = data_choice("後継の資格", others, now.successor)
    years = LineEdit("有効年数", "合格の資格は空欄", str(now.valid_years or ""))

    def read() -> Qualification:
        valid = read_number(years, "valid_years", "有効年数", _MOST_YEARS, whole=True)
        return replace(
            now, code=read_code(code), name=needed(name, "name", "名称"),
            issuer=issuer.text().strip(), first_exam_on=read_day(first, "first_exam_on"),
            last_exam_on=read_day(last, "last_exam_on"), successor=str(successor.currentData()),
            valid_years=int(valid) if valid else None,
        )  # fmt: skip

    fields = [
        coded,
        Field("name", "名称", name),
        Field("issuer", "実施機関", issuer),
        Field("first_exam_on", "試験の最初の日", first),
        Field("last_exam_on", "試験の最後の日", last),
        Field(
            "successor", "後継の資格", successor,
            "判定はコードのとおりに行います。前の合格も認めるときは、項目に両方を並べてください。",
        ),
        Field("valid_years", "有効年数", years, "更新の要る登録だけに入れます。合格は失効しません。"),
    ]  # fmt: skip
    return Entry(fields, read)


def experience_kind(_plan: PlanFile, thing: ExperienceKind | None, used: str) -> Entry:
    """業務経歴の種別."""
    now = thing or ExperienceKind("", "")
    code, coded = code_field(now.code, used)
    name = LineEdit("名称", text=now.name)

    def read() -> ExperienceKind:
        return replace(now, code=read_code(code), name=needed(name, "name", "名称"))

    return Entry([coded, Field("name", "名称", name)], read)


def item(plan: PlanFile, thing: Item | None, used: str) -> Entry:
    """評価指標項目."""
    now = thing or Item("", "", "", ())
    code, coded = code_field(now.code, used, "項目番号")
    of = data_choice("人材区分", category_choices(plan), now.category)
    text = paragraph("項目の文", now.text)
    heading = LineEdit("見出し", "例：マインドセット", now.heading)
    tag = data_choice("資質・能力", [(NO_TAG, ""), *((a, a) for a in plan.abilities)], now.tag)
    points = LineEdit("点数", "点数で判定する区分だけ", number_text(now.points))
    ways = WaysField(plan, now.ways)

    def read() -> Item:
        said = text.toPlainText().strip()
        if not said:
            raise UserError("項目の文を入力してください。", "text")
        chosen = ways.ways()
        if not chosen:
            raise UserError("満たす方法を一つ以上入れてください。", "ways")
        return replace(
            now, category=str(of.currentData()), code=read_code(code), text=said, ways=chosen,
            heading=heading.text().strip(), tag=str(tag.currentData()),
            points=read_number(points, "points", "点数", _MOST_POINTS),
        )  # fmt: skip

    fields = [Field("category", "人材区分", of), coded, Field("text", "項目の文", text)]
    fields += [Field("heading", "見出し", heading), Field("tag", "資質・能力", tag)]
    fields += [Field("points", "点数", points), Field("ways", "満たす方法", ways)]
    return Entry(fields, read)


def rule(plan: PlanFile, thing: Rule | None, _used: str) -> Entry:
    """認定基準: everything that is stated has to be met."""
    assert thing is not None
    named = {*thing.all_of, *thing.of}
    offered = [each for each in plan.items if each.category == thing.category or each.code in named]
    ticks = ItemTicks(offered, thing.all_of, thing.of)
    at_least = LineEdit("選択の必要数", "選択した項目のうちいくつ", str(thing.at_least or ""))
    points = LineEdit("必要な点数", "点数で判定しないときは空欄", number_text(thing.points))
    others = [each for each in category_choices(plan) if each[1] != thing.category]
    holds = data_choice("あわせて必要な区分", [(NONE, ""), *others], thing.holds)
    managers = QCheckBox("デジタル施策推進部局の管理職に限る")
    managers.setChecked(thing.managers_of_digital_units)

    def read() -> Rule:
        most = len(ticks.some_of())
        least = read_number(at_least, "at_least", "選択の必要数", max(most, 1), whole=True)
        if most and not least:
            raise UserError(
                "選択した項目のうち、いくつ満たせばよいかを入れてください。", "at_least"
            )
        if least and not most:
            raise UserError("選択の必要数があるのに、「選択」の項目がありません。", "items")
        return replace(
            thing, all_of=as_before(ticks.all_of(), thing.all_of),
            of=as_before(ticks.some_of(), thing.of), at_least=int(least) if least else None,
            points=read_number(points, "points", "必要な点数", _MOST_POINTS),
            holds=str(holds.currentData()), managers_of_digital_units=managers.isChecked(),
        )  # fmt: skip

    fields = [Field("items", "項目", ticks), Field("at_least", "選択の必要数", at_least)]
    fields += [Field("points", "必要な点数", points), Field("holds", "あわせて必要", holds)]
    fields += [Field("managers_of_digital_units", "対象", managers)]
    return Entry(fields, read)


def target(plan: PlanFile, thing: KpiTarget | None, _used: str) -> Entry:
    """成果指標の目標値."""
    now = thing or KpiTarget("", "", None, 0)
    name = LineEdit("名称", "例：必須職員研修の受講率", now.name)
    of = data_choice("対象", [(COMPLETION, ""), *category_choices(plan)], now.category)
    span = range(plan.from_fiscal_year, plan.to_fiscal_year + 1)
    years: list[tuple[str, int | None]] = [(EVERY_YEAR, None)]
    years += [(wareki.fiscal_year_name(year), year) for year in span]
    year = data_choice("年度", years, now.fiscal_year)
    percent = LineEdit("目標値（％）", "例：100", number_text(now.target) if thing else "")

    def read() -> KpiTarget:
        value = read_number(percent, "target", "目標値", 100)
        if value is None:
            raise UserError("目標値を入力してください。", "target")
        return replace(
            now, name=needed(name, "name", "名称"), category=str(of.currentData()),
            fiscal_year=year.currentData(), target=value,
        )  # fmt: skip

    fields = [Field("name", "名称", name), Field("category", "対象", of)]
    fields += [Field("fiscal_year", "年度", year), Field("target", "目標値（％）", percent)]
    return Entry(fields, read)
