"""The memorandum of 9 August 2024 between Minamin and Atameken, as the portal carries it.

A summary of its purpose and its five commitments in the portal's own words; the signed paper itself is kept by the
parties.
"""

from datetime import date

from ..enums import CommitmentKey

NUMBER = "M-2024-001"
SIGNED_ON = date(2024, 8, 9)
PLACE = "Astana"
TITLES = {
    "en": "Memorandum of understanding between Minamin Co., Ltd. and the chamber Atameken",
    "ja": "株式会社Minaminとカザフスタン商工会議所アタメケンとの覚書",
    "ru": "Меморандум о взаимопонимании между компанией Minamin и палатой «Атамекен»",
    "kk": "Minamin компаниясы мен «Атамекен» палатасы арасындағы өзара түсіністік туралы меморандум",
    "uz": "Minamin kompaniyasi va «Atameken» palatasi oʻrtasidagi oʻzaro anglashuv memorandumi",
}
PURPOSES = {
    "en": "To widen and develop mutually beneficial cooperation in trade, economy and science between firms of both "
    "countries, on the principle of equality and mutual benefit.",
    "ja": "平等と相互利益の原則に基づき、両国の企業間における相互に有益な貿易・経済・科学の協力を広げ、発展させる。",
    "ru": "Расширять и развивать взаимовыгодное торговое, экономическое и научное сотрудничество между компаниями двух "
    "стран на основе равенства и взаимной выгоды.",
    "kk": "Екі елдің компаниялары арасындағы өзара тиімді сауда, экономикалық және ғылыми ынтымақтастықты теңдік пен "
    "өзара пайда қағидаты негізінде кеңейту және дамыту.",
    "uz": "Ikki mamlakat kompaniyalari oʻrtasidagi oʻzaro manfaatli savdo, iqtisodiy va ilmiy hamkorlikni tenglik va "
    "oʻzaro manfaat tamoyili asosida kengaytirish va rivojlantirish.",
}
COMMITMENTS = [
    (
        CommitmentKey.COOPERATION,
        {
            "en": "Cooperation between firms",
            "ja": "企業間の協力",
            "ru": "Сотрудничество компаний",
            "kk": "Компаниялар ынтымақтастығы",
            "uz": "Kompaniyalar hamkorligi",
        },
        {
            "en": "Both sides help their member firms and organisations to come into direct business contact and to "
            "cooperate, in industry, investment, finance, insurance, science and other fields.",
            "ja": "双方は、産業・投資・金融・保険・科学その他の分野で、会員企業や団体が直接に"
            "取引の接点を持ち、協力できるように支援する。",
            "ru": "Обе стороны помогают своим компаниям и организациям устанавливать прямые деловые контакты и "
            "сотрудничать в промышленности, инвестициях, финансах, страховании, науке и других областях.",
            "kk": "Екі тарап өз компаниялары мен ұйымдарына өнеркәсіп, инвестиция, қаржы, сақтандыру, ғылым және басқа "
            "салаларда тікелей іскерлік байланыс орнатуға және ынтымақтасуға көмектеседі.",
            "uz": "Ikkala tomon oʻz kompaniya va tashkilotlariga sanoat, investitsiya, moliya, sugʻurta, fan va boshqa "
            "sohalarda toʻgʻridan-toʻgʻri ishbilarmonlik aloqalarini oʻrnatish va hamkorlik qilishda yordam beradi.",
        },
    ),
    (
        CommitmentKey.INFORMATION,
        {
            "en": "Exchange of information",
            "ja": "情報交換",
            "ru": "Обмен информацией",
            "kk": "Ақпарат алмасу",
            "uz": "Axborot almashinuvi",
        },
        {
            "en": "Both sides regularly tell each other what matters for business: economic news, investment rules, "
            "export possibilities and import requirements.",
            "ja": "双方は、経済情報、投資に関する規則、輸出の可能性、輸入の要件など、"
            "事業に必要な情報を定期的に伝え合う。",
            "ru": "Обе стороны регулярно сообщают друг другу важное для бизнеса: экономические новости, правила "
            "инвестирования, возможности экспорта и требования к импорту.",
            "kk": "Екі тарап бизнеске маңызды мәліметтерді тұрақты түрде бөліседі: экономикалық жаңалықтар, инвестиция "
            "ережелері, экспорт мүмкіндіктері және импорт талаптары.",
            "uz": "Ikkala tomon biznes uchun muhim maʼlumotlarni muntazam almashadi: iqtisodiy yangiliklar, "
            "investitsiya qoidalari, eksport imkoniyatlari va import talablari.",
        },
    ),
    (
        CommitmentKey.EXPERIENCE,
        {
            "en": "Exchange of experience",
            "ja": "経験の共有",
            "ru": "Обмен опытом",
            "kk": "Тәжірибе алмасу",
            "uz": "Tajriba almashinuvi",
        },
        {
            "en": "Both sides periodically share what they know about supporting and training firms, in industry, "
            "export, investment, finance, insurance and other fields.",
            "ja": "双方は、産業・輸出・投資・金融・保険その他の分野における企業の支援と研修について、"
            "情報と経験を定期的に分かち合う。",
            "ru": "Обе стороны периодически делятся опытом поддержки и обучения компаний в промышленности, экспорте, "
            "инвестициях, финансах, страховании и других областях.",
            "kk": "Екі тарап өнеркәсіп, экспорт, инвестиция, қаржы, сақтандыру және басқа салаларда компанияларды "
            "қолдау мен оқыту тәжірибесімен мезгіл-мезгіл бөліседі.",
            "uz": "Ikkala tomon sanoat, eksport, investitsiya, moliya, sugʻurta va boshqa sohalarda kompaniyalarni "
            "qoʻllab-quvvatlash va oʻqitish tajribasini davriy ravishda baham koʻradi.",
        },
    ),
    (
        CommitmentKey.VISITS,
        {
            "en": "Visits and bilateral meetings",
            "ja": "相互訪問と二者間の商談",
            "ru": "Визиты и двусторонние встречи",
            "kk": "Сапарлар мен екіжақты кездесулер",
            "uz": "Tashriflar va ikki tomonlama uchrashuvlar",
        },
        {
            "en": "Both sides support visits of delegates to each other and meetings between business people of Japan "
                  "and Kazakhstan.",
            "ja": "双方は、代表者の相互訪問と、日本とカザフスタンの実業家による二者間の会合の開催を支援する。",
            "ru": "Обе стороны содействуют взаимным визитам делегатов и встречам деловых людей Японии и Казахстана.",
            "kk": "Екі тарап делегаттардың өзара сапарларына және Жапония мен Қазақстан іскер адамдарының "
                  "кездесулеріне қолдау көрсетеді.",
            "uz": "Ikkala tomon delegatlarning oʻzaro tashriflarini hamda Yaponiya va Qozogʻiston ishbilarmonlarining "
            "uchrashuvlarini qoʻllab-quvvatlaydi.",
        },
    ),
    (
        CommitmentKey.EVENTS,
        {
            "en": "Support for events",
            "ja": "催しの支援",
            "ru": "Поддержка мероприятий",
            "kk": "Іс-шараларды қолдау",
            "uz": "Tadbirlarni qoʻllab-quvvatlash",
        },
        {
            "en": "Both sides inform each other about fairs, specialised exhibitions, conferences, round tables and "
            "similar events in both countries, and support them.",
            "ja": "双方は、両国で開かれる見本市、専門展示会、会議、ラウンドテーブルなどの催し"
            "について知らせ合い、支援する。",
            "ru": "Обе стороны сообщают друг другу о ярмарках, специализированных выставках, конференциях, круглых "
            "столах и подобных мероприятиях в обеих странах и поддерживают их.",
            "kk": "Екі тарап екі елде өтетін жәрмеңкелер, мамандандырылған көрмелер, конференциялар, дөңгелек үстелдер "
            "және осындай іс-шаралар туралы бірін-бірі хабардар етіп, оларға қолдау көрсетеді.",
            "uz": "Ikkala tomon har ikki mamlakatda oʻtadigan yarmarkalar, ixtisoslashgan koʻrgazmalar, "
            "konferensiyalar, davra suhbatlari va shunga oʻxshash tadbirlar haqida bir-birini xabardor qiladi va "
            "ularni qoʻllab-quvvatlaydi.",
        },
    ),
]
MINAMIN_SIGNS = {
    "positions": {
        "en": "Head of the Uzbekistan office of Minamin",
        "ja": "Minaminウズベキスタン事務所長",
        "ru": "Руководитель офиса Minamin в Узбекистане",
        "kk": "Minamin компаниясының Өзбекстандағы кеңсесінің жетекшісі",
        "uz": "Minamin kompaniyasining Oʻzbekistondagi ofisi rahbari",
    },
    "proxy_for": {
        "en": "the president of Minamin",
        "ja": "Minamin代表取締役社長",
        "ru": "президента Minamin",
        "kk": "Minamin президенті",
        "uz": "Minamin prezidenti",
    },
}
ATAMEKEN_SIGNS = {
    "positions": {
        "en": "For the chamber Atameken",
        "ja": "アタメケンを代表して",
        "ru": "От палаты «Атамекен»",
        "kk": "«Атамекен» палатасы атынан",
        "uz": "«Atameken» palatasi nomidan",
    },
}
CHAMBER_NAMES = {
    "en": "Atameken",
    "ja": "アタメケン（カザフスタン商工会議所）",
    "ru": "НПП «Атамекен»",
    "kk": "«Атамекен» ҰКП",
    "uz": "Atameken",
}
