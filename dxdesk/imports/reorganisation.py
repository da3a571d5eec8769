"""組織改正の新旧対照表: which old unit becomes which new one on the first day of the new organisation.

It is taken in before the people. The kind of a line follows from the codes; where the file states
one that the codes contradict, the line is refused.
"""

from __future__ import annotations

from datetime import date

from dxdesk.errors import UserError
from dxdesk.imports.cells import CellError
from dxdesk.imports.headings import Field, fold_heading
from dxdesk.imports.proposal import Difference, Findings, ImportKind, Line, State
from dxdesk.imports.reading import Row
from dxdesk.imports.reorganisation_writing import Entry, SuccessionChange, write
from dxdesk.imports.units import refuse_older
from dxdesk.models import acts, wareki
from dxdesk.models.people import reorganisations, units
from dxdesk.models.people.reorganisations import ABOLISHED, FOUNDED, MERGED, RENAMED, SPLIT
from dxdesk.models.people.spans import day_before
from dxdesk.models.people.units import Unit
from dxdesk.models.store import Reads

FIELDS = (
    Field("old_code", "旧所属コード", (
        "旧所属CD", "旧コード", "旧組織コード", "現所属コード", "改正前所属コード", "改正前コード",
        "変更前所属コード", "旧所属番号", "旧課コード",
    )),
    Field("old_name", "旧所属名", (
        "旧所属", "旧名称", "旧組織名", "旧所属名称", "現所属名", "改正前所属名", "改正前", "変更前",
        "変更前所属名", "旧課名",
    ), required=False),
    Field("new_code", "新所属コード", (
        "新所属CD", "新コード", "新組織コード", "改正後所属コード", "改正後コード", "変更後所属コード",
        "新所属番号", "新課コード",
    )),
    Field("new_name", "新所属名", (
        "新所属", "新名称", "新組織名", "新所属名称", "改正後所属名", "改正後", "変更後", "変更後所属名",
        "新課名",
    ), required=False),
    Field("bureau", "新部局名", (
        "新部局", "部局名", "部局", "改正後部局名", "新部名", "新部局等名", "変更後部局名",
    ), required=False),
    Field("kind", "種別", (
        "区分", "改正区分", "改正種別", "改正内容", "異動区分", "引継ぎの種別", "変更区分",
    ), required=False),
)  # fmt: skip

_TITLES = (RENAMED, MERGED, SPLIT, ABOLISHED, FOUNDED)
_KINDS = {
    fold_heading(name): kind
    for kind, others in (
        (RENAMED, ("名称変更", "改組", "移管", "所管替え", "所管替", "コード変更", "存続", "継続")),
        (MERGED, ("合併", "編入", "吸収", "統廃合", "吸収統合")),
        (SPLIT, ("分離", "分課", "分立")),
        (ABOLISHED, ("廃課", "閉所", "閉鎖")),
        (FOUNDED, ("設置", "新規", "創設", "新規設置")),
    )
    for name in (kind, *others)
}


def compare(reads: Reads, findings: Findings) -> None:
    """Compare a table of old and new units with the organisation around its day."""
    as_of = findings.options.as_of
    assert as_of is not None
    refuse_older(reads, as_of)
    comparison = _Comparison(reads, findings, as_of)
    if not comparison.was:
        raise UserError("所属がまだ登録されていません。先に組織一覧を取り込んでください。")
    for row in findings.sheet.rows:
        comparison.note_codes(row)
    findings.read_each(comparison.read)


