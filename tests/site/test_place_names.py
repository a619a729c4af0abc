"""What readers call a place by, read from its name and its address in both languages."""

from __future__ import annotations

import pytest

from kbgen.settings.contact import Place
from kbgen.site.answer_slots import SlotReader
from kbgen.site.place_names import NamedPlaces, named_places
from kbgen.text.synonyms import Terms
from kbgen.text.tokens import canonical

PLACES = (
    Place(
        {"en": "Sha Tin clinic", "zh-hant": "沙田診所"},
        "HK",
        {},
        {"en": "Shop 12, 1/F, Lek Yuen Plaza, Sha Tin", "zh-hant": "沙田瀝源廣場一樓十二號舖"},
    ),
    Place(
        {"en": "Tsuen Wan clinic", "zh-hant": "荃灣診所"},
        "HK",
        {},
        {"en": "208 Castle Peak Road, Tsuen Wan, Hong Kong", "zh-hant": "香港荃灣青山公路208號"},
    ),
    Place(
        {"en": "Taipei clinic", "zh-hant": "台北診所"},
        "TW",
        {},
        {"en": "3F., No. 1, Park Rd.", "zh-hant": "台北市公園路 1 號 3 樓"},
    ),
)


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> NamedPlaces:
    reader = SlotReader(Terms(tmp_path_factory.mktemp("terms") / "terms.yml"))
    return named_places(PLACES, ["Seaview Family Clinic", "海晴家庭診所"], reader)


@pytest.mark.parametrize(
    ("place", "name"),
    [
        (0, "sha tin"),
        (0, "shatin"),
        (0, "sha tin clinic"),
        (0, "lek yuen plaza"),
        (0, "lek yuen"),
        (0, "沙田"),
        (0, "瀝源廣場"),
        (0, "瀝源"),
        (1, "castle peak road"),
        (1, "castle peak rd"),
        (1, "荃灣"),
        (1, "青山公路"),
        (2, "taipei clinic"),
        (2, "park road"),
        (2, "公園路"),
    ],
)
def test_a_place_is_called_by_its_name_and_the_parts_of_its_address(named: NamedPlaces, place: int, name: str) -> None:
    assert [canonical(name) in names for names in named.own] == [number == place for number in range(3)]


@pytest.mark.parametrize(
    "name", ["clinic", "診所", "shop", "12", "1 f", "一樓", "hong kong", "香港", "taipei", "台北", "公園", "road"]
)
def test_what_any_place_has_and_a_region_name_none(named: NamedPlaces, name: str) -> None:
    assert not any(canonical(name) in names for names in named.own)


def test_a_name_of_several_places_stands_for_all_of_them(tmp_path) -> None:
    places = [Place({"en": name, "zh-hant": name}, "HK", {}, {"en": "1 Peel Street"}) for name in ("North desk", "South desk")]
    named = named_places(places, ["Help"], SlotReader(Terms(tmp_path / "terms.yml")))
    assert named.together()[0, 1][:2] == ("1 peel street", "peel street")
