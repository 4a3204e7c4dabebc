"""Which part of a person's name is the family's, where newspapers write that first.

A name is turned round only where its own form says which part is which. What could be either stays as
it is written, for nobody's name should be turned round wrongly.
"""

import re
from collections.abc import Sequence
from enum import Enum


class Order(Enum):
    GIVEN_FIRST = "given first"
    FAMILY_FIRST = "family first"
    UNSURE = "unsure"


def _names(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# Family names that most people of a country have, and some that are much in the news, as they are romanised.
KOREAN = _names(
    "Ahn An Bae Baek Ban Byun Chang Cho Choe Choi Chon Chun Chung Goh Gwak Ha Han Heo Hong Huh Hur "
    "Hwang Im Jang Jeon Jeong Jin Jo Joo Ju Jun Jung Kang Kim Ko Koh Koo Kwak Kwon Lee Lim Min Moon "
    "Na Nam No Noh Oh Pak Park Paik Rhee Roh Ryu Seo Seok Seong Shim Shin Sim Sin Sohn Son Song "
    "Suh Sung Woo Yang Yeo Yoo Yoon Yu Yun"
)
CHINESE = _names(
    "Ai Bai Bo Cai Cao Chang Chen Cheng Chiang Cui Dai Deng Ding Dong Du Duan Fan Fang Feng Fu Gao Gu "
    "Guo Han Hao He Hou Hu Hua Huang Jia Jiang Jin Kong Lai Lei Li Liang Liao Lin Liu Long Lu Luo Ma "
    "Mao Meng Mo Pan Peng Qian Qin Qiu Ren Shao Shen Shi Song Su Sun Tan Tang Tao Tian Tsai Wan Wang "
    "Wei Wen Wu Xi Xia Xiang Xiao Xie Xiong Xu Xue Yan Yang Yao Ye Yin Yu Yuan Zeng Zhang Zhao Zheng "
    "Zhong Zhou Zhu Zou"
)
JAPANESE = _names(
    "Abe Ando Aoki Arai Aso Chiba Endo Fujii Fujimoto Fujita Fujiwara Fukuda Goto Harada Hasegawa "
    "Hashimoto Hatoyama Hayashi Hirano Iida Ikeda Imai Inoue Ishiba Ishida Ishii Ishikawa Ito Iwasaki "
    "Kaneko Kato Kikuchi Kimura Kinoshita Kishida Kobayashi Koike Koizumi Kojima Kondo Kono Kubo Kudo "
    "Maeda Maruyama Masuda Matsuda Matsui Matsumoto Matsuo Miura Miyamoto Miyazaki Mori Morita Motegi "
    "Murakami Murata Nakajima Nakamura Nakano Nakayama Nishimura Noda Noguchi Nomura Ogawa Okada "
    "Okamoto Ono Ota Otsuka Saito Sakai Sakamoto Sasaki Sato Shibata Shimizu Suga Sugawara Sugiyama "
    "Suzuki Takagi Takahashi Takaichi Takeda Takeuchi Tamura Tanaka Taniguchi Uchida Ueda Ueno Wada "
    "Watanabe Yamada Yamaguchi Yamamoto Yamashita Yamazaki Yokoyama Yoshida"
)
VIETNAMESE = _names(
    "Bui Dang Dinh Duong Hoang Huynh Ngo Nguyen Nguyễn Pham Phạm Phan To Tô Tran Trần Trinh Truong Vo Võ"
)
# Given names that are hardly anybody's family name.
HUNGARIAN = _names(
    "Anikó András Attila Béla Csaba Dóra Enikő Erzsébet Eszter Éva Ferenc Géza György Ildikó Ilona "
    "István Judit József Katalin Krisztina Orsolya Péter Piroska Réka Tamás Tímea Viktor Zoltán "
    "Zsófia Zsolt Zsuzsa Zsuzsanna"
)
# Family names that are given ones elsewhere, as in Kim Young, Lee Hanson, Bo Lange, Abe Mori.
GIVEN_TOO = _names("Ai An Bo Dan Han Jin Jo Kim Lee Li Lin Long Lu Min Mo Song Su Sun Wen")

SYLLABLE = r"(?:[bcdfghjklmnpqrstwxyz]{0,2})[aeiou]{1,3}(?:ng|[bghklmnpt])?"
ONE, TWO = (re.compile(pattern, re.IGNORECASE) for pattern in (SYLLABLE, SYLLABLE * 2))
# As newspapers write Korean names and those of Taiwan: Kim Jong-un, Tsai Ing-wen. Where a family name has a
# hyphen, a capital comes after it.
HYPHENED = re.compile(rf"(?i:{SYLLABLE})-(?=[a-z])(?i:{SYLLABLE})")
PINYIN_SYLLABLE = (
    r"(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?"
    r"(?:iang|iong|uang|ang|eng|ing|ong|iao|ian|uai|uan|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|uo|ui|ue|[aeiou])"
)
PINYIN = re.compile(rf"{PINYIN_SYLLABLE}(?:’?{PINYIN_SYLLABLE})?", re.IGNORECASE)
ROMAJI = re.compile(
    r"(?:(?:[kgsztdnhbpmr]y?|sh|ch|ts|[jfwy])?[aeiou]|n(?![aeiou])|(?:kk|ss|tt|pp)[aeiou])+", re.IGNORECASE
)
EAST_ASIAN = re.compile(r"[\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]+")
ANY = KOREAN | CHINESE | JAPANESE


def order_of(words: Sequence[str]) -> Order:
    """Of a name in two words or more, without a suffix."""
    first, *rest = words
    if all(map(EAST_ASIAN.fullmatch, words)):
        return Order.FAMILY_FIRST
    if first.isupper() and len(first) > 1 and not any(map(str.isupper, rest)):  # as in KISHIDA Fumio
        return _unless(first.capitalize() not in ANY)
    if first in VIETNAMESE:
        return Order.UNSURE
    if len(rest) == 2:
        is_korean = first in KOREAN and all(word in KOREAN or ONE.fullmatch(word) for word in rest)
        return _unless(rest[1] in KOREAN) if is_korean else Order.GIVEN_FIRST
    return _of_two(first, rest[0]) if len(rest) == 1 else Order.GIVEN_FIRST


def _of_two(first: str, last: str) -> Order:
    if HYPHENED.fullmatch(last):
        return Order.FAMILY_FIRST
    if first in KOREAN and "-" in last and all(map(ONE.fullmatch, last.split("-", 1))):
        return Order.FAMILY_FIRST
    if first in CHINESE and PINYIN.fullmatch(last):
        return _unless(first in GIVEN_TOO or last in ANY)
    if first in KOREAN and (last in ANY or ONE.fullmatch(last) or TWO.fullmatch(last)):
        return Order.UNSURE
    if first in JAPANESE and ROMAJI.fullmatch(last):
        return _unless(last in ANY)
    return _unless(first in HUNGARIAN) if last in HUNGARIAN else Order.GIVEN_FIRST


def _unless(is_unsure: bool) -> Order:
    return Order.UNSURE if is_unsure else Order.FAMILY_FIRST
