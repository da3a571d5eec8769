"""The office: accounts, settings, and notes that are no records."""

from __future__ import annotations

from dxdesk.models.schema.tables import (
    IDENTIFYING,
    SENSITIVE,
    Field,
    Retention,
    Table,
    flag,
    text,
)

# Notes of an account or of the desk that are no records: never in an image, never undone.
ASIDE = (
    Table(
        "draft",
        "書きかけ。登録すると消える。",
        Retention.DESK,
        (
            Field("account_id", "INTEGER NOT NULL", "利用者"),
            text("form", "画面の様式"),
            text("record", "対象（表と番号）"),
            text("content", "内容（JSON）", SENSITIVE),
            text("saved_at", "書いた時刻"),
        ),
        unique=(("account_id", "form", "record"),),
        journaled=False,
    ),
    Table(
        "list_view",
        "一覧の見え方。名前が空の行は最後に使ったもの。",
        Retention.DESK,
        (
            Field("account_id", "INTEGER NOT NULL", "利用者"),
            text("list_key", "どの一覧か"),
            text("name", "ビューの名前"),
            text("content", "列・順序・幅・条件（JSON）"),
        ),
        unique=(("account_id", "list_key", "name"),),
        journaled=False,
    ),
    Table(
        "heading_choice",
        "手で対応付けた見出し。次の取込でも使う。",
        Retention.DESK,
        (
            text("kind", "取込の種類"),
            text("heading", "ファイルの見出し"),
            text("field", "対応する項目"),
        ),
        unique=(("kind", "heading"),),
        journaled=False,
    ),
)

OFFICE = (
    Table(
        "account",
        "利用者。",
        Retention.RECORD,
        (
            Field("name", "TEXT NOT NULL UNIQUE CHECK (name <> '')", "利用者名", IDENTIFYING),
            text("roles", "役割（空白で区切る）"),
            flag("active", "使えるか"),
        ),
    ),
    Table(
        "setting",
        "業務の設定。",
        Retention.DESK,
        (
            Field("key", "TEXT NOT NULL UNIQUE", "設定の名前"),
            text("value", "値（JSON）"),
        ),
    ),
)
