"""The tables of a desk, each column with its meaning, as one list.

The schema of a new store, the triggers that record images, ``docs/schema.md`` and the tables that
``verify`` compares are all made from this list. Every table's key is
``id INTEGER PRIMARY KEY AUTOINCREMENT``, so that an id is never used again, also after an undo.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Personal(StrEnum):
    """How personal a column is (個人情報の区分)."""

    NONE = "―"
    IDENTIFYING = "識別"
    PERSONAL = "個人情報"
    SENSITIVE = "取扱注意"


class Retention(StrEnum):
    """How long rows of a table are kept (保存期間の区分)."""

    DESK = "業務データと同じ"
    STAFF = "在職中と退職後の定める期間"
    EVIDENCE = "証拠書類の保存期間"
    REGISTER = "認定台帳の保存期間"
    RECORD = "操作記録の保存期間"


@dataclass(frozen=True)
class Field:
    """One column of a table.

    Args:
        name: its name in SQL.
        sql: type and constraints.
        meaning: what it holds, in Japanese.
        personal: how personal it is.
    """

    name: str
    sql: str
    meaning: str
    personal: Personal = Personal.NONE


@dataclass(frozen=True)
class Table:
    """One table.

    Args:
        name: its name in SQL.
        meaning: what one row is, in Japanese.
        retention: how long its rows are kept.
        fields: its columns without the id.
        unique: groups of columns that no two rows share.
        indexes: groups of columns that are searched together.
        journaled: whether an action's images, and so undo, cover it. Tables of the record itself do not.
    """

    name: str
    meaning: str
    retention: Retention
    fields: tuple[Field, ...]
    unique: tuple[tuple[str, ...], ...] = ()
    indexes: tuple[tuple[str, ...], ...] = ()
    journaled: bool = True

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of all columns, the id first."""
        return ("id", *(field.name for field in self.fields))


_NONE, _ID, _PERSONAL, _SENSITIVE = Personal


def _text(name: str, meaning: str, personal: Personal = _NONE, *, null: bool = False) -> Field:
    return Field(name, "TEXT" if null else "TEXT NOT NULL DEFAULT ''", meaning, personal)


def _whole(name: str, meaning: str, personal: Personal = _NONE, *, null: bool = False) -> Field:
    return Field(name, "INTEGER" if null else "INTEGER NOT NULL DEFAULT 0", meaning, personal)


def _real(name: str, meaning: str) -> Field:
    return Field(name, "REAL", meaning)


def _flag(name: str, meaning: str, personal: Personal = _NONE) -> Field:
    return Field(name, f"INTEGER NOT NULL DEFAULT 0 CHECK ({name} IN (0, 1))", meaning, personal)


def _day(name: str, meaning: str, personal: Personal = _NONE) -> Field:
    check = f"CHECK ({name} IS NULL OR {name} = date({name}))"
    return Field(name, f"TEXT {check}", meaning, personal)


def _choice(name: str, choices: tuple[str, ...], meaning: str, personal: Personal = _NONE) -> Field:
    listed = ", ".join(f"'{choice}'" for choice in choices)
    return Field(name, f"TEXT NOT NULL CHECK ({name} IN ({listed}))", meaning, personal)


def _ref(name: str, table: str, meaning: str, personal: Personal = _NONE) -> Field:
    return Field(name, f"INTEGER NOT NULL REFERENCES {table}(id)", meaning, personal)


def _maybe(name: str, table: str, meaning: str, personal: Personal = _NONE) -> Field:
    return Field(name, f"INTEGER REFERENCES {table}(id)", meaning, personal)


TIERS = ("部局", "所属")
UNIT_KINDS = ("本庁", "振興局", "出先機関")
APPOINTMENTS = ("常勤", "再任用", "任期付", "会計年度任用", "臨時的任用")
NAME_KINDS = ("戸籍", "旧姓", "通称")
LEAVE_KINDS = ("休職", "育児休業", "派遣", "停職")
ATTENDANCE_RESULTS = ("申込", "決定", "受講", "修了", "未修了", "欠席", "辞退")
VERIFICATIONS = ("原本確認", "写し確認", "実施機関データ", "本人申告")
CERTIFICATION_STATES = ("有効", "失効", "取消", "辞退")
SUCCESSION_KINDS = ("改称", "統合", "分割", "廃止")
NOTICE_STATES = ("保管", "適用", "取りやめ")
ROUND_STATES = ("準備", "起案中", "決裁済", "交付済", "差戻し")
SESSION_STATES = ("予定", "実施済", "中止")
MEDIA_TYPES = ("application/pdf", "image/jpeg", "image/png")
OPPORTUNITY_KINDS = ("試験", "研修", "外部講座", "動画・教材", "その他")
DESIGNATION_ROLES = ("正", "副")
INQUIRY_MODES = ("所属一括で所属長のみ記入", "個人別＋所属長", "個人別")
INQUIRY_STATES = ("準備", "配布済", "締切")
QUESTION_KINDS = ("選択", "日付", "数値", "文字")
SHEET_STATES = ("未配布", "配布済", "回収済", "人事確認中", "確定", "差戻し", "保留")
WISHES = ("", "希望する", "希望しない")
CLAIM_KINDS = ("研修", "資格", "業務経歴")
CLAIM_STATES = ("未確認", "認める", "認めない")

