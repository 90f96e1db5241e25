"""What must be refused, what is asked about, and what passes, in five languages: names as firms really bear them."""
import pytest

from companies.rules.identifying import every_name, identifying
from companies.rules.teaser import check_anonymous

TAIYO = ["株式会社 太陽精機（旧・太陽機械製作所株式会社）"]
VOSTOK = ["ТОО «Меркур Агро» (бывш. ТОО «Тенгри Май»)", "Merkur Agro LLP"]
SARDOR = ["«Sardor Teks» MChJ (savdo belgisi «Zarhal»)"]

STOP = [    # in brackets, former and trading names
    (TAIYO, "太陽精機の機械は世界32カ国で稼働"),
    (TAIYO, "太陽機械製作所の技術を受け継ぐ"),
    (["株式会社太陽精機（旧太陽機械）"], "太陽機械の部品"),
    (["北陸工機株式会社【旧社名：加賀鋳鉄】"], "加賀鋳鉄の鋳物"),
    (["株式会社山本商会「やまぼうし」"], "やまぼうしの器"),
    (["株式会社 高松鉄工 / TAKAMATSU IRON WORKS"], "Takamatsu iron works"),
    (["高松鉄工株式会社 (formerly Kagawa Forge Ltd.)"], "made by Kagawa Forge"),
    (VOSTOK, "Масло от Тенгри Май"),
    (VOSTOK, "Меркур Агро ищет партнёра"),
    (VOSTOK, "Тенгри-Май майы"),
    (["АО «Алатау Цемент», ранее АО «Жамбыл Клинкер»"], "бывший Жамбыл Клинкер"),
    (["ЖШС «Нұрлан Құс» (бұрынғы «Самал Құс» ЖШС)"], "Самал Құс фабрикасы"),
    (["Khan Foods LLP trading as Golden Yurta"], "Golden Yurta noodles"),
    (["Ferro Trade LLC, d/b/a Kazmetix"], "Kazmetix"),
    (SARDOR, "Zarhal brendi ostida"),
    (SARDOR, "Сардор Текс матолари"),
    (SARDOR, "サルドル・テクスの生地"),
    (["ИП Ахметов «Кундыз»"], "Шубы Кундыз"),
    # another script, a case ending, written apart
    (["ТОО «Жайлау»"], "продукция Zhailau"),
    (["ТОО «Жайлау»"], "Jaylau products"),
    (["Tulpar Motors LLP"], "Тулпара Моторс"),
    (["ТОО «Караганда Феррум»"], "Ферруму нужны партнёры"),
    (["Meruert Textile LLP"], "M e r u e r t"),
    (["株式会社サクマ精工"], "Sakuma seiko"),
    (["Sakuma Seiko Inc."], "サクマセイコーの歯車"),
    (["ООО «Ромашкин»"], "РОМАШКИН"),
    (["ТОО «КазТрансМаш»"], "Kaz Trans Mash"),
    (["ТОО «Каз Транс Маш»"], "КазТрансМаш"),
    (["ЖШС «Айгерім»"], "Айгерімнің тоны"),
    # a goods' word beside a telling one is the name
    (["ТОО «Солодка Уральск»"], "Солодка Уральск"),
    (["Milk Road LLP"], "We are Milk Road"),
    # short forms and people
    (["太陽精機工業株式会社"], "太陽精機の機械"),
    (["田中 一郎"], "田中一郎まで"),
    (["Айгүл Серікқызы"], "сұраңыз: Айгүл"),
]
ASK = [    (["ТОО «Солодка»"], "Солодка"),
    (["ТОО «Солодка»", "Solodka LLP"], "Корень солодки сушёный, солодка"),
    (["КХ «Гречиха Алтая»"], "Гречиха продовольственная"),
    (["ТОО «Скважина»"], "Бурим скважины, скважина под ключ"),
    (["ТОО «Пекарь»"], "ищем, кто пекарь и технолог"),
    (["ЖШС «Қазақ Жүн Өнеркәсібі»"], "жүн өнеркәсібі үшін жабдық"),
    (["ЖШС «Тігін»", "Tigin"], "тігін фабрикасы"),
    (["ЖШС «Береке»"], "Береке мен сапа"),
    (["«Paxta» MChJ"], "paxta tolasi"),
    (["«Olma Sharbati» MChJ"], "olma sharbati"),
    (["Honey LLP"], "Natural honey"),
    (["Walnut Group LLP"], "walnut kernels"),
    (["株式会社蜂蜜"], "国産の蜂蜜"),
    (["株式会社みかん"], "みかんジュース"),
    (["株式会社山田"], "山田錦で造る"),
    (["ひまわり株式会社"], "ひまわり油"),
    (["АО «Шёлк»", "Shelk JSC"], "ткани из шёлка, шёлк"),
    (["ТОО «Строитель»"], "каждый строитель знает"),
    (["Altai Steel Trade LLP"], "AST ищет партнёра"),
    (["太陽電機工業株式会社"], "太陽の力"),
    (["ТОО «Солодка»", "solodka"], "экстракт, солодка"),
    (["Green Food LLP"], "green food"),
]
PASS = [    (TAIYO, "精密機械の部品加工"),
    (["太陽精機工業株式会社"], "太陽光発電所向けの部品"),
    (VOSTOK, "Растительное масло наливом"),
    (["株式会社高松鉄工 (Japan)"], "made in Japan"),
    (["Altai Foods LLP (Central Asia)"], "Partners in Central Asia"),
    (["ТОО «Строитель»"], "строительство домов"),
    (["ТОО «Су Таза Агро»"], "су тазарту қондырғысы"),
    (["Kazakh Tungsten LLP"], "tungsten concentrate"),
    (["ЖШС «Шығыс Астық»"], "Шығыс өңірінің өнімі"),
    (["信州精機株式会社"], "信州の精密加工"),
    (["«Toshkent Savdo» MChJ"], "savdo markazi yonida"),
    (["Sun LLP"], "sunflower oil"),
    (["株式会社林"], "森林の木材"),
    (["株式会社北陸充填機"], "液体充填機と包装ライン"),
    (["ТОО «Электро Сеть»"], "Трансформаторы для сетей"),
    (["ТОО «Масло Опт»"], "Моторные масла, маслостанции"),
    (["Asia Trade LLP"], "trade with Asia"),
]


