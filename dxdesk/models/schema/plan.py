"""The plan."""

from __future__ import annotations

from dxdesk.models.schema.tables import (
    Field,
    Retention,
    Table,
    choice,
    day,
    flag,
    maybe,
    real,
    ref,
    text,
    whole,
)

PLAN = (
    Table(
        "edition",
        "計画の版。対象とする年度を持つ。",
        Retention.DESK,
        (
            text("name", "計画の名称"),
            text("label", "版の名称"),
            whole("from_fiscal_year", "最初の年度（西暦）"),
            whole("to_fiscal_year", "最後の年度（西暦）"),
            text("note", "備考"),
            flag("counts_self_reported", "本人申告の根拠を判定に使うか"),
            day("sealed_on", "最初に使われ、内容を変えられなくなった日"),
            maybe("revises_id", "edition", "改める前の版（版1.1にとっての版1）"),
            day("in_force_from", "この版による初日（空欄は最初の年度の初日から）"),
        ),
    ),
    Table(
        "category",
        "人材区分。",
        Retention.DESK,
        (
            ref("edition_id", "edition", "計画の版"),
            text("code", "区分のコード"),
            text("name", "区分の名称"),
            whole("from_level", "レベル（複数のレベルにわたる区分は最も低いもの）", null=True),
            whole("to_level", "レベル（複数のレベルにわたる区分は最も高いもの）", null=True),
            text("duty", "役割（別冊資料が手元になければ空欄）"),
            text("mindset", "マインドセット"),
            text("skill_set", "スキルセット"),
            whole("display_order", "並び順"),
        ),
        unique=(("edition_id", "code"),),
    ),
    Table(
        "training",
        "研修。どの版からも同じものを指す。",
        Retention.DESK,
        (
            Field("code", "TEXT NOT NULL UNIQUE", "研修コード"),
            text("name", "研修名"),
            text("form", "実施形態"),
            real("hours", "時間数"),
        ),
    ),
    Table(
        "edition_training",
        "版に含まれる研修。",
        Retention.DESK,
        (
            ref("edition_id", "edition", "計画の版"),
            ref("training_id", "training", "研修"),
            flag("mandatory", "毎年度の必須職員研修か"),
            whole("display_order", "並び順"),
        ),
        unique=(("edition_id", "training_id"),),
    ),
    Table(
        "qualification",
        "資格。",
        Retention.DESK,
        (
            Field("code", "TEXT NOT NULL UNIQUE", "資格コード"),
            text("name", "資格名"),
            text("issuer", "実施機関"),
            day("first_exam_on", "試験の最初の日"),
            day("last_exam_on", "試験の最後の日"),
            maybe("successor_id", "qualification", "後継の資格"),
            whole("valid_years", "有効年数（登録のように更新が要るもの）", null=True),
        ),
    ),
    Table(
        "edition_qualification",
        "版に含まれる資格。",
        Retention.DESK,
        (
            ref("edition_id", "edition", "計画の版"),
            ref("qualification_id", "qualification", "資格"),
            whole("display_order", "並び順"),
        ),
        unique=(("edition_id", "qualification_id"),),
    ),
    Table(
        "experience_kind",
        "業務経歴の種別。",
        Retention.DESK,
        (
            Field("code", "TEXT NOT NULL UNIQUE", "種別コード"),
            text("name", "種別の名称"),
        ),
    ),
    Table(
        "edition_experience_kind",
        "版に含まれる業務経歴の種別。",
        Retention.DESK,
        (
            ref("edition_id", "edition", "計画の版"),
            ref("experience_kind_id", "experience_kind", "業務経歴の種別"),
            whole("display_order", "並び順"),
        ),
        unique=(("edition_id", "experience_kind_id"),),
    ),
    Table(
        "item",
        "評価指標項目。",
        Retention.DESK,
        (
            ref("edition_id", "edition", "計画の版"),
            ref("category_id", "category", "人材区分"),
            text("code", "項目番号"),
            text("heading", "見出し（マインドセットなど）"),
            text("text", "項目の文"),
            real("points", "点数"),
            text("tag", "人材育成基本方針の資質・能力"),
            whole("display_order", "並び順"),
        ),
        unique=(("edition_id", "code"),),
    ),
    Table(
        "way",
        "項目を満たす方法の一つ。どれか一つで項目は満たされる。",
        Retention.DESK,
        (
            ref("item_id", "item", "評価指標項目"),
            choice("kind", ("training", "qualification", "experience", "rating"), "方法の種類"),
            maybe("training_id", "training", "研修"),
            whole("within_years", "判定する年度を含めて何年度以内か", null=True),
            maybe("qualification_id", "qualification", "資格"),
            maybe("experience_kind_id", "experience_kind", "業務経歴の種別"),
            whole("months", "必要な月数", null=True),
            whole("rating", "必要な所属長評価", null=True),
            whole("display_order", "並び順"),
        ),
        indexes=(("item_id",),),
    ),
    Table(
        "rule",
        "認定基準。書かれた条件を全て満たすこと。",
        Retention.DESK,
        (
            ref("edition_id", "edition", "計画の版"),
            ref("category_id", "category", "人材区分"),
            whole("at_least", "選択項目のうち満たすべき数", null=True),
            real("points", "満たした項目の点数の合計"),
            maybe("holds_category_id", "category", "あわせて必要な人材区分"),
            flag("managers_of_digital_units", "デジタル施策推進部局の管理職に限るか"),
        ),
        unique=(("category_id",),),
    ),
    Table(
        "rule_item",
        "認定基準が挙げる項目。",
        Retention.DESK,
        (
            ref("rule_id", "rule", "認定基準"),
            ref("item_id", "item", "評価指標項目"),
            choice("part", ("all", "of"), "all＝全て必要、of＝選択項目"),
        ),
        unique=(("rule_id", "item_id", "part"),),
    ),
    Table(
        "kpi_target",
        "成果指標の目標値。",
        Retention.DESK,
        (
            ref("edition_id", "edition", "計画の版"),
            text("name", "成果指標の名称"),
            maybe("category_id", "category", "人材区分（空欄は必須職員研修の受講率）"),
            whole("fiscal_year", "年度（空欄は版の全ての年度）", null=True),
            real("target", "目標値（％）"),
        ),
    ),
    Table(
        "needed_number",
        "年度・所属・人材区分ごとの必要人数。",
        Retention.DESK,
        (
            whole("fiscal_year", "年度（西暦）"),
            ref("unit_id", "unit", "所属"),
            text("category_code", "人材区分のコード"),
            whole("number", "必要人数"),
        ),
        unique=(("fiscal_year", "unit_id", "category_code"),),
    ),
)

# What a plan also says: the words of the scale, and the abilities that items carry as a tag.
PLAN_WORDS = (
    Table(
        "scale_word",
        "評語。所属長評価の1～5が何を表すか。",
        Retention.DESK,
        (
            ref("edition_id", "edition", "計画の版"),
            Field("rating", "INTEGER NOT NULL CHECK (rating BETWEEN 1 AND 5)", "評価（1～5）"),
            text("text", "評語"),
        ),
        unique=(("edition_id", "rating"),),
    ),
    Table(
        "ability",
        "人材育成基本方針の資質・能力。項目に付ける。",
        Retention.DESK,
        (
            ref("edition_id", "edition", "計画の版"),
            text("name", "資質・能力の名称"),
            whole("display_order", "並び順"),
        ),
        unique=(("edition_id", "name"),),
    ),
)