_SPAN = (
    _day("since", "初日（この日を含む。空欄は始まりを定めない）"),
    _day("until", "末日（この日を含む。空欄は継続中）"),
)
_EVIDENCE = (
    _choice("verification", VERIFICATIONS, "確認区分"),
    _maybe("checked_by", "account", "確認した利用者"),
    _day("checked_on", "確認した日"),
    _text("note", "備考", _PERSONAL),
)

PEOPLE = (
    Table(
        "unit", "組織・所属そのもの。名称などは版が持つ。", Retention.DESK, (_text("note", "備考"),)
    ),
    Table(
        "unit_version",
        "所属の版。改称や再編のたびに新しい行になる。",
        Retention.DESK,
        (
            _ref("unit_id", "unit", "どの所属の版か"),
            _text("code", "所属コード（文字。先頭の0も意味を持つ。部局は空欄でもよい）"),
            _text("name", "所属名"),
            _text("short_name", "略称"),
            _maybe("parent_id", "unit", "上位の組織（部局・振興局）"),
            _choice("tier", TIERS, "部局か所属か"),
            _choice("kind", UNIT_KINDS, "区分"),
            _flag("digital", "デジタル施策推進部局か"),
            _whole("display_order", "公式の並び順"),
            *_SPAN,
        ),
        indexes=(("unit_id",), ("code",)),
    ),
    Table(
        "employee",
        "職員。1人1行。",
        Retention.STAFF,
        (
            Field(
                "number",
                "TEXT NOT NULL UNIQUE CHECK (number <> '')",
                "職員番号（文字。先頭の0も意味を持つ）",
                _ID,
            ),
            _text("kana", "フリガナ（全角カタカナ）", _ID),
            _text("kana_order", "カナ順の並べ替えと検索に使うキー（JIS X 4061）", _ID),
            _day("born_on", "生年月日（任意）", _PERSONAL),
            _maybe("officer_id", "account", "担当の利用者（空欄は部局の担当）"),
            _text("note", "備考", _SENSITIVE),
        ),
        indexes=(("kana_order",),),
    ),
    Table(
        "service",
        "任用。退職後の再任用などで1人に複数ある。",
        Retention.STAFF,
        (
            _ref("employee_id", "employee", "職員"),
            _choice("appointment", APPOINTMENTS, "任用区分", _PERSONAL),
            _text("appointer", "任命権者", _PERSONAL),
            *_SPAN,
        ),
        indexes=(("employee_id",),),
    ),
    Table(
        "name_in_use",
        "氏名。戸籍・旧姓・通称を期間とともに持つ。",
        Retention.STAFF,
        (
            _ref("employee_id", "employee", "職員"),
            _choice("kind", NAME_KINDS, "氏名の種別", _PERSONAL),
            Field(
                "text",
                "TEXT NOT NULL CHECK (text <> '')",
                "登録された氏名（文字コードのまま）",
                _ID,
            ),
            _text("family", "姓（資料に区切りがあるとき）", _ID),
            _text("given", "名（資料に区切りがあるとき）", _ID),
            _text("plain", "検索と代替表記に使う平易な字体", _ID),
            *_SPAN,
        ),
        indexes=(("employee_id",),),
    ),
    Table(
        "posting",
        "異動歴・兼務。どこに、どの職で、いつからいつまで。",
        Retention.STAFF,
        (
            _ref("employee_id", "employee", "職員"),
            _ref("unit_id", "unit", "所属"),
            _text("title", "職名", _PERSONAL),
            _text("grade", "職級", _PERSONAL),
            _text("job", "職種", _PERSONAL),
            _flag("main", "本務は1、兼務は0"),
            *_SPAN,
        ),
        indexes=(("employee_id",), ("unit_id",)),
    ),
    Table(
        "leave",
        "休職・育児休業・派遣・停職の期間。",
        Retention.STAFF,
        (
            _ref("employee_id", "employee", "職員"),
            _choice("kind", LEAVE_KINDS, "種別", _SENSITIVE),
            *_SPAN,
        ),
        indexes=(("employee_id",),),
    ),
)

ORGANISATION = (
    Table(
        "unit_succession",
        "旧所属から新所属への引継ぎ（改称・統合・分割・廃止）。",
        Retention.DESK,
        (
            _ref("unit_id", "unit", "旧所属"),
            _maybe("successor_id", "unit", "新所属（廃止は空欄）"),
            _choice("kind", SUCCESSION_KINDS, "引継ぎの種別"),
            Field("on_day", "TEXT NOT NULL CHECK (on_day = date(on_day))", "新しい組織の初日"),
        ),
        unique=(("unit_id", "successor_id", "on_day"),),
        indexes=(("successor_id",),),
    ),
    Table(
        "bureau_contact",
        "部局・振興局の人事担当。照会の送り先になる。",
        Retention.DESK,
        (
            _ref("unit_id", "unit", "部局・振興局"),
            _text("name", "人事担当の氏名", _PERSONAL),
            _text("extension", "内線番号"),
            *_SPAN,
        ),
        indexes=(("unit_id",),),
    ),
    Table(
        "former_number",
        "替わる前の職員番号。検索と取込では今も本人を指す。",
        Retention.STAFF,
        (
            _ref("employee_id", "employee", "職員"),
            Field("number", "TEXT NOT NULL UNIQUE CHECK (number <> '')", "前の職員番号", _ID),
            Field("until", "TEXT NOT NULL CHECK (until = date(until))", "使われた末日"),
        ),
        indexes=(("employee_id",),),
    ),
    Table(
        "advance_notice",
        "内示のファイル。その日が来るまで管理者だけが見る。",
        Retention.STAFF,
        (
            _text("kind", "取込の種類"),
            _text("file_name", "ファイル名", _PERSONAL),
            _text("sha256", "内容のSHA-256（内容はblobにある）"),
            Field(
                "effective_on", "TEXT NOT NULL CHECK (effective_on = date(effective_on))", "発令日"
            ),
            _choice("state", NOTICE_STATES, "状態"),
        ),
    ),
)

