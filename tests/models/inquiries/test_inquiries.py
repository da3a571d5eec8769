"""An inquiry asks each person in one file, knows its files again, and keeps what comes back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dxdesk.errors import UserError
from dxdesk.models import acts
from dxdesk.models.desk import Desk
from dxdesk.models.inquiries import answers, inquiries, packets
from dxdesk.models.inquiries.inquiries import Draft
from dxdesk.models.inquiries.presets import BY_PERSON, BY_UNIT, CHOICE, TEXT, Question
from tests.factories import changing, employee, unit

DRAFT = Draft(
    2026, "受講者の推薦", "trainees", BY_UNIT, "全職員", date(2026, 11, 1), date(2026, 12, 10),
    questions=(Question("推薦", CHOICE, ("推薦する", "推薦しない")), Question("備考", TEXT)),
)  # fmt: skip


@pytest.fixture
def people(desk: Desk) -> list[int]:
    """総務課 with two people, 人事課 with one."""
    with changing(desk) as action:
        affairs = unit(action, "010001", "総務課")
        personnel = unit(action, "010002", "人事課")
        return [
            employee(action, "000001", "青木　一", affairs),
            employee(action, "000002", "伊藤　二", affairs),
            employee(action, "000003", "上田　三", personnel),
        ]


def prepare(desk: Desk, people: list[int], draft: Draft = DRAFT) -> int:
    with desk.action(acts.PREPARE_INQUIRY, "照会の準備") as action:
        return inquiries.prepare(action, draft, people)


def record(desk: Desk, inquiry_id: int, packet_id: int, given: dict[int, dict[int, str]]) -> None:
    with desk.action(acts.TAKE_ANSWERS, "照会の回収") as action:
        answers.record(action, inquiry_id, packet_id, given)


def test_each_unit_has_one_file(desk: Desk, people: list[int]) -> None:
    made = packets.packets(desk, prepare(desk, people))
    assert [packet.asked for packet in made] == [2, 1]
    assert len({packet.token for packet in made}) == 2


def test_where_answers_must_not_be_seen_each_person_has_a_file(
    desk: Desk, people: list[int]
) -> None:
    inquiry_id = prepare(desk, people, replace(DRAFT, mode=BY_PERSON))
    assert [packet.employee_id for packet in packets.packets(desk, inquiry_id)] == people


def test_an_inquiry_is_read_as_it_was_prepared(desk: Desk, people: list[int]) -> None:
    inquiry = inquiries.get(desk, prepare(desk, people))
    questions = tuple(replace(question, id=0) for question in inquiry.questions)
    assert replace(inquiry.said, questions=questions) == DRAFT
    assert inquiries.find(desk, inquiry.token) == inquiry
    assert inquiries.inquiries(desk, 2026) == [inquiry]


@pytest.mark.parametrize(
    ("wrong", "field", "said"),
    [
        ({"title": " "}, "title", "件名を"),
        ({"password": "a" * 256}, "password", "255文字"),
        ({"questions": ()}, "questions", "1つ以上"),
        ({"password": " a"}, "password", "空白"),
        ({"deadline": date(2026, 10, 1)}, "deadline", "基準日より前"),
        ({"questions": (Question("推薦", CHOICE),)}, "questions", "選択肢"),
        ({"questions": (Question("備考"), Question("備考 "))}, "questions", "2つ"),
        ({"questions": (Question(" "),)}, "questions", "見出し"),
    ],
)
def test_what_cannot_be_asked_is_refused(
    desk: Desk, people: list[int], wrong: dict[str, object], field: str, said: str
) -> None:
    with pytest.raises(UserError, match=said) as raised:
        prepare(desk, people, replace(DRAFT, **wrong))
    assert raised.value.field == field
    assert inquiries.inquiries(desk, 2026) == []


def test_nobody_to_ask_is_said(desk: Desk) -> None:
    with pytest.raises(UserError, match="対象になる職員がいません"):
        prepare(desk, [])


def test_progress_goes_by_bureau_and_unit(desk: Desk, people: list[int]) -> None:
    inquiry_id = prepare(desk, people)
    first, second = packets.packets(desk, inquiry_id)
    inquiry = inquiries.get(desk, inquiry_id)
    record(desk, inquiry_id, second.id, {people[2]: {inquiry.questions[0].id: "推薦する"}})
    (bureau,) = packets.progress(desk, inquiry, desk.today())
    assert [(each.unit.name, each.done) for each in bureau.units] == [
        ("総務課", False), ("人事課", True),
    ]  # fmt: skip
    (open_bureau,) = packets.overdue([bureau])
    assert [each.unit.unit_id for each in open_bureau.units] == [first.unit_id]


def test_only_what_has_not_come_back_is_reminded_of(desk: Desk, people: list[int]) -> None:
    inquiry_id = prepare(desk, people)
    first, second = packets.packets(desk, inquiry_id)
    record(desk, inquiry_id, second.id, {})
    with desk.action(acts.REMIND, acts.REMIND.title) as action:
        assert packets.remind(action, inquiry_id, [first.unit_id, second.unit_id]) == 1
    (bureau,) = packets.progress(desk, inquiries.get(desk, inquiry_id), desk.today())
    assert [unit.reminded_on for unit in bureau.units] == [desk.today(), None]


def test_the_same_file_twice_is_no_second_answer(desk: Desk, people: list[int]) -> None:
    inquiry_id = prepare(desk, people)
    packet = packets.packets(desk, inquiry_id)[0]
    question = inquiries.get(desk, inquiry_id).questions[0].id
    for _turn in range(2):
        record(desk, inquiry_id, packet.id, {people[0]: {question: "推薦する"}})
    assert desk.value("SELECT count(*) FROM answer") == 1


def test_of_two_files_the_one_of_the_own_unit_counts_until_an_officer_chooses(
    desk: Desk, people: list[int]
) -> None:
    inquiry_id = prepare(desk, people)
    own, other = packets.packets(desk, inquiry_id)
    question = inquiries.get(desk, inquiry_id).questions[0].id
    record(desk, inquiry_id, other.id, {people[0]: {question: "推薦しない"}})
    record(desk, inquiry_id, own.id, {people[0]: {question: "推薦する"}})
    answered = answers.answered(desk, inquiry_id)[people[0]]
    assert answered.differ
    assert answered.values == {question: "推薦する"}
    with desk.action(acts.CHOOSE_ANSWER, "回答の選択") as action:
        answers.choose(action, inquiry_id, people[0], other.id)
    assert answers.answered(desk, inquiry_id)[people[0]].values == {question: "推薦しない"}


def test_sending_dates_files_and_the_inquiry(desk: Desk, people: list[int]) -> None:
    inquiry_id = prepare(desk, people)
    ids = [packet.id for packet in packets.packets(desk, inquiry_id)]
    with desk.action(acts.SEND_INQUIRY, "照会の配布") as action:
        inquiries.mark_sent(action, inquiry_id, ids[:1])
    assert inquiries.get(desk, inquiry_id).state == inquiries.SENT
    assert [packet.sent_on for packet in packets.packets(desk, inquiry_id)] == [
        desk.today(), None,
    ]  # fmt: skip


def test_a_new_deadline_opens_a_closed_inquiry_again(desk: Desk, people: list[int]) -> None:
    inquiry_id = prepare(desk, people)
    with desk.action(acts.CHANGE_INQUIRY, "照会の変更") as action:
        inquiries.close(action, inquiry_id)
        inquiries.change_deadline(action, inquiry_id, date(2027, 1, 10))
    inquiry = inquiries.get(desk, inquiry_id)
    assert (inquiry.state, inquiry.said.deadline) == (inquiries.SENT, date(2027, 1, 10))


def test_the_password_of_the_files_is_kept_and_never_shown(desk: Desk, people: list[int]) -> None:
    inquiry = inquiries.get(desk, prepare(desk, people, replace(DRAFT, password="aikotoba-123")))
    assert inquiry.said.password == "aikotoba-123"
    assert "aikotoba" not in repr(inquiry)
