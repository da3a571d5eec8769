"""Every output as data: key, title, act, what it needs, and how it is made."""

from __future__ import annotations

from dxdesk.exports import making
from dxdesk.exports.output import Need, Output
from dxdesk.models import acts

OUTPUTS = (
    Output("certificates", "認定証", acts.PRINT, (Need.ROUND,), (".pdf",), making.certificates),
    Output("certified_list", "認定職員名簿", acts.PRINT, (), (".pdf",), making.certified_list),
    Output(
        "not_completed",
        "未受講者一覧",
        acts.PRINT,
        (Need.FISCAL_YEAR,),
        (".pdf",),
        making.not_completed,
    ),
    Output("profile", "個人票", acts.PRINT, (Need.EMPLOYEE,), (".pdf",), making.profile),
    Output(
        "expiring_qualifications",
        "登録資格有効期限一覧",
        acts.PRINT,
        (),
        (".pdf",),
        making.expiring_qualifications,
    ),
    Output(
        "annual_summary",
        "年次集計（機械判読用）",
        acts.EXPORT,
        (Need.FISCAL_YEAR,),
        (".xlsx",),
        making.annual_summary,
    ),
    Output("plan", "計画", acts.EXPORT, (Need.FISCAL_YEAR,), (".xlsx", ".toml"), making.plan),
    Output("recommended", "受講推薦名簿", acts.PRINT, (), (".pdf",), making.recommended),
    Output("recommended_people", "受講推薦名簿", acts.EXPORT, (), (".xlsx",), making.recommended),
    Output(
        "needed_capacity",
        "研修の必要定員",
        acts.EXPORT,
        (Need.FISCAL_YEAR,),
        (".xlsx",),
        making.needed_capacity,
    ),
    Output("employees", "職員一覧", acts.EXPORT, (), (".xlsx", ".csv"), making.employees),
    Output(
        "learning_information",
        "学習機会の情報",
        acts.EXPORT,
        (Need.FISCAL_YEAR,),
        (".html", ".pdf"),
        making.learning_information,
    ),
)
CATALOGUE = {output.key: output for output in OUTPUTS}