ASSIGNMENTS = (
    Table(
        "bureau_officer",
        "部局・振興局の職員を担当する利用者。職員ごとの担当が先に立つ。",
        Retention.DESK,
        (
            Field("unit_id", "INTEGER NOT NULL UNIQUE REFERENCES unit(id)", "部局・振興局"),
            _ref("officer_id", "account", "担当の利用者"),
        ),
    ),
)

# Notes of an account or of the desk that are no records: never in an image, never undone.
ASIDE = (
    Table(
        "draft",
        "書きかけ。登録すると消える。",
        Retention.DESK,
        (
            Field("account_id", "INTEGER NOT NULL", "利用者"),
            _text("form", "画面の様式"),
            _text("record", "対象（表と番号）"),
            _text("content", "内容（JSON）", _SENSITIVE),
            _text("saved_at", "書いた時刻"),
        ),
        unique=(("account_id", "form", "record"),),
        journaled=False,
    ),
    Table(
        "list_view",
        "一覧の見え方。名前が空の行は最後に使ったもの。",
        Retention.DESK,
        (
            Field("account_id", "INTEGER NOT NULL", "利用者"),
            _text("list_key", "どの一覧か"),
            _text("name", "ビューの名前"),
            _text("content", "列・順序・幅・条件（JSON）"),
        ),
        unique=(("account_id", "list_key", "name"),),
        journaled=False,
    ),
    Table(
        "heading_choice",
        "手で対応付けた見出し。次の取込でも使う。",
        Retention.DESK,
        (
            _text("kind", "取込の種類"),
            _text("heading", "ファイルの見出し"),
            _text("field", "対応する項目"),
        ),
        unique=(("kind", "heading"),),
        journaled=False,
    ),
)

