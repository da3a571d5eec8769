"""発令区分: every kind of personnel order, its other names, and what it does."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from dxdesk.imports.headings import fold_heading


class Effect(Enum):
    """What an order does to a person."""

    HIRE = auto()
    MOVE = auto()
    REHIRE = auto()
    DEPART = auto()
    END = auto()
    AWAY = auto()
    BACK = auto()
    SIDE = auto()
    SIDE_END = auto()


@dataclass(frozen=True)
class TransferKind:
    """One 発令区分.

    Args:
        name: its short name, as counts show it.
        effect: what it does.
        synonyms: other names under which it comes.
        leave: the kind of leave that begins or ends.
        needs_unit: whether an order without 新所属 makes no sense.
    """

    name: str
    effect: Effect
    synonyms: tuple[str, ...] = ()
    leave: str = ""
    needs_unit: bool = False


TRANSFER_KINDS = (
    TransferKind("採用", Effect.HIRE, ("新規採用", "新採用", "選考採用", "任期付採用", "割愛採用"), needs_unit=True),
    TransferKind("昇任", Effect.MOVE, ("昇格", "昇任・転任", "昇任転任", "昇任異動", "昇任（配置換）")),
    TransferKind("降任", Effect.MOVE, ("降格", "希望降任")),
    TransferKind("転任", Effect.MOVE, (
        "配置換", "配置換え", "配置替", "配置替え", "転任（配置換）", "異動", "転補", "所属替", "所属異動",
        "補職替", "配属",
    ), needs_unit=True),
    TransferKind("併任", Effect.SIDE, ("併任発令",), needs_unit=True),
    TransferKind("兼務", Effect.SIDE, ("兼職", "兼任", "兼務発令", "併任・兼務"), needs_unit=True),
    TransferKind("併任解除", Effect.SIDE_END, ("併任（解除）", "併任を解く", "併任終了")),
    TransferKind("兼務解除", Effect.SIDE_END, (
        "兼務（解除）", "兼務を解く", "兼任解除", "兼職解除", "併任・兼務（解除）", "併任・兼務解除",
    )),
    TransferKind("出向", Effect.DEPART, ("他機関へ出向", "転出", "割愛")),
    TransferKind("派遣", Effect.AWAY, ("派遣開始", "派遣発令"), leave="派遣"),
    TransferKind("派遣復帰", Effect.BACK, ("派遣（復帰）", "派遣終了", "派遣解除", "派遣を解く"), leave="派遣"),
    TransferKind("休職", Effect.AWAY, ("病気休職", "休職発令", "休職開始", "起訴休職"), leave="休職"),
    TransferKind("復職", Effect.BACK, ("復帰", "休職復帰", "休職復職", "休職解除"), leave="休職"),
    TransferKind("育児休業", Effect.AWAY, ("育休", "育児休業開始", "育児休業承認"), leave="育児休業"),
    TransferKind("育児休業復帰", Effect.BACK, (
        "育児休業（復帰）", "育休復帰", "職務復帰", "育児休業終了", "育児休業からの復帰",
    ), leave="育児休業"),
    TransferKind("停職", Effect.AWAY, ("停職処分",), leave="停職"),
    TransferKind("再任用", Effect.REHIRE, ("再任用採用", "暫定再任用", "定年前再任用", "再任用（更新）", "再任用更新")),
    TransferKind("役職定年による降任", Effect.MOVE, (
        "役職定年", "役職定年降任", "役降り", "管理監督職勤務上限年齢による降任", "管理監督職上限年齢制による降任",
    )),
    TransferKind("任期満了", Effect.END, ("任期満了退職", "任用期間満了")),
    TransferKind("退職", Effect.END, (
        "定年退職", "普通退職", "勧奨退職", "早期退職", "自己都合退職", "辞職", "依願退職", "依願免職", "免職",
        "失職", "応募認定退職",
    )),
    TransferKind("死亡", Effect.END, ("死亡退職",)),
)  # fmt: skip

BY_NAME = {
    fold_heading(name): kind for kind in TRANSFER_KINDS for name in (kind.name, *kind.synonyms)
}


def kind_named(text: str) -> TransferKind | None:
    """The 発令区分 with a name or synonym, whatever its width and spaces; nothing for an unknown one."""
    return BY_NAME.get(fold_heading(text))
