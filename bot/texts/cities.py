"""Names of cities for time zones, from CLDR through Babel: Telegram never tells a person's zone, so they pick one."""

from collections.abc import Iterable
from functools import lru_cache

from babel import Locale
from babel.dates import get_timezone_location

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


@lru_cache(maxsize=4096)
def city(zone: str, language: Language) -> str:
    """The city that an IANA zone is named after, in a language."""
    return get_timezone_location(_CLDR_IDS.get(zone, zone), locale=Locale.parse(language), return_city=True)


def find_city(words: str, zones: Iterable[str]) -> str | None:
    """The zone a person means: a city of one of `zones` in any of our languages, or an IANA name; else None."""
    wanted = " ".join(words.casefold().split())
    for zone in zones:
        if any(city(zone, language).casefold() == wanted for language in LANGUAGES):
            return zone
    return find_zone(words.strip().replace(" ", "_"))