PLAN = (
    Table(
        "edition",
        "計画の版。対象とする年度を持つ。",
        Retention.DESK,
        (
            _text("name", "計画の名称"),
            _text("label", "版の名称"),
            _whole("from_fiscal_year", "最初の年度（西暦）"),
            _whole("to_fiscal_year", "最後の年度（西暦）"),
            _text("note", "備考"),
            _flag("counts_self_reported", "本人申告の根拠を判定に使うか"),
            _day("sealed_on", "最初に使われ、内容を変えられなくなった日"),
            _maybe("revises_id", "edition", "改める前の版（版1.1にとっての版1）"),
            _day("in_force_from", "この版による初日（空欄は最初の年度の初日から）"),
        ),
    ),
    Table(
        "category",
        "人材区分。",
        Retention.DESK,
        (
            _ref("edition_id", "edition", "計画の版"),
            _text("code", "区分のコード"),
            _text("name", "区分の名称"),
            _whole("from_level", "レベル（複数のレベルにわたる区分は最も低いもの）", null=True),
            _whole("to_level", "レベル（複数のレベルにわたる区分は最も高いもの）", null=True),
            _text("duty", "役割（別冊資料が手元になければ空欄）"),
            _text("mindset", "マインドセット"),
            _text("skill_set", "スキルセット"),
            _whole("display_order", "並び順"),
        ),
        unique=(("edition_id", "code"),),
    ),
    Table(
        "training",
        "研修。どの版からも同じものを指す。",
        Retention.DESK,
        (
            Field("code", "TEXT NOT NULL UNIQUE", "研修コード"),
            _text("name", "研修名"),
            _text("form", "実施形態"),
            _real("hours", "時間数"),
        ),
    ),
    Table(
        "edition_training",
        "版に含まれる研修。",
        Retention.DESK,
        (
            _ref("edition_id", "edition", "計画の版"),
            _ref("training_id", "training", "研修"),
            _flag("mandatory", "毎年度の必須職員研修か"),
            _whole("display_order", "並び順"),
        ),
        unique=(("edition_id", "training_id"),),
    ),
    Table(
        "qualification",
        "資格。",
        Retention.DESK,
        (
            Field("code", "TEXT NOT NULL UNIQUE", "資格コード"),
            _text("name", "資格名"),
            _text("issuer", "実施機関"),
            _day("first_exam_on", "試験の最初の日"),
            _day("last_exam_on", "試験の最後の日"),
            _maybe("successor_id", "qualification", "後継の資格"),
            _whole("valid_years", "有効年数（登録のように更新が要るもの）", null=True),
        ),
    ),
    Table(
        "edition_qualification",
        "版に含まれる資格。",
        Retention.DESK,
        (
            _ref("edition_id", "edition", "計画の版"),
            _ref("qualification_id", "qualification", "資格"),
            _whole("display_order", "並び順"),
        ),
        unique=(("edition_id", "qualification_id"),),
    ),
    Table(
        "experience_kind",
        "業務経歴の種別。",
        Retention.DESK,
        (
            Field("code", "TEXT NOT NULL UNIQUE", "種別コード"),
            _text("name", "種別の名称"),
        ),
    ),
    Table(
        "edition_experience_kind",
        "版に含まれる業務経歴の種別。",
        Retention.DESK,
        (
            _ref("edition_id", "edition", "計画の版"),
            _ref("experience_kind_id", "experience_kind", "業務経歴の種別"),
            _whole("display_order", "並び順"),
        ),
        unique=(("edition_id", "experience_kind_id"),),
    ),
    Table(
        "item",
        "評価指標項目。",
        Retention.DESK,
        (
            _ref("edition_id", "edition", "計画の版"),
            _ref("category_id", "category", "人材区分"),
            _text("code", "項目番号"),
            _text("heading", "見出し（マインドセットなど）"),
            _text("text", "項目の文"),
            _real("points", "点数"),
            _text("tag", "人材育成基本方針の資質・能力"),
            _whole("display_order", "並び順"),
        ),
        unique=(("edition_id", "code"),),
    ),
    Table(
        "way",
        "項目を満たす方法の一つ。どれか一つで項目は満たされる。",
        Retention.DESK,
        (
            _ref("item_id", "item", "評価指標項目"),
            _choice("kind", ("training", "qualification", "experience", "rating"), "方法の種類"),
            _maybe("training_id", "training", "研修"),
            _whole("within_years", "判定する年度を含めて何年度以内か", null=True),
            _maybe("qualification_id", "qualification", "資格"),
            _maybe("experience_kind_id", "experience_kind", "業務経歴の種別"),
            _whole("months", "必要な月数", null=True),
            _whole("rating", "必要な所属長評価", null=True),
            _whole("display_order", "並び順"),
        ),
        indexes=(("item_id",),),
    ),
    Table(
        "rule",
        "認定基準。書かれた条件を全て満たすこと。",
        Retention.DESK,
        (
            _ref("edition_id", "edition", "計画の版"),
            _ref("category_id", "category", "人材区分"),
            _whole("at_least", "選択項目のうち満たすべき数", null=True),
            _real("points", "満たした項目の点数の合計"),
            _maybe("holds_category_id", "category", "あわせて必要な人材区分"),
            _flag("managers_of_digital_units", "デジタル施策推進部局の管理職に限るか"),
        ),
        unique=(("category_id",),),
    ),
    Table(
        "rule_item",
        "認定基準が挙げる項目。",
        Retention.DESK,
        (
            _ref("rule_id", "rule", "認定基準"),
            _ref("item_id", "item", "評価指標項目"),
            _choice("part", ("all", "of"), "all＝全て必要、of＝選択項目"),
        ),
        unique=(("rule_id", "item_id", "part"),),
    ),
    Table(
        "kpi_target",
        "成果指標の目標値。",
        Retention.DESK,
        (
            _ref("edition_id", "edition", "計画の版"),
            _text("name", "成果指標の名称"),
            _maybe("category_id", "category", "人材区分（空欄は必須職員研修の受講率）"),
            _whole("fiscal_year", "年度（空欄は版の全ての年度）", null=True),
            _real("target", "目標値（％）"),
        ),
    ),
    Table(
        "needed_number",
        "年度・所属・人材区分ごとの必要人数。",
        Retention.DESK,
        (
            _whole("fiscal_year", "年度（西暦）"),
            _ref("unit_id", "unit", "所属"),
            _text("category_code", "人材区分のコード"),
            _whole("number", "必要人数"),
        ),
        unique=(("fiscal_year", "unit_id", "category_code"),),
    ),
)

EVIDENCE = (
    Table(
        "attendance",
        "研修の受講。",
        Retention.EVIDENCE,
        (
            _ref("employee_id", "employee", "職員"),
            _ref("training_id", "training", "研修"),
            Field("day", "TEXT NOT NULL CHECK (day = date(day))", "受講日", _PERSONAL),
            _choice("result", ATTENDANCE_RESULTS, "結果", _PERSONAL),
            *_EVIDENCE,
            _maybe("session_id", "training_session", "開催回（分かっているとき）"),
        ),
        unique=(("training_id", "employee_id", "day"),),
        indexes=(("employee_id",), ("session_id",)),
    ),
    Table(
        "holding",
        "資格の取得。",
        Retention.EVIDENCE,
        (
            _ref("employee_id", "employee", "職員"),
            _ref("qualification_id", "qualification", "資格"),
            Field(
                "acquired_on",
                "TEXT NOT NULL CHECK (acquired_on = date(acquired_on))",
                "取得年月日",
                _PERSONAL,
            ),
            _day("expires_on", "有効期限（この日まで有効）", _PERSONAL),
            _text("certificate_number", "合格証書番号", _PERSONAL),
            *_EVIDENCE,
        ),
        unique=(("employee_id", "qualification_id", "acquired_on"),),
    ),
    Table(
        "experience",
        "業務経歴。",
        Retention.EVIDENCE,
        (
            _ref("employee_id", "employee", "職員"),
            _ref("experience_kind_id", "experience_kind", "業務経歴の種別"),
            Field("since", "TEXT NOT NULL CHECK (since = date(since))", "開始年月日", _PERSONAL),
            _day("until", "終了年月日（空欄は継続中）", _PERSONAL),
            _text("content", "内容", _PERSONAL),
            *_EVIDENCE,
        ),
        unique=(("employee_id", "experience_kind_id", "since"),),
    ),
    Table(
        "rating",
        "アセスメントシートの評価。",
        Retention.EVIDENCE,
        (
            _ref("employee_id", "employee", "職員"),
            _whole("fiscal_year", "年度（西暦）"),
            _text("item_code", "項目番号"),
            Field("own", "INTEGER CHECK (own BETWEEN 1 AND 5)", "自己評価（1～5）", _SENSITIVE),
            Field("head", "INTEGER CHECK (head BETWEEN 1 AND 5)", "所属長評価（1～5）", _SENSITIVE),
            _text("source", "出所", _PERSONAL),
            _day("day", "記入または取込の日"),
        ),
        unique=(("employee_id", "fiscal_year", "item_code"),),
    ),
)

