"""Ways to reach a firm hidden in a text: addresses, telephones, handles, legal numbers."""
import re
import unicodedata

from stdnum.jp import cn

from .hs_headings import LAST_HEADING
from .legal_ids import is_bin

AT = r"(?:@|\(\s*(?:at|собака|a)\s*\)|\[\s*at\s*\]|\s+at\s+|\s*собака\s*|\s*(?:アットマーク|アット|あっと)\s*)"
DOT = r"(?:\.|\(\s*(?:dot|точка)\s*\)|\[\s*(?:dot|\.)\s*\]|\s+dot\s+|\s+точка\s+|\s*ドット\s*)"
TLD = (r"(?:co\.jp|or\.jp|ne\.jp|com|net|org|info|biz|jp|kz|uz|kg|tj|tm|ru|su|cn|kr|de|tr|eu|io|рф|қаз|example"
       r"|ком|ру|кз|уз|asia|online|shop|site|store|tech|pro|app|dev|me|ai|cc|tv)")
# Possessive (++): a text made to keep the search busy must not succeed.
LABEL = r"(?=[\d_-]*[^\W\d_])[\w-]++"
NOT_A_SITE = re.compile(r"(?:asp|vb|ado|ml)\.net|socket\.io|\w{1,2}\.(?:ру|ком|уз)", re.I)
SPELLED_HOST = rf"(?:{LABEL}\s?{DOT}\s?){{1,8}}{TLD}(?![\w-])"
EMAIL = re.compile(rf"(?<![\w.+-])[\w.+-]++(?:\s?{AT}\s?{SPELLED_HOST}|@[\w-]++(?:\.[\w-]++)+)", re.I)
HOST = rf"(?<![\w-])(?:{LABEL}{DOT}){{1,8}}{TLD}(?![\w-])"
URL = re.compile(rf"h(?:tt|xx)ps?\s*:\s*/\s*/\s*\S+|www\s?\.\s?\S+|{HOST}(?:/\S*)?", re.I)
MESSENGER = (r"telegram|телеграмм?|тг|tg|whats\s?app|ватсап|вотсап|вацап|viber|вайбер|we\s?chat|微信|wechat|"
             r"line\s?id|ライン\s?id|skype|скайп|kakao(?:\s?talk)?|instagram|инстаграмм?|facebook|фейсбук|vk|вк")
HANDLE = re.compile(
    rf"(?<![\w.])@[A-Za-z0-9_.]{{3,}}|\b(?:{MESSENGER})\s?(?:id)?\s?(?::\s?@?|@)[A-Za-z0-9_.+-]{{4,}}"
    r"|\bline\s?id\s?:?\s?[A-Za-z0-9_.-]{4,}|\b(?-i:LINE)\s?:\s?(?=[\w.-]*\d)(?=[\w.-]*[a-z])[A-Za-z0-9_.-]{4,}", re.I)

UNIT = (r"(?:т\b|тонн|кг|килограмм|гр?\b|л\b|литр|м[²³2-3]?\b|км|га\b|шт|ед\b|тыс|млн|млрд|руб|тенге|сум|сом\b|"
        r"долл|евро|квт|мвт|вт\b|t\b|tons?|tonnes?|kg|g\b|l\b|lit|m[²³2-3]?\b|km|ha\b|pcs|pieces|units?|sets?|k?w\b|"
        r"[kmg]wh?\b|usd|eur|jpy|kzt|uzs|rub|million|billion|thousand|so.?m\b|"
        r"dona|дана|теңге|%|‰|\$|€|¥|₸|₽|円|万|億|台|本|個|トン|キロ|件|名|ドル|ユーロ)")
