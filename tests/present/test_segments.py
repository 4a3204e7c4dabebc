from hypothesis import given
from hypothesis import strategies as st

from app.domain import Span
from app.paragraphs import paragraph_spans
from app.present.layout import lay_out
from app.present.parts import Role, parts_of
from app.present.segments import Segment, cut
from app.store.pages import Claim
from tests.present.claims import chip, claim

ANN, BOB = chip("ann"), chip("bob", ink=2)


def segments(text: str, *claims: Claim) -> tuple[Segment, ...]:
    return tuple(piece for paragraph in lay_out(text, claims).paragraphs for piece in paragraph.segments)


def ids(piece: Segment) -> list[str]:
    return [each.id for each in piece.claims]


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[Claim]]:
    """Any text, with claims over any of its spans: overlapping, nested, in parts, across paragraphs."""
    text = draw(st.text(st.sampled_from("aé “𝄞.\n"), min_size=1, max_size=60))
    span = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(
        lambda each: tuple(sorted(each))
    )
    some = st.lists(span, max_size=3).map(tuple)
    names = [str(number) for number in range(draw(st.integers(0, 5)))]
    claims = [
        claim(
            name,
            *draw(some),
            by=draw(st.sampled_from([(), (ANN,), (ANN, BOB)])),
            source=draw(some),
            cue=draw(some),
            hedge=draw(some),
            nested_in=draw(st.sampled_from([None, *names])),
        )
        for name in names
    ]
    return text, claims


@given(marked_texts())
def test_the_segments_of_a_paragraph_are_its_words(marked: tuple[str, list[Claim]]) -> None:
    text, claims = marked
    shown = ["".join(piece.text for piece in each.segments) for each in lay_out(text, claims).paragraphs]
    assert shown == [text[start:end] for start, end in paragraph_spans(text)]


@given(marked_texts())
def test_a_segment_knows_what_holds_over_all_of_it(marked: tuple[str, list[Claim]]) -> None:
    text, claims = marked
    for piece in segments(text, *claims):
        assert piece.start < piece.end

        def over(spans: tuple[Span, ...], piece: Segment = piece) -> bool:
            return any(span.start <= piece.start and piece.end <= span.end for span in spans)

        assert set(ids(piece)) == {each.id for each in claims if over(each.content_spans)}
        assert piece.cue == any(over(each.cue_spans) for each in claims)
        assert piece.hedge == any(over(each.hedge_spans) for each in claims)
        assert len(piece.lines) <= 2


@given(marked_texts(), st.integers(0, 1000))
def test_a_part_of_a_text_is_cut_like_the_whole(marked: tuple[str, list[Claim]], before: int) -> None:
    text, claims = marked
    parts = parts_of(claims)
    span = Span(0, len(text))
    shifted = [
        claim(
            each.id,
            *((start + before, end + before) for start, end in each.content_spans),
            nested_in=each.nested_in,
        )
        for each in claims
    ]
    here = [
        (piece.text, ids(piece)) for piece in cut(text, span, [p for p in parts if p.role is Role.CONTENT])
    ]
    moved = cut(
        text,
        Span(before, before + len(text)),
        [p for p in parts_of(shifted) if p.role is Role.CONTENT],
        offset=before,
    )
    assert here == [(piece.text, ids(piece)) for piece in moved]


def test_a_nested_claim_comes_after_the_one_that_holds_it() -> None:
    text = "Bob says Ann said yes."
    outer = claim("outer", (9, 21), by=(BOB,), source=((0, 3),), cue=((4, 8),))
    inner = claim("inner", (18, 21), by=(ANN,), source=((9, 12),), cue=((13, 17),), nested_in="outer")
    last = segments(text, inner, outer)[-2]
    assert (last.text, ids(last)) == ("yes", ["outer", "inner"])
    assert [part.claim.id for part in last.closing] == ["inner", "outer"]
    assert [each.slug for _, each in last.lines] == ["bob", "ann"]
    assert lay_out(text, [inner, outer]).outer == {"outer"}


def test_parts_of_a_claim_are_counted_in_order() -> None:
    halves = claim("k", (20, 23), (0, 3), by=(ANN,))
    closing = [part for piece in segments("Yes, said Ann, “but no.”", halves) for part in piece.closing]
    assert [(part.number, part.of, part.span.start) for part in closing] == [(1, 2, 0), (2, 2, 20)]
    opening = [piece.start for piece in segments("Yes, said Ann, “but no.”", halves) if piece.opening]
    assert opening == [0]


def test_only_the_name_of_a_first_mention_is_the_first() -> None:
    text = "Yes, said the mayor, Ann, who left. No, said Ann."
    first = claim("1", (0, 3), by=(ANN,), source=((10, 34),), mention="the mayor, Ann, who left")
    later = claim("2", (36, 38), by=(ANN,), source=((45, 48),), mention="Ann")
    mentions = [(piece.text, piece.first) for piece in segments(text, first, later) if piece.speaker]
    assert mentions == [("the mayor", False), ("Ann", True), ("who left", False), ("Ann", False)]


def test_mentions_side_by_side_are_each_their_own_speakers() -> None:
    both = claim("k", (0, 3), by=(ANN, BOB), source=((10, 13), (18, 21)), mention="Ann … Bob")
    pieces = segments("Yes, said Ann and Bob.", both)
    assert [(piece.text, piece.speaker.slug) for piece in pieces if piece.speaker] == [
        ("Ann", "ann"),
        ("Bob", "bob"),
    ]


def test_a_claim_across_paragraphs_is_in_both_and_its_label_in_the_last() -> None:
    text = "“One.\n\nTwo.” Three."
    first, second = lay_out(text, [claim("k", (0, 12), by=(ANN,))]).paragraphs
    assert first.segments[0].opening
    assert not first.segments[-1].closing
    assert [part.claim.id for part in second.segments[0].closing] == ["k"]
    assert not second.segments[0].opening


def test_of_three_claims_in_each_other_the_inner_two_have_lines() -> None:
    who = [chip("ann"), chip("bob"), chip("cem")]
    claims = [
        claim("outer", (0, 30), by=(who[0],)),
        claim("middle", (10, 30), by=(who[1], who[0]), nested_in="outer"),
        claim("inner", (20, 30), by=(who[2],), nested_in="middle"),
    ]
    segments = cut("a" * 30, Span(0, 30), parts_of(claims))
    assert [[(each.id, by.slug) for each, by in piece.lines] for piece in segments] == [
        [("outer", "ann")],
        [("outer", "ann"), ("middle", "bob")],
        [("middle", "bob"), ("inner", "cem")],
    ]
