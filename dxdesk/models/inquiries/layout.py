"""回答ファイルの作り: its sheets, and the headings that stand above its columns.

Exports write them and imports expect them; the keys stand unseen in the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

# Kinds of sheets. Only the first four hold answers; the others are passed over when a file comes back.
ANSWERS, RATINGS, CLAIMS, HEAD, KNOWN, CHOICES, SUMMARY = (
    "answers", "ratings", "claims", "head", "known", "choices", "summary",
)  # fmt: skip
ANSWERING: Final = (ANSWERS, RATINGS, CLAIMS, HEAD)

NUMBER_HEADING: Final = "職員番号"
_PERSON: Final = {"number": NUMBER_HEADING, "name": "氏名"}
HEADINGS: Final[Mapping[str, Mapping[str, str]]] = {
    ANSWERS: {**_PERSON, "title": "職名"},  # and one for each question, by its label
    RATINGS: {
        **_PERSON, "item": "項目", "text": "評価指標", "own": "自己評価", "head": "所属長評価",
        "remark": "所見・備考", "wish": "認定の希望",
    },
    CLAIMS: {
        "number": NUMBER_HEADING, "kind": "種類", "title": "名称", "since": "年月日・開始日",
        "until": "有効期限・終了日", "note": "内容・備考",
    },
    HEAD: {"title": "職", "name": "氏名", "day": "確認年月日"},
    KNOWN: {
        **_PERSON, "kind": "種類", "title": "名称", "since": "年月日・開始日",
        "until": "有効期限・終了日", "detail": "結果・番号・内容", "verification": "確認区分",
    },
    CHOICES: {**_PERSON, "kind": "種類", "title": "名称"},
    SUMMARY: {
        "code": "所属コード", "unit": "所属", "files": "ファイル数", "people": "人数",
        "sent": "送付日", "returned": "回収日", "note": "備考",
    },
}  # fmt: skip


def question_key(question_id: int) -> str:
    """The key of the column in which a question is answered."""
    return f"q{question_id}"
