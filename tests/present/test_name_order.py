"""Names that newspapers write with the family's first are told from others, and doubtful ones left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.present.bylines import authors
from app.present.name_order import Order, order_of

FAMILY_FIRST = """
    Kim Jong-un; Lee Seong-kweun; Kim Yo-jong; Moon Jae-in; Park Geun-hye; Cho Tae-yul; Ryu Hyun-jin
    Yoon Suk-yeol; Kim Jong Un; Ban Ki Moong; Yoon Suk Yeol; Kim Jong-Un; Tsai Ing-wen; Lai Ching-te
    Chiang Kai-shek; Ko Wen-je; Xi Jinping; Wang Yi; Zhang Weiwei; Peng Liyuan; Zhou Enlai; Yao Ming
    Deng Xiaoping; Liu Xiaobo; Tan Dun; Kishida Fumio; KISHIDA Fumio; Abe Shinzo; Murakami Haruki
    Kono Taro; XI Jinping; Orbán Viktor; Szijjártó Péter; Novák Katalin; 村上 春樹; 김 정은; 习 近平
"""
GIVEN_FIRST = """
    Ann Lee; Wren Abara; Bo Voss; Jong-un Kim; Jinping Xi; Shinzo Abe; Naomi Osaka; Viktor Orban
    Abe Lincoln; Lee Marvin; Lee Child; Kim Kardashian; Kim Basinger; Kim Smith-Jones; Daniel Day-Lewis
    Ken Mori; Fumio Kishida; Jean-Paul Sartre; Bo Renn; Mo Farah; Song Fletcher; Ming Yao
    Han Verstraete; Anne-Marie Slaughter; Jean DUPONT; Sun Fletcher; JOHN SMITH; Carrie Lam
    Chris Tang; Kim Anne Fletcher
"""
UNSURE = """
    Kim Young; Wei Li; Li Wei; Han Kang; Lee Hanson; Song Lee; Nguyen Phu Trong; To Lam; Jun Sato
    Mori Ando; Bo Lange; Jiang Chen; Lee Min Park; Min Jin Lee; ANSA Roma
"""


def names(listed: str) -> list[list[str]]:
    return [name.split() for line in listed.strip().splitlines() for name in line.split(";")]


@pytest.mark.parametrize(
    ("listed", "order"),
    [
        (FAMILY_FIRST, Order.FAMILY_FIRST),
        (GIVEN_FIRST, Order.GIVEN_FIRST),
        (UNSURE, Order.UNSURE),
    ],
)
def test_the_order_is_told_by_the_name_s_own_form(listed: str, order: Order) -> None:
    told = {" ".join(words): order_of(words) for words in names(listed)}
    assert told == dict.fromkeys(told, order)


def test_a_name_is_written_as_newspapers_write_it() -> None:
    for listed in (FAMILY_FIRST, GIVEN_FIRST, UNSURE):
        for words in names(listed):
            (name,) = authors(" ".join(words))
            assert name.plain == " ".join(words)


@pytest.mark.parametrize(
    ("byline", "turned"),
    [
        ("By Kim Jong-un and Wren Abara", ["Kim, Jong-un", "Abara, Wren"]),
        ("Lee Seong-kweun in Seoul", ["Lee, Seong-kweun"]),
        ("Xi Jinping, Kestle Wire", ["Xi, Jinping", "Kestle Wire"]),
        ("Kim, Jong-un", ["Kim, Jong-un"]),
        ("Wei Li", ["Wei Li"]),
        ("Orbán Viktor; Nguyen Phu Trong", ["Orbán, Viktor", "Nguyen Phu Trong"]),
    ],
)
def test_no_byline_is_turned_round_wrongly(byline: str, turned: list[str]) -> None:
    assert [name.turned for name in authors(byline)] == turned


@given(
    st.lists(st.text(min_size=1, max_size=12).filter(lambda word: not word.isspace()), min_size=2, max_size=6)
)
def test_any_words_have_an_order(words: list[str]) -> None:
    assert order_of(words) in Order
