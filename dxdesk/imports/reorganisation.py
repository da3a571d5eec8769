"""組織改正の新旧対照表: which old unit becomes which new one on the first day of the new organisation.

It is taken in before the people. The kind of a line follows from the codes; where the file states
one that the codes contradict, the line is refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dxdesk.errors import UserError
from dxdesk.imports.cells import CellError
from dxdesk.imports.headings import Field, fold_heading
from dxdesk.imports.proposal import Difference, Findings, ImportKind, Line, Options, State
from dxdesk.imports.reading import Row
from dxdesk.imports.units import refuse_older
from dxdesk.models import acts
from dxdesk.models.journal import Action
from dxdesk.models.people import reorganising, units
from dxdesk.models.people.new_organisation import NewOrganisation, OldAndNew
from dxdesk.models.people.reorganisations import ABOLISHED, FOUNDED, MERGED, RENAMED, SPLIT
from dxdesk.models.people.reorganising import SuccessionChange
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
        self._organisation = NewOrganisation(reads, as_of)
        self._people = units.people_on(reads, as_of)
        self._codes: dict[int, tuple[str, str]] = {}
        self._names: dict[str, tuple[Row, OldAndNew]] = {}
        self._seen: dict[tuple[str, str], OldAndNew] = {}

    def note_codes(self, row: Row) -> None:
        """Note which old code goes with which new one; wrong cells are refused on reading."""
        try:
            old, new = self._read_codes(row)
        except CellError:
            return
        self._codes[row.number] = old, new
        self._organisation.note(old, new)

    def _read_codes(self, row: Row) -> tuple[str, str]:
        old = self._cells.code(row, "old_code", "旧所属コード")
        return old, self._cells.code(row, "new_code", "新所属コード")

    def read(self, row: Row) -> None:
        """Compare one row.

        Raises:
            CellError: it contradicts itself, another row or the desk.
        """
        try:
            self._read(row)
        except UserError as error:
            raise CellError(error.field or "new_code", error.text) from error

    def _read(self, row: Row) -> None:
        said = self._said(row)
        pair = said.old_code, said.new_code
        if pair in self._seen:
            if self._seen[pair] != said:
                raise CellError(
                    "new_code", "同じ旧所属・新所属の行が、別の名称でもう一つあります。"
                )
            self._findings.doubled += 1
            return
        change = self._organisation.change(said)
        self._check_kind(row, change.kind, stays=said.old_code == said.new_code)
        self._check_one_name(row, said)
        self._seen[pair] = said
        self._findings.lines.append(self._line(row, change))

    def _said(self, row: Row) -> OldAndNew:
        old_code, new_code = self._codes.get(row.number) or self._read_codes(row)
        if not old_code and not new_code:
            raise CellError("old_code", "旧所属コードも新所属コードも入っていません。")
        old = self._organisation.old_unit(old_code)
        old_name = self._cells.text(row, "old_name")
        if old is not None and old_name and old_name != old.name:
            self._findings.remark(
                "旧所属名が登録と違うため、旧所属コードで読みました", row, "old_name"
            )
        name, bureau = (self._cells.text(row, key) for key in ("new_name", "bureau"))
        return self._organisation.complete(OldAndNew(old_code, new_code, name, bureau))

    def _check_kind(self, row: Row, kind: str, *, stays: bool) -> None:
        """The file's own word for a row must not contradict what the codes say."""
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

    def _check_one_name(self, row: Row, said: OldAndNew) -> None:
        if not said.new_code:
            return
        first, earlier = self._names.setdefault(said.new_code, (row, said))
        if (earlier.new_name, earlier.bureau) != (said.new_name, said.bureau):
            raise CellError(
                "new_name",
                f"新所属コード「{said.new_code}」の名称か部局が、{first.number}行目と違います。"
                "正しい方にそろえてください。",
            )

    def _line(self, row: Row, change: SuccessionChange) -> Line:
        old, new = change.old, change.new
        key = old.code if old else (new.code if new else "")
        name = old.name if old else (new.name if new else "")
        if self._organisation.is_done(change):
            return Line(row.number, key, name, State.SAME, (), change)
        pairs = (
            ("所属コード", old.code if old else "", new.code if new else ""),
            ("部局名", old.bureau_name if old else "", new.bureau if new else ""),
            ("所属名", old.name if old else "", new.name if new else ""),
        )
        differences = [Difference("組織改正", "", change.kind)]
        differences += [Difference(*pair) for pair in pairs if pair[1] != pair[2]]
        differences += self._people_of(row, change)
        state = State.NEW if old is None else State.CHANGED
        return Line(row.number, key, name, state, tuple(differences), change)

    def _people_of(self, row: Row, change: SuccessionChange) -> list[Difference]:
        """What becomes of the people of a unit that ends."""
        people = self._people.get(change.old.unit_id, 0) if change.old else 0
        stays = change.old is not None and self._organisation.continues(change.old.code)
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


def write(action: Action, lines: Sequence[Line], options: Options) -> None:
    """Carry out what the lines say."""
    assert options.as_of is not None
    changes = [line.change for line in lines if isinstance(line.change, SuccessionChange)]
    reorganising.carry_out(action, changes, options.as_of)


REORGANISATION = ImportKind(
    "reorganisation", "組織改正の新旧対照表", acts.REORGANISE, "as_of", FIELDS, compare, write,
    counter="所属",
)  # fmt: skip
