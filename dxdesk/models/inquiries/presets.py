"""ひな形: what the usual inquiries ask, so that an officer only sets the deadline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

CHOICE, DAY, NUMBER, TEXT = "選択", "日付", "数値", "文字"
BY_UNIT, BY_PERSON_AND_HEAD, BY_PERSON = "所属一括で所属長のみ記入", "個人別＋所属長", "個人別"


@dataclass(frozen=True)
class Question:
    """A column to fill in.

    Args:
        label: its heading.
        kind: 選択, 日付, 数値 or 文字.
        choices: of a 選択.
        required: whether an empty answer is said to be missing.
    """

    label: str
    kind: str = TEXT
    choices: tuple[str, ...] = ()
    required: bool = False
    id: int = 0


@dataclass(frozen=True)
class Preset:
    """One usual inquiry.

    Args:
        key: stays for ever, it is written into the store.
        title: what officers call it; the fiscal year is put before it.
        mode: who fills in.
        whom: key of the people that are usually asked.
        purpose: 利用目的, as it stands on the file.
        questions: the columns; the sheet has none of its own, it asks for the plan's items.
    """

    key: str
    title: str
    mode: str
    whom: str
    purpose: str
    questions: tuple[Question, ...] = ()


_YES_NO: Final = ("推薦する", "推薦しない")

SHEET: Final = Preset(
    "sheet", "アセスメントシート", BY_UNIT, "everybody",
    "記入された内容は、デジタル人材の育成と認定のためだけに利用します。人事評価ではありません。",
)  # fmt: skip
LEADERS: Final = Preset(
    "leaders", "デジタル推進リーダーの推薦", BY_UNIT, "everybody",
    "記入された内容は、デジタル推進リーダーの指定のためだけに利用します。",
    (
        Question("推薦", CHOICE, ("正", "副")),
        Question("推薦の理由", TEXT),
    ),
)  # fmt: skip
TRAINEES: Final = Preset(
    "trainees", "研修の受講者の推薦", BY_UNIT, "everybody",
    "記入された内容は、研修の受講者の決定のためだけに利用します。",
    (
        Question("推薦", CHOICE, _YES_NO),
        Question("優先順位", NUMBER),
        Question("備考", TEXT),
    ),
)  # fmt: skip
QUALIFICATIONS: Final = Preset(
    "qualifications", "資格の調査", BY_PERSON,
    "everybody", "記入された内容は、資格を持つ職員の把握と育成のためだけに利用します。",
    (
        Question("資格の名称", TEXT),
        Question("取得年月日", DAY),
        Question("有効期限", DAY),
        Question("証明書の写し", CHOICE, ("添付あり", "なし")),
    ),
)  # fmt: skip
OTHER: Final = Preset(
    "other", "照会", BY_UNIT, "everybody",
    "記入された内容は、この照会の目的のためだけに利用します。",
)  # fmt: skip

PRESETS: Final = (SHEET, LEADERS, TRAINEES, QUALIFICATIONS, OTHER)
BY_KEY: Final = {preset.key: preset for preset in PRESETS}
