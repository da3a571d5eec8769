"""The navigation: every entry with its group, its icon and what is on its page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class NavigationEntry:
    """One entry of the navigation.

    Args:
        key: of the page; also the name of its icon.
        title: Japanese.
        group: heading above it; empty for the first.
        sentence: what is on the page, said while the page is not there yet.
    """

    key: str
    title: str
    group: str
    sentence: str


ENTRIES = (
    NavigationEntry("home", "ホーム", "", "1年間の8つの仕事の進み具合と、期限の近い仕事の一覧です。"),
    NavigationEntry("employees", "職員", "人材", "職員の一覧と、異動歴・研修・資格・業務経歴・認定です。"),
    NavigationEntry(
        "assessment", "アセスメント", "人材",
        "回収したアセスメントシートを職員ごとに確かめ、人材区分ごとの判定を確定する画面です。",
    ),
    NavigationEntry("certification", "認定", "人材", "認定の候補者・決裁・台帳・認定証です。"),
    NavigationEntry(
        "leaders", "推進リーダー", "人材",
        "所属ごとのデジタル推進リーダーの指定と、未配置の所属を確かめる画面です。",
    ),
    NavigationEntry(
        "experts", "外部デジタル人材", "人材",
        "特別職・任期付・委嘱・民間研修生などの外部デジタル人材と、契約の期間を管理する画面です。",
    ),
    NavigationEntry(
        "awards", "表彰", "人材", "表彰の内申から選考・決裁までと、表彰状を扱う画面です。"
    ),
    NavigationEntry(
        "trainings", "研修", "育成",
        "研修と開催回の申込・受講・修了を管理し、次に受講を勧める職員を選ぶ画面です。",
    ),
    NavigationEntry(
        "qualifications", "資格・業務経歴", "育成",
        "資格と業務経歴の根拠を確かめ、有効期限の近いものを一覧する画面です。",
    ),
    NavigationEntry(
        "learning", "学習機会の情報", "育成",
        "試験の日程とお勧めの講座をまとめ、庁内ポータルに載せるページを作る画面です。",
    ),
    NavigationEntry(
        "inquiries", "照会・回収", "照会",
        "所属への照会とシートの配布・回収の進み具合を、部局ごとに確かめる画面です。",
    ),
    NavigationEntry(
        "figures", "集計", "報告",
        "受講率と充足率を部局・所属・職級ごとに集計し、元になった職員まで確かめる画面です。",
    ),
    NavigationEntry(
        "reports", "帳票・年次報告", "報告",
        "印刷や出力のできる帳票の一覧から、内容を確かめて作る画面です。",
    ),
    NavigationEntry(
        "activities", "取組実績", "報告",
        "講師派遣や広報などの取組を、計画の章ごとに記録する画面です。",
    ),
    NavigationEntry(
        "plan", "計画・スキルマップ", "管理",
        "計画の版と、人材区分・評価指標項目・認定基準を確かめて直す画面です。",
    ),
    NavigationEntry(
        "units", "組織・所属", "管理",
        "部局・振興局と所属の一覧を、改称や再編の日付とともに管理する画面です。",
    ),
    NavigationEntry("record", "利用者・操作記録", "管理", "利用者と、これまでの操作の一覧です。"),
    NavigationEntry(
        "settings", "設定", "管理",
        "証書の名義や認定要領の名称など、庁内の取り決めを設定する画面です。",
    ),
)  # fmt: skip
# Pages that are no entry of the navigation: another page leads to them, and they lead back.
PANELS = (
    NavigationEntry(
        "taking_in", "ファイルの取込", "", "表のファイルを確かめてから取り込む画面です。"
    ),
)
BY_KEY = {entry.key: entry for entry in (*ENTRIES, *PANELS)}
