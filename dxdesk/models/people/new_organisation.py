"""What a reorganisation says: which unit becomes which, worked out from the codes on both sides.

A line names an old and a new 所属コード. What kind of change it is depends on the other lines too: an
old code with several new ones is split, several old codes with one new one are merged, a code that
goes on under itself stays the same unit.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dxdesk.errors import UserError
from dxdesk.models import wareki
from dxdesk.models.people import reorganisations, units
from dxdesk.models.people.reorganisations import ABOLISHED, FOUNDED, MERGED, RENAMED, SPLIT
from dxdesk.models.people.reorganising import Following, SuccessionChange
from dxdesk.models.people.spans import day_before
from dxdesk.models.people.units import Unit
from dxdesk.models.store import Reads


@dataclass(frozen=True, slots=True)
class OldAndNew:
    """One line: an old unit and what follows it. What is not said is empty.

    Args:
        old_code: empty for a unit that is new.
        new_code: empty for a unit that is abolished.
        new_name, bureau: empty where they stay.
    """

    old_code: str
    new_code: str
    new_name: str = ""
    bureau: str = ""


class NewOrganisation:
    """Works out the changes of a reorganisation; all its codes are noted first.

    Args:
        reads: the desk.
        as_of: the first day of the new organisation.

    Raises:
        UserError: there is no organisation yet that could change.
    """

    def __init__(self, reads: Reads, as_of: date) -> None:
        self._as_of = as_of
        self._was = units.by_code(reads, day_before(as_of))
        if not self._was:
            raise UserError("所属がまだ登録されていません。先に組織一覧を取り込んでください。")
        self._old_units = {unit.unit_id for unit in self._was.values()}
        self._now = units.by_code(reads, as_of)
        self._recorded = reorganisations.succession_rows(reads, as_of)
        self._following: dict[str, set[str]] = {}
        self._preceding: dict[str, set[str]] = {}

    def note(self, old_code: str, new_code: str) -> None:
        """Note which old code goes with which new one."""
        if old_code:
            self._following.setdefault(old_code, set()).add(new_code)
        if old_code and new_code:
            self._preceding.setdefault(new_code, set()).add(old_code)

    def old_unit(self, old_code: str) -> Unit | None:
        """The old unit with a code; nothing for no code.

        Raises:
            UserError: there is none.
        """
        if not old_code:
            return None
        old = self._was.get(old_code)
        if old is None:
            raise UserError(
                f"旧所属コード「{old_code}」の所属は、{wareki.long(day_before(self._as_of))}にありません。"
                "コードと基準日（新しい組織の初日）を確かめてください。",
                "old_code",
            )
        return old

    def complete(self, line: OldAndNew) -> OldAndNew:
        """A line with name and bureau, which stay where they are not said.

        Raises:
            UserError: there is nothing that they could be taken from.
        """
        if not line.new_code:
            return OldAndNew(line.old_code, "")
        old = self.old_unit(line.old_code)
        like = self._was.get(line.new_code) if self.continues(line.new_code) else old
        name = line.new_name or (like.name if like else "")
        bureau = line.bureau or (like.bureau_name if like else "")
        if not name:
            raise UserError("新所属名が入っていません。", "new_name")
        if not bureau:
            raise UserError("新設する所属の新部局名が入っていません。", "bureau")
        return OldAndNew(line.old_code, line.new_code, name, bureau)

    def continues(self, code: str) -> bool:
        """Whether the unit that has a code in the old organisation keeps it in the new one."""
        return code in self._was and code in self._following.get(code, {code})

    def change(self, line: OldAndNew) -> SuccessionChange:
        """What a complete line does.

        Raises:
            UserError: it contradicts another line or the desk.
        """
        kind = self._kind(line)
        following = Following(line.new_code, line.new_name, line.bureau) if line.new_code else None
        goes_on = self._goes_on(line, kind)
        change = SuccessionChange(kind, self.old_unit(line.old_code), following, goes_on)
        self._check_new_code(change)
        return change

    def _kind(self, line: OldAndNew) -> str:
        """What the codes say that a line is."""
        following = self._following.get(line.old_code, set())
        if "" in following and len(following) > 1:
            raise UserError(
                "この旧所属には、廃止の行と新所属のある行の両方があります。", "new_code"
            )
        if not line.old_code:
            return FOUNDED
        if not line.new_code:
            return ABOLISHED
        if len(following) > 1:
            return SPLIT
        if line.old_code == line.new_code:
            return RENAMED
        several = len(self._preceding.get(line.new_code, set())) > 1
        return MERGED if several or self.continues(line.new_code) else RENAMED

    def _goes_on(self, line: OldAndNew, kind: str) -> int:
        """The identity of the unit that follows, where it is there already."""
        if not line.new_code:
            return 0
        if kind == RENAMED:
            return self._was[line.old_code].unit_id
        if self.continues(line.new_code):
            return self._was[line.new_code].unit_id
        made = self._now.get(line.new_code)
        known = {successor for _, successor, _ in self._recorded}
        if made is None or made.unit_id in self._old_units:
            return 0
        return made.unit_id if kind == FOUNDED or made.unit_id in known else 0

    def _check_new_code(self, change: SuccessionChange) -> None:
        """Refuse a new code that another unit keeps, or has been given since."""
        if change.new is None:
            return
        code = change.new.code
        keeps = self.continues(code) and self._was[code].unit_id != change.goes_on
        if keeps or (change.kind == FOUNDED and self.continues(code)):
            raise UserError(
                f"所属コード「{code}」は「{self._was[code].name}」が使っています。", "new_code"
            )
        holder = self._now.get(code)
        if holder is None or holder.unit_id == change.goes_on:
            return
        before = self._was.get(code)
        if before is None or before.unit_id != holder.unit_id:
            raise UserError(
                f"所属コード「{code}」は、同じ日から別の所属「{holder.name}」として登録されています。"
                "先にその登録を元に戻してください。",
                "new_code",
            )

    def is_done(self, change: SuccessionChange) -> bool:
        """Whether the desk has it so already."""
        if change.new is None:
            remaining = {unit.unit_id for unit in self._now.values()}
            return change.old is None or change.old.unit_id not in remaining
        now = self._now.get(change.new.code)
        if now is None or now.unit_id != change.goes_on:
            return False
        if (now.name, now.bureau_name) != (change.new.name, change.new.bureau):
            return False
        if change.kind in (RENAMED, FOUNDED) or change.old is None:
            return True
        return (change.old.unit_id, change.goes_on, change.kind) in self._recorded
