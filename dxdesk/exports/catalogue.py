"""Every output as data: key, title, act, what it needs, and how it is made.

Reportlab and openpyxl are loaded only by the output that is made.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from dxdesk.errors import StoreError, Trouble, UserError
from dxdesk.models import acts, wareki
from dxdesk.models.desk import Desk
from dxdesk.models.files import replace_file
from dxdesk.models.journal import Act


class Need(StrEnum):
    """What an output must be told."""

    ROUND = "round"
    EMPLOYEE = "employee"
    FISCAL_YEAR = "fiscal_year"
    TRAINING = "training"


@dataclass(frozen=True)
class Request:
    """What somebody wants put out.

    Args:
        suffix: of the file: ``.pdf``, ``.xlsx``, ``.csv`` or ``.html``.
        round: number of a round.
        employee: 職員番号.
        fiscal_year: by the calendar year in which it begins.
        training: 研修コード.
        edition: id of an edition of the plan; none for the one in force in the fiscal year.
    """

    suffix: str
    round: int | None = None
    employee: str | None = None
    fiscal_year: int | None = None
    training: str | None = None
    edition: int | None = None


@dataclass(frozen=True)
class Made:
    """A finished output.

    Args:
        content: the file.
        size: how much it holds, e.g. 823ページ.
        remarks: sentences that stop nothing.
        subject: what it is about, for the record.
    """

    content: bytes
    size: str
    remarks: tuple[str, ...] = ()
    subject: str = ""


@dataclass(frozen=True)
class Output:
    """One output.

    Args:
        key: stays for ever; the command line knows it by this word.
        title: Japanese.
        act: what making it is called in the record; it carries the right.
        needs: what must be said.
        suffixes: kinds of file, the usual one first.
        make: makes it.
    """

    key: str
    title: str
    act: Act
    needs: tuple[Need, ...]
    suffixes: tuple[str, ...]
    make: Callable[[Desk, Request], Made]


def make(desk: Desk, output: Output, request: Request) -> Made:
    """Make an output, so that its remarks can be said before the file is there.

    Raises:
        UserError: no right to it, or there is nothing to put out.
    """
    if not desk.may(output.act):
        raise UserError(f"「{output.title}」を出力する権限がありません。管理者に確かめてください。")
    return output.make(desk, request)


def write(desk: Desk, output: Output, made: Made, path: Path) -> None:
    """Write the file whole or not at all, and enter it into the record.

    Raises:
        UserError: the file cannot stand there, or another program has it open; nothing was entered.
        StoreError: disk full, read-only, gone.
    """
    check_place(path)
    try:
        title = f"{output.title}（{made.size}）の{output.act.title}"
        with desk.action(output.act, title, subject=made.subject):
            replace_file(path, made.content)
    except StoreError as error:
        if error.trouble is Trouble.READ_ONLY and path.exists() and not desk.read_only:
            raise UserError(
                f"「{path.name}」を書き換えられません。ほかのソフトで開いているときは閉じてから、"
                "もう一度行ってください。書き込む権限も確かめてください。",
                "out",
            ) from error
        raise


def check_place(path: Path) -> None:
    """Refuse a place where no file can stand.

    Raises:
        UserError: its folder is missing, or it is a folder itself.
    """
    if not path.parent.is_dir():
        raise UserError(
            f"「{path.name}」の書き出し先のフォルダー「{path.parent}」がありません。場所を確かめてください。",
            "out",
        )
    if path.is_dir():
        raise UserError(
            f"「{path.name}」はフォルダーです。ファイルの名前を指定してください。", "out"
        )


def as_of_for(fiscal_year: int | None, today: date) -> date:
    """The 基準日: the last day of a fiscal year that is over, else today."""
    return today if fiscal_year is None else min(wareki.last_day(fiscal_year), today)


def _certificates(desk: Desk, request: Request) -> Made:
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


def _certified_list(desk: Desk, request: Request) -> Made:
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


def _profile(desk: Desk, request: Request) -> Made:
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


def _not_completed(desk: Desk, request: Request) -> Made:
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


def _annual_summary(desk: Desk, request: Request) -> Made:
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


def _employees(desk: Desk, request: Request) -> Made:
    from dxdesk.exports.workbooks import employees

    rows = employees.employee_rows(desk, as_of_for(request.fiscal_year, desk.today()))
    if not rows:
        raise UserError("基準日に在籍する職員がいません。名簿を取り込んでから出力してください。")
    size = f"{len(rows):,}人"
    if request.suffix == ".csv":
        remarks = tuple(employees.remarks_on_csv(rows))
        return Made(employees.write_employees_csv(rows), size, remarks)
    return Made(employees.write_employees(rows), size)


def _learning_information(desk: Desk, request: Request) -> Made:
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


def _plan(desk: Desk, request: Request) -> Made:
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


def _recommended(desk: Desk, request: Request) -> Made:
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


def _needed_capacity(desk: Desk, request: Request) -> Made:
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


def _expiring_qualifications(desk: Desk, request: Request) -> Made:
    from dxdesk.exports.documents import expiring_qualifications as paper

    day = as_of_for(request.fiscal_year, desk.today())
    made = paper.expiring_list(desk, day, paper.usual_months(desk))
    return Made(made.content, f"{made.count:,}件", _undrawable(made.report.undrawable))


OUTPUTS = (
    Output("certificates", "認定証", acts.PRINT, (Need.ROUND,), (".pdf",), _certificates),
    Output("certified_list", "認定職員名簿", acts.PRINT, (), (".pdf",), _certified_list),
    Output(
        "not_completed", "未受講者一覧", acts.PRINT, (Need.FISCAL_YEAR,), (".pdf",), _not_completed
    ),
    Output("profile", "個人票", acts.PRINT, (Need.EMPLOYEE,), (".pdf",), _profile),
    Output(
        "expiring_qualifications",
        "登録資格有効期限一覧",
        acts.PRINT,
        (),
        (".pdf",),
        _expiring_qualifications,
    ),
    Output(
        "annual_summary",
        "年次集計（機械判読用）",
        acts.EXPORT,
        (Need.FISCAL_YEAR,),
        (".xlsx",),
        _annual_summary,
    ),
    Output("plan", "計画", acts.EXPORT, (Need.FISCAL_YEAR,), (".xlsx", ".toml"), _plan),
    Output("recommended", "受講推薦名簿", acts.PRINT, (), (".pdf",), _recommended),
    Output("recommended_people", "受講推薦名簿", acts.EXPORT, (), (".xlsx",), _recommended),
    Output(
        "needed_capacity",
        "研修の必要定員",
        acts.EXPORT,
        (Need.FISCAL_YEAR,),
        (".xlsx",),
        _needed_capacity,
    ),
    Output("employees", "職員一覧", acts.EXPORT, (), (".xlsx", ".csv"), _employees),
    Output(
        "learning_information",
        "学習機会の情報",
        acts.EXPORT,
        (Need.FISCAL_YEAR,),
        (".html", ".pdf"),
        _learning_information,
    ),
)
CATALOGUE = {output.key: output for output in OUTPUTS}
