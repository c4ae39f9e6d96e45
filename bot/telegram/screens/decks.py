"""Screens of decks: the shelf, one deck, its cards, and the ways to put cards in."""

from collections.abc import Callable, Sequence

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton

from bot.domain.cards import LANGUAGES, LEVELS
from bot.domain.ids import CardId
from bot.domain.markup import first_words, parse_markdown, plain_text, shows_something
from bot.domain.topics import Topics
from bot.services.deck_changes import Turn
from bot.services.decks import CARDS_PAGE, CardInDecks, CardsView, Counted, DeckView, Offered, Opened, Selection, Shelf
from bot.storage.chats import ConnectedChat
from bot.storage.decks import Choice, Deck
from bot.telegram.callbacks.editor import (
    CardDecks,
    DeckCard,
    DeckCards,
    DeckChoice,
    DeckCut,
    DecksPage,
    EditCard,
    NewDeck,
    OnDeck,
)
from bot.telegram.callbacks.owner import ChatPage
from bot.telegram.screen import Rows, Screen, button, in_rows
from bot.telegram.screens.chats import title_of
from bot.texts import Translator
from bot.texts.html import Html, bold, printable

LABEL = 48
"""Characters of a title or question on a button: leaves room for a mark and a number."""

LINE = 200
"""Characters of a question in a list."""

TITLE = 60


def shelf(tr: Translator, shown: Shelf) -> Screen:
    """Decks with their counts."""
    title = tr.html("decks-title" if shown.chat is None else "decks-title-chat")
    lines = [title, tr.html("decks-what")] if not shown.decks else [title]
    rows = [(_deck_button(tr, each),) for each in shown.decks]
    turning = _turning(tr, shown.page, shown.pages, lambda page: DecksPage(chat=shown.chat or 0, page=page))
    new = button(tr.plain("decks-new"), NewDeck(chat=shown.chat or 0))
    back = (button(tr.plain("decks-to-chat"), ChatPage(chat=shown.chat)),) if shown.chat is not None else ()
    return Screen((Html("\n\n").join(lines),), (*rows, *turning, (new, *back)))


def which_chat(tr: Translator, chats: Sequence[ConnectedChat]) -> Screen:
    """The chats that somebody runs, each with its decks behind a button."""
    rows = [(button(tr.plain("schedule-open", title=title_of(tr, each)), DecksPage(chat=each.row)),) for each in chats]
    return Screen((tr.html("decks-which-chat"),), tuple(rows))


def deck(tr: Translator, shown: DeckView) -> Screen:
    """One deck, or what became of it where it is removed."""
    now = shown.deck
    everything = button(tr.plain("decks-all"), DecksPage(chat=now.chat or 0))
    if now.removed:
        undo = button(tr.plain("decks-undo"), _on(now, "restore"))
        return Screen((tr.html("decks-removed", title=_title(now)),), ((undo,), (everything,)))
    count = tr.html("decks-cards", count=sum(shown.languages.values()))
    each = [
        tr.html("decks-language", language=tr.plain(f"language-{lang}"), count=number)
        for lang, number in shown.languages.items()
    ]
    lines = [bold(_title(now)), count]
    if len(each) > 1:
        lines.append(Html(" · ").join(each))
    if shown.schedules:
        lines.append(tr.html("decks-schedules", count=shown.schedules))
    lines.append(tr.html("decks-link", url=shown.url))
    rows: Rows = (
        (button(tr.plain("decks-show"), DeckCards(deck=now.id)), button(tr.plain("decks-add"), _on(now, "add"))),
        (button(tr.plain("decks-rename"), _on(now, "rename")), button(tr.plain("decks-remove"), _on(now, "remove"))),
        (everything,),
    )
    return Screen((Html("\n").join(lines),), rows)


def done(tr: Translator, turn: Turn) -> Screen:
    """A deck after a change, with a word about it and the way back."""
    screen = deck(tr, turn.view)
    if turn.said in ("removed", "stale"):
        return screen
    said, now = _said(tr, turn), turn.view.deck
    if turn.said == "renamed":
        undo = button(tr.plain("decks-undo"), _on(now, "unrename"))
        return Screen(screen.parts, ((undo,), *screen.rows)).noting(said)
    if turn.said != "filled" or turn.undo is None:
        return Screen(screen.parts, screen.rows).noting(said)
    undo = button(tr.plain("decks-undo"), DeckCut(deck=now.id, version=now.version, first=turn.undo))
    return Screen(screen.parts, ((undo,), *screen.rows)).noting(said)


