"""回答ファイルの作り: its sheets, and the headings that stand above its columns.

Exports write them and imports expect them; the keys stand unseen in the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from dxdesk.models.inquiries.presets import BY_PERSON, BY_UNIT, SHEET

if TYPE_CHECKING:
    from dxdesk.models.inquiries.inquiries import Inquiry

# Kinds of sheets. Only the first four hold answers; the others are passed over when a file comes back.
ANSWERS, RATINGS, CLAIMS, HEAD, KNOWN, CHOICES, SUMMARY = (
    "answers", "ratings", "claims", "head", "known", "choices", "summary",
)  # fmt: skip
ANSWERING: Final = (ANSWERS, RATINGS, CLAIMS, HEAD)
SHEET_NAMES: Final = {
    ANSWERS: "記入", RATINGS: "評価", CLAIMS: "申告", HEAD: "所属長確認", KNOWN: "登録内容",
    CHOICES: "選択肢",
}  # fmt: skip

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


def graded(mode: str) -> tuple[str, ...]:
    """Who rates on the sheets: the person, the head, or both."""
    return {BY_UNIT: ("head",), BY_PERSON: ("own",)}.get(mode, ("own", "head"))


def headings(inquiry: Inquiry) -> dict[str, dict[str, str]]:
    """The sheets of an inquiry's files that hold answers: key of each column → its heading."""
    if inquiry.said.preset != SHEET.key:
        asked = {question_key(each.id): each.label for each in inquiry.questions}
        return {ANSWERS: {**HEADINGS[ANSWERS], **asked}}
    mode = inquiry.said.mode
    left_out = {"own", "head"} - set(graded(mode))
    rated = {key: text for key, text in HEADINGS[RATINGS].items() if key not in left_out}
    sheets = {RATINGS: rated, CLAIMS: dict(HEADINGS[CLAIMS])}
    return sheets if mode == BY_PERSON else {**sheets, HEAD: dict(HEADINGS[HEAD])}


def question_key(question_id: int) -> str:
    """The key of the column in which a question is answered."""
    return f"q{question_id}"
