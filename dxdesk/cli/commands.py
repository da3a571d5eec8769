"""Every command as data: its words, what it is for, what it takes, and where it is done."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from dxdesk.cli.arguments import Argument, day, fiscal_year, whole

KINDS = (
    "units",
    "reorganisation",
    "contacts",
    "roster",
    "transfers",
    "attendance",
    "qualifications",
    "experience",
    "ratings",
    "targets",
    "plan",
    "leaders",
    "inquiry",
)
PRESETS = ("sheet", "leaders", "trainees", "qualifications")
WHOM = ("everybody", "leaders", "digital", "wishing")
MODES = ("unit", "both", "person")
PAPERS = (
    "certificates",
    "certified_list",
    "profile",
    "recommended",
    "not_completed",
    "expiring_qualifications",
)
WORKBOOKS = (
    "annual_summary",
    "employees",
    "plan",
    "learning_information",
    "recommended_people",
    "needed_capacity",
)

_DESK = Argument("desk", "業務データのフォルダー（名前.dxdesk）", "DESK", Path)
_JSON = Argument("--json", "結果をJSONで標準出力に書きます")
_OUT = Argument("--out", "書き出すファイル", "FILE", Path, required=True)
_ROUND = Argument("round", "認定の回の番号", "N", whole)
_CATEGORIES = Argument("--category", "人材区分のコード（例：L1）", "CODE", required=True, many=True)
_CATEGORY = Argument("--category", "人材区分のコード（例：L1）", "CODE", required=True)
_AS_OF = Argument("--as-of", "判定基準日（例：2026-03-31、R8.3.31）", "DATE", day, required=True)
_DECISION = (
    Argument("--decided-on", "決裁日", "DATE", day, required=True),
    Argument("--certified-on", "認定年月日", "DATE", day, required=True),
    Argument("--document", "文書番号", "TEXT", required=True),
    Argument("--reason", "認定年月日が決裁日より前であるときの理由", "TEXT"),
)


@dataclass(frozen=True)
class Command:
    """One command.

    Args:
        words: ``("import",)``, or two words for a step of something.
        title: Japanese.
        arguments: what it takes.
        place: module of this package and function that do it; loaded only when it is asked for.
    """

    words: tuple[str, ...]
    title: str
    arguments: tuple[Argument, ...]
    place: str


COMMANDS = (
    Command(
        ("demo",),
        "組み込みの見本で1年分の業務を行い、業務データ・認定証・帳票・画面を OUT に残します",
        (Argument("out", "書き出すフォルダー", "OUT", Path),),
        "demo:run_demo",
    ),
    Command(
        ("screenshots",),
        "見本の業務データで、全ての画面を画像にします",
        (Argument("out", "書き出すフォルダー", "OUT", Path),),
        "demo:write_screenshots",
    ),
    Command(
        ("new",),
        "業務データと最初の利用者を作ります",
        (_DESK, Argument("--plan", "計画のファイル", "FILE", Path)),
        "keeping:make_desk",
    ),
    Command(
        ("import",),
        "ファイルを読み、業務データとの違いを示します。--apply で取り込みます",
        (
            _DESK,
            Argument("kind", "ファイルの種類：" + "、".join(KINDS), "KIND", choices=KINDS),
            Argument("file", "取り込むファイル（inquiry ではフォルダーも）", "FILE", Path),
            Argument(
                "--as-of", "基準日（units、reorganisation、contacts、roster に必要）", "DATE", day
            ),
            Argument("--fiscal-year", "年度（ratings と targets に必要）", "YEAR", fiscal_year),
            Argument("--apply", "取り込みます"),
            Argument("--skip-refused", "取り込めない行を除いて取り込みます"),
            Argument(
                "--missing",
                "ファイルにない職員：leave＝そのまま、retire＝退職とします",
                "leave|retire",
                choices=("leave", "retire"),
            ),
            Argument(
                "--refused", "取り込めない行を、直して取り込めるブックに書き出します", "FILE", Path
            ),
            _JSON,
        ),
        "taking_in:take_in",
    ),
    Command(
        ("judge",),
        "認定基準を満たすかを全職員について判定します",
        (_DESK, _AS_OF, Argument("--category", "人材区分のコード（例：L1）", "CODE"), _JSON),
        "judging:judge",
    ),
    Command(
        ("figures",),
        "受講率と充足率を示します",
        (
            _DESK,
            Argument("--fiscal-year", "年度（西暦）", "YEAR", fiscal_year, required=True),
            Argument("--as-of", "基準日", "DATE", day, required=True),
            Argument("--no-higher", "上位レベルの認定を下位レベルに数えません"),
            _JSON,
        ),
        "judging:show_figures",
    ),
    Command(
        ("round", "prepare"),
        "認定の回を準備し、候補者を確定します",
        (_DESK, _CATEGORIES, _AS_OF, _JSON),
        "certifying:prepare",
    ),
    Command(
        ("round", "decide"),
        "決裁を登録し、認定番号を付けます",
        (_DESK, _ROUND, *_DECISION, _JSON),
        "certifying:decide",
    ),
    Command(
        ("round", "issue"),
        "認定証の交付を登録します",
        (_DESK, _ROUND, Argument("--on", "交付日（指定がなければ今日）", "DATE", day), _JSON),
        "certifying:issue",
    ),
    Command(
        ("certify",),
        "準備・決裁登録・交付を一度に行います",
        (_DESK, _CATEGORY, _AS_OF, *_DECISION, _JSON),
        "certifying:certify",
    ),
    Command(
        ("revoke",),
        "認定を取り消します",
        (
            _DESK,
            Argument("number", "認定番号（例：第12号）", "認定番号"),
            Argument("--on", "取消しの日", "DATE", day, required=True),
            Argument("--reason", "理由", "TEXT", required=True),
            Argument("--document", "文書番号", "TEXT", required=True),
        ),
        "certifying:revoke",
    ),
    Command(
        ("numbers",),
        "復元した業務データで、使われた最大の認定番号を確認します",
        (_DESK, Argument("--confirm", "使われた最大の番号", "N", whole, required=True)),
        "certifying:confirm_numbers",
    ),
    Command(
        ("inquire",),
        "照会を準備します",
        (
            _DESK,
            Argument(
                "--preset", "ひな形：" + "、".join(PRESETS), "KEY", choices=PRESETS, required=True
            ),
            Argument("--fiscal-year", "年度（西暦）", "YEAR", fiscal_year, required=True),
            Argument("--as-of", "基準日", "DATE", day, required=True),
            Argument("--deadline", "回答の期限", "DATE", day),
            Argument(
                "--mode",
                "記入の方法：unit＝所属一括で所属長のみ記入、both＝個人別＋所属長、person＝個人別",
                "MODE",
                choices=MODES,
            ),
            Argument(
                "--whom",
                "対象：everybody＝全職員、leaders＝推進リーダー、digital＝デジタル施策推進部局、"
                "wishing＝前年度に認定を希望した職員",
                "WHOM",
                choices=WHOM,
            ),
            Argument("--title", "件名", "TEXT"),
            Argument("--document", "文書番号", "TEXT"),
            Argument(
                "--with-password",
                "回答ファイルにパスワードを付けます（環境変数 DXDESK_INQUIRY_PASSWORD から読みます）",
            ),
            _JSON,
        ),
        "inquiring:prepare",
    ),
    Command(
        ("send",),
        "照会の回答ファイルを部局ごとに書き出し、配布済にします",
        (
            _DESK,
            Argument("inquiry", "照会の番号", "INQUIRY", whole),
            Argument("--out", "書き出すフォルダー", "FOLDER", Path, required=True),
            _JSON,
        ),
        "inquiring:send",
    ),
    Command(
        ("print",),
        "帳票をPDFにします",
        (
            _DESK,
            Argument("what", "帳票：" + "、".join(PAPERS), "WHAT", choices=PAPERS),
            Argument("--round", "認定の回の番号", "N", whole),
            Argument("--employee", "職員番号", "NO"),
            Argument("--fiscal-year", "年度（西暦）", "YEAR", fiscal_year),
            Argument(
                "--training",
                "研修コード（未受講者一覧と受講推薦名簿。省くと、未受講者一覧は全ての必須職員研修、受講推薦名簿はほかの全ての研修）",
                "CODE",
            ),
            _OUT,
        ),
        "handing_out:hand_out",
    ),
    Command(
        ("export",),
        "ブック、CSV、庁内に載せるページを書き出します",
        (
            _DESK,
            Argument("what", "出力：" + "、".join(WORKBOOKS), "WHAT", choices=WORKBOOKS),
            Argument("--fiscal-year", "年度（西暦）", "YEAR", fiscal_year),
            _OUT,
        ),
        "handing_out:hand_out",
    ),
    Command(
        ("files",),
        "操作で取り込んだファイルを、取り込んだときのまま書き出します",
        (
            _DESK,
            Argument("action", "操作の番号", "ACTION", whole),
            Argument("--out", "書き出すフォルダー", "FOLDER", Path, required=True),
        ),
        "handing_out:hand_out_kept",
    ),
    Command(("history",), "操作の記録を示します", (_DESK, _JSON), "keeping:show_history"),
    Command(
        ("undo",),
        "操作を元に戻します。元に戻した操作の番号を指定すると、やり直します",
        (
            _DESK,
            Argument("action", "操作の番号", "ACTION", whole),
            Argument("--from", "この操作以降をまとめて元に戻します"),
            _JSON,
        ),
        "keeping:undo",
    ),
    Command(
        ("backup",),
        "バックアップを作り、開いて確かめます",
        (_DESK, Argument("--to", "保存先のフォルダー", "FOLDER", Path)),
        "keeping:back_up",
    ),
    Command(
        ("restore",),
        "バックアップから業務データを作ります",
        (
            Argument("backup", "バックアップのフォルダー", "BACKUP", Path),
            Argument("to", "作る業務データのフォルダー（名前.dxdesk）", "TO", Path),
        ),
        "keeping:restore",
    ),
    Command(
        ("doctor",),
        "フォルダー・ディスク・バックアップなどを点検します",
        (_DESK, _JSON),
        "keeping:doctor",
    ),
    Command(
        ("verify",),
        "業務データ・記録・台帳・鍵が正しいことを確かめます",
        (_DESK, Argument("--expect", "控えてある操作の番号と値", "N:HASH"), _JSON),
        "keeping:verify",
    ),
)
