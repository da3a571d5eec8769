"""People and the organisation."""

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

PEOPLE = (
    Table(
        "unit", "組織・所属そのもの。名称などは版が持つ。", Retention.DESK, (text("note", "備考"),)
    ),
    Table(
        "unit_version",
        "所属の版。改称や再編のたびに新しい行になる。",
        Retention.DESK,
        (
            ref("unit_id", "unit", "どの所属の版か"),
            text("code", "所属コード（文字。先頭の0も意味を持つ。部局は空欄でもよい）"),
            text("name", "所属名"),
            text("short_name", "略称"),
            maybe("parent_id", "unit", "上位の組織（部局・振興局）"),
            choice("tier", choices.TIERS, "部局か所属か"),
            choice("kind", choices.UNIT_KINDS, "区分"),
            flag("digital", "デジタル施策推進部局か"),
            whole("display_order", "公式の並び順"),
            *SPAN,
        ),
        indexes=(("unit_id",), ("code",)),
    ),
    Table(
        "employee",
        "職員。1人1行。",
        Retention.STAFF,
        (
            Field(
                "number",
                "TEXT NOT NULL UNIQUE CHECK (number <> '')",
                "職員番号（文字。先頭の0も意味を持つ）",
                IDENTIFYING,
            ),
            text("kana", "フリガナ（全角カタカナ）", IDENTIFYING),
            text("kana_order", "カナ順の並べ替えと検索に使うキー（JIS X 4061）", IDENTIFYING),
            day("born_on", "生年月日（任意）", PERSONAL),
            maybe("officer_id", "account", "担当の利用者（空欄は部局の担当）"),
            text("note", "備考", SENSITIVE),
        ),
        indexes=(("kana_order",),),
    ),
    Table(
        "service",
        "任用。退職後の再任用などで1人に複数ある。",
        Retention.STAFF,
        (
            ref("employee_id", "employee", "職員"),
            choice("appointment", choices.APPOINTMENTS, "任用区分", PERSONAL),
            text("appointer", "任命権者", PERSONAL),
            *SPAN,
        ),
        indexes=(("employee_id",),),
    ),
    Table(
        "name_in_use",
        "氏名。戸籍・旧姓・通称を期間とともに持つ。",
        Retention.STAFF,
        (
            ref("employee_id", "employee", "職員"),
            choice("kind", choices.NAME_KINDS, "氏名の種別", PERSONAL),
            Field(
                "text",
                "TEXT NOT NULL CHECK (text <> '')",
                "登録された氏名（文字コードのまま）",
                IDENTIFYING,
            ),
            text("family", "姓（資料に区切りがあるとき）", IDENTIFYING),
            text("given", "名（資料に区切りがあるとき）", IDENTIFYING),
            text("plain", "検索と代替表記に使う平易な字体", IDENTIFYING),
            *SPAN,
        ),
        indexes=(("employee_id",),),
    ),
    Table(
        "posting",
        "異動歴・兼務。どこに、どの職で、いつからいつまで。",
        Retention.STAFF,
        (
            ref("employee_id", "employee", "職員"),
            ref("unit_id", "unit", "所属"),
            text("title", "職名", PERSONAL),
            text("grade", "職級", PERSONAL),
            text("job", "職種", PERSONAL),
            flag("main", "本務は1、兼務は0"),
            *SPAN,
        ),
        indexes=(("employee_id",), ("unit_id",)),
    ),
    Table(
        "leave",
        "休職・育児休業・派遣・停職の期間。",
        Retention.STAFF,
        (
            ref("employee_id", "employee", "職員"),
            choice("kind", choices.LEAVE_KINDS, "種別", SENSITIVE),
            *SPAN,
        ),
        indexes=(("employee_id",),),
    ),
)

ORGANISATION = (
    Table(
        "unit_succession",
        "旧所属から新所属への引継ぎ（改称・統合・分割・廃止）。",
        Retention.DESK,
        (
            ref("unit_id", "unit", "旧所属"),
            maybe("successor_id", "unit", "新所属（廃止は空欄）"),
            choice("kind", choices.SUCCESSION_KINDS, "引継ぎの種別"),
            Field("on_day", "TEXT NOT NULL CHECK (on_day = date(on_day))", "新しい組織の初日"),
        ),
        unique=(("unit_id", "successor_id", "on_day"),),
        indexes=(("successor_id",),),
    ),
    Table(
        "bureau_contact",
        "部局・振興局の人事担当。照会の送り先になる。",
        Retention.DESK,
        (
            ref("unit_id", "unit", "部局・振興局"),
            text("name", "人事担当の氏名", PERSONAL),
            text("extension", "内線番号"),
            *SPAN,
        ),
        indexes=(("unit_id",),),
    ),
    Table(
        "former_number",
        "替わる前の職員番号。検索と取込では今も本人を指す。",
        Retention.STAFF,
        (
            ref("employee_id", "employee", "職員"),
            Field("number", "TEXT NOT NULL UNIQUE CHECK (number <> '')", "前の職員番号", IDENTIFYING),
            Field("until", "TEXT NOT NULL CHECK (until = date(until))", "使われた末日"),
        ),
        indexes=(("employee_id",),),
    ),
    Table(
        "advance_notice",
        "内示のファイル。その日が来るまで管理者だけが見る。",
        Retention.STAFF,
        (
            text("kind", "取込の種類"),
            text("file_name", "ファイル名", PERSONAL),
            text("sha256", "内容のSHA-256（内容はblobにある）"),
            Field(
                "effective_on", "TEXT NOT NULL CHECK (effective_on = date(effective_on))", "発令日"
            ),
            choice("state", choices.NOTICE_STATES, "状態"),
        ),
    ),
)

ASSIGNMENTS = (
    Table(
        "bureau_officer",
        "部局・振興局の職員を担当する利用者。職員ごとの担当が先に立つ。",
        Retention.DESK,
        (
            Field("unit_id", "INTEGER NOT NULL UNIQUE REFERENCES unit(id)", "部局・振興局"),
            ref("officer_id", "account", "担当の利用者"),
        ),
    ),
)
