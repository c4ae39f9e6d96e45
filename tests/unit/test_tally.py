"""What votes in a quiz add up to."""

from bot.domain.tally import Tally, tally


def test_votes_are_told_apart_by_the_place_of_the_right_option() -> None:
    found = tally(("a", "b", "c"), 1, (3, 5, 2))
    assert found == Tally(5, {"a": 3, "c": 2})
    assert (found.votes, found.share, found.favourite) == (10, 0.5, ("a", 3))


def test_without_votes_there_is_neither_share_nor_favourite() -> None:
    found = tally(("a", "b"), 0, (0, 0))
    assert (found.votes, found.share, found.favourite) == (0, 0.0, None)
    assert tally(("a", "b"), 0, (7, 0)).favourite is None


def test_posts_of_one_card_are_added_by_the_texts_of_their_options() -> None:
    both = tally(("a", "b", "c"), 0, (1, 2, 3)) + tally(("c", "a", "d"), 1, (4, 1, 1))
    assert both == Tally(2, {"b": 2, "c": 7, "d": 1})
    assert both.favourite == ("c", 7)
