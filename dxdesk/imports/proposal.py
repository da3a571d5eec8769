"""A proposal: what a file would change on the desk, line by line, before anything is changed.

Every kind of import compares a sheet with the desk and so makes a proposal. An officer looks at
it, unticks lines, and applies it as one action that can be undone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from pathlib import Path

from dxdesk.errors import UserError
from dxdesk.imports.cells import CellError, Cells, Sheet, as_text, load, places
from dxdesk.imports.headings import Field
from dxdesk.imports.reading import Progress, Row
from dxdesk.imports.remembered_headings import remembered_headings
from dxdesk.models import settings
from dxdesk.models.desk import Desk
from dxdesk.models.journal import Act, Action
from dxdesk.models.store import Reads

LONGEST_VALUE_SHOWN = 60


class State(StrEnum):
    """What taking a line in would do."""

    NEW = "新規"
    CHANGED = "変更"
    SAME = "同じ"
    MISSING = "名簿にない"


@dataclass(frozen=True, slots=True)
class Difference:
    """One cell that differs: what it is, what the desk has, what the file says."""

    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Line:
    """One person, unit or record of the file beside what the desk has.

    Args:
        row: its row in the file as a spreadsheet shows it; 0 for what is missing from the file.
        key: 職員番号 or code, as an officer knows it.
        name: the name that stands beside it.
        state: what taking it in would do.
        differences: old and new, cell by cell, where it is changed.
        change: what the kind of import writes for it.
    """

    row: int
    key: str
    name: str
    state: State
    differences: tuple[Difference, ...] = ()
    change: object = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that cannot be taken in: where its wrong cell stands, what is in it, and why."""

    sheet: str
    row: int
    cell: str
    value: str
    reason: str

    @property
    def place(self) -> str:
        """Where it stands, in words: シート『研修』のC7."""
        if not self.sheet:
            return self.cell
        return f"シート「{self.sheet}」の{self.cell}" if self.cell else f"シート「{self.sheet}」"


@dataclass(frozen=True)
class Options:
    """What an officer says besides the file.

    Args:
        as_of: the day from which units and people are so.
        fiscal_year: of ratings and needed numbers.
        missing: "retire" ends those who are missing from the file, "leave" leaves them alone.
        headings: heading → key of a field, as mapped by hand; it comes before what is remembered.
    """

    as_of: date | None = None
    fiscal_year: int | None = None
    missing: str = "leave"
    headings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Proposal:
    """What a file would change, and what in it is refused.

    Args:
        of: the kind of import.
        sheet: the file as it was read; it is kept with the action and compared again on applying.
        options: what the officer said besides.
        lines: what was compared; several for one row where it says several things.
        refused: rows that cannot be taken in.
        remarks: sentences about what was read otherwise than it was written.
        doubled: rows that appear a second time and count once.
        by_kind: how many of each 発令区分; empty for other kinds of import.
        based_on: number of the last action when it was compared.
        foretold: those of the remarks that say what it would do beyond its lines.
    """

    of: ImportKind
    sheet: Sheet
    options: Options
    lines: tuple[Line, ...]
    refused: tuple[Refusal, ...] = ()
    remarks: tuple[str, ...] = ()
    doubled: int = 0
    by_kind: dict[str, int] = field(default_factory=dict)
    based_on: int = 0
    foretold: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """The key of the kind of import."""
        return self.of.key

    @property
    def file(self) -> str:
        """The file's name, without folders."""
        return self.sheet.file

    @property
    def content(self) -> bytes:
        """The file itself."""
        return self.sheet.content

    @property
    def rows(self) -> int:
        """Data rows: neither blank nor 合計; of what is no table, the things that it says."""
        return len(self.sheet.rows) if self.of.fields else len(self.lines)

    @property
    def passed_over(self) -> int:
        """Blank rows, 合計 rows and notes."""
        return self.sheet.passed_over

    @property
    def new(self) -> int:
        """How many lines are new."""
        return self.count(State.NEW)

    @property
    def changed(self) -> int:
        """How many lines are changed."""
        return self.count(State.CHANGED)

    @property
    def same(self) -> int:
        """How many lines are the same as on the desk."""
        return self.count(State.SAME)

    @property
    def missing(self) -> int:
        """How many are on the desk but not in the file."""
        return self.count(State.MISSING)

    def count(self, state: State) -> int:
        """How many lines have a state."""
        return sum(line.state is state for line in self.lines)


Told = Callable[[str], None]


def _untold(_what: str) -> None:
    """For whoever does not want to be told."""


