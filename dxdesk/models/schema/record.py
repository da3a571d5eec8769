"""The record of what was done."""

from __future__ import annotations

from dxdesk.models.schema.tables import (
    PERSONAL,
    SENSITIVE,
    Field,
    Retention,
    Table,
    choice,
    text,
    whole,
)

RECORD = (
    Table(
        "action",
        "操作。名前を付けて行った1回。",
        Retention.RECORD,
        (
            text("act", "操作の種類"),
            choice("kind", ("change", "read", "print", "export"), "変更・閲覧・印刷・出力の別"),
            text("title", "操作の名前（氏名は含めない）"),
            Field(
                "account_id", "INTEGER NOT NULL", "行った利用者（最初の操作は利用者より先にある）"
            ),
            text("at", "時刻（その地の時刻、秒まで）"),
            text("machine", "PCの名前"),
            text("version", "ソフトの版"),
            text("subject", "対象（表と番号）"),
            text("previous", "一つ前の操作までの鎖の値"),
            text("head", "この操作までの鎖の値"),
        ),
        journaled=False,
    ),
    Table(
        "image",
        "操作が触れた行の前と後。",
        Retention.RECORD,
        (
            Field("action_id", "INTEGER NOT NULL REFERENCES action(id)", "操作"),
            text("table_name", "表"),
            whole("row_id", "行の番号"),
            Field("before", "TEXT", "前の内容（JSON。追加なら空）", SENSITIVE),
            Field("after", "TEXT", "後の内容（JSON。削除なら空）", SENSITIVE),
            Field(
                "seal", "BLOB", "乱数16バイトとSHA-256（乱数＋内容）。消去すると要約値だけが残る"
            ),
        ),
        indexes=(("action_id",), ("table_name", "row_id")),
        journaled=False,
    ),
    Table(
        "undoing",
        "元に戻した操作の対応。",
        Retention.RECORD,
        (
            Field("undo_id", "INTEGER NOT NULL REFERENCES action(id)", "元に戻す操作"),
            Field("undone_id", "INTEGER NOT NULL REFERENCES action(id)", "元に戻された操作"),
        ),
        indexes=(("undo_id",), ("undone_id",)),
        journaled=False,
    ),
    Table(
        "kept_file",
        "取り込んだファイルなどの控え。",
        Retention.RECORD,
        (
            Field("action_id", "INTEGER NOT NULL REFERENCES action(id)", "操作"),
            text("name", "ファイル名", PERSONAL),
            text("sha256", "内容のSHA-256"),
            Field("seal", "BLOB", "乱数16バイトとSHA-256（乱数＋名前＋内容の要約値）"),
        ),
        indexes=(("action_id",),),
        journaled=False,
    ),
    Table(
        "blob",
        "バイト列。追加だけができる。",
        Retention.RECORD,
        (
            Field("sha256", "TEXT NOT NULL UNIQUE", "内容のSHA-256"),
            Field("bytes", "BLOB", "内容", SENSITIVE),
        ),
        journaled=False,
    ),
    Table(
        "open_action",
        "いま開いている操作。確定する前に空になる。",
        Retention.RECORD,
        (Field("action_id", "INTEGER NOT NULL", "操作"),),
        journaled=False,
    ),
    Table(
        "desk_fact",
        "業務データそのものの事実（識別子など）。",
        Retention.DESK,
        (
            Field("key", "TEXT NOT NULL UNIQUE", "名前"),
            text("value", "値"),
        ),
        journaled=False,
    ),
)
