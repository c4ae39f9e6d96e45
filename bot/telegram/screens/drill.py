"""Screens of the drill: a question, its answer with the ratings, and what comes when nothing is left."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from aiogram.types import InlineKeyboardButton

from bot.domain.cards import Card, CardContent
from bot.domain.catching_up import Backlog
from bot.domain.hints import Hint
from bot.domain.markup import first_words, parse_markdown
from bot.domain.memory import Memory, Rating
from bot.domain.topics import Topics
from bot.services.choosing import DailyDone, Done, Next, Question, Where
from bot.services.drill import Answer
from bot.telegram import limits
from bot.telegram.callbacks import DECK
from bot.telegram.callbacks.learner import (
    CatchUp,
    Continue,
    KeyPoints,
    More,
    MoreToday,
    Rate,
    Reveal,
    ShowHint,
    Skip,
)
from bot.telegram.render import split, visible_length
from bot.telegram.screen import Rows, Screen, button
from bot.texts import Translator
from bot.texts.html import Html, bold, escape, italic, link

TWO_RATINGS = (Rating.AGAIN, Rating.GOOD)
FOUR_RATINGS = (Rating.AGAIN, Rating.HARD, Rating.GOOD, Rating.EASY)
_ROOM_FOR_QUESTION = 1500
"""UTF-16 units of the first message that a question may take when its answer stands below."""
_ROOM_FOR_SHORT = 1000
"""The same for the short form of an answer."""
_ROOM_FOR_HINT = 700
_LONGEST_SOURCE = 200
_NOTHING_TO_SEE = Html("…")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a card stands, as its buttons carry it.

    `parts` is in how many messages the answer stands, 0 while only the question is shown; `seconds` how long
    the question stood before its answer, None where that is not known; `hints` how many were shown.
    """

    where: Where
    parts: int
    seconds: int | None
    hints: int = 0


def next_screen(tr: Translator, topics: Topics, following: Next, now: datetime) -> Screen:
    """Whatever comes next."""
    match following:
        case Question():
            return question(tr, topics, following)
        case Done():
            return done(tr, following, now)
        case DailyDone():
            return daily_done(tr, following)
        case Backlog():
            return catch_up(tr, following)


def question(tr: Translator, topics: Topics, asked: Question, *, seconds: int | None = None) -> Screen:
    """A card without its answer, in the learner's own words where there are any, with the hints that were shown.

    `seconds` is how long the question had stood when the last of them was asked for.
    """
    card = asked.card
    above = head(tr, topics, card, is_new=asked.is_new)
    below = [_hint(tr, place, hint) for place, hint in enumerate(asked.hints[: asked.shown], 1)]
    below += [foot for foot in (_foot(tr, card, _left(tr, asked)),) if foot]
    frame = visible_length(above) + sum(visible_length(part) + 2 for part in below) + 4
    parts = pieces(asked.wording or card.content.question, limits.MESSAGE_TEXT - frame, limits.MESSAGE_TEXT - frame)
    parts[0] = Html("\n\n").join((above, parts[0]))
    parts[-1] = Html("\n\n").join((parts[-1], *below))
    changed = tr.html("card-answer-changed") if asked.changed else None
    return Screen(tuple(parts), question_rows(tr, asked, seconds=seconds)).noting(changed)


def question_rows(tr: Translator, asked: Question, *, seconds: int | None) -> Rows:
    """The buttons under a question: Hint for as long as there is another one."""
    card = asked.card.id
    session = _session(asked.where)
    told: dict[str, object] = {"hints": asked.shown, "seconds": seconds, **session}
    hint = (button(tr.plain("drill-hint"), ShowHint(card=card, **told)),) if asked.shown < len(asked.hints) else ()
    return (
        (button(tr.plain("drill-show-answer"), Reveal(card=card, **told)),),
        (
            *hint,
            button(tr.plain("drill-skip"), Skip(card=card, **session)),
            button(tr.plain("drill-more"), More(card=card, open=True, **told)),
        ),
    )


def _hint(tr: Translator, place: int, hint: Hint) -> Html:
    text = pieces(hint.text, _ROOM_FOR_HINT, limits.MESSAGE_TEXT)[0]
    return tr.html("drill-hint-text" if place == 1 else "drill-hint-second", hint=text)