Compare = Callable[[Reads, "Findings"], None]
Write = Callable[[Action, Sequence[Line], Options], None]
Foretell = Callable[[Desk, "Proposal"], tuple[str, ...]]


@dataclass(frozen=True)
class ImportKind:
    """One kind of file that can be taken in.

    Args:
        key: its word on the command line.
        title: its name, e.g. 職員名簿.
        act: whose right and name the action has.
        needs: the option without which it cannot be compared: "as_of", "fiscal_year" or "".
        fields: what its columns can hold; empty for a file that is no table.
        compare: compares the findings' sheet with the desk and fills them.
        write: writes the lines that are new, changed or (if to be retired) missing.
        counter: what its lines are counted by: 人, 件, 所属.
        whole: it is taken in as a whole or not at all; nothing that is refused can be left out.
        foretell: says what taking it in would do beyond its lines; it tries it, and writes nothing.
    """

    key: str
    title: str
    act: Act
    needs: str
    fields: tuple[Field, ...]
    compare: Compare
    write: Write
    counter: str = "件"
    whole: bool = False
    foretell: Foretell | None = None


class Findings:
    """Collects the lines, refusals and remarks while a sheet is compared.

    Args:
        of: the kind of import.
        sheet: the sheet that is compared.
        options: what the officer said besides.
        today: the day on which it is compared.
        width: digits to which numeric codes are padded.
    """

    def __init__(
        self, of: ImportKind, sheet: Sheet, options: Options, today: date, width: int = 0
    ) -> None:
        self.of = of
        self.sheet = sheet
        self.options = options
        self.today = today
        self.cells = Cells(sheet, width)
        self.lines: list[Line] = []
        self.refused: list[Refusal] = []
        self.doubled = 0
        self.by_kind: Counter[str] = Counter()
        self._remarks: dict[str, list[str]] = {}
        self._said: list[str] = []

    def refuse(self, row: Row, key: str, reason: str) -> None:
        """Refuse a row for what is in its cell of a field."""
        value = as_text(self.cells.raw(row, key))
        if len(value) > LONGEST_VALUE_SHOWN:
            value = value[:LONGEST_VALUE_SHOWN] + "…"
        where = self.cells.address(row, key)
        self.refused.append(Refusal(self.sheet.name, row.number, where, value, reason))

    def read_each(self, read: Callable[[Row], None]) -> None:
        """Hand each data row to a reader; the rows that it refuses are noted and passed by."""
        for row in self.sheet.rows:
            try:
                self.cells.check_lengths(row)
                read(row)
            except CellError as error:
                self.refuse(row, error.key, error.reason)

    def remark(self, text: str, row: Row, key: str) -> None:
        """Remark upon a cell; the same sentence is said once, with how often."""
        self._remarks.setdefault(text, []).append(self.cells.address(row, key))

    def say(self, text: str) -> None:
        """Remark upon the whole file."""
        self._said.append(text)

    def proposal(self) -> Proposal:
        """The proposal made of everything collected."""
        sheets = list(dict.fromkeys(refusal.sheet for refusal in self.refused))
        remarks = self.cells.remarks() + self._said
        if self.doubled:
            remarks.append(
                f"同じ内容の行が重複しているため、1件として数えました（{self.doubled:,}行）"
            )
        remarks += [f"{text}（{places(cells)}）" for text, cells in self._remarks.items()]
        return Proposal(
            self.of, self.sheet, self.options, tuple(self.lines),
            refused=tuple(sorted(self.refused, key=lambda refusal: (
                sheets.index(refusal.sheet), refusal.row,
            ))),
            remarks=tuple(remarks), doubled=self.doubled, by_kind=dict(self.by_kind),
        )  # fmt: skip


def propose(
    desk: Desk,
    kind: ImportKind,
    path: Path,
    options: Options = Options(),
    progress: Progress | None = None,
) -> Proposal:
    """Compare a file with the desk; nothing is changed.

    Raises:
        UserError: the file cannot be read, has not the headings, or is older than what is known.
    """
    _check_needs(kind, options)
    based_on = desk.last_action()
    by_hand = {**remembered_headings(desk, kind.key), **options.headings}
    sheet = load(path, kind.fields, by_hand, progress)
    compared = _compared(desk, kind, sheet, options, desk.today())
    return _foretold(desk, replace(compared, based_on=based_on))


