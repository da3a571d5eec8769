"""説明: the first sheet of a plan's workbook says how it is filled in and what may be changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dxdesk.exports.workbook import Entry, SheetColumn, SheetTable
from dxdesk.models.plan.contents import PlanFile
from dxdesk.models.plan.fields import (
    ABILITIES,
    FIELDS,
    GUIDE,
    LABELS,
    LIST_MARK,
    NEEDED,
    PLAN,
    READ_ONLY,
    WAY_WORDS,
    WAYS,
)
from dxdesk.models.plan.skill_map import HIGHEST_RATING, LOWEST_RATING

_ANY_WORDS: Final = "、".join(f"「{word}」" for word in WAY_WORDS.values())
_GENERAL: Final = {
    "使い方": "各シートを直して保存し、「ファイルを取り込む」で「計画」として取り込みます。"
    "取り込む前に、いまの計画との違いと、判定が変わる職員の人数が示されます。",
    "直してよいもの": "行の追加・削除・並べ替え、文・数・選択肢の変更。行の順は、計画や画面での並び順になります。"
    "列の順は変えてもかまいません。加えた列は読みません。",
    "直さないもの": "シートの名前と見出しの名前。シートは削除しないでください。"
    "一つもないときは、見出しだけを残してください。",
    "コード": "コードは、記録と計画を結び付けます。研修実績や評価などが使っているコードは、"
    "変えると取り込めません。先頭の0も区別します。",
    "空欄にできない列": "{required}。",
}
_SHEETS: Final = {
    PLAN: "1行だけです。年度は西暦で書きます（令和8年度は2026）。"
    "「本人申告を使う」が「はい」のときだけ、本人申告だけの根拠も判定に使います。",
    "人材区分": "レベルは0（全職員）から4まで。一つのレベルの区分は、最も低いレベルと最も高いレベルに同じ数を書きます。"
    "レベルのない区分は空欄にします。",
    "研修": "「必須」が「はい」の研修は、毎年度、全ての職員が修了する必須職員研修です。",
    "資格": "合格は失効しません。有効年数は、更新が要る登録だけに書きます。"
    "後継には、この資格に代わる資格のコードを書きます。",
    "業務経歴の種別": "月数を数える仕事の種別です。",
    "評価指標項目": "アセスメントシートの1行です。点数は、認定基準が点数を使うときだけ書きます。",
    WAYS: f"1行が一つの方法で、項目は、どれか一つの方法で満たされます。方法は{_ANY_WORDS}のどれかです。"
    "研修には「何年度以内」（判定する年度を含む。空欄はいつでもよい）、業務経歴には「月数」、"
    f"所属長評価には「評価」（{LOWEST_RATING}～{HIGHEST_RATING}、その値以上）を書きます。",
    "認定基準": f"人材区分ごとに1行で、書かれた条件を全て満たすことが要ります。項目番号は「{LIST_MARK}」で区切ります。"
    "選択項目は、そのうち「必要数」個以上。点数は、満たした項目の点数の合計。"
    "「あわせて必要な区分」は、その区分の認定（又は同時にその基準を満たすこと）。",
    "成果指標": "人材区分が空欄なら必須職員研修の受講率、あればその区分の充足率です。目標値は％。年度が空欄なら全ての年度です。",
    "評語": "評価の1から5までの言葉です。団体で定めた評語を書きます。",
    ABILITIES: "評価指標項目に付ける、人材育成の方針の資質・能力です。",
    NEEDED: "年度と所属ごとの必要人数です。人材区分のコードで始まる列に人数を書きます。"
    "空欄はいまの人数のままにします。なくすときは0を書きます。",
}


def guide(plan: PlanFile, title: str) -> SheetTable:
    """The sheet that explains the others."""
    columns = [SheetColumn("見出し", 20), SheetColumn("説明", 110, Entry(wrapped=True))]
    return SheetTable(GUIDE, columns, [[name, text] for name, text in _lines(plan, title)])


def _lines(plan: PlanFile, title: str) -> Iterator[tuple[str, str]]:
    yield "計画", f"{plan.name}　{title}"
    if plan.note:
        yield "備考", plan.note
    for name, text in _GENERAL.items():
        yield name, text.format(required=_required())
    yield (
        READ_ONLY.strip("（）"),
        f"見出しに「{READ_ONLY}」とある列は、確かめるためのものです。取り込みません。",
    )
    for name, text in _SHEETS.items():
        yield f"シート「{name}」", text
    for name, text in _missing(plan):
        yield name, text


def _required() -> str:
    return "、".join(
        f"{title}の{'・'.join(field.label for field in fields if field.required)}"
        for title, fields in FIELDS.items()
        if any(field.required for field in fields)
    )


def _missing(plan: PlanFile) -> Iterator[tuple[str, str]]:
    """What the office still has to write itself; it is never made up."""
    for attribute in ("duty", "mindset", "skill_set"):
        empty = [each.code for each in plan.categories if not getattr(each, attribute)]
        if empty:
            label = LABELS["人材区分", attribute]
            yield (
                "入力してください",
                f"人材区分の{label}が空欄です：{LIST_MARK.join(empty)}。計画の文を入力してください。",
            )
    if len(plan.scale) <= HIGHEST_RATING - LOWEST_RATING:
        yield "入力してください", "評価の評語が揃っていません。団体で定めた評語を入力してください。"