REGISTER = (
    Table(
        "number_series",
        "認定番号の系列。",
        Retention.REGISTER,
        (
            Field("key", "TEXT NOT NULL UNIQUE", "系列の名前"),
            _text("pattern", "番号の書き方（{n}が番号、{fy}が年度）"),
            _flag("yearly", "年度ごとに1から始めるか"),
        ),
    ),
    Table(
        "number",
        "払い出した番号。二度と使わない。",
        Retention.REGISTER,
        (
            _ref("series_id", "number_series", "系列"),
            _whole("fiscal_year", "年度ごとの系列ではその年度、通し番号では0"),
            _whole("number", "番号"),
            _text("text", "書き表した番号"),
            _text("void_reason", "欠番とした理由（使われた番号は空欄）"),
            _day("void_on", "欠番とした日"),
        ),
        unique=(("series_id", "fiscal_year", "number"),),
    ),
    Table(
        "certification",
        "認定。台帳の1行で、消えることはない。",
        Retention.REGISTER,
        (
            _ref("employee_id", "employee", "職員"),
            _ref("category_id", "category", "人材区分（認定したときの版のもの）"),
            _text("category_code", "人材区分のコード"),
            _whole("level", "レベル", null=True),
            Field("number_id", "INTEGER NOT NULL UNIQUE REFERENCES number(id)", "認定番号"),
            _maybe("round_id", "round", "認定の回"),
            Field("judged_as_of", "TEXT NOT NULL", "判定基準日"),
            Field("decided_on", "TEXT NOT NULL", "決裁日"),
            Field("certified_on", "TEXT NOT NULL", "認定年月日"),
            _day("issued_on", "交付日"),
            _text("document", "文書番号"),
            _text("reason", "理由（認定年月日が決裁日より前のときなど）"),
            _text("name_kind", "証書に記した氏名の種別"),
            _text("name_printed", "証書に記した氏名", _ID),
            _text("giver_printed", "証書に記した名義"),
            _choice("state", CERTIFICATION_STATES, "状態"),
            _day("ended_on", "失効・取消・辞退の日"),
            _text("ended_reason", "失効・取消・辞退の理由", _SENSITIVE),
            _text("ended_document", "失効・取消・辞退の文書番号"),
        ),
        indexes=(("employee_id", "category_code"), ("round_id",)),
    ),
)

CERTIFICATION = (
    Table(
        "round",
        "認定の回（令和8年度第1回認定など）。",
        Retention.REGISTER,
        (
            _whole("fiscal_year", "年度（西暦）"),
            _whole("ordinal", "その年度の第何回か"),
            _text("category_codes", "対象の人材区分（コードを空白で区切る）"),
            _ref("edition_id", "edition", "計画の版"),
            Field("as_of", "TEXT NOT NULL CHECK (as_of = date(as_of))", "判定基準日"),
            _choice("state", ROUND_STATES, "状態"),
            _day("drafted_on", "起案日"),
            _text("drafted_by", "起案者"),
            _day("decided_on", "決裁日"),
            _text("decision_class", "決裁区分"),
            _text("document", "文書番号"),
            _day("certified_on", "認定年月日"),
            _text("reason", "認定年月日が決裁日より前である理由"),
            _day("issued_on", "交付日"),
        ),
        unique=(("fiscal_year", "ordinal"),),
    ),
    Table(
        "candidate",
        "認定の候補者。準備したときの理由を凍結して持つ。",
        Retention.REGISTER,
        (
            _ref("round_id", "round", "認定の回"),
            _ref("employee_id", "employee", "職員"),
            _text("category_code", "人材区分のコード"),
            _whole("level", "レベル", null=True),
            _text("reasons", "認定基準を満たす理由（文）", _PERSONAL),
            _text("held_back", "保留の理由（空欄は保留でない）", _SENSITIVE),
            _maybe("certification_id", "certification", "決裁で生じた認定"),
        ),
        unique=(("round_id", "employee_id", "category_code"),),
    ),
)

