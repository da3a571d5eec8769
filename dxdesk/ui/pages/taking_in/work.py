"""What the assistant does outside of the window's thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from dxdesk.imports import advance_notices
from dxdesk.imports import proposal as proposals
from dxdesk.imports.proposal import Proposal
from dxdesk.imports.refused import refused_cells
from dxdesk.imports.remembered_headings import Look, look_at_headings, remember_headings
from dxdesk.models.desk import Desk
from dxdesk.models.files import replace_file
from dxdesk.models.people.advance_notices import AdvanceNotice, notices
from dxdesk.ui.garbage import undisturbed
from dxdesk.ui.jobs import Progress
from dxdesk.ui.pages.taking_in.file_step import Choice
from dxdesk.ui.pages.taking_in.lines import Shown, show


def look(desk: Desk, choice: Choice, told: Progress) -> Look:
    """Read a file and say how its headings would be read."""
    kind = choice.kind
    with undisturbed():
        found = look_at_headings(desk, kind.key, kind.fields, choice.path, progress=_rows(told))
    told(0, 0)
    return found


def compare(
    desk: Desk,
    choice: Choice,
    mapping: Mapping[str, str],
    by_hand: Mapping[str, str],
    told: Progress,
) -> Shown:
    """Remember what the officer mapped by hand, and compare the file with the desk."""
    if by_hand and not desk.read_only:
        remember_headings(desk, choice.kind.key, by_hand)
    # who is missing can be ticked in the third step; unticked lines are left alone
    options = replace(choice.options, headings=dict(mapping), missing="retire")
    with undisturbed():
        found = proposals.propose(desk, choice.kind, choice.path, options, _rows(told))
        told(0, 0)
        return show(found)


def compare_again(desk: Desk, shown: Shown, told: Progress) -> Shown:
    """Compare the same file with what the desk holds now, and mark what differs."""
    with undisturbed():
        now = proposals.compare_again(desk, shown.proposal)
        told(0, 0)
        return show(now, shown.proposal)


def apply(desk: Desk, proposal: Proposal, unticked: frozenset[int], told: Progress) -> int | None:
    """Take a proposal in; stopping it takes everything back."""
    with undisturbed():
        return proposals.apply(
            desk, proposal, skip_refused=True, unticked=unticked, told=partial(told, 0, 0)
        )


def keep_notice(desk: Desk, choice: Choice, told: Progress) -> AdvanceNotice:
    """Keep a file of 異動発令 until its day, seen by administrators only."""
    advance_notices.keep(desk, choice.path, progress=_rows(told))
    return max(notices(desk), key=lambda notice: notice.id)


def save_refused(proposal: Proposal, path: Path) -> None:
    """Write the refused rows as they came, with the reasons."""
    from dxdesk.exports.output import check_place  # both bring the writer of workbooks
    from dxdesk.exports.workbooks.refused_rows import refused_rows

    header = proposal.sheet.header
    check_place(path)
    headings = header.headings if header else ()
    replace_file(path, refused_rows(headings, refused_cells(proposal)))


def _rows(told: Progress) -> Callable[[int], None]:
    def read(rows: int) -> None:
        told(0, 0, f"{rows:,}行を読みました")

    return read