class _Comparison:
    """Compares the rows of a table; all codes are noted first, for a row's kind depends on others.

    Args:
        reads: the desk.
        findings: takes the lines and remarks.
        as_of: the first day of the new organisation.
    """

    def __init__(self, reads: Reads, findings: Findings, as_of: date) -> None:
        self._findings = findings
        self._cells = findings.cells
        self._as_of = as_of
        self.was = units.by_code(reads, day_before(as_of))
        self._now = units.by_code(reads, as_of)
        self._recorded = reorganisations.succession_rows(reads, as_of)
        self._people = units.people_on(reads, as_of)
        self._codes: dict[int, tuple[str, str]] = {}
        self._following: dict[str, set[str]] = {}
        self._preceding: dict[str, set[str]] = {}
        self._names: dict[str, tuple[Row, Entry]] = {}
        self._seen: dict[tuple[str, str], Entry] = {}

    def note_codes(self, row: Row) -> None:
        """Note which old code goes with which new one; wrong cells are refused on reading."""
        try:
            old, new = self._read_codes(row)
        except CellError:
            return
        self._codes[row.number] = old, new
        if old:
            self._following.setdefault(old, set()).add(new)
        if old and new:
            self._preceding.setdefault(new, set()).add(old)

    def _read_codes(self, row: Row) -> tuple[str, str]:
        old = self._cells.code(row, "old_code", "旧所属コード")
        return old, self._cells.code(row, "new_code", "新所属コード")

    def read(self, row: Row) -> None:
        """Compare one row.

        Raises:
            CellError: it contradicts itself, another row or the desk.
        """
        entry, old = self._entry(row)
        pair = entry.old_code, entry.new_code
        if pair in self._seen:
            if self._seen[pair] != entry:
                raise CellError(
                    "new_code", "同じ旧所属・新所属の行が、別の名称でもう一つあります。"
                )
            self._findings.doubled += 1
            return
        kind = self._kind(row, entry)
        change = SuccessionChange(
            kind, old, entry if entry.new_code else None, self._goes_on(entry, kind)
        )
        self._check_new_code(change)
        self._check_one_name(row, entry)
        self._seen[pair] = entry
        self._findings.lines.append(self._line(row, change))

    def _entry(self, row: Row) -> tuple[Entry, Unit | None]:
        old_code, new_code = self._codes.get(row.number) or self._read_codes(row)
        if not old_code and not new_code:
            raise CellError("old_code", "旧所属コードも新所属コードも入っていません。")
        old = self.was.get(old_code)
        if old_code and old is None:
            raise CellError(
                "old_code",
                f"旧所属コード「{old_code}」の所属は、{wareki.long(day_before(self._as_of))}にありません。"
                "コードと基準日（新しい組織の初日）を確かめてください。",
            )
        old_name = self._cells.text(row, "old_name")
        if old is not None and old_name and old_name != old.name:
            self._findings.remark(
                "旧所属名が登録と違うため、旧所属コードで読みました", row, "old_name"
            )
        if not new_code:
            return Entry(old_code, "", "", ""), old
        like = self.was.get(new_code) if self._continues(new_code) else old
        name = self._cells.text(row, "new_name") or (like.name if like else "")
        bureau = self._cells.text(row, "bureau") or (like.bureau_name if like else "")
        if not name:
            raise CellError("new_name", "新所属名が入っていません。")
        if not bureau:
            raise CellError("bureau", "新設する所属の新部局名が入っていません。")
        return Entry(old_code, new_code, name, bureau), old

    def _continues(self, code: str) -> bool:
        """Whether the unit that has a code in the old organisation keeps it in the new one."""
        return code in self.was and code in self._following.get(code, {code})

    def _kind(self, row: Row, entry: Entry) -> str:
        """What the codes say that a row is; the file's own word must not contradict it."""
        following = self._following.get(entry.old_code, set())
        if "" in following and len(following) > 1:
            raise CellError(
                "new_code", "この旧所属には、廃止の行と新所属のある行の両方があります。"
            )
        preceding = self._preceding.get(entry.new_code, set())
        absorbs = self._continues(entry.new_code) and entry.old_code != entry.new_code
        if not entry.old_code:
            kind = FOUNDED
        elif not entry.new_code:
            kind = ABOLISHED
        elif len(following) > 1:
            kind = SPLIT
        elif absorbs or (len(preceding) > 1 and entry.old_code != entry.new_code):
            kind = MERGED
        else:
            kind = RENAMED
        self._check_kind(row, kind, stays=entry.old_code == entry.new_code)
        return kind

    def _check_kind(self, row: Row, kind: str, *, stays: bool) -> None:
        text = self._cells.text(row, "kind")
        if not text:
            return
        said = _KINDS.get(fold_heading(text))
        if said is None:
            known = "、".join(_TITLES)
            raise CellError(
                "kind", f"種別「{text[:20]}」はありません。{known}のどれかにしてください。"
            )
        if said != kind and not (stays and said in (RENAMED, MERGED, SPLIT)):
            raise CellError(
                "kind",
                f"種別は「{said}」ですが、この表の所属コードの対応では「{kind}」になります。"
                "種別か所属コードを直してください。",
            )

    def _goes_on(self, entry: Entry, kind: str) -> int:
        """The identity of the unit that follows, where it is there already."""
        if not entry.new_code:
            return 0
        if kind == RENAMED:
            return self.was[entry.old_code].unit_id
        if self._continues(entry.new_code):
            return self.was[entry.new_code].unit_id
        made = self._now.get(entry.new_code)
        known = {successor for _, successor, _ in self._recorded}
        if made is None or made.unit_id in {unit.unit_id for unit in self.was.values()}:
            return 0
        return made.unit_id if kind == FOUNDED or made.unit_id in known else 0

    def _check_new_code(self, change: SuccessionChange) -> None:
        """Refuse a new code that another unit keeps, or has been given since."""
        if change.new is None:
            return
        code = change.new.new_code
        keeps = self._continues(code) and self.was[code].unit_id != change.goes_on
        if keeps or (change.kind == FOUNDED and code in self.was and self._continues(code)):
            raise CellError(
                "new_code", f"所属コード「{code}」は「{self.was[code].name}」が使っています。"
            )
        holder = self._now.get(code)
        if holder is None or holder.unit_id == change.goes_on:
            return
        before = self.was.get(code)
        if before is None or before.unit_id != holder.unit_id:
            raise CellError(
                "new_code",
                f"所属コード「{code}」は、同じ日から別の所属「{holder.name}」として登録されています。"
                "先に取り込んだ組織一覧を元に戻してから、この表を取り込んでください。",
            )

    def _check_one_name(self, row: Row, entry: Entry) -> None:
        if not entry.new_code:
            return
        first, earlier = self._names.setdefault(entry.new_code, (row, entry))
        if (earlier.new_name, earlier.bureau) != (entry.new_name, entry.bureau):
            raise CellError(
                "new_name",
                f"新所属コード「{entry.new_code}」の名称か部局が、{first.number}行目と違います。"
                "正しい方にそろえてください。",
            )

    def _line(self, row: Row, change: SuccessionChange) -> Line:
        old, new = change.old, change.new
        key = old.code if old else (new.new_code if new else "")
        name = old.name if old else (new.new_name if new else "")
        if self._is_done(change):
            return Line(row.number, key, name, State.SAME, (), change)
        pairs = (
            ("所属コード", old.code if old else "", new.new_code if new else ""),
            ("部局名", old.bureau_name if old else "", new.bureau if new else ""),
            ("所属名", old.name if old else "", new.new_name if new else ""),
        )
        differences = [Difference("組織改正", "", change.kind)]
        differences += [Difference(*pair) for pair in pairs if pair[1] != pair[2]]
        differences += self._people_of(row, change)
        state = State.NEW if old is None else State.CHANGED
        return Line(row.number, key, name, state, tuple(differences), change)

    def _people_of(self, row: Row, change: SuccessionChange) -> list[Difference]:
        """What becomes of the people of a unit that ends."""
        people = self._people.get(change.old.unit_id, 0) if change.old else 0
        stays = change.old is not None and self._continues(change.old.code)
        if not people or change.kind == RENAMED or stays:
            return []
        if change.kind == MERGED:
            return [Difference("職員", f"{people:,}人", f"{people:,}人が新所属へ異動")]
        self._findings.remark(
            f"{change.kind}になる所属に職員がいます。新しい所属は、次に取り込む名簿か異動で決まります",
            row,
            "old_code",
        )
        return [Difference("職員", f"{people:,}人", "名簿か異動で決まります")]

    def _is_done(self, change: SuccessionChange) -> bool:
        """Whether the desk has it so already."""
        if change.new is None:
            remaining = {unit.unit_id for unit in self._now.values()}
            return change.old is None or change.old.unit_id not in remaining
        now = self._now.get(change.new.new_code)
        if now is None or now.unit_id != change.goes_on:
            return False
        if (now.name, now.bureau_name) != (change.new.new_name, change.new.bureau):
            return False
        if change.kind in (RENAMED, FOUNDED) or change.old is None:
            return True
        return (change.old.unit_id, change.goes_on, change.kind) in self._recorded


REORGANISATION = ImportKind(
    "reorganisation", "組織改正の新旧対照表", acts.REORGANISE, "as_of", FIELDS, compare, write,
    counter="所属",
)  # fmt: skip
