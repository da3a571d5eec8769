"""``print`` and ``export``: any output of the catalogue into a file; ``files``: what was taken in."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from dxdesk.cli.opening import open_desk
from dxdesk.cli.saying import remark, say
from dxdesk.errors import UserError
from dxdesk.exports.catalogue import CATALOGUE
from dxdesk.exports.output import Need, Request, check_place, make, write
from dxdesk.models import acts, history
from dxdesk.models.desk import Desk
from dxdesk.models.files import replace_file
from dxdesk.models.history import KeptFile

_OPTIONS = {
    Need.ROUND: "--round",
    Need.EMPLOYEE: "--employee",
    Need.FISCAL_YEAR: "--fiscal-year",
    Need.TRAINING: "--training",
}


def hand_out(given: Namespace) -> int:
    """Make an output and write its file."""
    output = CATALOGUE[given.what]
    values = {need: getattr(given, need, None) for need in Need}
    for need in output.needs:
        if values[need] is None:
            given.parser.refuse(f"{output.title}には {_OPTIONS[need]} が必要です。")
    path: Path = given.out.resolve()
    suffix = path.suffix.lower()
    if suffix not in output.suffixes:
        kinds = "または".join(output.suffixes)
        given.parser.refuse(f"{output.title}のファイル名は {kinds} で終わるようにしてください。")
    check_place(path)
    request = Request(suffix, **{need.value: value for need, value in values.items()})
    with open_desk(given.desk) as desk:
        made = make(desk, output, request)
        if output.key == "certificates":
            from dxdesk.cli.certifying import missing_on_paper

            remark(missing_on_paper(desk))
        remark(made.remarks)
        write(desk, output, made, path)
    say(f"{output.title}（{made.size}）を「{path}」に書き出しました。")
    return 0


def hand_out_kept(given: Namespace) -> int:
    """Write the files that an action took in, as they were then, into a folder."""
    folder: Path = given.out.resolve()
    with open_desk(given.desk) as desk:
        kept = _kept_files(desk, given.action)
        places = [folder / Path(file.name).name for file in kept]
        for place in places:
            check_place(place)
            if place.exists():
                raise UserError(
                    f"「{place}」はすでにあります。別のフォルダーにしてください。", "out"
                )
        title = f"操作{given.action}で取り込んだファイル（{len(kept)}件）の出力"
        with desk.action(acts.EXPORT, title, subject=f"action/{given.action}"):
            for place, file in zip(places, kept, strict=True):
                replace_file(place, file.content)
    for place in places:
        say(f"「{place}」を書き出しました。")
    return 0


def _kept_files(desk: Desk, action_id: int) -> list[KeptFile]:
    kept = history.kept_files(desk, action_id)
    if not kept:
        raise UserError(f"操作{action_id}に、残したファイルはありません。", "action")
    for act in {acts.ACTS[file.act] for file in kept}:
        if not desk.may(act):
            raise UserError(
                f"「{act.title}」のファイルを見る権限がありません。管理者に確かめてください。"
            )
    return kept
