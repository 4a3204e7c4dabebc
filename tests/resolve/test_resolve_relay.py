"""Chains of sources."""


def relays(resolution):
    return [[resolution.sources[i].name for i in voice.relay] for voice in resolution.voices]


def test_briefing(resolved, directory):
    text = "{The fleet is old}, [Seo Min-jun, a lawmaker], <told> reporters after a briefing held by the HWS."
    resolution = resolved(text + " The Harbour Watch Service declined.", directory)
    assert [source.name for source in resolution.sources] == ["Seo Min-jun", "Harbour Watch Service"]
    assert relays(resolution) == [["Harbour Watch Service"]]


def test_citing(resolved):
    text = "[The Vesk Courier], citing Tom Lund, <reported> {that the mill, citing losses, would close}."
    assert relays(resolved(text)) == [["Tom Lund"]]
    assert relays(resolved("<According to> [a report by Lake News] citing army officers, {it rained}."))[
        0
    ] == ["army officers"]


def test_audience_is_no_source(resolved):
    resolution = resolved("[Tom Lund] <told> The Vesk Courier: {“It rained.”}")
    assert [source.name for source in resolution.sources] == ["Tom Lund"]
    assert relays(resolution) == [[]]


def test_what_is_cited_inside_the_content_is_no_origin(resolved):
    resolution = resolved("[Tom Lund] <said> {the mill, citing the Lake University, would close}.")
    assert relays(resolution) == [[]]


def test_reasons_are_no_origin(resolved):
    assert relays(resolved("[Tom Lund] <declined>, citing legal risks.")) == [[]]