# What a plan also says: the words of the scale, and the abilities that items carry as a tag.
PLAN_WORDS = (
    Table(
        "scale_word",
        "評語。所属長評価の1～5が何を表すか。",
        Retention.DESK,
        (
            _ref("edition_id", "edition", "計画の版"),
            Field("rating", "INTEGER NOT NULL CHECK (rating BETWEEN 1 AND 5)", "評価（1～5）"),
            _text("text", "評語"),
        ),
        unique=(("edition_id", "rating"),),
    ),
    Table(
        "ability",
        "人材育成基本方針の資質・能力。項目に付ける。",
        Retention.DESK,
        (
            _ref("edition_id", "edition", "計画の版"),
            _text("name", "資質・能力の名称"),
            _whole("display_order", "並び順"),
        ),
        unique=(("edition_id", "name"),),
    ),
)

SESSIONS = (
    Table(
        "training_session",
        "研修の開催回。",
        Retention.EVIDENCE,
        (
            _ref("training_id", "training", "研修"),
            _whole("fiscal_year", "年度（西暦）"),
            _whole("ordinal", "その年度の第何回か"),
            Field("since", "TEXT NOT NULL CHECK (since = date(since))", "初日"),
            Field("until", "TEXT NOT NULL CHECK (until = date(until))", "末日。修了した日になる"),
            _day("apply_until", "申込の締切"),
            _text("place", "会場・配信方法"),
            _whole("capacity", "定員（空欄は定めない）", null=True),
            _choice("state", SESSION_STATES, "状態"),
            _text("note", "備考"),
        ),
        unique=(("training_id", "fiscal_year", "ordinal"),),
    ),
    Table(
        "lecturer",
        "開催回の講師。職員のこともある。",
        Retention.EVIDENCE,
        (
            _ref("session_id", "training_session", "開催回"),
            _maybe("employee_id", "employee", "講師である職員（庁外の講師は空欄）"),
            _text("name", "庁外の講師の氏名", _PERSONAL),
            _text("organisation", "庁外の講師の所属", _PERSONAL),
            _text("topic", "担当する内容"),
        ),
        indexes=(("session_id",), ("employee_id",)),
    ),
)

ATTACHMENTS = (
    Table(
        "attachment",
        "根拠の写し（PDF・画像）。内容はblobにある。",
        Retention.EVIDENCE,
        (
            _maybe("attendance_id", "attendance", "どの受講の写しか"),
            _maybe("holding_id", "holding", "どの資格の写しか"),
            _maybe("experience_id", "experience", "どの業務経歴の写しか"),
            _text("name", "ファイル名", _PERSONAL),
            _choice("media_type", MEDIA_TYPES, "形式"),
            _whole("size", "大きさ（バイト）"),
            _text("sha256", "内容のSHA-256"),
            _day("added_on", "加えた日"),
        ),
        indexes=(("attendance_id",), ("holding_id",), ("experience_id",)),
    ),
)

LEARNING = (
    Table(
        "learning_opportunity",
        "学習機会の情報。試験の日程やお勧めの講座。",
        Retention.DESK,
        (
            _whole("fiscal_year", "年度（西暦）"),
            _choice("kind", OPPORTUNITY_KINDS, "種類"),
            _text("title", "名称"),
            _text("provider", "実施機関"),
            _maybe("qualification_id", "qualification", "関係する資格"),
            _maybe("training_id", "training", "関係する研修"),
            _text("category_codes", "主な対象の人材区分（コードを空白で区切る）"),
            _day("since", "実施の初日"),
            _day("until", "実施の末日"),
            _day("apply_since", "申込の初日"),
            _day("apply_until", "申込の締切"),
            _text("place", "会場・受講方法"),
            _text("fee", "費用"),
            _text("url", "案内の所在（庁内ポータルなど）"),
            _text("text", "説明"),
            _flag("recommended", "推奨講座か"),
            _whole("display_order", "並び順"),
        ),
        indexes=(("fiscal_year",),),
    ),
)

