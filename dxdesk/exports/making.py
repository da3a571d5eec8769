"""Makes each output of the catalogue; reportlab and openpyxl are loaded only by the one that is made."""

from __future__ import annotations

from dxdesk.errors import UserError
from dxdesk.exports.output import Made, Request, as_of_for
from dxdesk.models import wareki
from dxdesk.models.desk import Desk


def certificates(desk: Desk, request: Request) -> Made:
    """認定証 of a round, in the order of their numbers."""
    from io import BytesIO

    from dxdesk.exports import filling
    from dxdesk.exports.documents.certificates import draw_certificates

    assert request.round is not None
    faces, left_out = filling.certificate_faces(desk, request.round)
    out = BytesIO()
    report = draw_certificates(faces, out, made_on=desk.today(), author=desk.account_name)
    subject = f"round/{request.round}"
    return Made(out.getvalue(), f"{report.pages:,}ページ", (*left_out, *report.remarks), subject)


def _undrawable(found: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[str, ...]:
    """What the characters of a report that no font draws are told as."""
    from dxdesk.exports.lettering import say_undrawable

    return tuple(say_undrawable(units) for _, units in found)


def certified_list(desk: Desk, request: Request) -> Made:
    """認定職員名簿 as of the day."""
    from io import BytesIO

    from dxdesk.exports import filling
    from dxdesk.exports.documents.certified_list import TITLE, draw_certified_list

    day = as_of_for(request.fiscal_year, desk.today())
    rows = filling.certified_rows(desk, day)
    if not rows:
        raise UserError(f"{wareki.long(day)}に有効な認定がありません。年度を確かめてください。")
    out = BytesIO()
    head = filling.report_head(desk, TITLE, as_of=day, landscape=True)
    report = draw_certified_list(rows, out, head=head)
    return Made(out.getvalue(), f"{len(rows):,}件", _undrawable(report.undrawable))


def profile(desk: Desk, request: Request) -> Made:
    """個人票 of one person."""
    from io import BytesIO

    from dxdesk.exports import filling
    from dxdesk.exports.documents.profile import TITLE, draw_profiles

    assert request.employee is not None
    day = desk.today()
    person = filling.find_standing(desk, request.employee, day)
    own = filling.profile(desk, person.number, day)
    out = BytesIO()
    head = filling.report_head(desk, TITLE, as_of=day)
    report = draw_profiles([own], out, head=head)
    subject = f"employee/{person.employee_id}"
    return Made(out.getvalue(), f"{report.pages}ページ", _undrawable(report.undrawable), subject)


def not_completed(desk: Desk, request: Request) -> Made:
    """未受講者一覧 of a fiscal year, of one training or of all mandatory ones."""
    from dataclasses import replace
    from io import BytesIO

    from dxdesk.exports import filling
    from dxdesk.exports.documents.not_completed import TITLE, draw_not_completed

    assert request.fiscal_year is not None
    day = as_of_for(request.fiscal_year, desk.today())
    found = filling.not_completed(desk, request.fiscal_year, day, request.training)
    out = BytesIO()
    head = replace(filling.report_head(desk, TITLE, as_of=day), subject=found.subject)
    report = draw_not_completed(
        found.rows, out, head=head, heading=found.heading, notes=found.notes
    )
    return Made(out.getvalue(), f"{len(found.rows):,}人", _undrawable(report.undrawable))


def annual_summary(desk: Desk, request: Request) -> Made:
    """年次集計 with the results of its own checks."""
    from dxdesk.exports.workbooks.annual_summary import annual_summary

    assert request.fiscal_year is not None
    day = as_of_for(request.fiscal_year, desk.today())
    made = annual_summary(desk, request.fiscal_year, day)
    failed = tuple(
        f"点検{finding.number}に適合しません：{finding.title}（{'、'.join(finding.places[:5])}）"
        for finding in made.findings
        if not finding.ok
    )
    size = wareki.fiscal_year_name(request.fiscal_year)
    return Made(made.content, size, (*made.remarks, *failed))


def employees(desk: Desk, request: Request) -> Made:
    """職員一覧 as a workbook or CSV."""
    from dxdesk.exports.workbooks import employees

    rows = employees.employee_rows(desk, as_of_for(request.fiscal_year, desk.today()))
    if not rows:
        raise UserError("基準日に在籍する職員がいません。名簿を取り込んでから出力してください。")
    size = f"{len(rows):,}人"
    if request.suffix == ".csv":
        remarks = tuple(employees.remarks_on_csv(rows))
        return Made(employees.write_employees_csv(rows), size, remarks)
    return Made(employees.write_employees(rows), size)


def learning_information(desk: Desk, request: Request) -> Made:
    """学習機会の情報 as a page or on paper."""
    from io import BytesIO

    from dxdesk.exports import learning

    assert request.fiscal_year is not None
    told = learning.gather(desk, request.fiscal_year)
    size = f"{len(told.opportunities):,}件"
    remarks = () if told.contact else (learning.NO_CONTACT,)
    if request.suffix == ".html":
        from dxdesk.exports.pages.learning_information import write_learning_page

        return Made(write_learning_page(told), size, remarks)
    from dxdesk.exports.documents.learning_information import draw_learning_information

    out = BytesIO()
    report = draw_learning_information(told, out, author=desk.account_name)
    return Made(out.getvalue(), size, (*remarks, *_undrawable(report.undrawable)))


def plan(desk: Desk, request: Request) -> Made:
    """An edition of the plan as a workbook or TOML."""
    from dxdesk.exports.plan_toml import write_toml
    from dxdesk.exports.workbooks.plan import write_plan
    from dxdesk.exports.workbooks.plan_needs import needs_of
    from dxdesk.models.plan import editions

    assert request.fiscal_year is not None
    if request.edition is None:
        edition = editions.in_force_in(desk, request.fiscal_year)
    else:
        edition = editions.get(desk, request.edition)
    plan = editions.contents(desk, edition)
    needs = needs_of(desk, plan, request.fiscal_year)
    subject = f"edition/{edition.id}"
    if request.suffix == ".xlsx":
        return Made(write_plan(plan, edition.title, needs), edition.title, subject=subject)
    left_out = f"必要人数（{needs.count:,}件）は入りません。Excelで出力すると入ります。"
    remarks = (left_out,) if needs.count else ()
    return Made(write_toml(plan), edition.title, remarks, subject)


def recommended(desk: Desk, request: Request) -> Made:
    """受講推薦名簿 on paper or as a workbook."""
    from io import BytesIO

    from dxdesk.exports import filling, recommending
    from dxdesk.exports.documents.recommended import TITLE, draw_recommended
    from dxdesk.models.assessment.recommendations import day_words, planning_day, recommendations

    asked = as_of_for(request.fiscal_year, desk.today())
    day = planning_day(desk, asked)
    remarks = tuple(filter(None, (day_words(asked, day),)))
    chosen = recommending.recommended(desk, recommendations(desk, day), request.training)
    size = f"{len(chosen):,}研修、{sum(len(each.rows) for each in chosen):,}人"
    if request.suffix == ".xlsx":
        return Made(recommending.write_recommended(chosen), size, remarks)
    out = BytesIO()
    head = filling.report_head(desk, TITLE, as_of=day)
    report = draw_recommended(chosen, out, head=head, notes=(*remarks, *recommending.NOTES))
    return Made(out.getvalue(), size, (*remarks, *_undrawable(report.undrawable)))


def needed_capacity(desk: Desk, request: Request) -> Made:
    """研修の必要定員 for a fiscal year."""
    from dxdesk.exports.recommending import write_capacity
    from dxdesk.models.assessment.capacity import needed_capacity
    from dxdesk.models.assessment.recommendations import day_words, planning_day, recommendations

    assert request.fiscal_year is not None
    asked = as_of_for(request.fiscal_year - 1, desk.today())
    day = planning_day(desk, asked)
    lines = needed_capacity(desk, recommendations(desk, day), request.fiscal_year)
    content = write_capacity(lines, request.fiscal_year)
    remarks = tuple(filter(None, (day_words(asked, day),)))
    return Made(content, wareki.fiscal_year_name(request.fiscal_year), remarks)


def expiring_qualifications(desk: Desk, request: Request) -> Made:
    """登録資格有効期限一覧 as the office has set its months."""
    from dxdesk.exports.documents import expiring_qualifications as paper

    day = as_of_for(request.fiscal_year, desk.today())
    made = paper.expiring_list(desk, day, paper.usual_months(desk))
    return Made(made.content, f"{made.count:,}件", _undrawable(made.report.undrawable))
