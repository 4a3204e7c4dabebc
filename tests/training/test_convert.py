import json
from pathlib import Path

from training.convert import convert

STANDOFF = """\
T1\tSource 0 9\tThe mayor
T2\tCue 10 14\tsaid
T3\tContent 15 27;40 45\tno ship sank there
T4\tAttribution 10 14\tsaid
E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1
T5\tDiscuss 0 9\tThe mayor
"""


def test_the_corpus_layout_becomes_records(tmp_path: Path) -> None:
    for folder in ("text", "attributions"):
        (tmp_path / folder).mkdir()
    (tmp_path / "text" / "harbour.txt").write_text("The mayor said no ship sank, whatever they tell there.")
    for annotator in ("4b22", "ef2d"):
        (tmp_path / "attributions" / f"harbour_{annotator}.ann").write_text(STANDOFF)
    [record] = convert(tmp_path, every_annotator=False)
    assert json.loads(json.dumps(record)) == {
        "id": "harbour",
        "annotator": "4b22",
        "text": "The mayor said no ship sank, whatever they tell there.",
        "attributions": [{"source": [[0, 9]], "cue": [[10, 14]], "content": [[15, 27], [40, 45]]}],
    }
    assert len(convert(tmp_path, every_annotator=True)) == 2
