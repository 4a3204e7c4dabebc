"""How two claims bear on each other, as a reader would say. The people and places are invented."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.relate.claim import Claim, Relation
from app.relate.nearest import from_int8, to_int8
from app.relate.relater import Relater

NIS = Claim(
    "at least 100 Bordurian soldiers had been killed in the fighting around Klow",
    "the Syldavian intelligence service",
    "said",
    "At least 100 Bordurian soldiers had been killed in the fighting around Klow, "
    "the Syldavian intelligence service said on Thursday.",
)
ARMY = Claim(
    "some 30 Bordurian soldiers were killed or wounded in the fighting around Klow",
    "Syldavian military intelligence",
    "reported",
    "Syldavian military intelligence reported that some 30 Bordurian soldiers were killed or wounded "
    "in the fighting around Klow.",
)
FERRY = Claim("the ferry to Port Ellery would sail again in spring", "the harbour board", "announced")


def test_figures_that_cannot_both_hold_differ_and_are_shown(relater: Relater) -> None:
    link = relater.relate(NIS, ARMY)
    assert link.relation is Relation.DIFFERS
    assert link.figures is not None
    first, second = link.figures
    assert first.span.of(NIS.text).strip() == "at least 100"
    assert second.span.of(ARMY.text).strip() == "some 30"
    assert link.clear
    assert link.why == (
        "“at least 100 Bordurian soldiers had been killed” and "
        "“some 30 Bordurian soldiers were killed or wounded” cannot both hold."
    )


@pytest.mark.parametrize(
    ("cue", "text", "relation"),
    [
        ("denied", "the old dam above Port Ellery was safe", Relation.DIFFERS),
        ("said", "the old dam above Port Ellery was not safe", Relation.DIFFERS),
        ("denied", "the old dam above Port Ellery was not safe", Relation.AGREES),
        ("confirmed", "the old dam above Port Ellery was safe", Relation.AGREES),
    ],
)
def test_a_denial_of_the_same_words_differs(
    relater: Relater, cue: str, text: str, relation: Relation
) -> None:
    safe = Claim("the old dam above Port Ellery was safe", "the water board", "said")
    assert relater.relate(safe, Claim(text, "an engineer", cue)).relation is relation


def test_polls_of_one_week_are_held_against_their_leads(relater: Relater) -> None:
    monday, later = datetime(2025, 3, 3, tzinfo=UTC), datetime(2025, 5, 3, tzinfo=UTC)
    alder = Claim("Alder leads Birch by 43 percent to 38 percent", "a Gazette poll", "shows", "", monday)
    birch = Claim("Birch leads Alder by 47 percent to 41 percent", "a Courier poll", "shows", "", monday)
    link = relater.relate(alder, birch)
    assert link.relation is Relation.DIFFERS
    assert link.why == "Alder ahead by 5 points, against Birch ahead by 6 points."
    same = Claim("Alder leads Birch by 44 percent to 38 percent", "a Courier poll", "shows", "", monday)
    assert relater.relate(alder, same).relation is Relation.AGREES
    assert relater.relate(alder, replace(birch, published_at=later)).figures is None


def test_one_utterance_told_twice_agrees(relater: Relater) -> None:
    again = Claim(NIS.text, "the spy agency", "told lawmakers", NIS.paragraph)
    link = relater.relate(NIS, again)
    assert link.relation is Relation.AGREES
    assert link.score > 0.5
    assert link.why == "Nearly the same words."


def test_claims_without_a_common_matter_have_no_relation(relater: Relater) -> None:
    link = relater.relate(NIS, FERRY)
    assert link.relation is Relation.NONE
    assert link.score < 0.3
    assert (link.shared_a, link.figures, link.why) == ((), None, "")


def test_shared_words_are_spans_of_each_text(relater: Relater) -> None:
    link = relater.relate(NIS, ARMY)
    a = {span.of(NIS.text) for span in link.shared_a}
    b = {span.of(ARMY.text) for span in link.shared_b}
    assert a == b
    assert {"Bordurian", "Klow"} <= a
    assert "the" not in a


@pytest.mark.parametrize(
    "text",
    [
        "yes",
        "…",
        "Судно наскочило на мол",
        "船が岸壁に衝突した",
        "the quay was closed " * 500,
        "مرفأ السفينة مغلق",
        "\x00",
        "\U0001f6a2" * 300,
        "x" * 10_000,
    ],
)
def test_any_claim_is_answered(relater: Relater, text: str) -> None:
    link = relater.relate(Claim(text), FERRY)
    assert link.relation in Relation
    assert 0 <= link.score <= 1


@pytest.mark.parametrize("text", ["yes", "…", "船が岸壁に衝突した", "the quay was closed on Monday " * 400])
def test_what_is_said_twice_agrees(relater: Relater, text: str) -> None:
    link = relater.relate(Claim(text), Claim(text, "the harbour board", "said"))
    assert link.relation is Relation.AGREES
    assert link.score >= 0.5


def test_a_difference_is_clear_only_where_it_can_be_seen(relater: Relater) -> None:
    vague = Claim("the board had not done enough and the town would not forget it", "the mayor", "complained")
    proud = Claim("nobody could have done more for the town than the board", "the chairman", "insisted")
    link = relater.relate(vague, proud)
    assert link.relation is not Relation.DIFFERS or not link.clear
    six = Claim("the ferry was making six knots when it struck the pier", "the captain", "said")
    nine = Claim("the ferry was making nine knots when it struck the pier", "the inquiry", "found")
    link = relater.relate(six, nine)
    assert (link.relation, link.clear) == (Relation.DIFFERS, True)
    assert "six knots" in link.why
    assert "nine knots" in link.why


def test_stored_vectors_are_judged_alike(relater: Relater) -> None:
    a, b = relater.preparer.prepare([NIS, ARMY])
    stored = [relater.preparer.with_vectors(p.claim, from_int8(to_int8(p.vectors).tobytes())) for p in (a, b)]
    fresh, read = relater.judge([(a, b), (stored[0], stored[1])])
    assert fresh.relation is read.relation
    assert fresh.score == pytest.approx(read.score, abs=0.02)


def test_a_version_names_encoder_and_judge(relater: Relater) -> None:
    assert len(relater.version) == 12


def test_nothing_in_nothing_out(relater: Relater) -> None:
    assert relater.relate_all([]) == []


@settings(max_examples=25, deadline=None)
@given(a=st.builds(Claim, st.text(min_size=1), st.text(), st.text()), b=st.builds(Claim, st.text(min_size=1)))
def test_the_answer_does_not_depend_on_the_order(relater: Relater, a: Claim, b: Claim) -> None:
    there, back = relater.relate_all([(a, b), (b, a)])
    assert there.relation is back.relation
    assert there.score == back.score
    assert (there.shared_a, there.shared_b) == (back.shared_b, back.shared_a)


@settings(max_examples=25, deadline=None)
@given(st.text(min_size=1).filter(str.strip), st.text(), st.text())
def test_a_claim_agrees_with_itself(relater: Relater, text: str, source: str, cue: str) -> None:
    claim = Claim(text, source, cue)
    assert relater.relate(claim, claim).relation is Relation.AGREES
