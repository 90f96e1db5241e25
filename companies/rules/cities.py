"""One key for a city under all the names people give it."""
import re
from functools import lru_cache

from core.sounds import sound_key
from core.text import plain

# One city a line: every name that does not already sound alike. Districts and prefectures are cut off before looking.
ALIASES = """
Өскемен|Oskemen|Ust-Kamenogorsk|Усть-Каменогорск|Ust Kamenogorsk
Астана|Astana|Нур-Султан|Нұр-Сұлтан|Nur-Sultan|Акмола|Целиноград
Алматы|Almaty|Алма-Ата|Alma-Ata
Шымкент|Shymkent|Чимкент|Chimkent
Қостанай|Костанай|Kostanay|Кустанай
Ақтөбе|Актобе|Aktobe|Актюбинск
Ақтау|Актау|Aktau|Шевченко
Қарағанды|Караганда|Karaganda|Qaraghandy|Qaragandy
Семей|Semey|Семипалатинск|Semipalatinsk
Орал|Oral|Уральск|Uralsk
Қызылорда|Кызылорда|Kyzylorda
Тараз|Taraz|Джамбул|Жамбыл
Көкшетау|Кокшетау|Kokshetau|Кокчетав
Петропавл|Петропавловск|Petropavl|Petropavlovsk
Атырау|Atyrau|Гурьев
Қорғас|Хоргос|Khorgos|Korgas|Horgos
Риддер|Ridder|Лениногорск
Ташкент|Toshkent|Tashkent|Тошкент
Самарканд|Samarqand|Samarkand|Самарқанд
Бухара|Buxoro|Bukhara|Бухоро
Фергана|Farg‘ona|Fergana|Фарғона|Farghona
Андижан|Andijon|Andijan|Андижон
Наманган|Namangan
Навои|Navoiy|Navoi|Навоий
Карши|Qarshi|Karshi|Қарши
Ургенч|Urganch|Urgench|Урганч
Хива|Xiva|Khiva
Джизак|Jizzax|Jizzakh|Жиззах
Коканд|Qo‘qon|Kokand|Қўқон
Термез|Termiz|Termez
Бишкек|Bishkek|Фрунзе
Каракол|Karakol|Пржевальск
Ош|Osh
Джалал-Абад|Жалал-Абад|Jalal-Abad
Душанбе|Dushanbe|Сталинабад
Худжанд|Хуҷанд|Khujand|Ленинабад
Бохтар|Bokhtar|Курган-Тюбе
Ашхабад|Ashgabat|Aşgabat
Туркменбаши|Türkmenbaşy|Turkmenbashi|Красноводск
東京|Tokyo|Токио|東京都
大阪|Osaka|Осака
名古屋|Nagoya|Нагоя
札幌|Sapporo|Саппоро
京都|Kyoto|Киото
神戸|Kobe|Кобе
横浜|Yokohama|Иокогама
川崎|Kawasaki|Кавасаки
福岡|Fukuoka|Фукуока
北九州|Kitakyushu|Китакюсю
広島|Hiroshima|Хиросима
仙台|Sendai|Сендай
新潟|Niigata|Ниигата
金沢|Kanazawa|Канадзава
豊田|Toyota|Тоёта
呉|Kure|Курэ
帯広|Obihiro|Обихиро
吹田|Suita|Суита
諏訪|Suwa|Сува
市川|Ichikawa|Итикава
千葉|Chiba|Тиба
さいたま|Saitama|Сайтама
浜松|Hamamatsu|Хамамацу
静岡|Shizuoka|Сидзуока
岡山|Okayama|Окаяма
熊本|Kumamoto|Кумамото
鹿児島|Kagoshima|Кагосима
長崎|Nagasaki|Нагасаки
富山|Toyama|Тояма
福井|Fukui|Фукуи
長野|Nagano|Нагано
松山|Matsuyama|Мацуяма
高松|Takamatsu|Такамацу
那覇|Naha|Наха
四日市|Yokkaichi|四日|Ёккаити
廿日市|Hatsukaichi|廿日|Хацукаити
"""
PREFECTURE = re.compile("^(?:北海道|東京都|京都府|大阪府|.{2,3}?県)(?=.)")
MUNICIPALITY = re.compile("^(.+?市(?=市)|.+?)(?:市|区|町|村)")
# Words that say what kind of place it is, or which country it lies in.
AROUND_WORDS = """
г город гор қаласы қ city shahri sh шаҳри шаары ш область обл облысы viloyati region oblast prefecture ken shi район
ауданы tumani ВКО ЗКО СКО Казахстан Kazakhstan Қазақстан Узбекистан Uzbekistan Oʻzbekiston Кыргызстан Kyrgyzstan
Таджикистан Tajikistan Japan Япония
"""
AROUND = {sound_key(word) for word in AROUND_WORDS.split()}


@lru_cache(maxsize=4096)
def city_key(city: str) -> str:
    """Comparable form: Өскемен = Ust-Kamenogorsk; "" when nothing was given."""
    text = _without_prefecture(plain(city))
    words = [word for word in sound_key(text).split() if word not in AROUND and not word.isdigit()]
    for size in range(min(3, len(words)), 0, -1):
        for start in range(len(words) - size + 1):
            known = BY_NAME.get(" ".join(words[start:start + size]))
            if known:
                return known
    return " ".join(words)


def _without_prefecture(city: str) -> str:
    if city.startswith("東京都"):
        return "東京"
    shorter = PREFECTURE.sub("", city)
    match = MUNICIPALITY.match(shorter)
    return match.group(1) if match and shorter[0] > "\u2e80" else shorter


GROUPS = [line.split("|") for line in ALIASES.strip().splitlines()]
BY_NAME = {sound_key(name): sound_key(group[1]) for group in GROUPS for name in group}
PLACE_NAMES = frozenset(name for group in GROUPS for name in group)
