"""What the desk expects of an inquiry's files: whom it asks, which items and names its plan has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from dxdesk.models import names, settings
from dxdesk.models.assessment import claims, sheets
from dxdesk.models.inquiries import layout, packets
from dxdesk.models.inquiries.presets import SHEET
from dxdesk.models.people import former_numbers, units
from dxdesk.models.people.search import ListRow, list_rows
from dxdesk.models.plan import editions

if TYPE_CHECKING:
    from dxdesk.models.inquiries.inquiries import Inquiry
    from dxdesk.models.inquiries.packets import Known
    from dxdesk.models.store import Reads


@dataclass(frozen=True)
class Asked:
    """What the files of an inquiry can say.

    Args:
        inquiry: which one.
        headings: kind of each sheet with answers → key of each column → its heading.
        people: 職員番号 → whom the inquiry asks.
        present: former 職員番号 → the present one.
        home: employee → the packet that asks the person.
        units: unit → 所属コード and name.
        items: 項目番号 of the plan.
        named: kind and name or code as it is searched → code of the plan.
        sheets: employee → state of the assessment sheet; empty for other inquiries.
        width: digits to which a numeric 職員番号 is padded.
    """

    inquiry: Inquiry
    headings: Mapping[str, Mapping[str, str]]
    people: Mapping[str, ListRow]
    present: Mapping[str, str]
    home: Mapping[int, int]
    units: Mapping[int, tuple[str, str]]
    items: frozenset[str]
    named: Mapping[tuple[str, str], str]
    sheets: Mapping[int, str]
    width: int

    @property
    def about_sheets(self) -> bool:
        """Whether the files are assessment sheets."""
        return self.inquiry.said.preset == SHEET.key

    @cached_property
    def by_id(self) -> dict[int, ListRow]:
        """Whom the inquiry asks, by id."""
        return {person.employee_id: person for person in self.people.values()}

    def whom(self, packet: Known) -> tuple[str, str]:
        """Code and name of the 所属 to which a file went; number and name of its one person."""
        if packet.employee_id is not None and packet.employee_id in self.by_id:
            person = self.by_id[packet.employee_id]
            return person.number, person.name
        return self.units.get(packet.unit_id, ("", ""))

    def person(self, number: str) -> ListRow | None:
        """Whom a 職員番号 means, if the inquiry asks that person."""
        return self.people.get(self.present.get(number, number))


def asked(reads: Reads, inquiry: Inquiry) -> Asked:
    """Gather what is expected of the files of an inquiry."""
    day = inquiry.said.as_of
    home = {
        employee_id: packet_id
        for packet_id, employee_ids in packets.asked_by(reads, inquiry.id).items()
        for employee_id in employee_ids
    }
    about_sheets = inquiry.said.preset == SHEET.key
    edition_id = inquiry.said.edition_id if about_sheets else None
    known = sheets.of_year(reads, inquiry.said.fiscal_year) if about_sheets else {}
    return Asked(
        inquiry,
        layout.headings(inquiry),
        {row.number: row for row in list_rows(reads, list(home), day)},
        former_numbers.present_numbers(reads),
        home,
        {unit.unit_id: (unit.code, unit.name) for unit in units.units_on(reads, day)},
        frozenset(item.code for item in editions.items(reads, edition_id))
        if edition_id
        else frozenset(),
        _named(reads, edition_id) if edition_id else {},
        {employee_id: sheet.state for employee_id, sheet in known.items()},
        settings.get(reads, settings.NUMBER_WIDTH),
    )


def _named(reads: Reads, edition_id: int) -> dict[tuple[str, str], str]:
    masters = (
        *((claims.TRAINING, one.name, one.code) for one in editions.trainings(reads, edition_id)),
        *(
            (claims.QUALIFICATION, one.name, one.code)
            for one in editions.qualifications(reads, edition_id)
        ),
        *(
            (claims.EXPERIENCE, one.name, one.code)
            for one in editions.experience_kinds(reads, edition_id)
        ),
    )
    by_name = {(kind, searched(name)): code for kind, name, code in masters}
    return {(kind, searched(code)): code for kind, _name, code in masters} | by_name


def searched(text: str) -> str:
    """A name or code as it is compared: width, spaces and small letters make no difference."""
    return names.digits(text).casefold()
