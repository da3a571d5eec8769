"""What the things in a plan say, field by field: the sheets of its workbook, and what its files may hold."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """What a value is."""

    TEXT = "文字"
    LINES = "文字（改行してよい）"
    CODE = "コード"
    CODES = "コードの並び"
    WHOLE = "整数"
    NUMBER = "数"
    FLAG = "はい／いいえ"
    DAY = "日付"
    WAY = "方法"
    LEVELS = "レベルの並び"
    NAMES = "名称の並び"
    TABLE = "表"
    TABLES = "表の並び"


@dataclass(frozen=True)
class PlanField:
    """One field of a kind of thing.

    Args:
        attribute: of the thing.
        label: what an officer calls it.
        kind: what its value is.
        required: whether it may not be left empty.
        low, high: the bounds of a number.
        of: the kind of thing whose code it is; empty for a field that is no reference.
        toml: its key in a TOML file, where that differs from the attribute.
    """

    attribute: str
    label: str
    kind: Kind = Kind.TEXT
    required: bool = False
    low: float = 0
    high: float = 0
    of: str = ""
    toml: str = ""

    @property
    def key(self) -> str:
        """Its key in a TOML file."""
        return self.toml or self.attribute


PLAN: Final = "計画"
WAYS: Final = "満たす方法"
ABILITIES: Final = "資質・能力"
NEEDED: Final = "必要人数"
GUIDE: Final = "説明"
LIST_MARK: Final = "、"
YES_NO: Final = ("はい", "いいえ")
# Kind of way → its word, and the kind of thing whose code it names.
WAY_WORDS: Final = {
    "training": "研修", "qualification": "資格", "experience": "業務経歴", "rating": "所属長評価",
}  # fmt: skip
WAY_NAMES: Final = {"training": "研修", "qualification": "資格", "experience": "業務経歴の種別"}
# What stands in a workbook beside a code, so that people know what it means; it is not read.
READ_ONLY: Final = "（読むだけ）"

_CODE = PlanField("code", "コード", Kind.CODE, required=True)
_NAME = PlanField("name", "名称", required=True)
_POINTS = PlanField("points", "点数", Kind.NUMBER, low=0.01, high=100_000)


def _year(attribute: str, label: str, *, required: bool = False) -> PlanField:
    return PlanField(attribute, label, Kind.WHOLE, required, 1990, 2150)


def _category(label: str = "人材区分", attribute: str = "category", *, required: bool) -> PlanField:
    return PlanField(attribute, label, Kind.CODE, required, of="人材区分")


# Kind of thing → its fields, in the order in which a plan is written.
FIELDS: Final[dict[str, tuple[PlanField, ...]]] = {
    PLAN: (
        _NAME,
        PlanField("label", "版", toml="edition"),
        _year("from_fiscal_year", "最初の年度", required=True),
        _year("to_fiscal_year", "最後の年度", required=True),
        PlanField("note", "備考", Kind.LINES),
        PlanField("counts_self_reported", "本人申告を使う", Kind.FLAG),
    ),
    "人材区分": (
        _CODE,
        _NAME,
        PlanField("from_level", "最も低いレベル", Kind.WHOLE, low=0, high=4),
        PlanField("to_level", "最も高いレベル", Kind.WHOLE, low=0, high=4),
        PlanField("duty", "役割", Kind.LINES),
        PlanField("mindset", "マインドセット", Kind.LINES),
        PlanField("skill_set", "スキルセット", Kind.LINES),
    ),
    "研修": (
        _CODE,
        _NAME,
        PlanField("form", "実施形態"),
        PlanField("hours", "時間数", Kind.NUMBER, low=0, high=10_000),
        PlanField("mandatory", "必須", Kind.FLAG),
    ),
    "資格": (
        _CODE,
        _NAME,
        PlanField("issuer", "実施機関"),
        PlanField("first_exam_on", "試験の最初の日", Kind.DAY, toml="from"),
        PlanField("last_exam_on", "試験の最後の日", Kind.DAY, toml="until"),
        PlanField("successor", "後継", Kind.CODE, of="資格"),
        PlanField("valid_years", "有効年数", Kind.WHOLE, low=1, high=50),
    ),
    "業務経歴の種別": (_CODE, _NAME),
    "評価指標項目": (
        _category(required=True),
        PlanField("code", "項目番号", Kind.CODE, required=True),
        PlanField("heading", "見出し", toml="kind"),
        PlanField("text", "項目の文", required=True),
        _POINTS,
        PlanField("tag", "資質・能力", of=ABILITIES),
    ),
    WAYS: (
        PlanField("item", "項目番号", Kind.CODE, required=True, of="評価指標項目"),
        PlanField("kind", "方法", Kind.WAY, required=True),
        PlanField("code", "コード", Kind.CODE),
        PlanField("within_years", "何年度以内", Kind.WHOLE, low=1, high=50),
        PlanField("months", "月数", Kind.WHOLE, low=1, high=600),
        PlanField("rating", "評価", Kind.WHOLE, low=1, high=5),
    ),
    "認定基準": (
        _category(required=True),
        PlanField("all_of", "全て必要な項目", Kind.CODES, of="評価指標項目", toml="all"),
        PlanField("at_least", "選択項目の必要数", Kind.WHOLE, low=1, high=1_000),
        PlanField("of", "選択項目", Kind.CODES, of="評価指標項目"),
        _POINTS,
        _category("あわせて必要な区分", "holds", required=False),
        PlanField("managers_of_digital_units", "デジタル部局の管理職に限る", Kind.FLAG),
    ),
    "成果指標": (
        _NAME,
        _category(required=False),
        _year("fiscal_year", "年度"),
        PlanField("target", "目標値", Kind.NUMBER, required=True, low=0.01, high=100),
    ),
    "評語": (
        PlanField("rating", "評価", Kind.WHOLE, required=True, low=1, high=5),
        PlanField("text", "評語", required=True),
    ),
    ABILITIES: (_NAME,),
}
# Kind of thing → its section in a TOML file; ways stand with their item, abilities with the plan.
SECTIONS: Final = {
    PLAN: "plan",
    "人材区分": "category",
    "研修": "training",
    "資格": "qualification",
    "業務経歴の種別": "experience",
    "評価指標項目": "item",
    "認定基準": "rule",
    "成果指標": "kpi",
    "評語": "scale",
}
LABELS: Final = {
    (title, field.attribute): field.label for title, fields in FIELDS.items() for field in fields
} | {("評価指標項目", "ways"): WAYS, (PLAN, "abilities"): ABILITIES}


@dataclass(frozen=True)
class Spot:
    """Where in a plan something stands.

    Args:
        title: the kind of thing, e.g. 研修.
        key: what tells it apart, e.g. its code; empty for the plan itself.
        attribute: which of its fields; empty for the whole thing.
        position: which of several values, counted from one; 0 for all of them.
    """

    title: str
    key: str = ""
    attribute: str = ""
    position: int = 0

    def __str__(self) -> str:
        thing = f"{self.title} {self.key}".strip()
        if not self.attribute:
            return thing
        place = f"の{self.position}番目" if self.position else ""
        return f"{thing} の{LABELS[self.title, self.attribute]}{place}"