INQUIRIES = (
    Table(
        "inquiry",
        "照会。名簿に回答欄を付けて部局ごとに送り、回収する。",
        Retention.EVIDENCE,
        (
            _whole("fiscal_year", "年度（西暦）"),
            _text("title", "件名"),
            _text("preset", "ひな形のコード"),
            _choice("mode", INQUIRY_MODES, "記入の方法"),
            _choice("state", INQUIRY_STATES, "状態"),
            _text("whom", "対象の説明（全職員、推進リーダーなど）"),
            Field("as_of", "TEXT NOT NULL CHECK (as_of = date(as_of))", "基準日"),
            _day("deadline", "回答の期限"),
            _text("purpose", "利用目的"),
            _text("document", "文書番号"),
            _text("note", "記入上の注意"),
            Field("token", "TEXT NOT NULL UNIQUE", "回答ファイルに埋め込む照会の印"),
            _text("password", "回答ファイルを開くパスワード（空欄は付けない）", _SENSITIVE),
            _maybe("edition_id", "edition", "計画の版（アセスメントシートのとき）"),
            _day("sent_on", "最初に送った日"),
        ),
    ),
    Table(
        "question",
        "照会の回答欄。",
        Retention.EVIDENCE,
        (
            _ref("inquiry_id", "inquiry", "照会"),
            _text("label", "見出し"),
            _choice("kind", QUESTION_KINDS, "種類"),
            _text("choices", "選択肢（1行に1つ）"),
            _flag("required", "必ず答えるか"),
            _whole("display_order", "並び順"),
        ),
        unique=(("inquiry_id", "label"),),
    ),
    Table(
        "packet",
        "照会の1ファイル。所属ごと、または職員ごと。",
        Retention.EVIDENCE,
        (
            _ref("inquiry_id", "inquiry", "照会"),
            _ref("unit_id", "unit", "送り先の所属"),
            _maybe("employee_id", "employee", "個人別のときの職員"),
            Field("token", "TEXT NOT NULL UNIQUE", "回答ファイルに埋め込む印"),
            _day("sent_on", "送った日（空欄は未配布）"),
            _day("returned_on", "最後に回収した日（空欄は未回収）"),
            _day("reminded_on", "最後に督促した日"),
        ),
        indexes=(("inquiry_id",), ("unit_id",)),
    ),
    Table(
        "addressee",
        "照会の対象の職員。",
        Retention.EVIDENCE,
        (
            _ref("inquiry_id", "inquiry", "照会"),
            _ref("employee_id", "employee", "職員"),
            _ref("packet_id", "packet", "どのファイルで尋ねたか"),
            _maybe("counts_id", "packet", "回答が2つあるとき、採用したファイル"),
        ),
        unique=(("inquiry_id", "employee_id"),),
        indexes=(("packet_id",), ("employee_id",)),
    ),
    Table(
        "answer",
        "照会の回答。1人・1欄・1ファイルに1行。",
        Retention.EVIDENCE,
        (
            _ref("inquiry_id", "inquiry", "照会"),
            _ref("employee_id", "employee", "職員"),
            _ref("question_id", "question", "回答欄"),
            _ref("packet_id", "packet", "どのファイルで届いたか"),
            _text("value", "回答", _PERSONAL),
            _day("received_on", "回収した日"),
        ),
        unique=(("employee_id", "question_id", "packet_id"),),
        indexes=(("inquiry_id",), ("packet_id",)),
    ),
)

SHEETS = (
    Table(
        "sheet",
        "アセスメントシート。1人・1年度に1枚。",
        Retention.EVIDENCE,
        (
            _ref("employee_id", "employee", "職員"),
            _whole("fiscal_year", "年度（西暦）"),
            _ref("edition_id", "edition", "計画の版"),
            _choice("state", SHEET_STATES, "状態"),
            _maybe("packet_id", "packet", "内容の元になったファイル"),
            _choice("wish", WISHES, "認定の希望", _PERSONAL),
            _text("head_title", "確認した所属長の職", _PERSONAL),
            _text("head_name", "確認した所属長の氏名", _ID),
            _day("head_confirmed_on", "所属長が確認した日"),
            _text("reason", "保留・差戻しの理由", _SENSITIVE),
            _text("note", "人事のメモ", _SENSITIVE),
            _day("confirmed_on", "確定した日"),
            _text("frozen", "確定したときの判定と根拠（JSON）", _PERSONAL),
        ),
        unique=(("employee_id", "fiscal_year"),),
        indexes=(("fiscal_year", "state"),),
    ),
    Table(
        "sheet_remark",
        "シートの所見・備考。",
        Retention.EVIDENCE,
        (
            _ref("sheet_id", "sheet", "シート"),
            _text("item_code", "項目番号"),
            _text("text", "所見・備考", _SENSITIVE),
        ),
        unique=(("sheet_id", "item_code"),),
    ),
    Table(
        "sheet_claim",
        "シートで申告された、記録にない根拠。",
        Retention.EVIDENCE,
        (
            _ref("sheet_id", "sheet", "シート"),
            _choice("kind", CLAIM_KINDS, "種類"),
            _text("code", "研修・資格・業務経歴のコード（一覧から選んだとき）"),
            _text("text", "申告の内容", _PERSONAL),
            _day("since", "受講日・取得日・開始日", _PERSONAL),
            _day("until", "有効期限・終了日", _PERSONAL),
            _choice("state", CLAIM_STATES, "確認の結果"),
            _text("reason", "認めない理由", _PERSONAL),
            _maybe("decided_by", "account", "確認した利用者"),
            _day("decided_on", "確認した日"),
            _maybe("attendance_id", "attendance", "認めて加えた受講"),
            _maybe("holding_id", "holding", "認めて加えた資格"),
            _maybe("experience_id", "experience", "認めて加えた業務経歴"),
        ),
        indexes=(("sheet_id",),),
    ),
    Table(
        "sheet_answer",
        "届いたシートの内容。ファイルごとに1行で、2つ届けば2行になる。",
        Retention.EVIDENCE,
        (
            _ref("sheet_id", "sheet", "シート"),
            _ref("packet_id", "packet", "どのファイルで届いたか"),
            _text("content", "届いた内容（JSON）", _SENSITIVE),
            _day("received_on", "回収した日"),
        ),
        unique=(("sheet_id", "packet_id"),),
    ),
)

DESIGNATIONS = (
    Table(
        "designation",
        "デジタル推進リーダーの指定。認定とは別のもの。",
        Retention.REGISTER,
        (
            _ref("unit_id", "unit", "所属"),
            _ref("employee_id", "employee", "職員"),
            _choice("role", DESIGNATION_ROLES, "正・副"),
            *_SPAN,
            _text("end_reason", "指定が終わった理由"),
            _flag("carried_over", "移行分（このソフトを使う前の指定）か"),
        ),
        indexes=(("unit_id",), ("employee_id",)),
    ),
)