def _said(tr: Translator, turn: Turn) -> Html:
    match turn.said:
        case "filled":
            return tr.html("decks-filled", count=turn.cards)
        case "emptied":
            return tr.html("decks-emptied", count=turn.cards)
    return tr.html(f"decks-{turn.said}")


def cards(tr: Translator, shown: CardsView) -> Screen:
    """A page of a deck's cards, each with a button that takes it out."""
    now, first = shown.deck, shown.start + 1
    back = button(tr.plain("decks-back"), _on(now, "show"))
    if not shown.cards:
        none = Html("\n").join((bold(_title(now)), tr.html("decks-no-cards")))
        return Screen((none,), ((button(tr.plain("decks-add"), _on(now, "add")), back),))
    last = shown.start + len(shown.cards)
    lines = [tr.html("decks-range", title=_title(now), first=first, last=last, total=shown.total)]
    takes = []
    for number, each in enumerate(shown.cards[:CARDS_PAGE], first):
        lines.append(tr.html("decks-row", number=number, question=_question(each.question, LINE)))
        out = DeckCard(deck=now.id, version=now.version, card=each.card, act="out", at=shown.start)
        takes.append(button(tr.plain("decks-take-out", number=number), out))
    page, pages = shown.start // CARDS_PAGE, -(-shown.total // CARDS_PAGE)
    turning = _turning(tr, page, pages, lambda page: DeckCards(deck=now.id, start=page * CARDS_PAGE))
    return Screen((Html("\n").join(lines),), (*in_rows(takes, 2), *turning, (back,)))


def taken_out(tr: Translator, shown: CardsView, card: CardId, position: int) -> Screen:
    """The same after a card was taken out, with the way back."""
    screen = cards(tr, shown)
    back = DeckCard(deck=shown.deck.id, version=shown.deck.version, card=card, act="back", at=position)
    rows = ((button(tr.plain("decks-undo"), back),), *screen.rows)
    return Screen(screen.parts, rows).noting(tr.html("decks-taken"))


def add(tr: Translator, shown: DeckView) -> Screen:
    """The two ways to put cards in."""
    now = shown.deck
    choose = DeckChoice(deck=now.id, version=now.version)
    told = Html("\n").join((bold(_title(now)), tr.html("decks-type-words")))
    rows = ((button(tr.plain("decks-by-choice"), choose),), (button(tr.plain("decks-back"), _on(now, "show")),))
    return Screen((told,), rows)


def found(tr: Translator, now: Deck, words: str, offered: Sequence[Offered]) -> Screen:
    """Cards that hold the words; those in the deck are marked."""
    back = (button(tr.plain("decks-back"), _on(now, "show")),)
    shown = first_words(words, TITLE)
    if not offered:
        return Screen((tr.html("decks-found-none", words=shown),), (back,))
    rows = []
    for each in offered:
        act = DeckCard(deck=now.id, version=now.version, card=each.card.id, act="take" if each.inside else "put")
        rows.append((button(_marked(tr, _question(each.card.content.question, LABEL), inside=each.inside), act),))
    return Screen((tr.html("decks-found", words=shown, title=_title(now)),), (*rows, back))


def choice(tr: Translator, topics: Topics, shown: Selection) -> Screen:
    """What the cards to be put in have to be, and how many are so."""
    now, chosen = shown.deck, shown.choice
    topic = topics.get(chosen.topic) if chosen.topic else None
    names = {
        "topic": topic.names[tr.language] if topic else tr.plain("decks-any"),
        "level": tr.plain(f"level-{chosen.level}") if chosen.level else tr.plain("decks-any"),
        "lang": tr.plain(f"language-{chosen.lang}") if chosen.lang else tr.plain("decks-any"),
    }
    fields = [
        (button(tr.plain(f"decks-by-{name}", value=value), _chosen(now, chosen, name)),)
        for name, value in names.items()
    ]
    fill = (button(tr.plain("decks-fill", count=shown.outside), _chosen(now, chosen, "add")),) if shown.outside else ()
    back = (button(tr.plain("decks-back"), _on(now, "show")),)
    told = tr.html("decks-chosen", title=_title(now), total=shown.total, outside=shown.outside)
    return Screen((told,), (*fields, *((fill,) if fill else ()), back))


def choose_topic(tr: Translator, topics: Topics, shown: Selection) -> Screen:
    """Which topic they shall have."""
    choices = [
        button(each.names[tr.language], _chosen(shown.deck, Choice(each.key, shown.choice.level, shown.choice.lang)))
        for each in topics
    ]
    none = button(tr.plain("decks-any"), _chosen(shown.deck, Choice(None, shown.choice.level, shown.choice.lang)))
    return Screen((tr.html("add-topic"),), (*in_rows(choices, 2), (none, _back_to_choice(tr, shown))))


