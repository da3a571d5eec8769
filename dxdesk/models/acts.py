"""Everything that can be done, as data: key, title, right, kind, and the opposite where undo does not fit."""

from __future__ import annotations

from enum import StrEnum

from dxdesk.models import undo
from dxdesk.models.journal import Act, Kind


class Right(StrEnum):
    """What an account may do; a role is a set of these."""

    LOOK = "look"
    PEOPLE = "people"
    EVIDENCE = "evidence"
    PREPARE = "prepare"
    DECIDE = "decide"
    OUTPUT = "output"
    UNDO = "undo"
    PLAN = "plan"
    ADMINISTER = "administer"
    AUDIT = "audit"


_NO_ACCOUNT_UNDO = "利用者の操作は元に戻せません。利用者・操作記録の画面で改めて変えてください。"
_NUMBER_USED = (
    "認定番号は一度使うと戻せません。認定を取り消すときは「認定の取消し」を行ってください。"
)
_NUMBER_VOID = "番号は使われないよう欠番にしてください。"

CREATE_DESK = Act("create_desk", "業務データの作成", Right.ADMINISTER, opposite=_NO_ACCOUNT_UNDO)
CHANGE_SETTING = Act("change_setting", "設定の変更", Right.ADMINISTER)

IMPORT_UNITS = Act("import_units", "組織の取込", Right.ADMINISTER)
REORGANISE = Act("reorganise", "組織改正の取込", Right.ADMINISTER)
IMPORT_CONTACTS = Act("import_contacts", "人事担当の取込", Right.PEOPLE)
CHANGE_CONTACT = Act("change_contact", "人事担当の変更", Right.PEOPLE)
CHANGE_UNIT = Act("change_unit", "組織・所属の変更", Right.ADMINISTER)
ASSIGN_OFFICER = Act("assign_officer", "担当の変更", Right.PEOPLE)
IMPORT_ROSTER = Act("import_roster", "名簿の取込", Right.PEOPLE)
IMPORT_TRANSFERS = Act("import_transfers", "異動の取込", Right.PEOPLE)
IMPORT_ATTENDANCE = Act("import_attendance", "研修実績の取込", Right.EVIDENCE)
IMPORT_QUALIFICATIONS = Act("import_qualifications", "資格の取込", Right.EVIDENCE)
IMPORT_EXPERIENCE = Act("import_experience", "業務経歴の取込", Right.EVIDENCE)
IMPORT_RATINGS = Act("import_ratings", "評価の取込", Right.EVIDENCE)
IMPORT_TARGETS = Act("import_targets", "必要人数の取込", Right.PLAN)
IMPORT_PLAN = Act("import_plan", "計画の取込", Right.PLAN)
CHANGE_PLAN = Act("change_plan", "計画の変更", Right.PLAN)
COPY_PLAN = Act("copy_plan", "次の年度の版の作成", Right.PLAN)
DISCARD_PLAN = Act("discard_plan", "版の削除", Right.PLAN)
CHANGE_NEEDED = Act("change_needed", "必要人数の変更", Right.PLAN)
CHANGE_LEARNING = Act("change_learning", "学習機会の情報の変更", Right.EVIDENCE)

IMPORT_LEADERS = Act("import_leaders", "リーダー台帳の取込", Right.PEOPLE)
DESIGNATE = Act("designate", "リーダーの指定", Right.PEOPLE)
END_DESIGNATION = Act("end_designation", "リーダーの指定の終了", Right.PEOPLE)

KEEP_NOTICE = Act("keep_notice", "内示ファイルの保管", Right.ADMINISTER)
CANCEL_NOTICE = Act("cancel_notice", "内示の取りやめ", Right.ADMINISTER)
APPLY_NOTICE = Act("apply_notice", "内示の適用", Right.ADMINISTER)