def answer(tr: Translator, topics: Topics, shown: Answer, *, ratings: int, seconds: int | None) -> Screen:
    """The whole answer below its question, with the real next interval on each rating."""
    card = shown.card
    parts = answer_parts(tr, topics, card)
    place = Place(shown.where, len(parts), seconds, shown.hints)
    hinted = tr.html("drill-hinted-again" if shown.best is Rating.AGAIN else "drill-hinted") if shown.hints else None
    return Screen(tuple(parts), answer_rows(tr, shown, ratings=ratings, place=place)).noting(hinted)


def answer_parts(tr: Translator, topics: Topics, card: Card) -> list[Html]:
    """Question and answer as one message, or several where it is long."""
    content = card.content
    asked = pieces(content.question, _ROOM_FOR_QUESTION, limits.MESSAGE_TEXT)[0]
    told = [head(tr, topics, card, is_new=False), bold(asked) if "<" not in asked else asked]
    if content.short_answer and content.short_answer.strip() != content.answer.strip():
        short = pieces(content.short_answer, _ROOM_FOR_SHORT, limits.MESSAGE_TEXT)[0]
        told.append(Html(" ").join((italic(tr.html("card-short")), short)))
    above = Html("\n\n").join(told)
    foot = _foot(tr, card)
    frame = visible_length(above) + visible_length(foot) + 4
    parts = pieces(content.answer, limits.MESSAGE_TEXT - frame, limits.MESSAGE_TEXT - visible_length(foot) - 2)
    parts[0] = Html("\n\n").join((above, parts[0]))
    if foot:
        parts[-1] = Html("\n\n").join((parts[-1], foot))
    return parts


def answer_rows(tr: Translator, shown: Answer, *, ratings: int, place: Place) -> Rows:
    """The ratings, and what else there is to a card: its key points, where it has any, and the menu."""
    card = shown.card
    points = button(tr.plain("drill-key-points"), KeyPoints(card=card.id, open=True, **in_menu(place)))
    more = button(tr.plain("drill-more"), More(card=card.id, open=True, **in_menu(place)))
    return ratings_row(tr, shown, ratings=ratings, place=place), (points, more) if has_more(card.content) else (more,)


def has_more(card: CardContent) -> bool:
    """Whether there is anything to show behind the answer; references alone stand under the source as well."""
    return bool(card.key_points or card.misconceptions or card.follow_up)


def ratings_row(tr: Translator, shown: Answer, *, ratings: int, place: Place) -> tuple[InlineKeyboardButton, ...]:
    """The ratings, each with its real next interval: none better than hints allow."""
    offered = FOUR_RATINGS if ratings == len(FOUR_RATINGS) else TWO_RATINGS
    if shown.best < offered[-1] and shown.best not in offered:
        # Of two, Hard stands where Good cannot be had.
        offered = (*offered, shown.best)
    return tuple(
        button(
            rating_label(tr, rating, shown.futures[rating], shown.day, shown.now),
            Rate(
                card=shown.card.id,
                version=shown.version,
                rating=rating.value,
                day=shown.day,
                interval=max(0, shown.futures[rating].due_day - shown.day),
                seconds=place.seconds,
                parts=place.parts,
                hints=shown.hints,
                **_session(place.where),
            ),
        )
        for rating in sorted(offered)
        if rating <= shown.best
    )


def done(tr: Translator, state: Done, now: datetime) -> Screen:
    """Nothing is left now: when the next card is due, and an offer of more."""
    lines = [tr.html("drill-done", answered=state.answered)]
    if state.next_at is not None:
        lines.append(tr.html("drill-next-due", when=when(tr, state.next_at, state.days, now)))
        if state.left_out.new and state.days > 1:
            lines.append(tr.html("drill-new-tomorrow"))
    elif not state.more:
        none = not state.answered and not state.where.deck
        lines.append(tr.html("drill-no-cards" if none else "drill-nothing-planned"))
    if state.left_out.due:
        lines.append(tr.html("drill-left-out", count=state.left_out.due))
    rows: list[tuple[InlineKeyboardButton, ...]] = []
    if state.more:
        label = tr.plain("drill-more-cards" if state.left_out.due else "drill-more-new", count=state.more)
        rows.append((button(label, MoreToday(asked_for=state.asked_for, **_session(state.where))),))
    if state.where.topic or state.where.deck:
        every = tr.plain("drill-all-topics" if state.where.topic else "decks-all-cards")
        rows.append((button(every, Continue()),))
    return Screen((Html("\n").join(lines),), tuple(rows))


