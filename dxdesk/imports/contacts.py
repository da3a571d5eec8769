"""人事担当一覧: one row for each bureau, with the name and extension of its 人事担当."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dxdesk.imports.cells import CellError
from dxdesk.imports.headings import Field
from dxdesk.imports.proposal import Difference, Findings, ImportKind, Line, Options, State
from dxdesk.imports.reading import Row
from dxdesk.models import acts, names
from dxdesk.models.journal import Action
from dxdesk.models.people import contacts, units
from dxdesk.models.people.contacts import Contact
from dxdesk.models.people.units import Bureau
from dxdesk.models.store import Reads

FIELDS = (
    Field("bureau", "部局名", (
        "部局", "部名", "部局・振興局", "部局等", "部局等名", "振興局", "局名",
    )),
    Field("name", "人事担当", (
        "人事担当者", "人事担当者名", "担当者", "担当者名", "氏名", "担当者氏名", "人事担当者氏名",
    )),
    Field("extension", "内線", (
        "内線番号", "電話", "電話番号", "連絡先", "内線・電話",
    ), required=False),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ContactChange:
    """What is written for a bureau."""

    bureau_id: int
    name: str
    extension: str


def compare(reads: Reads, findings: Findings) -> None:
    """Compare a list of 人事担当 with the bureaus and their 人事担当 on its day."""
    as_of = findings.options.as_of
    assert as_of is not None
    bureaus = {
        names.without_spaces(bureau.name): bureau for bureau in units.bureaus_on(reads, as_of)
    }
    held = contacts.contacts_on(reads, as_of)
    seen: dict[int, ContactChange] = {}

    def read(row: Row) -> None:
        bureau = _bureau(findings, row, bureaus)
        change = ContactChange(
            bureau.unit_id,
            findings.cells.name(row, "name"),
            names.digits(findings.cells.text(row, "extension", contacts.LONGEST_EXTENSION)),
        )
        earlier = seen.setdefault(bureau.unit_id, change)
        if earlier is change:
            findings.lines.append(_line(row, bureau, change, held.get(bureau.unit_id)))
        elif earlier == change:
            findings.doubled += 1
        else:
            raise CellError("bureau", f"「{bureau.name}」の行が、別の内容でもう一つあります。")

    findings.read_each(read)


def _bureau(findings: Findings, row: Row, bureaus: dict[str, Bureau]) -> Bureau:
    name = findings.cells.needed(row, "bureau", "部局名")
    bureau = bureaus.get(names.without_spaces(name))
    if bureau is None:
        raise CellError(
            "bureau",
            f"部局「{name[:30]}」がありません。名称を直すか、先に組織一覧を取り込んでください。",
        )
    return bureau


def _line(row: Row, bureau: Bureau, change: ContactChange, held: Contact | None) -> Line:
    pairs = (
        ("人事担当", held.name if held else "", change.name),
        ("内線", held.extension if held else "", change.extension),
    )
    differences = tuple(Difference(*pair) for pair in pairs if pair[1] != pair[2])
    state = State.NEW if held is None else State.CHANGED if differences else State.SAME
    return Line(row.number, "", bureau.name, state, differences, change)


def write(action: Action, lines: Sequence[Line], options: Options) -> None:
    """Write who is 人事担当 from the list's day on."""
    assert options.as_of is not None
    for change in (line.change for line in lines):
        if isinstance(change, ContactChange):
            contacts.set_contact(
                action, change.bureau_id, change.name, change.extension, options.as_of
            )


CONTACTS = ImportKind(
    "contacts", "人事担当一覧", acts.IMPORT_CONTACTS, "as_of", FIELDS, compare, write,
    counter="部局",
)  # fmt: skip
