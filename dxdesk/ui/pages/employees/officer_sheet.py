"""担当 of one person: the form, and the words for who it is."""

from __future__ import annotations

from dxdesk.models import acts
from dxdesk.models.people import officers
from dxdesk.models.people.officers import PersonOfficer
from dxdesk.models.store import Reads
from dxdesk.ui.forms.form import Field
from dxdesk.ui.forms.officer_choice import OfficerChoice
from dxdesk.ui.forms.sheet import Change, Sheet
from dxdesk.ui.pages.employees.person import Person

UNDECIDED = "未定"
_EXPLANATION = (
    "この職員だけ、部局と違う利用者が受け持つときに選びます。異動しても、選び直すまで変わりません。"
)


def officer_words(held: PersonOfficer) -> str:
    """Who looks after a person, and whether that comes with the bureau."""
    if not held.name:
        return UNDECIDED
    return f"{held.name}（{'個別に指定' if held.own else '部局の担当'}）"


def change_officer(reads: Reads, person: Person) -> Sheet:
    """An officer of the person's own, or the bureau's again."""
    held, employee_id = person.officer, person.profile.employee.employee_id
    choice = OfficerChoice(reads, f"部局の担当（{held.of_bureau or UNDECIDED}）")
    choice.choose(held.own)

    def read() -> Change:
        account_id = choice.account_id()
        return lambda action: officers.assign_person(action, employee_id, account_id)

    return Sheet(
        "officer", acts.ASSIGN_OFFICER.title, _EXPLANATION, [Field("officer", "担当", choice)],
        acts.ASSIGN_OFFICER, read,
    )  # fmt: skip