def catch_up(tr: Translator, state: Backlog) -> Screen:
    """After a break: how many questions a day clear what is due, and in how many days."""
    rows = [
        (
            button(
                tr.plain("drill-catch-up-choice", questions=each.questions, days=each.days),
                CatchUp(questions=each.questions),
            ),
        )
        for each in state.choices
    ]
    usual = button(tr.plain("drill-catch-up-usual", questions=state.questions), CatchUp())
    return Screen((tr.html("drill-catch-up", due=state.due),), (*rows, (usual,)))


def daily_done(tr: Translator, state: DailyDone) -> Screen:
    """The daily set is answered; going on is an offer."""
    text = tr.html("drill-daily-done", answered=state.answered, left=state.left)
    following = Continue(**_session(replace(state.where, daily=None)))
    return Screen((text,), ((button(tr.plain("drill-continue"), following),),))


def rating_label(tr: Translator, rating: Rating, after: Memory, day: int, now: datetime) -> str:
    """Such as `Good · 4d`."""
    return tr.plain("drill-rate", rating=rating_name(tr, rating), interval=interval(tr, after, day, now))


def rating_name(tr: Translator, rating: Rating) -> str:
    """The word for a rating."""
    return tr.plain(f"drill-rating-{rating.value}")


def interval(tr: Translator, after: Memory, day: int, now: datetime) -> str:
    """How long until a card comes back, in the largest unit that says it."""
    if after.due_at is not None:
        return tr.plain("interval-minutes", count=max(1, round((after.due_at - now) / timedelta(minutes=1))))
    days = max(1, after.due_day - day)
    if days < 31:
        return tr.plain("interval-days", count=days)
    if days < 365:
        return tr.plain("interval-months", count=round(days / 30.44, 1))
    return tr.plain("interval-years", count=round(days / 365.25, 1))


def when(tr: Translator, moment: datetime, days: int, now: datetime) -> str:
    """A moment to come, in words: minutes on this user day, else how many user days."""
    if days < 1:
        return tr.plain("when-minutes", count=max(1, round((moment - now) / timedelta(minutes=1))))
    return tr.plain("when-tomorrow") if days == 1 else tr.plain("when-days", count=days)


def head(tr: Translator, topics: Topics, card: Card, *, is_new: bool) -> Html:
    """What kind of card it is: topic, level, counts, and whether an editor has vouched for it."""
    content = card.content
    topic = topics.get(content.topic) if content.topic else None
    facts = [topic.names[tr.language] if topic else tr.plain("card-no-topic")]
    if content.level:
        facts.append(tr.plain(f"level-{content.level}"))
    if content.likes:
        facts.append(tr.plain("card-likes", count=content.likes))
    if content.heat:
        facts.append(tr.plain("card-heat", count=tr.number(content.heat)))
    if is_new:
        facts.append(tr.plain("card-new"))
    if not content.verified:
        facts.append(tr.plain("card-unverified"))
    return italic(" · ".join(facts))


def _foot(tr: Translator, card: Card, left: Html | None = None) -> Html:
    """Where the card is from and, below a question, how many are left."""
    found = card.content.source
    name = first_words(found.channel or found.url or found.file or "", _LONGEST_SOURCE)
    lines = []
    if name:
        told = link(name, address(found.url)) if found.url else escape(name)
        lines.append(tr.html("card-source", source=told))
    if left:
        lines.append(left)
    return italic(Html("\n").join(lines)) if lines else Html("")


def _left(tr: Translator, asked: Question) -> Html | None:
    """How many are left, and of what; None for a card that was asked by itself."""
    if not asked.left:
        return None
    return tr.html("card-left" if asked.set_left is None else "card-left-in-set", count=asked.left)


def address(url: str) -> str:
    """A link that can be pressed: https where nothing is said."""
    return url if "://" in url else f"https://{url}"


def _session(where: Where) -> dict[str, object]:
    return {"topic": f"{DECK}{where.deck}" if where.deck else where.topic or "", "daily": where.daily}


def in_menu(place: Place) -> dict[str, object]:
    """What a button below a card carries of its place."""
    return {"parts": place.parts, "seconds": place.seconds, "hints": place.hints, **_session(place.where)}


def pieces(text: str, first: int, rest: int) -> list[Html]:
    """Markdown in messages of at most so many UTF-16 units; at least one."""
    return split(parse_markdown(text), first=first, rest=rest) or [_NOTHING_TO_SEE]
