"""照会の回収: files and folders that come back, taken in as one action after an officer looked at them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dxdesk.errors import UserError
from dxdesk.imports import answer_folders, answer_writing
from dxdesk.imports.answer_comparing import Change, compare
from dxdesk.imports.answer_reports import FileReport, Reports
from dxdesk.imports.proposal import Line, Refusal, State
from dxdesk.imports.reading import Reader
from dxdesk.models import acts
from dxdesk.models.pace import Pace

if TYPE_CHECKING:
    from dxdesk.models.desk import Desk

KEY: Final = "inquiry"
SUMMARIES: Final = "取りまとめ表"
REFUSED_HEADINGS: Final = ("ファイル", "シート", "セル", "値")

Progress = Callable[[int, int, str], object]


def _untold(_done: int, _total: int, _text: str) -> None:
    """For whoever does not want to know how far it is."""


def _silent(_what: str) -> None:
    """For whoever does not want to know what is being done."""


@dataclass(frozen=True)
class Taking:
    """What files that came back would change.

    Args:
        reports: one for each workbook, by name.
        others: how many other files there were of each kind; they are passed over.
        lines: a line for each row that says something; each knows its file.
        based_on: number of the last action when it was compared.
    """

    reports: tuple[FileReport, ...]
    others: Mapping[str, int]
    lines: tuple[Line, ...]
    based_on: int

    @property
    def refused(self) -> list[tuple[FileReport, Refusal]]:
        """Everything that cannot be taken in, file by file."""
        return [(report, each) for report in self.reports for each in report.refused]

    @property
    def remarks(self) -> list[str]:
        """What is worth a remark, each with its file; then what was passed over."""
        said = [f"「{report.name}」{each}" for report in self.reports for each in report.remarks]
        if self.others:
            kinds = "、".join(f"{kind}{count:,}件" for kind, count in self.others.items())
            said.append(f"回答ファイルでないものは読みません（{kinds}）")
        return said

    @property
    def people(self) -> int:
        """For how many people something is said."""
        return len({line.key for line in self.lines if _is_of_person(line)})

    def count(self, state: State) -> int:
        """How many lines have a state."""
        return sum(line.state is state for line in self.lines)

    def report_of(self, line: Line) -> FileReport:
        """The file in which a line stands."""
        assert isinstance(line.change, Change)
        return self.reports[line.change.place]


def _is_of_person(line: Line) -> bool:
    return isinstance(line.change, Change) and line.change.given.employee_id != 0


def propose(
    desk: Desk,
    paths: Sequence[Path],
    inquiry_id: int | None = None,
    progress: Progress = _untold,
) -> Taking:
    """Read files and folders and compare them with the desk; nothing is changed.

    Args:
        desk: the desk.
        paths: files and folders; folders are walked through.
        inquiry_id: only files of this inquiry are taken; else those of every inquiry of the desk.
        progress: told how many files are read, of how many, and what to say; what it raises stops.

    Raises:
        UserError: a path is not there, or there is no workbook at all.
    """
    based_on = desk.last_action()
    found = answer_folders.find(paths)
    if not found.workbooks:
        raise UserError(
            "回答ファイル（.xlsx など）が見つかりません。フォルダーかファイルを選び直してください。"
        )
    others = Counter(found.others)
    reports = []
    reading, pace = Reports(desk, inquiry_id), Pace()
    total = len(found.workbooks)
    with Reader() as reader:
        for place, path in enumerate(found.workbooks):
            progress(place, total, f"{path.name}　{pace.left(place, total)}".rstrip())
            report = reading.report(reader, path, _shown(path, paths), place)
            if report is None:
                others[SUMMARIES] += 1
            else:
                reports.append(report)
    progress(total, total, "")
    ordered = tuple(sorted(reports, key=lambda report: report.name))
    return Taking(ordered, dict(others.most_common()), compare(desk, ordered), based_on)


def _shown(path: Path, paths: Sequence[Path]) -> str:
    """A file's name with the folders below the one that was given."""
    for given in paths:
        if given.is_dir() and path.is_relative_to(given.absolute()):
            return str(path.relative_to(given.absolute()))
    return path.name


def apply(
    desk: Desk,
    taking: Taking,
    *,
    skip_refused: bool = False,
    unticked: frozenset[int] = frozenset(),
    told: Callable[[str], object] = _silent,
) -> int | None:
    """Take everything in as one action; the files are kept with it.

    Args:
        desk: the desk that it was made for.
        taking: what to take in.
        skip_refused: take the rest in although something is refused.
        unticked: places (counted from zero) in the lines that are left alone.
        told: hears what is being done; what it raises takes everything back.

    Returns:
        the number of the action; nothing where the files change nothing.

    Raises:
        UserError: something is refused, or the desk was changed meanwhile in what it concerns.
    """
    if taking.refused and not skip_refused:
        raise UserError(_refused_sentence(taking))
    ticked = [
        line
        for place, line in enumerate(taking.lines)
        if line.state is not State.SAME and place not in unticked
    ]
    if not ticked:
        return None
    told("取込前のバックアップを作っています")
    desk.backup("取込前")
    files = [taking.reports[place] for place in sorted({_place(line) for line in ticked})]
    people = len({line.key for line in ticked if _is_of_person(line)})
    title = f"{acts.TAKE_ANSWERS.title}（{len(files):,}ファイル、{people:,}人）"
    with desk.action(acts.TAKE_ANSWERS, title) as action:
        if desk.last_action() != taking.based_on:
            told("ほかの操作の後の内容と比べ直しています")
            _check_unchanged(compare(action, taking.reports), taking)
        told(f"{len(ticked):,}件を書き込んでいます")
        answer_writing.write(action, taking.reports, ticked)
        told(f"{len(files):,}ファイルを残しています")
        for report in files:
            action.keep_file(Path(report.name).name, report.content)
        told("書き込んだ内容を保存しています")
        return action.id


def _place(line: Line) -> int:
    assert isinstance(line.change, Change)
    return line.change.place


def _check_unchanged(now: Sequence[Line], before: Taking) -> None:
    """Refuse to write what no longer fits the desk."""
    if tuple(now) == before.lines:
        return
    known = {(_place(line), line.row, line.key): line for line in before.lines}
    differing = [line.key for line in now if known.get((_place(line), line.row, line.key)) != line]
    raise UserError(
        "回答ファイルを比べた後に、ほかの操作で関係する内容が変わりました"
        f"（{max(len(differing), 1):,}件：{'、'.join(differing[:5])}）。もう一度読み込んで確かめてください。"
    )


def _refused_sentence(taking: Taking) -> str:
    report, first = taking.refused[0]
    where = f"「{report.name}」の{first.place}：" if first.place else ""
    return (
        f"取り込めないものが{len(taking.refused):,}件あるため、何も取り込んでいません。"
        f"最初は{where}{first.reason}"
        "直して取り込み直すか、取り込めないものを除いて取り込んでください。"
    )


def refused_cells(taking: Taking) -> list[tuple[tuple[str, str, str, str], str]]:
    """Everything that is refused under `REFUSED_HEADINGS`, and why."""
    return [
        ((report.name, each.sheet, each.cell, each.value), each.reason)
        for report, each in taking.refused
    ]
