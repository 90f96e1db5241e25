"""One folding, for comparing and searching only: what people write in several ways becomes one form, never kept
for showing.
"""

import re
import unicodedata
from functools import lru_cache

from .text import clean

APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʻʼ`´ʹʽˈ′＇‛"))
# Kazakh, Tajik and Uzbek letters as a Russian keyboard has them.
SAME_LETTER = str.maketrans("ёіїәғқңөұүһҳӣӯў", "еииагкноууххиуу")
# The kanji a family uses, and the one that keyboards and officials write for it.
KANJI = """
高髙 崎﨑嵜 斎齋齊斉 辺邊邉 沢澤 広廣 浜濱濵 島嶋嶌 富冨 恵惠 国國圀 桜櫻 真眞 竜龍 滝瀧 関關 徳德 吉𠮷 栄榮 円圓
黒黑 実實 寿壽 静靜 鉄鐵鐡鉃 豊豐 弥彌 与與 条條 薮藪 桧檜 曽曾 槙槇 遥遙 晃晄 礼禮 会會 学學 亜亞 為爲 壱壹 衛衞
応應 桑桒 峰峯 巌巖 館舘 気氣 区區 経經 剣劍 県縣 権權 検檢 険險 穂穗 児兒 蔵藏 桟棧 参參 釈釋 収收 従從 縦縱 処處
将將 焼燒 称稱 証證 乗乘 浄淨 畳疊 穣穰 触觸 慎愼 尽盡 図圖 瀬瀨 専專 浅淺 戦戰 銭錢 潜潛 繊纖 禅禪 双雙 壮壯 争爭
荘莊 総總 属屬 続續 体體 対對 台臺 択擇 担擔 団團 断斷 遅遲 昼晝 虫蟲 鋳鑄 庁廳 聴聽 鎮鎭 点點 伝傳 転轉 灯燈 当當
党黨 稲稻 独獨 読讀 縄繩 弐貳 売賣 麦麥 発發 蛮蠻 並竝 仏佛 払拂 宝寶 翻飜 万萬 満滿 黙默 訳譯 薬藥 誉譽 様樣 来來
頼賴 覧覽 両兩 緑綠 塁壘 励勵 霊靈 恋戀 労勞 楼樓 郎郞 録錄 湾灣 涼凉 鴎鷗 靭靱 祢禰 柳栁桺 野埜 兎兔 凛凜 尭堯 晋晉
瑶瑤 萌萠 緒緖 清淸 青靑 淵渕 諌諫 頚頸 籠篭 砺礪 鉱鑛砿 梼檮 涛濤 芦蘆 竈竃 壷壺 聡聰 鶏鷄 岳嶽 陥陷 顕顯 歓歡 観觀
帰歸 旧舊 挙擧 峡峽 狭狹 暁曉 駆驅 勲勳 径徑 渓溪 継繼 芸藝 欠缺 撃擊 研硏 献獻 験驗 厳嚴 効效 恒恆 号號 済濟 剤劑
雑雜 賛贊 糸絲 歯齒 写寫 粛肅 叙敍 奨奬 譲讓 嬢孃
"""
USUAL_KANJI = str.maketrans({other: group[0] for group in KANJI.split() for other in group[1:]})
KANA = "ぁ-ゖァ-ヺ"
# The sign for a long vowel is often a dash in full width, or any dash behind kana in half width.
DASH_FOR_VOWEL = re.compile(f"(?<=[{KANA}ｦ-ﾟ])[－−―─—]|(?<=[ｦ-ﾟ])-")
REPEATED = re.compile("([\u3400-\u9fff])(々+)")
FOREIGN_V = str.maketrans("ゔゕゖゐゑぢづ", "ぶかけいえじず")
BEFORE_SMALL = {"ゔぁ": "ば", "ゔぃ": "び", "ゔぇ": "べ", "ゔぉ": "ぼ"}
LAST_VOWEL = re.compile("(?<=[ぁ-ゖー]{2}[ぁ-ゖ])ー+(?![^ ])")
# ㈱ is (株) in one width.
FORMS = {"株": "株式会社", "有": "有限会社", "同": "合同会社"}
FORM = re.compile(r"\((株|有|同)\)|(株式会社|有限会社|合同会社)")


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """Case, width, accents, apostrophes, punctuation, kinds of kana and variants of kanji no longer differ."""
    text = long_vowels(clean(text)).translate(APOSTROPHES)
    text = same_kanji(unicodedata.normalize("NFKC", text)).casefold()
    text = FORM.sub(lambda found: f" {found[2] or FORMS[found[1]]} ", text)
    text = _plain_latin(text.translate(SAME_LETTER)).translate(APOSTROPHES)
    return LAST_VOWEL.sub("", _one_kana(" ".join(_words(text).split())))


def same_kanji(text: str) -> str:
    """髙橋 as 高橋, 佐々木 as 佐佐木."""
    text = REPEATED.sub(lambda found: found[1] * (1 + len(found[2])), text)
    return text.translate(USUAL_KANJI)


def long_vowels(text: str) -> str:
    """メ－カ－ as メーカー."""
    return DASH_FOR_VOWEL.sub("ー", text)


def _one_kana(text: str) -> str:
    """Hiragana for both; ヴァ as バ, ヶ as ケ."""
    text = "".join(chr(ord(char) - 0x60) if "ァ" <= char <= "ヶ" else char for char in text)
    for written, said in BEFORE_SMALL.items():
        text = text.replace(written, said)
    return text.translate(FOREIGN_V)


def _plain_latin(text: str) -> str:
    """Latin letters without their accents."""
    plain = []
    for char in text:
        base = unicodedata.normalize("NFD", char)[0] if char > "\x7f" else char
        plain.append(base if "a" <= base <= "z" else char)
    return "".join(plain)


def _words(text: str) -> str:
    """Letters and digits; a loose accent goes, and what chooses the shape of a kanji; any other sign is a space."""
    kept = [" "]
    for char in text:
        kind = unicodedata.category(char)[0]
        if kind in "LN":
            kept.append(char)
        elif kind == "M":
            kept.append("" if kept[-1].isascii() or _chooses_shape(char) else char)
        else:
            kept.append(" ")
    return "".join(kept)


def _chooses_shape(char: str) -> bool:
    return "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"
