"""The office's own rules: each a setting with a stated default."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from dxdesk.errors import UserError
from dxdesk.models.journal import Action
from dxdesk.models.names import digits
from dxdesk.models.store import Reads


@dataclass(frozen=True)
class Setting:
    """One rule that differs between offices.

    Args:
        key: its name in the store.
        title: Japanese.
        default: used until an administrator sets another.
        meaning: what it does, in Japanese.
        long: whether it is a text of several lines.
    """

    key: str
    title: str
    default: Any
    meaning: str
    long: bool = False


MOST = 999  # of a setting that is a number
OFFICE_NAME = Setting("office", "表示名", "", "帳票の見出しに記す庁・課の名称")
CONTACT = Setting(
    "contact", "問い合わせ先", "", "庁内に出す案内に記す担当と内線（例：人材育成係　内線1234）"
)
LETTER_SENDER = Setting(
    "letter_sender", "通知文の発信者", "", "送付文・督促文に記す職・氏名（空欄は表示名）"
)
SENDING_TEXT = Setting(
    "sending_text",
    "送付文の本文",
    "このことについて、次のとおり照会しますので、所属ごとの回答ファイルに記入の上、取りまとめて提出してください。",
    "どちらの本文でも、{件名}{年度}{部局}{基準日}{期限}{配布日}{文書番号}は書き出すときに置き換わります",
    long=True,
)
REMINDING_TEXT = Setting(
    "reminding_text",
    "督促文の本文",
    "{配布日}に照会したこのことについて、次の所属からの提出がまだありません。"
    "提出期限は{期限}ですので、至急、取りまとめて提出してください。",
    "",
    long=True,
)
GIVER = Setting("giver", "証書の名義", "", "認定証に記す職・氏名（例：○○県知事　○○ ○○）")
RULE_NAME = Setting("rule_name", "認定要領の名称", "", "認定証の本文で引く要領の名称")
NUMBER_WIDTH = Setting("number_width", "職員番号の桁数", 6, "数値で届いた番号の先頭に0を補う桁数")
HIGHER_COUNTS = Setting(
    "higher_counts",
    "上位レベルを下位に数える",
    True,
    "充足率で、上位レベルの認定者を下位レベルにも数える",
)
EXCLUDED_LEAVES = Setting(
    "excluded_leaves",
    "集計から除く状態",
    ["休職", "育児休業", "派遣"],
    "集計対象職員から除く在職状況",
)
EXPIRY_MONTHS = Setting(
    "expiry_months",
    "有効期限を知らせる月数",
    6,
    "資格の有効期限の一覧に、この月数のうちに期限が来るものを載せる",
)
NEWEST_ROSTER = Setting(
    "newest_roster_on",
    "最新の名簿の基準日",
    "",
    "最後に取り込んだ名簿の日。これより古い名簿は取り込めない",
)

SETTINGS = (
    OFFICE_NAME,
    CONTACT,
    LETTER_SENDER,
    SENDING_TEXT,
    REMINDING_TEXT,
    GIVER,
    RULE_NAME,
    NUMBER_WIDTH,
    HIGHER_COUNTS,
    EXCLUDED_LEAVES,
    EXPIRY_MONTHS,
    NEWEST_ROSTER,
)


def get(reads: Reads, setting: Setting) -> Any:
    """The value in force."""
    rows = reads.rows("SELECT value FROM setting WHERE key = ?", (setting.key,))
    return json.loads(rows[0]["value"]) if rows else setting.default


def read_text(setting: Setting, text: str) -> Any:
    """A value as it was typed in: a number where the default is one, otherwise the text.

    Raises:
        UserError: what should be a number is none, or not at least 1.
    """
    text = text.strip()
    if not isinstance(setting.default, int) or isinstance(setting.default, bool):
        return text
    number = digits(text)
    if not (number.isascii() and number.isdigit() and 1 <= int(number) <= MOST):
        raise UserError(
            f"「{setting.title}」には1から{MOST}までの数を入れてください。", setting.key
        )
    return int(number)


def set_value(action: Action, setting: Setting, value: Any) -> None:
    """Set another value."""
    text = json.dumps(value, ensure_ascii=False)
    rows = action.rows("SELECT id FROM setting WHERE key = ?", (setting.key,))
    if rows:
        action.update("setting", rows[0]["id"], value=text)
    else:
        action.insert("setting", key=setting.key, value=text)
