"""``print`` and ``export``: any output of the catalogue into a file."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from dxdesk.cli.opening import open_desk
from dxdesk.cli.saying import remark, say
from dxdesk.exports.catalogue import CATALOGUE, Need, Request, check_place, make, write

_OPTIONS = {
    Need.ROUND: "--round",
    Need.EMPLOYEE: "--employee",
    Need.FISCAL_YEAR: "--fiscal-year",
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