CORRECT_EMPLOYEE = Act("correct_employee", "職員情報の訂正", Right.PEOPLE)
CHANGE_EMPLOYEE = Act("change_employee", "職員情報の変更", Right.PEOPLE)
ADD_EVIDENCE = Act("add_evidence", "研修・資格・業務経歴の登録", Right.EVIDENCE)
CHECK_EVIDENCE = Act("check_evidence", "根拠の確認", Right.EVIDENCE)
ATTACH_SCAN = Act("attach_scan", "写しの登録", Right.EVIDENCE)
DETACH_SCAN = Act("detach_scan", "写しの削除", Right.EVIDENCE)
PLAN_SESSION = Act("plan_session", "開催回の変更", Right.EVIDENCE)
ENROL = Act("enrol", "受講の申込", Right.EVIDENCE)
RECORD_RESULTS = Act("record_results", "受講者の登録", Right.EVIDENCE)
CHANGE_LECTURERS = Act("change_lecturers", "講師の変更", Right.EVIDENCE)
CORRECT_EVIDENCE = Act("correct_evidence", "研修・資格・業務経歴の訂正", Right.EVIDENCE)

PREPARE_INQUIRY = Act("prepare_inquiry", "照会の準備", Right.EVIDENCE)
SEND_INQUIRY = Act("send_inquiry", "照会の配布", Right.EVIDENCE)
CHANGE_INQUIRY = Act("change_inquiry", "照会の変更", Right.EVIDENCE)
REMIND = Act("remind", "照会の督促", Right.EVIDENCE)
TAKE_ANSWERS = Act("take_answers", "照会の回収", Right.EVIDENCE)
CHOOSE_ANSWER = Act("choose_answer", "回答の選択", Right.EVIDENCE)
CHANGE_SHEET = Act("change_sheet", "シートの変更", Right.EVIDENCE)
DECIDE_CLAIM = Act("decide_claim", "申告の確認", Right.EVIDENCE)
CONFIRM_SHEETS = Act("confirm_sheets", "シートの確定", Right.EVIDENCE)

PREPARE_ROUND = Act("prepare_round", "認定の準備", Right.PREPARE)
HOLD_BACK = Act("hold_back", "認定候補者の保留", Right.PREPARE)
DECIDE_ROUND = Act("decide_round", "認定の決裁登録", Right.DECIDE, opposite=_NUMBER_USED)
ISSUE_CERTIFICATES = Act("issue_certificates", "認定証の交付", Right.DECIDE)
REVOKE_CERTIFICATION = Act("revoke_certification", "認定の取消し", Right.DECIDE)
CONFIRM_NUMBERS = Act(
    "confirm_numbers", "認定番号の最大値の確認", Right.ADMINISTER, opposite=_NUMBER_VOID
)

PRINT = Act("print", "印刷", Right.OUTPUT, Kind.PRINT)
EXPORT = Act("export", "出力", Right.OUTPUT, Kind.EXPORT)

ACTS: dict[str, Act] = {
    act.key: act
    for act in (
        undo.UNDO,
        CREATE_DESK,
        CHANGE_SETTING,
        IMPORT_UNITS,
        REORGANISE,
        IMPORT_CONTACTS,
        CHANGE_CONTACT,
        CHANGE_UNIT,
        ASSIGN_OFFICER,
        IMPORT_ROSTER,
        IMPORT_TRANSFERS,
        IMPORT_ATTENDANCE,
        IMPORT_QUALIFICATIONS,
        IMPORT_EXPERIENCE,
        IMPORT_RATINGS,
        IMPORT_TARGETS,
        IMPORT_PLAN,
        CHANGE_PLAN,
        COPY_PLAN,
        DISCARD_PLAN,
        CHANGE_NEEDED,
        CHANGE_LEARNING,
        IMPORT_LEADERS,
        DESIGNATE,
        END_DESIGNATION,
        KEEP_NOTICE,
        CANCEL_NOTICE,
        APPLY_NOTICE,
        CORRECT_EMPLOYEE,
        CHANGE_EMPLOYEE,
        ADD_EVIDENCE,
        CHECK_EVIDENCE,
        ATTACH_SCAN,
        DETACH_SCAN,
        PLAN_SESSION,
        ENROL,
        RECORD_RESULTS,
        CHANGE_LECTURERS,
        CORRECT_EVIDENCE,
        PREPARE_INQUIRY,
        SEND_INQUIRY,
        CHANGE_INQUIRY,
        REMIND,
        TAKE_ANSWERS,
        CHOOSE_ANSWER,
        CHANGE_SHEET,
        DECIDE_CLAIM,
        CONFIRM_SHEETS,
        PREPARE_ROUND,
        HOLD_BACK,
        DECIDE_ROUND,
        ISSUE_CERTIFICATES,
        REVOKE_CERTIFICATION,
        CONFIRM_NUMBERS,
        PRINT,
        EXPORT,
    )
}
