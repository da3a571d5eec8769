"""Names: kept as they are, found by everyday spelling and kana, sorted as a list of staff is."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxdesk.errors import UserError
from dxdesk.models import names
from dxdesk.models.names import NameMatch

SELECTOR = "\U000e0101"
KATAKANA = st.text("アイカガサザシジタッツナハバパマヤャラワンーヴ", max_size=12)

# The lists by which collation libraries show that they follow JIS X 4061-1996.
STANDARD = """
シャーレ シャイ シヤィ シャレ ちょこ ちよこ チョコレート てーた テータ テェタ てえた でーた データ デェタ
でえた てーたー テータァ テェター てぇたぁ てえたー でーたー データァ でェたァ デぇタぁ デエタア ひゆ びゅあ
ぴゅあ びゅあー ビュアー ぴゅあー ピュアー ヒュウ ヒユウ ピュウア びゅーあー ビューアー ビュウアー ひゅん ぴゅん
ふーり フーリ ふぅり ふゥり ふゥリ フウリ ぶーり ブーリ ぶぅり ブゥり ぷうり プウリ ふーりー フゥリー ふゥりィ
フぅりぃ フウリー ふうりぃ ブウリイ ぷーりー ぷゥりイ ぷうりー プウリイ フヽ ふゞ ぶゝ ぶふ ぶフ ブふ ブフ ぶゞ
ぶぷ ブぷ ぷゝ プヽ ぷふ
"""
REPEATED = """
はゝ ハヽ はは はハ ハハ はゞ ハヾ はば ハバ はぱ ハぱ ハパ ばゝ バヽ ばは バハ ばゞ バヾ ばば バば ババ ばぱ
バパ ぱゝ パヽ ぱは パハ ぱば ぱバ パバ ぱぱ パパ
"""


@pytest.mark.parametrize(
    ("registered", "query"),
    [
        ("髙橋 花子", "高橋"),
        ("山﨑　太郎", "山崎"),
        ("𠮷田", "吉田"),
        ("渡邉", "渡辺"),
        ("渡邊" + SELECTOR + "一", "渡辺一"),
        ("辻" + SELECTOR + "美咲", "辻美咲"),
        ("𡈽屋", "土屋"),
        ("𣘺本", "橋本"),
        ("\ufa10原", "塚原"),
        ("\ufa19谷", "神谷"),
        ("\ufa1b井", "福井"),
        ("齋藤", "斎藤"),
        ("濵田", "浜田"),
    ],
)
def test_a_name_is_found_by_its_everyday_spelling(registered: str, query: str) -> None:
    assert names.plain(query) in names.plain(registered)


def test_different_names_stay_different() -> None:
    assert names.plain("斎藤") != names.plain("斉藤")


@given(st.text(max_size=20))
def test_the_plain_spelling_of_a_plain_spelling_is_itself(text: str) -> None:
    assert names.plain(names.plain(text)) == names.plain(text)


def test_no_everyday_form_is_itself_a_variant() -> None:
    for variant, everyday in names._FOLDED.items():
        assert names.plain(chr(variant)) == chr(everyday)
        assert names.plain(chr(everyday)) == chr(everyday)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("ﾀｶﾊｼ ｼﾝｲﾁ", "タカハシ　シンイチ"),
        ("たかはし　しんいち", "タカハシ　シンイチ"),
        ("ヤマサ\u3099キ", "ヤマザキ"),
        ("ﾔﾏｻﾞｷ ﾊﾟｰﾙ", "ヤマザキ　パール"),
        ("う゛ぃ", "ヴィ"),
        (" オオノ  ノリコ　", "オオノ　ノリコ"),
        ("リ-ダ－", "リーダー"),
        ("みすゞ", "ミスヾ"),
    ],
)
def test_kana_has_one_form(written: str, read: str) -> None:
    assert names.kana(written) == read


@given(st.text(max_size=20))
def test_kana_of_kana_is_itself(text: str) -> None:
    assert names.kana(names.kana(text)) == names.kana(text)


@pytest.mark.parametrize("listed", [STANDARD, REPEATED])
def test_kana_sorts_as_the_standard_says(listed: str) -> None:
    keys = [(text, names.kana_order(text)) for text in listed.split()]
    for (left, first), (right, second) in itertools.pairwise(keys):
        same = names.kana(left) == names.kana(right)
        assert first == second if same else first < second, (left, right)


@given(KATAKANA, KATAKANA)
def test_the_beginning_of_a_kana_finds_it(start: str, rest: str) -> None:
    key = names.kana_order(start + "　" + rest).partition(names.ORDER_SEPARATOR)[0]
    assert key.startswith(names.kana_search(start))


@given(KATAKANA, KATAKANA)
def test_the_first_part_decides_before_voicing_and_size(one: str, other: str) -> None:
    first, second = names.kana_search(one), names.kana_search(other)
    if first != second:
        assert (first < second) == (names.kana_order(one) < names.kana_order(other))


@pytest.mark.parametrize("query", ["ヤマサキ", "ヤマザキ", "やまさき", "ﾔﾏｻﾞｷ", "ヤマ サキ"])
def test_kana_is_found_however_it_is_typed(query: str) -> None:
    assert names.kana_order("ヤマザキ　ハナコ").startswith(names.kana_search(query))


def test_digits_are_read_for_what_they_are() -> None:
    assert names.digits("０３７９７８") == "037978"
    assert names.digits(" A－0１　") == "A-01"


@pytest.mark.parametrize(
    ("registered", "incoming", "match"),
    [
        ("髙橋 花子", "髙橋　花子", NameMatch.SAME),
        ("髙橋花子", "高橋花子", NameMatch.PLAINER),
        ("高橋花子", "髙橋花子", NameMatch.OTHER),
        ("渡邉" + SELECTOR, "渡邉", NameMatch.PLAINER),
        ("渡邉" + SELECTOR, "渡辺", NameMatch.PLAINER),
        ("渡邉" + SELECTOR + "一髙", "渡邉一高", NameMatch.PLAINER),
        ("渡邉", "渡邉" + SELECTOR, NameMatch.OTHER),
        ("渡邉" + SELECTOR, "渡邉\U000e0102", NameMatch.OTHER),
        ("渡邉", "渡邊", NameMatch.OTHER),
        ("\ufa10原", "塚原", NameMatch.PLAINER),
        ("塚原", "\ufa10原", NameMatch.OTHER),
        ("𠮷田", "?田", NameMatch.DAMAGED),
        ("𠮷田", "??田", NameMatch.DAMAGED),
        ("𠮷田", "〓田", NameMatch.DAMAGED),
        ("𠮷田", "\ufffd田", NameMatch.DAMAGED),
        ("𠮷田", "吉田", NameMatch.PLAINER),
        ("佐藤花子", "鈴木花子", NameMatch.OTHER),
        ("〓田", "〓 田", NameMatch.SAME),
        ("〓田", "𠮷田", NameMatch.OTHER),
    ],
)
def test_an_incoming_spelling_is_told_apart(
    registered: str, incoming: str, match: NameMatch
) -> None:
    assert names.same_person_spelling(registered, incoming) is match


@given(st.text("渡邉辺髙高\ufa10塚𠮷吉 " + SELECTOR, max_size=8))
def test_the_plain_spelling_never_counts_as_another_name(text: str) -> None:
    match = names.same_person_spelling(text, names.plain(text))
    assert match in (NameMatch.SAME, NameMatch.PLAINER)


@pytest.mark.parametrize(
    "name",
    [
        "髙橋 花子",
        "山田<b>太郎</b>",
        "A&B",
        "=cmd|' /C calc'!A0",
        "田中👩‍💻",
        "\ue000田",
        "𠮷" * 200,
    ],
)
def test_unusual_names_are_taken_as_they_are(name: str) -> None:
    names.check_name(name)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "入っていません"),
        ("　 ", "入っていません"),
        ("山田\n太郎", "3文字目に改行"),
        ("山田\r\n太郎", "改行"),
        ("山田\u2028太郎", "改行"),
        ("山\t田", "U+0009"),
        ("山\x00田", "U+0000"),
        ("山\x9f田", "U+009F"),
        ("山\u202e田", "U+202E"),
        ("山\ud842田", "U+D842"),
        ("𠮷" * 201, "201文字"),
        ("あ" * 10_000, "10,000文字"),
    ],
)
def test_what_cannot_be_a_name_is_refused_with_a_sentence(name: str, said: str) -> None:
    with pytest.raises(UserError) as refused:
        names.check_name(name)
    assert said in refused.value.text
    assert refused.value.text.endswith("。")


def test_characters_that_older_systems_lose_are_known() -> None:
    assert names.has_rare("𠮷田")
    assert names.has_rare("辻" + SELECTOR)
    assert not names.has_rare("髙橋")


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("髙橋　花子", ("髙橋", "花子")),
        ("髙橋 花子", ("髙橋", "花子")),
        ("髙橋花子", ("髙橋花子", "")),
        ("Anna Maria Berg", ("Anna", "Maria Berg")),
        (" 髙橋  花子 ", ("髙橋", "花子")),
    ],
)
def test_a_name_is_split_where_the_source_shows_a_space(name: str, parts: tuple[str, str]) -> None:
    assert names.split_name(name) == parts
