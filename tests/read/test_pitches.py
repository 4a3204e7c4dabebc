"""What a site says for itself between the paragraphs of an article."""

import pytest

from app.read.pitches import is_pitch

PITCHES = [
    "Read more: Ferry strikes quay at Sudmark",
    "READ MORE",
    "Also read | Harbour board names a new master",
    "Related Stories",
    "Related: Why piers rust",
    "Read the full story here",
    "You may also like",
    "Most read",
    "Watch: Boats leave the north pier",
    "Don’t miss: the pier in pictures",
    "Advertisement",
    "Story continues below advertisement",
    "Get the day’s news in your inbox. Subscribe to the Courier’s newsletters.",
    "Sign up for our morning newsletter, The Tide.",
    "Follow Hanne Lund on Twitter @hannelund.",
    "Like us on Facebook and follow us on Instagram.",
    "Have a tip? Write to hanne@courier.example.",
    "Want the news first? Download our app.",
    "Click here to subscribe.",
    "Listen to our podcast, Harbour Talk.",
]


@pytest.mark.parametrize("paragraph", PITCHES)
def test_boxes_and_pitches_are_told(paragraph: str) -> None:
    assert is_pitch(paragraph)
    assert is_pitch(f"- {paragraph} ")


SENTENCES = [
    "Read more than any other book on the island, it tells of a ferry.",
    "Related firms were told to wait, too.",
    "“Follow us on Twitter,” the harbour master said.",
    "Follow the money, said Ida Rem on Twitter.",
    "Join the navy, the poster on Facebook told them.",
    "Sign up or leave, the board wrote to its crews.",
    "Watch the water, he said: it rises.",
    "Subscribers to the newsletter left in thousands.",
    "Most read the letter as a threat.",
    "Get well soon, everybody wished her.",
    "Advertisement revenue fell by a third.",
    "The board closed the pier. Follow Hanne Lund on Twitter.",
    "",
]


@pytest.mark.parametrize("paragraph", SENTENCES)
def test_what_an_article_says_stays(paragraph: str) -> None:
    assert not is_pitch(paragraph)


def test_a_long_paragraph_stays() -> None:
    assert not is_pitch("Sign up for our newsletter. " + "The pier is shut. " * 30)