MONEY = r"(?:[$€¥₸₽£]|usd|eur|jpy|kzt|uzs|rub)"
HS_WORD = r"(?:\bhs\b|\bhts\b|тн\s?вэд|hs\s?コード|統計品番|税番)(?:\s?(?:codes?|коды?|コード|еаэс))?[\s:№#]*"
# Digits that mean something harmless are blanked before telephones are looked for.
HARMLESS = [re.compile(pattern, re.I) for pattern in (
    rf"{HS_WORD}\d{{2,4}}(?:[ .]?\d{{2}}){{0,2}}(?:[ .]?\d{{3}}[ .]?\d)?(?!\d)(?:\s?[,;、]\s?\d{{2,4}}(?:[ "
    rf".]?\d{{2}}){{0,2}}(?!\d))*",
    r"(?<!\d)\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)|(?<!\d)\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d{2}(?!\d)",
    r"(?<![\d-])(?:19|20)\d{2}(?:\s?[-–—−~〜/,]\s?(?:19|20)?\d{2}(?!\d)|(?:\s+(?:19|20)\d{2}\b)+)(?!\s?-\s?\d)",
    r"\b(?:iso|iec|iatf|гост|gost|din|jis|astm|oeko-?tex|fssc|исо|api|en|ту|ст\s?рк)[\s/]*[а-яa-z]{0,3}[\s/-]*"
    r"\d{2,6}(?:[-–.]\d{1,4})?(?:\s?[-–:]\s?(?:19|20)\d{2})?(?![\d-])",
    rf"(?<![\d+(-]){MONEY}?\s?\d{{1,3}}(?:[ '’.,]\d{{3}})+(?:[.,]\d+)?\s?{UNIT}|{MONEY}\s?\d{{1,3}}(?:[ "
    rf"'’.,]\d{{3}})+(?!\d)",
    rf"(?<![\d+(-])\d{{1,9}}(?:[.,]\d+)?\s?{UNIT}|(?<![\d+(-])\d{{1,3}}(?:[ '’.,]\d{{3}})*(?:[ '’.,]000)+(?![\d-])",
    r"(?<!\d)[1-9]\d{0,2}0000+(?!\d)",
)]
# Codes of goods without a word in front: 8422.30.00, 8422 30 000 1, or several of six digits in a row.
TARIFF = re.compile(r"(?<![\d+-])(\d{2})\d{2}[ .]\d{2}(?:[ .]\d{2}|[ .]\d{3}[ .]\d)?(?![\d-])(?!\s\d)"
                    r"|(?<![\d+-])(\d{2})\d{4}(?: \d{6})+(?!\d)")
NUMBER = re.compile(r"\+?\(?\d(?:[\s().\-‐‑–—−_*·•・\u20e3]{0,3}\d)+")
PHONE_WORD = re.compile(r"(?:тел\w*|моб\w*|факс|звон\w*|tel\w*|phone|mobile|call|fax|cell|電話|携帯|ファックス|"
                        r"whats\s?app|ватсап|qo.?ng.?iroq|☎|📞|📱|viber|вайбер|telegram)[\s.:：№/-]*$", re.I)
ID_WORD = re.compile(r"(?:бин|иин|инн|стир|bin|inn|stir|法人番号|登録番号|огрн|окпо)[\s.:：№-]*$", re.I)


def find_contacts(text: str) -> list[tuple[str, str]]:
    """(kind, words of the text) for every contact found."""
    # Full NFKC here: ①, ² and full-width digits dial just as well.
    text, finds = unicodedata.normalize("NFKC", text), []
    for kind, pattern in (("email", EMAIL), ("url", URL), ("handle", HANDLE)):
        found = [match.group().strip() for match in pattern.finditer(text)]
        finds += [(kind, words) for words in found if not NOT_A_SITE.fullmatch(words)]
        text = pattern.sub(_blank, text)
    for pattern in HARMLESS:
        text = pattern.sub(_blank, text)
    text = TARIFF.sub(lambda match: _blank(match) if (match[1] or match[2]) in LAST_HEADING else match.group(), text)
    numbers = ((_kind_of_number(match, text), match.group().strip()) for match in NUMBER.finditer(text))
    return finds + [(kind, found) for kind, found in numbers if kind]


def _blank(match: re.Match) -> str:
    return re.sub(r"\S", "¤", match.group())


def _kind_of_number(match: re.Match, text: str) -> str:
    """"phone", "legal_id" or "" for a run of digits with what people put between them."""
    digits = "".join(str(unicodedata.decimal(char)) for char in match.group() if char.isdecimal())
    before = text[max(0, match.start() - 20):match.start()]
    if ID_WORD.search(before) and len(digits) >= 8 or len(digits) == 13 and cn.is_valid(digits) or is_bin(digits):
        return "legal_id"
    if PHONE_WORD.search(before) and len(digits) >= 5 or match.group().startswith("+") and 7 <= len(digits) <= 15:
        return "phone"
    if re.fullmatch(
        r"\(?\d{2,3}\)?[ -]\d{2,3}-\d{2}-\d{2}|\d{3}-\d{2}-\d{2}|\(0?\d{2,5}\)\s?\d{2,4}[ -]?\d{2,4}", match.group()
    ):
        return "phone"
    if len(digits) < 9 or _is_series(match.group()):
        return ""
    return "phone" if len(digits) <= 15 else "legal_id"


def _is_series(number: str) -> bool:
    """Sizes or models one after the other: "1200 1500 1800", "10 20 30 40 50"."""
    groups = re.findall(r"\d+", number)
    return (len(groups) >= 3 and len({len(group) for group in groups}) == 1 and len(groups[0]) in (2, 4)
            and not number.startswith(("0", "+", "(")))
