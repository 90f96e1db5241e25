"""Words of goods and of everyday speech that firms also take as names: whoever writes one is asked what it means."""
from core.sounds import sound_key

GOODS = """
honey milk butter cheese meat beef lamb horse fish egg eggs bread flour wheat barley rice corn maize oats rye bean
beans soy soya buckwheat linen flax cotton silk wool leather felt carpet yarn thread cloth fur liquorice licorice
tea coffee sugar salt spice saffron apple apples apricot melon grape grapes wine walnut walnuts almond almonds
pistachio raisins tomato onion garlic carrot potato vegetables fruit fruits juice beer sunflower oilseed fodder feed
seed seeds timber wood coal copper zinc lead tin gold silver platinum uranium titanium lithium iron cast alloy
cement brick glass ceramic marble granite sand stone clay pump pumps valve valves filter filters membrane boiler
turbine engine battery cable transformer crane tractor excavator greenhouse irrigation drone camera sensor laser
optics lens mirror soap candle toy furniture bicycle boat ship yacht paint rubber tyre tire packaging bottle barrel
hotel well spring bridge tower garden field valley mountain river lake sea ocean sun moon sky wind snow rain fire
light horizon dawn progress success friendship мёд молоко масло сыр мясо говядина баранина конина рыба яйцо хлеб
мука пшеница ячмень рис кукуруза овёс рожь фасоль горох соя гречиха гречка лён хлопок шёлк шерсть кожа войлок ковёр
пряжа нить ткань мех солодка чай кофе сахар соль специи шафран яблоко абрикос курага дыня виноград вино орех миндаль
фисташка изюм томат помидор лук чеснок морковь картофель овощи фрукты ягода сок пиво подсолнечник корм семена зерно
лес древесина уголь медь цинк свинец олово золото серебро уран титан литий железо чугун сплав цемент кирпич стекло
керамика мрамор гранит песок камень глина насос клапан фильтр мембрана котёл турбина двигатель аккумулятор кабель
трансформатор кран трактор экскаватор теплица дрон датчик лазер оптика мыло мебель лодка краска резина шина упаковка
бутылка отель гостиница скважина водоканал родник мост башня сад поле долина гора река озеро море солнце луна небо
ветер снег огонь свет горизонт рассвет прогресс успех дружба молочный крупяной тёплый зерновой мясной рыбный
плодовый садовый горный степной золотой серебряный чистый край двор сеть опт колос нива урожай крупа мельница
пекарня ферма сыровар строитель механик монтаж ремонт перевозка склад алмаз рубин жемчуг кристалл роза сокол орёл
барс беркут бал сүт май ірімшік қымыз шұбат ет балық жұмыртқа нан ұн бидай арпа күріш жүгері бұршақ қарақұмық мақта
жібек жүн тері киіз кілем мата мия шай қант тұз алма өрік қауын жүзім жаңғақ қызанақ пияз сарымсақ картоп көкөніс
жеміс шырын күнбағыс жем тұқым астық ағаш көмір мыс мырыш қорғасын алтын күміс темір болат шойын кірпіш шыны тас құм
саз сорғы сүзгі қазан жылыжай сабын жиһаз қайық бояу бұлақ көпір мұнара бақ дала алқап тау өзен көл теңіз күн ай
аспан жел қар от жарық ақ қара көк сары береке достық мирас ынтымақ бірлік жеңіс болашақ өркен дәулет ырыс игілік
өнеркәсіп өнеркәсібі тігін шеберхана диқан қойма тасымал сапа тұлпар қыран asal sut yogʻ moy pishloq goʻsht baliq
tuxum non un bugʻdoy arpa guruch sholi makkajoʻxori loviya nokat mosh grechka paxta ipak jun teri kigiz gilam mato
shirinmiya choy shakar tuz olma oʻrik qovun tarvuz uzum mayiz yongʻoq bodom pista pomidor piyoz sarimsoq kartoshka
sabzavot meva sharbat kungaboqar yem urugʻ don yogʻoch koʻmir mis rux oltin kumush temir poʻlat sement gʻisht shisha
tosh qum nasos filtr qozon issiqxona sovun mebel boʻyoq buloq koʻprik minora bogʻ dala vodiy togʻ daryo koʻl dengiz
quyosh oy osmon shamol qor olov nur baraka doʻstlik sharq tong yulduz ishonch hunarmand usta
"""
JAPANESE = """
はちみつ さくら みどり ひかり みらい のぞみ つばさ あさひ いろは ふじ ゆめ こだま やまびこ すみれ ひまわり まこと
きぼう ハチミツ サクラ ミドリ ヒカリ アサヒ ミライ フジ ユメ ガラス タイヤ ポンプ バルブ フィルター センサー
レーザー カメラ バッテリー ケーブル モーター エンジン タービン ボイラー クレーン トラクター ドローン ロボット タオル
シルク コットン コーヒー チーズ バター ワイン ビール パスタ ソース オイル オリーブ りんご みかん ぶどう いちご
トマト きのこ 蜂蜜 牛乳 牛肉 豚肉 鶏肉 鮮魚 水産 青果 野菜 果物 果実 米 麦 小麦 大豆 蕎麦 豆腐 味噌 醤油 緑茶 茶
清酒 日本酒 焼酎 酒 梅酒 砂糖 塩 油 絹 綿 羊毛 毛織 織物 繊維 皮革 木材 石炭 石油 鉄鋼 鉄 鋼 銅 金 銀 亜鉛 硝子 陶器
磁器 石材 砂 機械 工具 金型 刃物 弁 電池 電線 変圧器 電機 半導体 光学 時計 家具 玩具 船舶 自動車 塗料 化学 薬品 肥料
種苗 花 竹 紙 印刷 包装 製粉 製茶 精米 酒造 朝日 太陽 旭 富士 光 緑 桜 未来 希望 大和 平和 中央 第一 東洋 丸
"""


def _keys(words: list[str]) -> frozenset[str]:
    return frozenset(key for word in words for key in sound_key(word).split())


# By script: written in another one, a word of goods is no more than a name.
EVERYDAY = {
    "LATIN": _keys([word for word in GOODS.split() if word.casefold() < "\u0400"]),
    "CYRILLIC": _keys([word for word in GOODS.split() if word.casefold() >= "\u0400"]),
    "JAPANESE": frozenset(map(sound_key, JAPANESE.split())),
}