OFFICE = (
    Table(
        "account",
        "利用者。",
        Retention.RECORD,
        (
            Field("name", "TEXT NOT NULL UNIQUE CHECK (name <> '')", "利用者名", _ID),
            _text("roles", "役割（空白で区切る）"),
            _flag("active", "使えるか"),
        ),
    ),
    Table(
        "setting",
        "業務の設定。",
        Retention.DESK,
        (
            Field("key", "TEXT NOT NULL UNIQUE", "設定の名前"),
            _text("value", "値（JSON）"),
        ),
    ),
)

RECORD = (
    Table(
        "action",
        "操作。名前を付けて行った1回。",
        Retention.RECORD,
        (
            _text("act", "操作の種類"),
            _choice("kind", ("change", "read", "print", "export"), "変更・閲覧・印刷・出力の別"),
            _text("title", "操作の名前（氏名は含めない）"),
            Field(
                "account_id", "INTEGER NOT NULL", "行った利用者（最初の操作は利用者より先にある）"
            ),
            _text("at", "時刻（その地の時刻、秒まで）"),
            _text("machine", "PCの名前"),
            _text("version", "ソフトの版"),
            _text("subject", "対象（表と番号）"),
            _text("previous", "一つ前の操作までの鎖の値"),
            _text("head", "この操作までの鎖の値"),
        ),
        journaled=False,
    ),
    Table(
        "image",
        "操作が触れた行の前と後。",
        Retention.RECORD,
        (
            Field("action_id", "INTEGER NOT NULL REFERENCES action(id)", "操作"),
            _text("table_name", "表"),
            _whole("row_id", "行の番号"),
            Field("before", "TEXT", "前の内容（JSON。追加なら空）", _SENSITIVE),
            Field("after", "TEXT", "後の内容（JSON。削除なら空）", _SENSITIVE),
            Field(
                "seal", "BLOB", "乱数16バイトとSHA-256（乱数＋内容）。消去すると要約値だけが残る"
            ),
        ),
        indexes=(("action_id",), ("table_name", "row_id")),
        journaled=False,
    ),
    Table(
        "undoing",
        "元に戻した操作の対応。",
        Retention.RECORD,
        (
            Field("undo_id", "INTEGER NOT NULL REFERENCES action(id)", "元に戻す操作"),
            Field("undone_id", "INTEGER NOT NULL REFERENCES action(id)", "元に戻された操作"),
        ),
        indexes=(("undo_id",), ("undone_id",)),
        journaled=False,
    ),
    Table(
        "kept_file",
        "取り込んだファイルなどの控え。",
        Retention.RECORD,
        (
            Field("action_id", "INTEGER NOT NULL REFERENCES action(id)", "操作"),
            _text("name", "ファイル名", _PERSONAL),
            _text("sha256", "内容のSHA-256"),
            Field("seal", "BLOB", "乱数16バイトとSHA-256（乱数＋名前＋内容の要約値）"),
        ),
        indexes=(("action_id",),),
        journaled=False,
    ),
    Table(
        "blob",
        "バイト列。追加だけができる。",
        Retention.RECORD,
        (
            Field("sha256", "TEXT NOT NULL UNIQUE", "内容のSHA-256"),
            Field("bytes", "BLOB", "内容", _SENSITIVE),
        ),
        journaled=False,
    ),
    Table(
        "open_action",
        "いま開いている操作。確定する前に空になる。",
        Retention.RECORD,
        (Field("action_id", "INTEGER NOT NULL", "操作"),),
        journaled=False,
    ),
    Table(
        "desk_fact",
        "業務データそのものの事実（識別子など）。",
        Retention.DESK,
        (
            Field("key", "TEXT NOT NULL UNIQUE", "名前"),
            _text("value", "値"),
        ),
        journaled=False,
    ),
)

# Parents before children, so that rows can be written back in this order.
TABLES: tuple[Table, ...] = (
    *RECORD,
    *ASIDE,
    *OFFICE,
    *PEOPLE,
    *ORGANISATION,
    *ASSIGNMENTS,
    *PLAN,
    *PLAN_WORDS,
    *SESSIONS,
    *EVIDENCE,
    *ATTACHMENTS,
    *LEARNING,
    *INQUIRIES,
    *SHEETS,
    *CERTIFICATION[:1],
    *REGISTER,
    *DESIGNATIONS,
    *CERTIFICATION[1:],
)
JOURNALED: tuple[Table, ...] = tuple(table for table in TABLES if table.journaled)


def create_table(table: Table) -> list[str]:
    """The SQL statements that make one table with its indexes."""
    lines = ["id INTEGER PRIMARY KEY AUTOINCREMENT"]
    lines += [f"{field.name} {field.sql}" for field in table.fields]
    lines += [f"UNIQUE ({', '.join(columns)})" for columns in table.unique]
    statements = [f"CREATE TABLE {table.name} (\n  " + ",\n  ".join(lines) + "\n) STRICT"]
    statements += [
        f"CREATE INDEX {table.name}_by_{'_'.join(columns)} ON {table.name} ({', '.join(columns)})"
        for columns in table.indexes
    ]
    return statements