def kinds(names: list[str], text: str) -> set[str]:
    return {problem.kind for problem in check_anonymous(text, names=names)}


@pytest.mark.parametrize("names, text", STOP)
def test_it_must_stop(names, text):
    assert "name" in kinds(names, text)


@pytest.mark.parametrize("names, text", ASK)
def test_it_must_ask_and_not_refuse(names, text):
    assert kinds(names, text) == {"goods"}


@pytest.mark.parametrize("names, text", PASS)
def test_it_must_pass(names, text):
    assert kinds(names, text) == set()


@pytest.mark.parametrize("name, cores", [
    (TAIYO[0], ["太陽精機", "太陽機械製作所"]), (VOSTOK[0], ["Меркур Агро", "Тенгри Май"]),
    ("Ferro Trade LLC, d/b/a Kazmetix", ["Ferro Trade", "Kazmetix"]), ("株式会社北陸充填機", ["北陸充填機"]),
    ("(株)北陸充填機", ["北陸充填機"]),
    ("ABC (до 2015 г. ТОО «Восток»)", ["ABC", "Восток"]), ("", [""]), ("ТОО", ["ТОО"]),
])
def test_every_name_of_a_firm(name, cores):
    assert every_name(name) == cores


@pytest.mark.parametrize("emails, website, text", [
    (["info@zhersu-group.kz"], "", "Жерсу Груп"), (["sales@mail.zhersu.co.jp"], "", "продукция Zhersu"),
    ([], "https://www.zhersu.example/kk", "Zhersu"), (["zhersu.oil@gmail.com"], "", "Zhersu Oil ищет"),
])
def test_domains_of_mail_and_site_are_names_too(emails, website, text):
    assert kinds(identifying(["ТОО «Әлем»"], emails=emails, website=website), text) == {"name"}


@pytest.mark.parametrize("emails, website", [(["info@gmail.com"], ""), (["sales@mail.ru"], ""), ([], "https://agro.kz")])
def test_a_free_host_and_a_plain_word_are_no_names(emails, website):
    assert identifying(["ТОО «Әлем»"], emails=emails, website=website) == ["Әлем"]