def apply(
    desk: Desk,
    proposal: Proposal,
    *,
    skip_refused: bool = False,
    unticked: frozenset[int] = frozenset(),
    told: Told = _untold,
) -> int | None:
    """Take a proposal in as one action.

    Args:
        desk: the desk that it was made for.
        proposal: what to take in.
        skip_refused: take the rest in although rows are refused.
        unticked: places (counted from zero) in the proposal's lines that are left alone.
        told: hears what is being done; what it raises takes everything back.

    Returns:
        the number of the action; nothing where the file changes nothing.

    Raises:
        UserError: rows are refused, or the desk was changed meanwhile in what it concerns.
    """
    if proposal.refused and (proposal.of.whole or not skip_refused):
        raise UserError(_refused_sentence(proposal))
    ticked = to_write(proposal, unticked)
    if not ticked:
        return None
    told("取込前のバックアップを作っています")
    desk.backup("取込前")
    kind = proposal.of
    title = f"{kind.act.title}（{len({line.key for line in ticked}):,}{kind.counter}）"
    with desk.action(kind.act, title) as action:
        if desk.last_action() != proposal.based_on:
            told("ほかの操作の後の内容と比べ直しています")
            now = _compared(action, kind, proposal.sheet, proposal.options, desk.today())
            _check_unchanged(now, proposal)
        told(f"{len(ticked):,}件を書き込んでいます")
        kind.write(action, ticked, proposal.options)
        action.keep_file(proposal.file, proposal.content)
        told("書き込んだ内容を保存しています")
        return action.id


def compare_again(desk: Desk, proposal: Proposal) -> Proposal:
    """Compare the file that was read with what the desk holds now.

    Raises:
        UserError: the file can no longer be compared, e.g. a newer roster was taken in meanwhile.
    """
    based_on = desk.last_action()
    now = _compared(desk, proposal.of, proposal.sheet, proposal.options, desk.today())
    return _foretold(desk, replace(now, based_on=based_on))


def to_write(proposal: Proposal, unticked: frozenset[int] = frozenset()) -> list[Line]:
    """The lines that applying would write."""
    written = {State.NEW, State.CHANGED}
    if proposal.options.missing == "retire":
        written.add(State.MISSING)
    return [
        line
        for place, line in enumerate(proposal.lines)
        if line.state in written and place not in unticked
    ]


def _compared(
    reads: Reads, kind: ImportKind, sheet: Sheet, options: Options, today: date
) -> Proposal:
    width = settings.get(reads, settings.NUMBER_WIDTH)
    findings = Findings(kind, sheet, options, today, width)
    kind.compare(reads, findings)
    return findings.proposal()


def _foretold(desk: Desk, proposal: Proposal) -> Proposal:
    """The proposal with what taking it in would do beyond its lines, where somebody may do so."""
    foretell = proposal.of.foretell
    if foretell is None or proposal.refused or not to_write(proposal):
        return proposal
    if desk.read_only or not desk.may(proposal.of.act):
        return proposal
    told = foretell(desk, proposal)
    return replace(proposal, remarks=proposal.remarks + told, foretold=told)


def _check_needs(kind: ImportKind, options: Options) -> None:
    if kind.needs == "as_of" and options.as_of is None:
        raise UserError(f"{kind.title}がいつ現在のものか、基準日を入れてください。", "as_of")
    if kind.needs == "fiscal_year" and options.fiscal_year is None:
        raise UserError(f"{kind.title}がどの年度のものか、年度を入れてください。", "fiscal_year")


def differing_lines(now: Proposal, before: Proposal) -> list[Line]:
    """The lines that a later comparison of the same file shows otherwise."""
    earlier = {(line.row, line.key): line for line in before.lines}
    return [line for line in now.lines if earlier.get((line.row, line.key)) != line]


def _check_unchanged(now: Proposal, before: Proposal) -> None:
    """Refuse to write what no longer fits the desk."""
    if now.lines == before.lines and now.refused == before.refused:
        return
    differing = differing_lines(now, before)
    examples = "、".join(line.key for line in differing[:5])
    raise UserError(
        f"「{before.file}」を比べた後に、ほかの操作で関係する内容が変わりました"
        f"（{max(len(differing), 1):,}件：{examples or '拒否される行'}）。もう一度読み込んで確かめてください。"
    )


def _refused_sentence(proposal: Proposal) -> str:
    first = proposal.refused[0]
    if proposal.of.whole:
        said = [f"{each.place}：{each.reason}" for each in proposal.refused]
        return "\n".join(
            [f"「{proposal.file}」に誤りが{len(said):,}件あるため、何も取り込んでいません。", *said]
        )
    return (
        f"「{proposal.file}」に取り込めない行が{len(proposal.refused):,}件あるため、何も取り込んでいません。"
        f"最初は{first.place}：{first.reason}"
        "直して取り込み直すか、取り込めない行を除いて取り込んでください。"
    )
