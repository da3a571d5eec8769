"""Evidence: sessions, attendances, holdings, experience, ratings, scans; learning opportunities."""

from __future__ import annotations

from dxdesk.models.schema import choices
from dxdesk.models.schema.tables import (
    CHECKED,
    PERSONAL,
    SENSITIVE,
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

SESSIONS = (
    Table(
        "training_session",
        "研修の開催回。",
        Retention.EVIDENCE,
        (
            ref("training_id", "training", "研修"),
            whole("fiscal_year", "年度（西暦）"),
            whole("ordinal", "その年度の第何回か"),
            Field("since", "TEXT NOT NULL CHECK (since = date(since))", "初日"),
            Field("until", "TEXT NOT NULL CHECK (until = date(until))", "末日。修了した日になる"),
            day("apply_until", "申込の締切"),
            text("place", "会場・配信方法"),
            whole("capacity", "定員（空欄は定めない）", null=True),
            choice("state", choices.SESSION_STATES, "状態"),
            text("note", "備考"),
        ),
        unique=(("training_id", "fiscal_year", "ordinal"),),
    ),
    Table(
        "lecturer",
        "開催回の講師。職員のこともある。",
        Retention.EVIDENCE,
        (
            ref("session_id", "training_session", "開催回"),
            maybe("employee_id", "employee", "講師である職員（庁外の講師は空欄）"),
            text("name", "庁外の講師の氏名", PERSONAL),
            text("organisation", "庁外の講師の所属", PERSONAL),
            text("topic", "担当する内容"),
        ),
        indexes=(("session_id",), ("employee_id",)),
    ),
)

EVIDENCE = (
    Table(
        "attendance",
        "研修の受講。",
        Retention.EVIDENCE,
        (
            ref("employee_id", "employee", "職員"),
            ref("training_id", "training", "研修"),
            Field("day", "TEXT NOT NULL CHECK (day = date(day))", "受講日", PERSONAL),
            choice("result", choices.ATTENDANCE_RESULTS, "結果", PERSONAL),
            *CHECKED,
            maybe("session_id", "training_session", "開催回（分かっているとき）"),
        ),
        unique=(("training_id", "employee_id", "day"),),
        indexes=(("employee_id",), ("session_id",)),
    ),
    Table(
        "holding",
        "資格の取得。",
        Retention.EVIDENCE,
        (
            ref("employee_id", "employee", "職員"),
            ref("qualification_id", "qualification", "資格"),
            Field(
                "acquired_on",
                "TEXT NOT NULL CHECK (acquired_on = date(acquired_on))",
                "取得年月日",
                PERSONAL,
            ),
            day("expires_on", "有効期限（この日まで有効）", PERSONAL),
            text("certificate_number", "合格証書番号", PERSONAL),
            *CHECKED,
        ),
        unique=(("employee_id", "qualification_id", "acquired_on"),),
    ),
    Table(
        "experience",
        "業務経歴。",
        Retention.EVIDENCE,
        (
            ref("employee_id", "employee", "職員"),
            ref("experience_kind_id", "experience_kind", "業務経歴の種別"),
            Field("since", "TEXT NOT NULL CHECK (since = date(since))", "開始年月日", PERSONAL),
            day("until", "終了年月日（空欄は継続中）", PERSONAL),
            text("content", "内容", PERSONAL),
            *CHECKED,
        ),
        unique=(("employee_id", "experience_kind_id", "since"),),
    ),
    Table(
        "rating",
        "アセスメントシートの評価。",
        Retention.EVIDENCE,
        (
            ref("employee_id", "employee", "職員"),
            whole("fiscal_year", "年度（西暦）"),
            text("item_code", "項目番号"),
            Field("own", "INTEGER CHECK (own BETWEEN 1 AND 5)", "自己評価（1～5）", SENSITIVE),
            Field("head", "INTEGER CHECK (head BETWEEN 1 AND 5)", "所属長評価（1～5）", SENSITIVE),
            text("source", "出所", PERSONAL),
            day("day", "記入または取込の日"),
        ),
        unique=(("employee_id", "fiscal_year", "item_code"),),
    ),
)

ATTACHMENTS = (
    Table(
        "attachment",
        "根拠の写し（PDF・画像）。内容はblobにある。",
        Retention.EVIDENCE,
        (
            maybe("attendance_id", "attendance", "どの受講の写しか"),
            maybe("holding_id", "holding", "どの資格の写しか"),
            maybe("experience_id", "experience", "どの業務経歴の写しか"),
            text("name", "ファイル名", PERSONAL),
            choice("media_type", choices.MEDIA_TYPES, "形式"),
            whole("size", "大きさ（バイト）"),
            text("sha256", "内容のSHA-256"),
            day("added_on", "加えた日"),
        ),
        indexes=(("attendance_id",), ("holding_id",), ("experience_id",)),
    ),
)

LEARNING = (
    Table(
        "learning_opportunity",
        "学習機会の情報。試験の日程やお勧めの講座。",
        Retention.DESK,
        (
            whole("fiscal_year", "年度（西暦）"),
            choice("kind", choices.OPPORTUNITY_KINDS, "種類"),
            text("title", "名称"),
            text("provider", "実施機関"),
            maybe("qualification_id", "qualification", "関係する資格"),
            maybe("training_id", "training", "関係する研修"),
            text("category_codes", "主な対象の人材区分（コードを空白で区切る）"),
            day("since", "実施の初日"),
            day("until", "実施の末日"),
            day("apply_since", "申込の初日"),
            day("apply_until", "申込の締切"),
            text("place", "会場・受講方法"),
            text("fee", "費用"),
            text("url", "案内の所在（庁内ポータルなど）"),
            text("text", "説明"),
            flag("recommended", "推奨講座か"),
            whole("display_order", "並び順"),
        ),
        indexes=(("fiscal_year",),),
    ),
)
