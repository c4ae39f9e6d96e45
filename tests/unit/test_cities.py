import pytest

from bot.domain.moments import find_zone
from bot.texts.cities import _LIVES_BY, city, find_city

ZONES = ("Europe/Berlin", "Europe/Kyiv", "Asia/Shanghai", "America/Argentina/Buenos_Aires")


@pytest.mark.parametrize(
    ("zone", "en", "ru", "zh"),
    [
        ("Europe/Kyiv", "Kyiv", "Киев", "基辅"),
        ("Asia/Kolkata", "Kolkata", "Калькутта", "加尔各答"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires", "Буэнос-Айрес", "布宜诺斯艾利斯"),
    ],
)
def test_a_city_has_a_name_in_each_language(zone: str, en: str, ru: str, zh: str) -> None:
    assert [city(zone, "en"), city(zone, "ru"), city(zone, "zh")] == [en, ru, zh]


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("берлин", "Europe/Berlin"),
        ("Киев", "Europe/Kyiv"),
        ("北京", "Asia/Shanghai"),
        ("Питер", "Europe/Moscow"),
        ("St. Petersburg", "Europe/Moscow"),
        ("San Francisco", "America/Los_Angeles"),
        ("europe/berlin", "Europe/Berlin"),
        ("Nowhere", None),
        ("", None),
    ],
)
def test_a_city_that_is_typed_is_found(typed: str, zone: str | None) -> None:
    assert find_city(typed, ZONES) == zone


def test_other_large_cities_live_by_zones_that_exist() -> None:
    assert [zone for zone in _LIVES_BY if find_zone(zone) != zone] == []
