"""Decoding is tested on scores made by hand: one piece a word, a log-probability of 0 for the tag meant."""

from itertools import pairwise

import numpy as np

from app.domain import Span
from app.extract.decode import attributions, viterbi
from app.extract.labels import TAGS
from app.extract.pieces import Pieces, Window
from app.extract.tagger import Scores

SEP = 102


def pieces_of(words: list[str]) -> tuple[Pieces, str]:
    text, starts, ends = "", [], []
    for word in words:
        starts.append(len(text))
        text += "" if word == "|" else word + " "
        ends.append(starts[-1] if word == "|" else len(text) - 1)
    ids = [SEP if word == "|" else 1 for word in words]
    zeros = np.zeros(len(words), dtype=np.int64)
    return Pieces(np.array(ids), np.array(starts), np.array(ends), zeros, zeros, zeros, 101, SEP), text


def tag_scores(tags: list[str]) -> np.ndarray:
    scores = np.full((len(tags), len(TAGS)), -10.0, dtype=np.float32)
    for i, tag in enumerate(tags):
        scores[i, TAGS.index(tag)] = 0
    return scores


def scores_of(tags: list[str], links: dict[int, int]) -> Scores:
    n = len(tags)
    pointer = np.zeros((n, n), dtype=np.float32)
    for start, target in links.items():
        pointer[start, target] = 9
    return Scores(Window(0, 0, n), tag_scores(tags), pointer, pointer)


def test_the_path_is_legal_even_where_the_best_tags_are_not() -> None:
    path = viterbi(tag_scores(["O", "I-cue", "I-cue", "O"]), set(), np.zeros(4, dtype=np.int64))
    for before, after in pairwise(path):
        assert not TAGS[after].startswith("I-") or TAGS[before][2:] == TAGS[after][2:]


def test_a_word_is_not_cut() -> None:
    continues = np.array([0, 1, 0, 1])
    path = viterbi(tag_scores(["B-cue", "O", "B-content", "B-content"]), set(), continues)
    assert path[1] in (TAGS.index("I-cue"), TAGS.index("O"))
    assert (path[0] == 0) == (path[1] == 0)
    assert TAGS[path[3]] == "I-content"


def test_a_content_whose_cue_was_not_found_spoils_no_other_claim() -> None:
    pieces, text = pieces_of(["Lee", "said", "x", "y", "would", "|"])
    tags = ["B-source", "B-cue", "B-content", "B-content", "O", "O"]
    [found] = attributions(pieces, [scores_of(tags, {2: 1, 3: 4, 1: 0})])
    assert [span.of(text) for span in found.content] == ["x"]


def test_a_discontinuous_content_is_one_attribution() -> None:
    pieces, text = pieces_of(["Yes", "she", "said", "indeed", "|"])
    tags = ["B-content", "B-source", "B-cue", "B-content", "O"]
    [found] = attributions(pieces, [scores_of(tags, {0: 2, 3: 2, 2: 1})])
    assert [span.of(text) for span in found.content] == ["Yes", "indeed"]
    assert found.source == (Span(4, 7),)


def test_a_cue_that_points_at_itself_has_no_source() -> None:
    pieces, _ = pieces_of(["Lee", "was", "accused", "of", "it", "|"])
    tags = ["B-source", "O", "B-cue", "B-content", "I-content", "O"]
    [found] = attributions(pieces, [scores_of(tags, {3: 2, 4: 2, 2: 2})])
    assert found.source == ()


def test_two_cues_keep_their_contents_apart() -> None:
    pieces, text = pieces_of(["A", "said", "x", "B", "denied", "y", "|"])
    tags = ["B-source", "B-cue", "B-content"] * 2 + ["O"]
    found = attributions(pieces, [scores_of(tags, {2: 1, 5: 4, 1: 0, 4: 3})])
    assert [(a.source[0].of(text), a.content[0].of(text)) for a in found] == [("A", "x"), ("B", "y")]


def test_no_span_runs_over_a_paragraph_end() -> None:
    pieces, text = pieces_of(["said", "x", "|", "y", "|"])
    tags = ["B-cue", "B-content", "I-content", "I-content", "O"]
    found = attributions(pieces, [scores_of(tags, {1: 0, 2: 0, 3: 0})])
    assert all("\n" not in span.of(text) and span.end <= 6 for a in found for span in a.content)


def test_a_cue_in_the_context_read_again_takes_a_later_content() -> None:
    pieces, text = pieces_of(["Lee", "said", "x", "|", "y", "|"])
    first = scores_of(["B-source", "B-cue", "B-content", "O"], {2: 1, 1: 0})
    again = scores_of(["B-source", "B-cue", "B-content", "O", "B-content", "O"], {2: 1, 4: 1, 1: 0})
    second = Scores(Window(0, 4, 6), again.tags, again.content_cue, again.cue_source)
    [found] = attributions(pieces, [first, second])
    assert [span.of(text) for span in found.content] == ["x", "y"]
