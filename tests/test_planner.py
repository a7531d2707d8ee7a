"""The planner: which clips, chained how, in which order."""

from __future__ import annotations

from dataclasses import replace

from bridge.params import LAST_SEED, DeckState
from bridge.planner import KEYFRAMES, Need, in_order_of_need, plan, position, traverse

DECK = DeckState(prompt_a="drums", prompt_b="piano", seed_a=3, seed_b=4)
RATE = 48000


def test_keyframes_lie_evenly_from_a_to_b() -> None:
    path = plan(DECK, 120, RATE)
    assert [request.alpha for request in path.requests] == [0, 0.25, 0.5, 0.75, 0]
    assert path.requests[0].prompt_a == path.requests[0].prompt_b == "drums"
    assert path.requests[-1].prompt_a == path.requests[-1].prompt_b == "piano"
    assert path.requests[-1].seed_a == 4
    assert {request.tempo for request in path.requests} == {120}


def test_a_flipped_path_is_walked_from_the_last_stem() -> None:
    path = plan(DECK, 120, RATE, flipped=True)
    assert path.requests[-1].prompt_a == "drums"
    assert [request.alpha for request in path.requests] == [0, 0.75, 0.5, 0.25, 0]
    assert position(0, flipped=True) == KEYFRAMES - 1


def test_equal_ends_need_one_clip() -> None:
    path = plan(replace(DECK, prompt_b="drums", seed_b=3), 120, RATE)
    assert len(set(path.requests)) == 1
    assert path.by_need(0.6) == [path.requests[0]]


def test_the_chain_runs_outwards_from_where_alpha_is() -> None:
    path = plan(replace(DECK, alpha=0.5), 120, RATE)
    zero, quarter, half, three, one = path.requests
    assert half.after is None
    assert (quarter.after, three.after) == (half, half)
    assert (zero.after, one.after) == (quarter, three)


def test_the_first_keyframe_follows_what_is_heard() -> None:
    heard = plan(DECK, 120, RATE)
    path = plan(replace(DECK, prompt_a="bells"), 120, RATE, heard)
    assert path.requests[0].after == heard.requests[0]


def test_another_length_breaks_the_chain() -> None:
    heard = plan(DECK, 120, RATE)
    assert plan(DECK, 121, RATE, heard).requests[0].after is None


def test_chains_are_bounded() -> None:
    path = plan(DECK, 120, RATE)
    for seed in range(100):
        path = plan(replace(DECK, seed_a=seed + 10), 120, RATE, path)
    assert max(request.depth for request in path.requests) <= 20


def test_only_what_changed_is_painted_again() -> None:
    heard = plan(DECK, 120, RATE)
    path = plan(replace(DECK, prompt_b="organ"), 120, RATE, heard)
    assert path.requests[0] is heard.requests[0]
    assert path.requests[1] != heard.requests[1]


def test_a_traverse_begins_where_the_last_one_ended() -> None:
    first = plan(DECK, 120, RATE)
    after = replace(DECK, **traverse(DECK))  # type: ignore[arg-type]
    assert (after.prompt_a, after.prompt_b, after.seed_a, after.seed_b) == ("piano", "piano", 4, 5)
    second = plan(after, 120, RATE, first, flipped=True)
    assert second.requests[-1] is first.requests[-1]


def test_a_queued_prompt_follows_with_the_seed_held() -> None:
    deck = replace(DECK, prompt_next="choir")
    ahead = traverse(deck)
    assert ahead["prompt_b"] == "choir"
    assert ahead["prompt_next"] == ""
    assert "seed_b" not in ahead


def test_after_the_last_seed_comes_the_first() -> None:
    seeds = [traverse(replace(DECK, seed_b=seed))["seed_b"] for seed in (5, LAST_SEED - 1, LAST_SEED)]
    assert seeds == [6, LAST_SEED, 0]


def test_silence_goes_first_then_what_is_heard_then_the_rest_in_turns() -> None:
    one, two = plan(DECK, 120, RATE), plan(replace(DECK, prompt_a="x", prompt_b="y", alpha=1.0), 120, RATE)
    ahead = plan(replace(DECK, prompt_a="later", prompt_b="later", seed_b=3), 120, RATE)
    order = in_order_of_need([Need(one, 0.1, ahead=ahead), Need(two, 1.0, silent=True)], painted=())
    assert order[0] == two.requests[4]
    assert set(order[1:3]) == {one.requests[0], one.requests[1]}
    assert order[-1] == ahead.requests[0]
    assert len(order) == 11


def test_what_is_painted_is_not_asked_for_again() -> None:
    path = plan(DECK, 120, RATE)
    order = in_order_of_need([Need(path, 0)], [path.requests[0].key, path.requests[2].key])
    assert order == [path.requests[1], path.requests[3], path.requests[4]]


def test_what_does_not_matter_is_left_out_of_the_request() -> None:
    """So that turning an idle knob paints nothing."""
    plain = plan(replace(DECK, guidance=1.0), 120, RATE)
    assert plan(replace(DECK, guidance=1.0, negative="drums"), 120, RATE) == plain
    assert plan(replace(DECK, guidance=1.0, denoising=0.4), 120, RATE) == plain


def test_a_muted_deck_waits() -> None:
    muted, heard = plan(DECK, 120, RATE), plan(replace(DECK, prompt_a="x", prompt_b="y"), 120, RATE)
    order = in_order_of_need([Need(muted, 0, silent=True, muted=True), Need(heard, 0)], painted=())
    assert order[0] == heard.requests[0]
    assert order.index(muted.requests[0]) > order.index(heard.requests[4])


def test_guidance_and_denoising_go_from_a_to_b_too() -> None:
    deck = replace(DECK, init="x.wav", guidance=2, to_guidance=6, denoising=0.2, to_denoising=1.0)
    path = plan(deck, 120, RATE)
    assert [request.guidance for request in path.requests] == [2, 3, 4, 5, 6]
    assert [round(request.denoising, 9) for request in path.requests] == [0.2, 0.4, 0.6, 0.8, 1]
    assert [request.init for request in path.requests] == ["x.wav"] * 4 + [""]
    same = plan(replace(deck, to_guidance=0, to_denoising=-1), 120, RATE)
    assert {(request.guidance, request.denoising) for request in same.requests} == {(2, 0.2)}
    after = replace(deck, **traverse(deck))  # type: ignore[arg-type]
    assert plan(after, 120, RATE).requests[0].same_picture(path.requests[-1])


def test_a_mask_is_passed_on_only_where_it_keeps_something() -> None:
    plain = plan(DECK, 120, RATE)
    assert plan(replace(DECK, mask_from=2.0, mask_high=500.0), 120, RATE) == plain
    deck = replace(DECK, init="x.wav", denoising=1.0, mask_to=4.0)
    assert plan(deck, 120, RATE).requests[0].mask_to == 4
    assert plan(deck, 120, RATE).requests[0].init == "x.wav"
    assert plan(replace(deck, mask_to=8.0), 120, RATE).requests[0].init == ""  # 2 bars, all of them
    assert plan(replace(deck, mask_to=8.0, mask_low=100.0), 120, RATE).requests[0].masked


def test_the_join_is_the_decks() -> None:
    assert {request.join for request in plan(replace(DECK, clip_join="continue"), 120, RATE).requests} == {"continue"}
