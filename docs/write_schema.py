"""Write ``docs/schema.md`` from the list of tables: ``.venv/bin/python docs/write_schema.py``."""

from __future__ import annotations

from pathlib import Path

from dxdesk.models.schema import TABLES, Table

PAGE = Path(__file__).with_name("schema.md")
HEAD = """# 業務データの表

この文書は `docs/write_schema.py` が `dxdesk/models/schema/` から作る。手で直さない。

どの表にも主キー `id`（INTEGER PRIMARY KEY AUTOINCREMENT。一度使った番号は再び使わない）がある。
「記録」が○の表は、操作の前後の内容が残り、元に戻すことができる。
"""


def describe(table: Table) -> str:
    """One table as a chapter."""
    lines = [
        f"## {table.name}",
        "",
        table.meaning,
        "",
        f"保存期間：{table.retention}　記録：{'○' if table.journaled else '―'}",
        "",
        "| 列 | 型と条件 | 意味 | 個人情報の区分 |",
        "| --- | --- | --- | --- |",
    ]
    lines += [
        f"| {field.name} | `{field.sql}` | {field.meaning} | {field.personal} |"
        for field in table.fields
    ]
    lines += ["", *(f"重複不可：{'、'.join(columns)}" for columns in table.unique)]
    return "\n".join(lines).rstrip() + "\n"


def write_page() -> str:
    """The whole page."""
    return "\n".join([HEAD, *(describe(table) for table in TABLES)])


if __name__ == "__main__":
    PAGE.write_text(write_page(), encoding="utf-8")
