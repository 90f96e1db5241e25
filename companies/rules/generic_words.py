"""Words that stand in many firms' names and so tell none of them from another."""
from core.sounds import sound_key

from .cities import PLACE_NAMES

TRADE = """
company co firm group holding corporation enterprise enterprises international global trade trading traders export
import service services solutions systems system industry industries industrial technology technologies tech engineering
consulting consult development invest investment capital finance market marketing logistics hub transport travel tour
tours tourism energy power solar electric electro elektro water oil gas metal metals rare steel mining machinery machine
machines equipment marine medical devices device medicine pharma food foods agro agri agritech farm brewery sake wool
textile textiles cashmere auto motors parts press precision plastic chemical paper print construction build building
design software code digital data network telecom media education eco eko bio green new plus center centre master best
first world union alliance star city house home factory works work plant lab labs studio shop store express used filling
robot robo semicon tungsten silk road sushi tech medtech it om solution
"""
CYRILLIC = """
компания фирма группа групп холдинг корпорация трейд трейдинг торг торговый дом экспорт импорт сервис услуги строй
техника тех технологии инжиниринг консалтинг инвест капитал финанс маркет логистик логистика транс транспорт тур туризм
энерго электро энергия вода нефть газ металл сталь машина маш мед медтех фарм агро пром завод комбинат фабрика бал мед
мёд дала су таза тамақ тағам құрылыс сауда авто деталь запчасть эко био плюс центр мастер бест союз альянс аренда дом
код суши кашмир кашемир об
"""
UZBEK = (
    "savdo qurilish mash energo quyosh agro sanoat tekstil xizmat ta'minot biznes eksport asal zamin oziq ovqat "
    "dori"
)
COUNTRIES = """
japan japanese nippon nihon kazakhstan kazakh qazaq qazaqstan uzbekistan uzbek kyrgyzstan kyrgyz tajikistan turkmenistan
asia central eurasia qazaqstan o‘zbekiston казахстан қазақстан казах қазақ узбекистан ўзбекистон кыргызстан таджикистан
туркменистан азия евразия жапония япония япон
"""
KANA = """
ソリューションズ ソリューション エンジニアリング テキスタイル アグリテック テクノロジー テクノ システム
システムズ サービス グループ ホールディングス トレーディング インターナショナル ジャパン ソーラー ウール
ロボット ロボ レアメタル プレス コーポレーション カンパニー インダストリー マシン エコ メディカル フード
フーズ ツーリスト トラベル コンサルティング
"""
# Pious formulas, also written as one sign (U+FDFA), stand in texts and names alike.
ARABIC = "صلى الله عليه وسلم بسم الرحمن الرحيم"
REGIONS = """
altai алтай алатау alatau тянь шань tian shan памир помир pamir pomir каспий caspian kaspiy арал aral степь steppe
жетысу zhetysu ертис irtysh иртыш сырдарья balkhash балхаш иссык куль issyk kul ысык көл ала тоо ala too чуй chuy нарын
naryn hokkaido tohoku kanto chubu hokuriku tokai kansai kinki chugoku shikoku kyushu shinshu setouchi nada okinawa
setonaikai aichi chiba hyogo ishikawa kanagawa hokkaido хоккайдо кюсю хонсю южный северный восточный западный шығыс
батыс оңтүстік north south east west northern southern eastern western
北海道 東北 関東 中部 北陸 東海 関西 近畿 中国 四国 九州 信州 瀬戸内 沖縄 日本 東京 大阪 京都 名古屋 札幌 神戸 横浜 福岡
"""
PLACES = frozenset(
    key for text in (COUNTRIES, REGIONS, " ".join(PLACE_NAMES))
    for word in text.split() for key in sound_key(word).split()
)
GENERIC = frozenset(
    key for text in (TRADE, CYRILLIC, UZBEK, ARABIC, COUNTRIES, KANA, REGIONS, " ".join(PLACE_NAMES))
    for word in text.split() for key in sound_key(word).split()
)
