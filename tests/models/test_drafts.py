from __future__ import annotations

from dxdesk.models import drafts
from dxdesk.models.desk import Desk
from tests.conftest import NOW
from tests.models.floor import open_again

FORM, RECORD = "employee", "employee/1"


def test_a_draft_comes_back_as_it_was_typed(desk: Desk) -> None:
    drafts.keep(desk, FORM, RECORD, {"name": "𠮷田　", "since": "R8.11."})
    (found,) = drafts.find(desk, FORM, RECORD)
    assert found.values == {"name": "𠮷田　", "since": "R8.11."}
    assert found.saved_at == NOW


def test_the_newest_typing_replaces_the_one_before(desk: Desk) -> None:
    for text in ("書き", "書きかけ"):
        drafts.keep(desk, FORM, RECORD, {"note": text})
    assert [draft.values for draft in drafts.of_account(desk)] == [{"note": "書きかけ"}]


def test_a_dropped_draft_is_gone_and_others_stay(desk: Desk) -> None:
    drafts.keep(desk, FORM, RECORD, {"note": "一"})
    drafts.keep(desk, FORM, "employee/2", {"note": "二"})
    drafts.drop(desk, FORM, RECORD)
    assert drafts.find(desk, FORM, RECORD) == []
    assert len(drafts.find(desk, FORM, "employee/2")) == 1


def test_a_draft_is_no_entry_of_the_record(desk: Desk) -> None:
    before = desk.last_action()
    drafts.keep(desk, FORM, RECORD, {"note": "一"})
    assert desk.last_action() == before


def test_a_draft_outlives_the_window_that_was_closed_without_a_word(desk: Desk) -> None:
    drafts.keep(desk, FORM, RECORD, {"note": "一"})
    again = open_again(desk.path)
    assert len(drafts.find(again, FORM, RECORD)) == 1
    again.close(with_backup=False)


def test_nobody_sees_the_draft_of_another_account(desk: Desk) -> None:
    drafts.keep(desk, FORM, RECORD, {"note": "一"})
    again = open_again(desk.path)
    again.account_id = 2
    assert drafts.of_account(again) == []
    again.close(with_backup=False)