def choose_level(tr: Translator, shown: Selection) -> Screen:
    """Which level they shall have."""
    topic, lang = shown.choice.topic, shown.choice.lang
    choices = [button(tr.plain(f"level-{each}"), _chosen(shown.deck, Choice(topic, each, lang))) for each in LEVELS]
    none = button(tr.plain("decks-any"), _chosen(shown.deck, Choice(topic, None, lang)))
    return Screen((tr.html("add-level"),), (*in_rows(choices, 3), (none, _back_to_choice(tr, shown))))


def choose_language(tr: Translator, shown: Selection) -> Screen:
    """Which language they shall be in."""
    topic, level = shown.choice.topic, shown.choice.level
    choices = [
        button(tr.plain(f"language-{each}"), _chosen(shown.deck, Choice(topic, level, each))) for each in LANGUAGES
    ]
    none = button(tr.plain("decks-any"), _chosen(shown.deck, Choice(topic, level, None)))
    return Screen((tr.html("decks-which-language"),), (*in_rows(choices, 3), (none, _back_to_choice(tr, shown))))


def of_card(tr: Translator, shown: CardInDecks) -> Screen:
    """In which decks a card is: each a button that puts it in or takes it out."""
    question = _question(shown.card.content.question, LINE)
    told = [tr.html("decks-of-card", question=question)]
    if not shown.decks:
        told.append(tr.html("decks-what"))
    rows = []
    for each, inside in shown.decks:
        act = "from" if inside else "into"
        toggle = DeckCard(deck=each.id, version=each.version, card=shown.card.id, act=act, at=shown.page)
        rows.append((button(_marked(tr, _label(each.title), inside=inside), toggle),))
    turning = _turning(tr, shown.page, shown.pages, lambda page: CardDecks(card=shown.card.id, page=page))
    back = button(tr.plain("decks-to-card"), EditCard(card=shown.card.id))
    return Screen((Html("\n").join(told),), (*rows, *turning, (back,)))


def opened(tr: Translator, shown: Opened | None) -> Html:
    """What stands above the first question of a deck whose link was opened."""
    if shown is None:
        return tr.html("decks-gone")
    title = _title(shown.deck)
    if not shown.cards:
        return tr.html("decks-empty", title=title)
    told = tr.html("decks-opened", title=title, count=shown.cards)
    return Html("\n").join((told, tr.html("decks-foreign", count=shown.foreign))) if shown.foreign else told


def _deck_button(tr: Translator, each: Counted) -> InlineKeyboardButton:
    label = tr.plain("decks-counted", title=_label(each.deck.title), count=each.cards)
    return button(label, _on(each.deck, "show"))


def _turning(tr: Translator, page: int, pages: int, to: Callable[[int], CallbackData]) -> Rows:
    """The buttons that lead to the pages beside this one."""
    back = (button(tr.plain("decks-previous"), to(page - 1)),) if page > 0 else ()
    on = (button(tr.plain("decks-next"), to(page + 1)),) if page + 1 < pages else ()
    return ((*back, *on),) if back or on else ()


def _on(now: Deck, act: str) -> OnDeck:
    return OnDeck(deck=now.id, version=now.version, act=act)


def _chosen(now: Deck, choice: Choice, act: str = "show") -> DeckChoice:
    topic, level, lang = choice.topic or "", choice.level or "", choice.lang or ""
    return DeckChoice(deck=now.id, version=now.version, topic=topic, level=level, lang=lang, act=act)


def _back_to_choice(tr: Translator, shown: Selection) -> InlineKeyboardButton:
    return button(tr.plain("drill-back"), _chosen(shown.deck, shown.choice))


def _marked(tr: Translator, label: str, *, inside: bool) -> str:
    return tr.plain("decks-inside", label=label) if inside else label


def _title(now: Deck) -> str:
    """A title on one line, as far as it fits."""
    clean = " ".join(printable(now.title).split())
    return first_words(clean, TITLE) if shows_something(clean) else "…"


def _label(text: str) -> str:
    """Text for a button, on which Telegram wants something to see."""
    short = first_words(printable(text), LABEL)
    return short if shows_something(short) else "…"


def _question(question: str, length: int) -> str:
    short = first_words(printable(plain_text(parse_markdown(question))), length)
    return short if shows_something(short) else "…"
