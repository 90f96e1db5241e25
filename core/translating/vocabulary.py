"""How five languages write magnitudes, units, currencies, months and small numbers; read by `figures` only."""

MAGNITUDES = {
    100: r"hundred|сотен|сотни|百",
    10**3: r"thousand|тыс\.?|тысяч\w*|мың\w*|ming\w{0,4}|千|k(?![\w/])",
    10**4: r"万",
    10**6: r"millions?|mln\.?|миллион\w*|млн\.?|million\w*|m(?=\s?(?:usd|eur|jpy|yen|dollars|euros?)\b)",
    10**8: r"億",
    10**9: r"billions?|bn|миллиард\w*|млрд\.?|mlrd\.?|milliard\w*",
    10**12: r"trillions?|триллион\w*|трлн\.?|trln\.?|trillion\w*|兆",
}
# Behind a number. Endings of cases follow the word, in Kazakh and Uzbek also behind a hyphen.
UNITS = {
    "t": r"(?:metric )?tons?|tonnes?|тонн\w*|tonn\w*|トン|т(?:-\w+)?|t(?:-\w+)?",
    "kg": r"kg(?:-\w+)?|кг(?:-\w+)?|kilograms?|килограмм\w*|kilogramm\w*|kilos?|キログラム|キロ",
    "g": r"g|г|гр|grams?|грамм\w*|gramm\w*|グラム",
    "mg": r"mg|мг|ミリグラム",
    "l": r"l|л|lit(?:er|re)s?|литр\w*|litr\w*|リットル",
    "ml": r"ml|мл|millilit(?:er|re)s?|миллилитр\w*|millilitr\w*|ミリリットル",
    "mm": r"mm|мм|ミリ(?:メートル)?",
    "cm": r"cm|см|センチ(?:メートル)?",
    "m": r"m|м|met(?:er|re)s?|метр\w*|metr\w*|メートル",
    "km": r"km|км|kilomet(?:er|re)s?|километр\w*|kilometr\w*|шақырым\w*|キロメートル",
    "m2": r"m2|m²|м2|м²|кв\. ?м|sq\.? ?m|square met(?:er|re)s?|квадратн\w+ метр\w*|шаршы метр\w*|"
          r"kvadrat metr\w*|平方メートル|平米|㎡",
    "m3": r"m3|m³|м3|м³|куб\. ?м|cubic met(?:er|re)s?|кубическ\w+ метр\w*|текше метр\w*|kub metr\w*|"
          r"立方メートル|㎥",
    "ha": r"ha|га|hectares?|гектар\w*|gektar\w*|ヘクタール",
    "kW": r"kw|квт|kvt|киловатт\w*|kilovatt\w*|キロワット",
    "MW": r"mw|мвт|мегаватт\w*|メガワット",
    "kWh": r"kwh|квт[·⋅*]?ч|kvt[·⋅*-]?soat|キロワット時",
    "V": r"v|в|volts?|вольт\w*|volt\w*|ボルト",
    "Hz": r"hz|гц|hertz|герц\w*|gers|ヘルツ",
    "%": r"%|％|percent|per cent|процент\w*|пайыз\w*|foiz\w*|パーセント",
    "C": r"°\s?[cс]|℃|degrees?(?: celsius)?|градус\w*|daraja\w*|度",
    "hour": r"hours?|час(?:а|ов)?|сағат\w*|soat\w*|時間",
    "day": r"(?:business |working |calendar )?days?|(?:рабоч\w+ |календарн\w+ )?(?:дн(?:я|ей|и|ям|ями)|день|сут\w+)|"
           r"(?:жұмыс )?күн\w*|(?:ish )?kun\w*|営業日|日間?",
    "week": r"weeks?|недел\w*|апта\w*|hafta\w*|週間?",
    "month": r"months?|месяц\w*|мес\.?|ай(?:дан|ға|да|дың|лық|ы)?|oy(?:dan|ga|da|ning|lik|i)?|[かカヶケ箇個]月間?",
    "year": r"years?|год(?:а|у|ом)?|лет|жыл\w*|yil\w*|年間?",
}
# Recognised behind a stroke or "per" and anywhere in the text, with no number before them.
PLAIN_UNITS = ("kg", "ml", "m2", "m3", "km", "kW", "MW", "kWh", "%")
CURRENCIES = {
    "USD": r"usd|us\$|\$|(?<![ァ-ヴー])(?:米)?ドル|(?:u\.?s\.? )?dollars?|(?:американск\w+ )?доллар\w*(?: сша)?|"
           r"долл\.?|(?:ақш )?доллар\w*|(?:aqsh )?dollar\w*",
    "EUR": r"eur|€|euros?|евро|еуро(?!п)\w*|yevro(?!p)\w*|ユーロ(?!圏)",
    "JPY": r"jpy|¥|￥|yens?|(?:японск\w+ )?[ий]ен(?:а|ы|у|е|ой|ам)?|[ий]ен(?:амен|аға|адан|алық)|i?yen[ao]\w*|"
           r"日本円",
    "KZT": r"kzt|₸|tenge\w*|тенге|теңге\w*|テンゲ",
    "UZS": r"uzs|so['ʻʼ’‘`]m\w*|сўм\w*|スム(?!ー)",
    "RUB": r"rub|₽|r(?:o)?ubles?|рубл\w*|руб\.?|rubl\w*|ルーブル",
    "CNY": r"cny|rmb|yuan\w*|юан\w*|人民元",
    "KGS": r"kgs|ソム",
}
# Words of other things too, so that only those behind a number count.
COUNTED_CURRENCIES = {
    "JPY": r"円|yen", "CNY": r"元", "UZS": r"sums?|soums?|сум(?:ов|а|ы|у|дан)?", "KGS": r"soms?|сом(?:ов|а|ы|у|ға)?",
}
MONTHS = {
    "en": "january february march april may june july august september october november december",
    "ru": "январ феврал март апрел ма[йяе] июн июл август сентябр октябр ноябр декабр",
    "kk": "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан",
    "uz": "yanvar fevral mart aprel may iyun iyul avgust sentabr oktabr noyabr dekabr",
}
# Also words for something else: they count beside a figure only.
ALSO_OTHER = {"march", "may", "ма[йяе]", "март", "mart", "маусым", "қазан", "наурыз"}
WORDS = {
    "en": "2 two|3 three|4 four|5 five|6 six|7 seven|8 eight|9 nine|10 ten|12 twelve|15 fifteen|20 twenty|30 thirty|"
          "40 forty|50 fifty|100 (?:a|one) hundred",
    "ru": "2 дв(?:а|е|ух|ум|умя)|3 тр(?:и|[её]х|[её]м|емя)|4 четыр(?:е|[её]х|[её]м|ьмя)|5 пят(?:ь|и|ью)|6 шест(?:ь|и)|"
          "7 сем(?:ь|и)|8 вос(?:емь|ьми)|9 девят(?:ь|и)|10 десят(?:ь|и)|12 двенадцат(?:ь|и)|15 пятнадцат(?:ь|и)|"
          "20 двадцат(?:ь|и)|30 тридцат(?:ь|и)|40 сорока?|50 пят(?:ьдесят|идесяти)|100 ста?",
    "kk": "2 екі|3 үш|4 төрт|5 бес|6 алты|7 жеті|8 сегіз|9 тоғыз|10 он|20 жиырма|30 отыз|40 қырық|50 елу|100 жүз",
    "uz": "2 ikki(?:ta)?|3 uch(?:ta)?|4 toʻrt(?:ta)?|5 besh(?:ta)?|6 olti(?:ta)?|7 yetti(?:ta)?|8 sakkiz(?:ta)?|"
          "9 toʻqqiz(?:ta)?|10 oʻn(?:ta)?|20 yigirma(?:ta)?|30 oʻttiz(?:ta)?|40 qirq(?:ta)?|50 ellik(?:ta)?|"
          "100 yuz(?:ta)?",
}
KANJI = {sign: value for value, sign in enumerate("一二三四五六七八九", 1)} | {"十": 10, "百": 100, "千": 1000}
# What makes a kanji a number: 二つ, 三社, 五百万円; not 三菱 or 一般.
COUNTERS = (
    r"(?=つ|社|名|人|台|本|個|件|点|種類|回|倍|割|箱|袋|円|万|億|トン|キロ|週間|日間|年間|時間|[かカヶケ]月|カ国|か国)"
)
# "a month", 毎月: for how long a figure holds; "one month" counts as this too.
PERIODS = {
    "en": {
        "hour": r"\b(?:an|per|each|every|one|1) hour\b|\bhourly", "day": r"\b(?:a|per|each|every|one|1) day\b|\bdaily",
        "week": r"\b(?:a|per|each|every|one|1) week\b|\bweekly",
        "month": r"\b(?:a|per|each|every|one|1) month\b|\bmonthly",
        "year": r"\b(?:a|per|each|every|one|1) year\b|\byearly|\bannual|per annum",
    },
    "ru": {
        "hour": r"\b(?:в|за|каждый|один|1) час\b|\bежечасн",
        "day": r"\b(?:в|за|каждый|один|1) (?:день|сутки)\b|\bежедневн|\bодного дня",
        "week": r"\b(?:в|за|каждую|одну|1) неделю\b|\bеженедельн|\bодной недели",
        "month": r"\b(?:в|за|каждый|один|1) месяц\b|\bежемесячн|\bодного месяца",
        "year": r"\b(?:в|за|каждый|один|1) год\b|\bежегодн|\bодного года|\bгодов",
    },
    "kk": {
        "hour": r"\bсағатына|\bсағат сайын|\b(?:бір|1) сағат",
        "day": r"\bкүніне|\bкүн сайын|\b(?:бір|1) күн|\bтәулігіне",
        "week": r"\bаптасына|\bапта сайын|\b(?:бір|1) апта", "month": r"\bайына|\bай сайын|\b(?:бір|1) ай",
        "year": r"\bжылына|\bжыл сайын|\b(?:бір|1) жыл|\bжылдық",
    },
    "uz": {
        "hour": r"\bsoatiga|\bhar soat|\b(?:bir|1) soat", "day": r"\bkuniga|\bhar kun|\b(?:bir|1) kun",
        "week": r"\bhaftasiga|\bhar hafta|\b(?:bir|1) hafta", "month": r"\boyiga|\bhar oy|\boylik|\b(?:bir|1) oy",
        "year": r"\byiliga|\bhar yil|\byillik|\b(?:bir|1) yil",
    },
    "ja": {
        "hour": r"(?<!\d)[1一]時間|毎時|(?<!\d)時間[あ当]たり",
        "day": r"(?<!\d)[1一]日(?:に|[あ当]たり|以内|で)|毎日|日産",
        "week": r"(?<!\d)[1一]週間|毎週|(?<!\d)週に",
        "month": r"(?<!\d)[1一][かカヶケ箇]月|毎月|(?<![かカヶケ箇\d])月(?:間|に|産|[あ当]たり)",
        "year": r"(?<!\d)[1一]年(?!\d)|毎年|(?<![\d一二三四五六七八九十])年(?:間|に|産|[あ当]たり)",
    },
}
TIMES = frozenset(("hour", "day", "week", "month", "year"))
