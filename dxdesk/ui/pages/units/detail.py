"""One bureau or unit: its names over the years, what it came from and became, its people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu

from dxdesk.models import wareki
from dxdesk.models.columns import Column, Kind
from dxdesk.models.people import unit_histories, units
from dxdesk.models.people.unit_histories import Link, Version
from dxdesk.models.store import Reads
from dxdesk.ui.pages.units.tree_model import Node
from dxdesk.ui.pages.units.verbs import verbs_for
from dxdesk.ui.tables.habits import Filters, ListHabits
from dxdesk.ui.tables.ids_table import RowsTable
from dxdesk.ui.tables.list_view import ListView
from dxdesk.ui.tables.menus import opens
from dxdesk.ui.widgets.card import Card, row
from dxdesk.ui.widgets.texts import button, chosen_text, heading, label
from dxdesk.ui.workplace import Workplace

_VERSIONS = (
    Column("span", "期間", Kind.CODE, 21),
    Column("name", "名称", Kind.TEXT, 16),
    Column("code", "コード", Kind.CODE, 8),
    Column("bureau", "部局", Kind.TEXT, 12),
)
_LINKS = (
    Column("day", "年月日", Kind.CODE, 10),
    Column("side", "関係", Kind.TEXT, 8),
    Column("kind", "種別", Kind.TEXT, 6),
    Column("other", "所属", Kind.TEXT, 18),
)


@dataclass(frozen=True)
class Told:
    """What is known of a bureau or unit on a day."""

    node: Node
    day: date
    versions: tuple[Version, ...]
    links: tuple[Link, ...]
    people: int

    @property
    def version(self) -> Version | None:
        """The description that holds on the day."""
        return next((one for one in self.versions if _holds(one, self.day)), None)


def tell(reads: Reads, node: Node, day: date) -> Told:
    """Look up everything about a bureau or unit."""
    counted = units.people_on(reads, day)
    members = [
        unit.unit_id for unit in units.units_on(reads, day) if unit.bureau_id == node.unit_id
    ]
    ids = members if node.is_bureau else [node.unit_id]
    return Told(
        node, day, tuple(unit_histories.versions(reads, node.unit_id)),
        tuple(unit_histories.links(reads, node.unit_id)), sum(counted.get(one, 0) for one in ids),
    )  # fmt: skip


class UnitDetail(Card):
    """What is known of what is chosen, and what can be done to it."""

    verb_asked = Signal(object)
    correct_asked = Signal()
    people_asked = Signal(str)

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.told: Told | None = None
        self.title = label("", "person")
        self.words = chosen_text("", "muted")
        self.versions, self.links = RowsTable(_VERSIONS), RowsTable(_LINKS)
        self.menu = QMenu("組織の変更", self)
        self.change_button = opens(self.menu)
        self.correct_button = button("登録内容の訂正", self.correct_asked.emit)
        self.people_button = button("この所属の職員", self._ask_for_people)
        versions = ListView(
            self.versions, "名称の移り変わり", stretch="name", leave_out=("bureau",)
        )
        links = ListView(self.links, "前身と引継ぎ先", stretch="other")
        named = Filters(words=self.title.text)
        for view, key, title in (
            (versions, "unit.versions", "名称の移り変わり"),
            (links, "unit.links", "前身と引継ぎ先"),
        ):
            ListHabits(view, workplace, key, title, filters=named, personal=False)
        self.column.addWidget(self.title)
        self.column.addWidget(self.words)
        self.column.addLayout(row(self.change_button, self.correct_button, self.people_button, 1))
        self.column.addWidget(heading("名称の移り変わり"))
        self.column.addWidget(versions, 3)
        self.column.addWidget(heading("前身と引継ぎ先"))
        self.column.addWidget(links, 2)
        self.show_nothing()

    def show_nothing(self) -> None:
        """Nothing is chosen."""
        self.told = None
        self.title.setText("")
        self.words.setText("")
        self.versions.show_rows([])
        self.links.show_rows([])
        self._enable(may_change=False)

    def show_told(self, told: Told, *, may_change: bool) -> None:
        """Show a bureau or unit."""
        self.told = told
        self.title.setText(told.node.name)
        self.words.setText(_words(told))
        self.versions.show_rows([_version(one) for one in told.versions])
        self.links.show_rows(
            [
                {"day": wareki.short(one.on_day), "side": one.side, "kind": one.kind,
                 "other": one.other or "（なし）"}
                for one in told.links
            ]
        )  # fmt: skip
        self._enable(may_change=may_change and told.version is not None)

    def _enable(self, *, may_change: bool) -> None:
        for each in (self.menu, self.change_button, self.correct_button):
            each.setEnabled(may_change)
        told = self.told
        self.menu.clear()
        for verb in verbs_for(told.version) if told and told.version else ():
            self.menu.addAction(f"{verb.title}…", partial(self.verb_asked.emit, verb))
        self.people_button.setVisible(told is not None and not told.node.is_bureau)

    def _ask_for_people(self) -> None:
        if self.told is not None:
            self.people_asked.emit(self.told.node.name)


def _holds(version: Version, day: date) -> bool:
    return (version.since is None or version.since <= day) and (
        version.until is None or version.until >= day
    )


def _words(told: Told) -> str:
    version = told.version
    if version is None:
        return f"{wareki.short(told.day)}にはありません"
    parts = [version.bureau, version.code, version.kind]
    parts += ["デジタル施策推進部局"] if version.digital else []
    parts += [f"{told.people:,}人（{wareki.short(told.day)}）"]
    return "　".join(part for part in parts if part)


def _version(version: Version) -> dict[str, str]:
    since = wareki.short(version.since) if version.since else "はじめ"
    until = wareki.short(version.until) if version.until else "現在"
    return {
        "span": f"{since}～{until}",
        "name": version.name,
        "code": version.code,
        "bureau": version.bureau,
    }
