"""Whom and what a row of evidence means: people by 職員番号, trainings and the like by code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dxdesk.imports.cells import LONGEST_CODE, CellError, as_text
from dxdesk.imports.headings import Field
from dxdesk.models import names
from dxdesk.models.names import NameMatch
from dxdesk.models.people import former_numbers

if TYPE_CHECKING:
    from dxdesk.imports.proposal import Findings
    from dxdesk.imports.reading import Cell, Row
    from dxdesk.models.store import Reads

NUMBER = Field("number", "職員番号", (
    "職員No", "職員No.", "職員ＮＯ", "職員コード", "職員CD", "職員ID", "個人番号", "職番", "社員番号",
    "番号", "受講者番号", "受講者職員番号",
))  # fmt: skip
NAME = Field("name", "氏名", (
    "名前", "職員氏名", "職員名", "受講者", "受講者名", "受講者氏名", "漢字氏名", "氏名（漢字）",
), required=False)  # fmt: skip

_SAID = {
    NameMatch.DAMAGED: "氏名に失われた文字（?や〓）があります。登録した氏名のままにします",
    NameMatch.PLAINER: "氏名が登録より平易な字体です。登録した氏名のままにします",
    NameMatch.OTHER: "氏名が登録と違います。職員番号で照合し、登録した氏名のままにします",
}


FORMER_NUMBER = "前の職員番号で届きました。今の番号の職員として読みました"


class Numbers:
    """Reads the 職員番号 of a row; one that was replaced is read as the present one and remarked upon.

    Args:
        reads: the desk.
        findings: takes the remarks.
    """

    def __init__(self, reads: Reads, findings: Findings) -> None:
        self._findings = findings
        self._present = former_numbers.present_numbers(reads)

    def read(self, row: Row) -> str:
        """The present 職員番号 of a row's person.

        Raises:
            CellError: there is none, or it can be none.
        """
        number = self._findings.cells.needed_code(row, NUMBER.key, NUMBER.label)
        if number not in self._present:
            return number
        self._findings.remark(FORMER_NUMBER, row, NUMBER.key)
        return self._present[number]


@dataclass(slots=True)
class Person:
    """Somebody whom rows can be about.

    Args:
        id: of the employee.
        number: 職員番号.
        names: the registered ones, the legal one first.
        compact: the same without spaces.
    """

    id: int
    number: str
    names: tuple[str, ...]
    compact: tuple[str, ...]


def cell_of(findings: Findings, key: str) -> Callable[[Row], Cell]:
    """What reads a field's cell of a data row; every row is as wide as the columns that are read.

    One look for tens of thousands of rows, where asking for the column each time would be felt.
    """
    header = findings.sheet.header
    column = header.columns.get(key) if header else None
    if column is None:
        return lambda _row: None
    place = column
    return lambda row: row.cells[place]


class People:
    """Everybody by 職員番号. Names never decide; one that differs is remarked upon.

    Args:
        reads: the desk.
        findings: takes the remarks.
    """

    def __init__(self, reads: Reads, findings: Findings) -> None:
        self._findings = findings
        self._number = cell_of(findings, NUMBER.key)
        self._numbers = Numbers(reads, findings)
        self._name = cell_of(findings, NAME.key)
        self._by_number: dict[Cell, Person] = {}
        for number, row_id, name in reads.rows(
            "SELECT employee.number, employee.id, COALESCE(name_in_use.text, '') FROM employee"
            " LEFT JOIN name_in_use ON name_in_use.employee_id = employee.id"
            " ORDER BY employee.id, name_in_use.kind <> '戸籍', name_in_use.since DESC"
        ):
            known = self._by_number.get(number)
            compact = name.replace("\u3000", "").replace(" ", "")
            if known is None:
                self._by_number[number] = Person(row_id, number, (name,), (compact,))
            else:
                known.names += (name,)
                known.compact += (compact,)

    def find(self, row: Row) -> Person:
        """The person of a row.

        Raises:
            CellError: nobody has that 職員番号, or there is none.
        """
        person = self._by_number.get(self._number(row))
        if person is None:
            number = self._numbers.read(row)
            person = self._by_number.get(number)
            if person is None:
                raise CellError(NUMBER.key, f"職員番号「{number}」の職員はいません。")
        return person

    def look_at_name(self, row: Row, person: Person) -> None:
        """Remark upon a name that is not as registered; rows without a name are fine."""
        name = self._name(row)
        if not name or name in person.names or name in person.compact:
            return
        text = as_text(name)
        if text.isspace():
            return
        matches = {names.same_person_spelling(known, text) for known in person.names}
        if NameMatch.SAME in matches:
            return
        self._findings.cells.name(row, NAME.key)  # refused where it can be no name at all
        order = (NameMatch.PLAINER, NameMatch.DAMAGED, NameMatch.OTHER)
        found = next(match for match in order if match in matches)
        self._findings.remark(_SAID[found], row, NAME.key)


class Masters:
    """Trainings, qualifications or kinds of experience by their code.

    Args:
        reads: the desk.
        findings: of the file.
        table: which of them.
        field: the field that holds the code.
    """

    def __init__(self, reads: Reads, findings: Findings, table: str, field: Field) -> None:
        self._field = field
        self._findings = findings
        self._code = cell_of(findings, field.key)
        found = reads.rows(f"SELECT code, id FROM {table} ORDER BY id DESC")
        self._by_code: dict[Cell, int] = {names.digits(code).casefold(): i for code, i in found}
        self._by_code |= dict(tuple(row) for row in found)

    def find(self, row: Row) -> int:
        """The id of what a row's code means.

        Raises:
            CellError: the plan has no such code, or there is none.
        """
        key, label = self._field.key, self._field.label
        known = self._by_code.get(self._code(row))
        if known is not None:
            return known
        code = names.digits(self._findings.cells.text(row, key, LONGEST_CODE))
        if not code:
            raise CellError(key, f"{label}が入っていません。")
        known = self._by_code.get(code, self._by_code.get(code.casefold()))
        if known is None:
            raise CellError(key, f"{label}「{code}」は登録されていません。計画を確かめてください。")
        return known
