"""Names of cities for time zones, from CLDR through Babel: Telegram never tells a person's zone, so they pick one."""

from collections.abc import Iterable
from functools import lru_cache

from babel import Locale

from bot.domain.cards import LANGUAGES, Language
from bot.domain.moments import find_zone

# CLDR names its cities under these zones' former ids.
_CLDR_IDS = {
    "America/Argentina/Buenos_Aires": "America/Buenos_Aires",
    "America/Nuuk": "America/Godthab",
    "Asia/Ho_Chi_Minh": "Asia/Saigon",
    "Asia/Kathmandu": "Asia/Katmandu",
    "Asia/Kolkata": "Asia/Calcutta",
    "Asia/Yangon": "Asia/Rangoon",
    "Europe/Kyiv": "Europe/Kiev",
}

# Large cities that no zone is named after: zones are named after one city of a country.
_LIVES_BY = {
    "Asia/Shanghai": "beijing peking пекин 北京 shenzhen шэньчжэнь 深圳 guangzhou гуанчжоу 广州 hangzhou ханчжоу 杭州 "
    "chengdu чэнду 成都 wuhan ухань 武汉 nanjing нанкин 南京 xi'an сиань 西安 chongqing чунцин 重庆 suzhou 苏州",
    "Europe/Moscow": "saint-petersburg st.petersburg petersburg санкт-петербург петербург питер спб 圣彼得堡 "
    "казань kazan "
    "нижний-новгород nizhny-novgorod краснодар krasnodar ростов-на-дону rostov-on-don воронеж voronezh сочи sochi",
    "Asia/Yekaterinburg": "челябинск chelyabinsk пермь perm уфа ufa тюмень tyumen",
    "Europe/Kyiv": "киев kiev київ одесса odessa odesa харьков kharkiv kharkov львов lviv днепр dnipro",
    "Europe/Minsk": "гомель брест гродно",
    "Asia/Almaty": "астана astana шымкент",
    "Asia/Kolkata": "mumbai мумбаи 孟买 delhi new-delhi дели 德里 新德里 bangalore bengaluru бангалор 班加罗尔 "
    "hyderabad chennai pune",
    "Europe/Berlin": "munich münchen мюнхен 慕尼黑 hamburg гамбург frankfurt франкфурт cologne köln stuttgart",
    "Europe/London": "manchester edinburgh cambridge oxford манчестер",
    "Europe/Madrid": "barcelona барселона 巴塞罗那 valencia",
    "Europe/Rome": "milan milano милан 米兰",
    "Europe/Warsaw": "krakow kraków краков wroclaw wrocław gdansk",
    "America/New_York": "boston бостон 波士顿 washington вашингтон 华盛顿 miami майами atlanta philadelphia",
    "America/Los_Angeles": "san-francisco сан-франциско 旧金山 seattle сиэтл 西雅图 san-diego san-jose portland",
    "America/Chicago": "dallas даллас houston хьюстон austin остин",
    "America/Sao_Paulo": "rio-de-janeiro рио-де-жанейро são-paulo sao-paulo brasilia",
    "America/Toronto": "montreal монреаль ottawa оттава",
    "Asia/Tokyo": "osaka осака 大阪 kyoto 京都",
    "Asia/Jerusalem": "tel-aviv тель-авив 特拉维夫 haifa хайфа",
    "Asia/Dubai": "abu-dhabi абу-даби 阿布扎比",
    "Europe/Istanbul": "ankara анкара antalya анталья",
}


@lru_cache(maxsize=4096)
def city(zone: str, language: Language) -> str:
    """The city that an IANA zone is named after, in a language; where CLDR has no name, the zone's own last part."""
    names = Locale.parse(language).time_zones
    for known in (zone, _CLDR_IDS.get(zone, zone)):
        if "city" in names.get(known, {}):
            return str(names[known]["city"])
    return zone.rpartition("/")[2].replace("_", " ")


def find_city(words: str, zones: Iterable[str]) -> str | None:
    """The zone a person means: a city of one of `zones` in any of our languages, another large city, or an IANA name.

    None where nothing fits.
    """
    wanted = " ".join(words.casefold().split())
    for zone in zones:
        if any(city(zone, language).casefold() == wanted for language in LANGUAGES):
            return zone
    dashed = wanted.replace(". ", ".").replace(" ", "-")
    for zone, others in _LIVES_BY.items():
        if dashed in others.split():
            return zone
    return find_zone(words.strip().replace(" ", "_"))
