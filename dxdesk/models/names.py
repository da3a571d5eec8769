"""Names of people: kept as their code points, found by everyday spelling and by kana.

A name is stored, compared and printed exactly as it was registered. Only the keys by which it is
found and sorted, and its kana, are normalised; this is the only module that may do so.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from typing import Final

from dxdesk.errors import UserError

LONGEST_NAME: Final = 200
KANA_SPACE: Final = "\u3000"
ORDER_SEPARATOR: Final = " "
"""Stands between the levels of a sort key; lower than anything that a level can hold."""


class NameMatch(StrEnum):
    """How a name that comes in relates to the registered one."""

    SAME = "same"
    PLAINER = "plainer"
    DAMAGED = "damaged"
    OTHER = "other"


# The first character of each pair is written as the second one in everyday spelling. 斎 and 斉
# are different names and stay so; characters of the compatibility blocks (神, 福) need
# no entry: their everyday form is part of Unicode.
_PAIRS: Final = """
髙高 﨑崎 嵜崎 㟢崎 濵浜 濱浜 邉辺 邊辺 齋斎 齊斉 澤沢 廣広 嶋島 嶌島 德徳 𠮷吉 𡈽土 𣘺橋 槗橋
栁柳 桺柳 國国 惠恵 眞真 櫻桜 瀨瀬 瀧滝 龍竜 槇槙 曻昇 禮礼 縣県 壽寿 黑黒 靑青 淸清 淺浅 圓円
會会 學学 實実 榮栄 條条 將将 彌弥 亞亜 豐豊 藏蔵 藝芸 萬万 與与 鐵鉄 銕鉄 鹽塩 關関 顯顕 﨔欅
㐂喜 𠩤原 埜野 冨富 峯峰 舘館 桒桑 渕淵 渊淵 藪薮 龝秋 穐秋 曾曽 莊荘 堯尭 遙遥 檜桧 礪砺 萠萌
凉涼 郞郎 緖緒 賴頼 步歩 每毎 靜静 彥彦 戶戸 內内 吳呉 敎教 橫横 溫温 淨浄 增増 寬寛 鄕郷 鄉郷
綠緑 錄録 產産 勳勲 薰薫 稻稲 來来 樂楽 轉転 傳伝 團団 圖図 聲声 嶽岳 靏鶴 靍鶴 繩縄 邨村 穗穂
祿禄 壯壮 佛仏 乘乗 參参 雙双 當当 盡尽 晉晋 權権 檢検 濟済 澁渋 燈灯 獨独 發発 稱称 絲糸 總総
續続 臺台 號号 讓譲 豫予 醫医 靈霊 餘余 驛駅 鷄鶏 麥麦 龜亀 舩船 𫝆今 鷗鴎 俱倶
"""
_FOLDED: Final = {ord(pair[0]): ord(pair[1]) for pair in _PAIRS.split()}
_SELECTOR_RANGES: Final = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))
_SPACES: Final = frozenset(map(ord, " \u3000\u00a0\u1680\u202f\u205f\u200b\ufeff")) | frozenset(
    range(0x2000, 0x200B)
)
_WITHOUT_SPACES: Final = dict.fromkeys(_SPACES)
_TO_HALF_WIDTH: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_AS_MEANT: Final = _TO_HALF_WIDTH | _WITHOUT_SPACES
_WITHOUT_MARKS: Final = _AS_MEANT | {
    code: None for selectors in _SELECTOR_RANGES for code in selectors
}
_CLUSTER: Final = re.compile("(?s:.)[\ufe00-\ufe0f\U000e0100-\U000e01ef]*")
_DAMAGE: Final = re.compile("[?？〓\ufffd]")
# Cf holds the joiners of emoji, which are welcome; these of it turn the direction of a line.
_TURNS_THE_LINE: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_NOT_IN_A_NAME: Final = frozenset({"Cc", "Cs", "Zl", "Zp"})


def plain(text: str) -> str:
    """The everyday spelling by which a name is found and which older systems can hold.

    Variation selectors and spaces go, variants become their usual form: 髙橋 is 高橋, 渡邉 渡辺,
    𠮷田 吉田. Never shown in place of the name.
    """
    return unicodedata.normalize("NFC", text.translate(_WITHOUT_MARKS)).translate(_FOLDED)


def without_spaces(text: str) -> str:
    """A name without the spaces between family and given name, otherwise code point for code point."""
    return text.translate(_WITHOUT_SPACES)


def digits(text: str) -> str:
    """A 職員番号 or code as it is meant: full-width digits and letters half-width, no spaces."""
    return text.translate(_AS_MEANT)


def split_name(text: str) -> tuple[str, str]:
    """Family and given name where the source shows a space, else the whole and an empty text."""
    parts = text.split(maxsplit=1)
    return (parts[0] if parts else "", parts[1].rstrip() if len(parts) > 1 else "")


def same_person_spelling(registered: str, incoming: str) -> NameMatch:
    """Tell how an incoming name relates to the registered one of the same person.

    Returns:
        SAME: equal code points, spaces aside. DAMAGED: it holds ? or 〓 or the replacement
        character. PLAINER: the registered name in which some characters lost their selector or
        became their everyday form. OTHER: a different spelling or name. Only OTHER is a change.
    """
    ours, theirs = without_spaces(registered), without_spaces(incoming)
    if ours == theirs:
        return NameMatch.SAME
    if is_damaged(theirs):
        return NameMatch.DAMAGED
    ours_clusters, their_clusters = _CLUSTER.findall(ours), _CLUSTER.findall(theirs)
    if len(ours_clusters) == len(their_clusters) and all(
        their in (our, our[0], plain(our))
        for our, their in zip(ours_clusters, their_clusters, strict=True)
    ):
        return NameMatch.PLAINER
    return NameMatch.PLAINER if theirs == plain(ours) else NameMatch.OTHER


def is_damaged(text: str) -> bool:
    """Whether characters of a name were lost on the way: ?, 〓, the replacement character."""
    return bool(_DAMAGE.search(text))


def has_rare(text: str) -> bool:
    """Whether a name holds characters that older systems lose (beyond U+FFFF)."""
    return any(character > "\uffff" for character in text)


def check_name(text: str, field: str = "name") -> None:
    """Accept a name as it is, or say what in it cannot be a name.

    Raises:
        UserError: empty, longer than 200 characters, line breaks or control characters.
    """
    if not without_spaces(text).strip():
        raise UserError("氏名が入っていません。氏名を入れてください。", field)
    if len(text) > LONGEST_NAME:
        raise UserError(
            f"氏名が{len(text):,}文字あります。{LONGEST_NAME}文字までにしてください。", field
        )
    for place, character in enumerate(text, start=1):
        if character in "\r\n\u2028\u2029":
            raise UserError(f"氏名の{place}文字目に改行があります。1行で書いてください。", field)
        if unicodedata.category(character) in _NOT_IN_A_NAME or character in _TURNS_THE_LINE:
            raise UserError(
                f"氏名の{place}文字目に画面に出ない制御文字（U+{ord(character):04X}）があります。"
                "取り除いてください。",
                field,
            )


# --- kana ---------------------------------------------------------------------------------------

_HIRAGANA_TO_KATAKANA: Final = {
    code: code + 0x60 for code in (*range(0x3041, 0x3097), 0x309D, 0x309E)
}
_VOICING_MARKS: Final = {0x309B: 0x3099, 0x309C: 0x309A}
# A hyphen or dash after kana is a long mark that was typed with the wrong key.
_LONG_MARKS: Final = re.compile("(?<=[ァ-ヺー])[-‐‒–—―−─]+")
_VOICED, _HALF_VOICED = "\u3099", "\u309a"
_PASSED_OVER: Final = frozenset("・=゠")
_SMALL: Final = dict(
    zip(
        "ァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ",
        "アイウエオツヤユヨワカケクシストヌハヒフヘホムラリルレロ",
        strict=True,
    )
)
_VOWEL: Final = {
    letter: row[0]
    for row in ("アカサタナハマヤラワ", "イキシチニヒミリヰ", "ウクスツヌフムユル", "エケセテネヘメレヱ",
                "オコソトノホモヨロヲ")
    for letter in row
}  # fmt: skip
_LENGTH, _SMALL_LETTER, _REPEAT, _LARGE_LETTER = "0123"


def kana(text: str) -> str:
    """A フリガナ in its one form: full-width katakana, one ideographic space between the names.

    Half-width kana, hiragana and decomposed kana are read for what they are.
    """
    composed = unicodedata.normalize("NFKC", text.translate(_VOICING_MARKS))
    katakana = unicodedata.normalize("NFC", composed.translate(_HIRAGANA_TO_KATAKANA))
    lengthened = _LONG_MARKS.sub(lambda match: "ー" * len(match[0]), katakana)
    return KANA_SPACE.join(lengthened.split())


def kana_order(text: str) -> str:
    """A key whose plain code point order is the order of lists (JIS X 4061).

    The first part, up to ORDER_SEPARATOR, is what kana_search makes of the same text: letters
    without voicing, small as large, a long mark as the vowel before it. Then, where these are
    equal: clear before voiced before half-voiced; then long mark before small before repeated
    before large letters. Spaces do not count.
    """
    letters: list[str] = []
    voicing: list[str] = []
    size: list[str] = []
    for character in unicodedata.normalize("NFD", kana(text)):
        if character in (_VOICED, _HALF_VOICED) and letters:
            voicing[-1] = "1" if character == _VOICED else "2"
        elif not character.isspace() and character not in _PASSED_OVER:
            letter, its_size = _first_level(character, letters[-1] if letters else "")
            letters.append(letter)
            voicing.append("0")
            size.append(its_size)
    return ORDER_SEPARATOR.join(("".join(letters), "".join(voicing), "".join(size)))


def kana_search(text: str) -> str:
    """What to look for in the first part of kana_order: ヤマサキ, やまざき, ﾔﾏｻﾞｷ are one."""
    return kana_order(text).partition(ORDER_SEPARATOR)[0]


def _first_level(character: str, previous: str) -> tuple[str, str]:
    """The letter as it counts first, and what kind of writing it was."""
    if character == "ー" and previous:
        return _VOWEL.get(previous, previous), _LENGTH
    if character == "ヽ" and previous:
        return previous, _REPEAT
    if character in _SMALL:
        return _SMALL[character], _SMALL_LETTER
    return character.upper(), _LARGE_LETTER
