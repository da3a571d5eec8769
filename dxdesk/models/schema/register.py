"""The register: numbers, certifications, rounds, designations."""

from __future__ import annotations

from dxdesk.models.schema import choices
from dxdesk.models.schema.tables import (
    IDENTIFYING,
    PERSONAL,
    SENSITIVE,
    SPAN,
    Field,
    Retention,
    Table,
    choice,
    day,
    flag,
    maybe,
    ref,
    text,
    whole,
)

REGISTER = (
    Table(
        "number_series",
        "認定番号の系列。",
        Retention.REGISTER,
        (
            Field("key", "TEXT NOT NULL UNIQUE", "系列の名前"),
            text("pattern", "番号の書き方（{n}が番号、{fy}が年度）"),
            flag("yearly", "年度ごとに1から始めるか"),
        ),
    ),
    Table(
        "number",
        "払い出した番号。二度と使わない。",
        Retention.REGISTER,
        (
            ref("series_id", "number_series", "系列"),
            whole("fiscal_year", "年度ごとの系列ではその年度、通し番号では0"),
            whole("number", "番号"),
            text("text", "書き表した番号"),
            text("void_reason", "欠番とした理由（使われた番号は空欄）"),
            day("void_on", "欠番とした日"),
        ),
        unique=(("series_id", "fiscal_year", "number"),),
    ),
    Table(
        "certification",
        "認定。台帳の1行で、消えることはない。",
        Retention.REGISTER,
        (
            ref("employee_id", "employee", "職員"),
            ref("category_id", "category", "人材区分（認定したときの版のもの）"),
            text("category_code", "人材区分のコード"),
            whole("level", "レベル", null=True),
            Field("number_id", "INTEGER NOT NULL UNIQUE REFERENCES number(id)", "認定番号"),
            maybe("round_id", "round", "認定の回"),
            Field("judged_as_of", "TEXT NOT NULL", "判定基準日"),
            Field("decided_on", "TEXT NOT NULL", "決裁日"),
            Field("certified_on", "TEXT NOT NULL", "認定年月日"),
            day("issued_on", "交付日"),
            text("document", "文書番号"),
            text("reason", "理由（認定年月日が決裁日より前のときなど）"),
            text("name_kind", "証書に記した氏名の種別"),
            text("name_printed", "証書に記した氏名", IDENTIFYING),
            text("giver_printed", "証書に記した名義"),
            choice("state", choices.CERTIFICATION_STATES, "状態"),
            day("ended_on", "失効・取消・辞退の日"),
            text("ended_reason", "失効・取消・辞退の理由", SENSITIVE),
            text("ended_document", "失効・取消・辞退の文書番号"),
        ),
        indexes=(("employee_id", "category_code"), ("round_id",)),
    ),
)

CERTIFICATION = (
    Table(
        "round",
        "認定の回（令和8年度第1回認定など）。",
        Retention.REGISTER,
        (
            whole("fiscal_year", "年度（西暦）"),
            whole("ordinal", "その年度の第何回か"),
            text("category_codes", "対象の人材区分（コードを空白で区切る）"),
            ref("edition_id", "edition", "計画の版"),
            Field("as_of", "TEXT NOT NULL CHECK (as_of = date(as_of))", "判定基準日"),
            choice("state", choices.ROUND_STATES, "状態"),
            day("drafted_on", "起案日"),
            text("drafted_by", "起案者"),
            day("decided_on", "決裁日"),
            text("decision_class", "決裁区分"),
            text("document", "文書番号"),
            day("certified_on", "認定年月日"),
            text("reason", "認定年月日が決裁日より前である理由"),
            day("issued_on", "交付日"),
        ),
        unique=(("fiscal_year", "ordinal"),),
    ),
    Table(
        "candidate",
        "認定の候補者。準備したときの理由を凍結して持つ。",
        Retention.REGISTER,
        (
            ref("round_id", "round", "認定の回"),
            ref("employee_id", "employee", "職員"),
            text("category_code", "人材区分のコード"),
            whole("level", "レベル", null=True),
            text("reasons", "認定基準を満たす理由（文）", PERSONAL),
            text("held_back", "保留の理由（空欄は保留でない）", SENSITIVE),
            maybe("certification_id", "certification", "決裁で生じた認定"),
        ),
        unique=(("round_id", "employee_id", "category_code"),),
    ),
)

DESIGNATIONS = (
    Table(
        "designation",
        "デジタル推進リーダーの指定。認定とは別のもの。",
        Retention.REGISTER,
        (
            ref("unit_id", "unit", "所属"),
            ref("employee_id", "employee", "職員"),
            choice("role", choices.DESIGNATION_ROLES, "正・副"),
            *SPAN,
            text("end_reason", "指定が終わった理由"),
            flag("carried_over", "移行分（このソフトを使う前の指定）か"),
        ),
        indexes=(("unit_id",), ("employee_id",)),
    ),
)
