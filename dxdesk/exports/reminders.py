"""督促: a letter to each bureau from which something has not come back, and a note of the day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dxdesk.errors import UserError
from dxdesk.exports.file_names import free_folder, safe_name
from dxdesk.models import acts
from dxdesk.models.files import replace_file, speaking_of_files
from dxdesk.models.inquiries import packets
from dxdesk.models.inquiries.inquiries import Inquiry
from dxdesk.models.inquiries.packets import BureauProgress

if TYPE_CHECKING:
    from dxdesk.exports.letters.letter import Letter
    from dxdesk.models.desk import Desk
    from dxdesk.models.journal import Action

LETTER: Final = "督促文"


@dataclass(frozen=True)
class Reminded:
    """What was written.

    Args:
        folder: in which the letters lie.
        letters: how many there are.
    """

    folder: Path
    letters: int


def write_letters(
    desk: Desk, inquiry: Inquiry, bureaus: Sequence[BureauProgress], out: Path
) -> Reminded:
    """Write a 督促文 (Word) to each bureau into a folder of its own, and note the day, as one action.

    Args:
        desk: the desk.
        inquiry: of which one.
        bureaus: with the 所属 that are reminded.
        out: the folder in which that of the letters is made; nothing in it is overwritten.

    Raises:
        UserError: no right to it, the folder is not there, or nothing is waited for.
        StoreError: disk full, read-only, gone.
    """
    from dxdesk.exports.letters.letter import write_letter

    if not desk.may(acts.REMIND):
        raise UserError("照会を督促する権限がありません。管理者に確かめてください。")
    if not bureaus:
        raise UserError("督促する所属がありません。全ての回答が戻っています。")
    if not out.is_dir():
        raise UserError(
            f"書き出し先のフォルダー「{out}」がありません。場所を確かめてください。", "out"
        )
    folder = free_folder(out, f"{inquiry.title}_{LETTER}")
    with speaking_of_files(folder):
        folder.mkdir()
    for place, bureau in enumerate(bureaus, 1):
        name = safe_name(f"{place:02}_{bureau.name}_{LETTER}")
        replace_file(folder / f"{name}.docx", write_letter(letter_to(desk, inquiry, bureau)))
    with desk.action(
        acts.REMIND, title(inquiry, bureaus), subject=f"inquiry/{inquiry.id}"
    ) as action:
        note(action, inquiry, bureaus)
    return Reminded(folder, len(bureaus))


def letter_to(desk: Desk, inquiry: Inquiry, bureau: BureauProgress) -> Letter:
    """The 督促文 of today to one bureau."""
    from dxdesk.exports.letters import inquiry as letters

    return letters.reminding_letter(inquiry, bureau, letters.wording(desk), desk.today())


def title(inquiry: Inquiry, bureaus: Sequence[BureauProgress]) -> str:
    """The name of the action: 照会の督促（令和8年度アセスメントシート、12所属）."""
    return f"照会の督促（{inquiry.title}、{sum(len(each.units) for each in bureaus):,}所属）"


def note(action: Action, inquiry: Inquiry, bureaus: Sequence[BureauProgress]) -> int:
    """Note that the 所属 of these bureaus are reminded today; of how many files."""
    unit_ids = {unit.unit.unit_id for bureau in bureaus for unit in bureau.units}
    return packets.remind(action, inquiry.id, unit_ids)
