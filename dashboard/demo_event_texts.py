"""Words and invented names for the events of the demonstration."""

FORUM_TITLES = {
    "en": "Business forum “Central Asia + Japan”",
    "ja": "「中央アジア＋日本」ビジネスフォーラム",
    "ru": "Деловой форум «Центральная Азия + Япония»",
    "kk": "«Орталық Азия + Жапония» бизнес-форумы",
    "uz": "«Markaziy Osiyo + Yaponiya» biznes forumi",
}
TASHKENT_TITLES = {
    "en": "Uzbekistan – Japan business forum, Tashkent",
    "ja": "ウズベキスタン・日本ビジネスフォーラム（タシケント）",
    "ru": "Деловой форум «Узбекистан — Япония», Ташкент",
    "uz": "Oʻzbekiston – Yaponiya biznes forumi, Toshkent",
}
THEMES = {
    "en": "Digitalisation, logistics, agriculture, heavy industry, energy, infrastructure, technology transfer.",
    "ja": "デジタル化、物流、農業、重工業、エネルギー、インフラ、技術移転。",
    "ru": "Цифровизация, логистика, сельское хозяйство, тяжёлая промышленность, энергетика, инфраструктура, передача "
          "технологий.",
}
REASONS = {
    "en": "The Japanese delegation cannot travel because of an earthquake advisory in Japan.",
    "ja": "日本国内の地震臨時情報のため、日本側代表団が渡航できなくなりました。",
    "ru": "Японская делегация не может приехать из-за предупреждения о землетрясении в Японии.",
    "uz": "Yaponiyada zilzila xavfi haqida ogohlantirish sababli Yaponiya delegatsiyasi kela olmaydi.",
}
# country → (family names, first names, how they are written, language, organisations)
PEOPLE = {
    "JP": (
        "佐々木 山本 中村 小林 加藤 吉田 山田 松本 井上 木村 林 清水 山崎 池田 阿部",
        "健一 恵子 大輔 美咲 拓也 直子 翔太 真理 浩二 由美",
        "ja",
        ("北陸精機", "瀬戸内物流", "関東農機", "東海エネルギー", "九州素材"),
    ),
    "KZ": (
        "Ахметов Омаров Сулейменов Жумабаев Касымов Нурланов Абдрахманов Ибраев Сейтказин Турсунов Байжанов Есенов",
        "Арман Дамир Ерлан Нурлан Тимур Айдар Болат Марат Серик Канат",
        "ru",
        ("ТОО «Степь Агро»", "АО «КазЛогистик»", "ТОО «Алатау Энерго»", "ТОО «Цифра»"),
    ),
    "UZ": (
        "Karimov Rahimov Yusupov Tursunov Saidov Nazarov Ergashev Qodirov Mirzayev Ismoilov",
        "Aziz Bekzod Dilshod Jasur Otabek Rustam Sardor Sherzod Ulugʻbek Xurshid",
        "uz",
        ("“Toshkent Tekstil” MChJ", "“Samarqand Meva” MChJ", "“Navoiy Kimyo” AJ"),
    ),
    "KG": ("Асанов Бакиров Токтогулов Усенов Жапаров", "Азамат Бакыт Нурбек Улан Эмиль", "ru", ("ОсОО «Ала-Тоо»",)),
    "TJ": ("Рахмонов Назаров Шарипов Саидов Холов", "Далер Фируз Рустам Сухроб Парвиз", "ru", ("ООО «Помир»",)),
}
# As the same people write themselves in Latin letters; of names in kanji nobody could derive it.
SPELT = """
佐々木 Sasaki 山本 Yamamoto 中村 Nakamura 小林 Kobayashi 加藤 Kato 吉田 Yoshida 山田 Yamada 松本 Matsumoto 井上 Inoue
木村 Kimura 林 Hayashi 清水 Shimizu 山崎 Yamazaki 池田 Ikeda 阿部 Abe 健一 Kenichi 恵子 Keiko 大輔 Daisuke 美咲 Misaki
拓也 Takuya 直子 Naoko 翔太 Shota 真理 Mari 浩二 Koji 由美 Yumi 北陸精機 Hokuriku-Seiki 瀬戸内物流 Setouchi-Logistics
関東農機 Kanto-Noki 東海エネルギー Tokai-Energy 九州素材 Kyushu-Materials 株式会社Minamin Minamin-Co.,-Ltd.
""".split()
LATIN = {own: latin.replace("-", " ") for own, latin in zip(SPELT[::2], SPELT[1::2], strict=True)}
SHARES = {"JP": 140, "KZ": 190, "UZ": 80, "KG": 25, "TJ": 15}  # 450
