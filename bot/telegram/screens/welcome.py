"""Screens of starting, settings, help and one's own data."""

from aiogram.types import InlineKeyboardButton

from bot.domain.cards import LANGUAGES
from bot.domain.learners import NEW_A_DAY_CHOICES, Learner, Person
from bot.services.account import Ownership
from bot.telegram.callbacks.learner import DailyPage, Forget, Setting, Speak
from bot.telegram.screen import Rows, Screen, button
from bot.texts import Texts, Translator
from bot.texts.cities import city
from bot.texts.html import Html


def welcome(tr: Translator, texts: Texts) -> Screen:
    """What the bot does, in three lines, and a way to another language."""
    return Screen((tr.html("start-welcome"),), _languages(tr, texts, welcome=True))


def settings(tr: Translator, learner: Learner) -> Screen:
    """What is set, and what can be changed."""
    text = tr.html(
        "settings-title",
        language=tr.plain("language-name"),
        cards=tr.listed([tr.plain(f"language-{code}") for code in learner.card_languages]),
        buttons=learner.buttons,
        new=learner.new_a_day,
        zone=city(learner.zone, tr.language) if "/" in learner.zone else learner.zone,
    )
    other = 2 if learner.buttons == 4 else 4
    return Screen(
        (text,),
        (
            (
                button(tr.plain("settings-language"), Setting(name="language")),
                button(tr.plain("settings-cards"), Setting(name="cards")),
            ),
            (button(tr.plain(f"settings-buttons-{other}"), Setting(name="buttons", value=str(other))),),
            (
                button(tr.plain("settings-new"), Setting(name="new")),
                button(tr.plain("daily-change-zone"), DailyPage(page="zone")),
            ),
            (_news(tr, learner),),
        ),
    )


def _news(tr: Translator, learner: Learner) -> InlineKeyboardButton:
    label = tr.plain("broadcast-mute" if learner.news else "broadcast-unmute")
    return button(label, Setting(name="news", value="off" if learner.news else "on"))


def choose_language(tr: Translator, texts: Texts) -> Screen:
    """The interface languages, each in its own words."""
    return Screen((tr.html("settings-choose-language"),), _languages(tr, texts, welcome=False))


def choose_cards(tr: Translator, learner: Learner) -> Screen:
    """Which languages cards may be in."""
    rows = tuple(
        (
            button(
                tr.plain("daily-chosen", name=tr.plain(f"language-{code}"))
                if code in learner.card_languages
                else tr.plain(f"language-{code}"),
                Setting(name="cards", value=code),
            ),
        )
        for code in LANGUAGES
    )
    return Screen((tr.html("settings-choose-cards"),), (*rows, _to_settings(tr)))


def choose_new(tr: Translator, learner: Learner) -> Screen:
    """How many new cards a day."""
    choices = tuple(
        button(
            tr.plain("daily-chosen", name=str(number)) if number == learner.new_a_day else str(number),
            Setting(name="new", value=str(number)),
        )
        for number in NEW_A_DAY_CHOICES
    )
    return Screen((tr.html("settings-choose-new"),), (choices, _to_settings(tr)))


def help_text(tr: Translator, person: Person, *, has_chats: bool) -> Screen:
    """What can be done, and what staff, or with `has_chats` everybody, can do besides."""
    parts = [tr.html("help-text")]
    if person.edits:
        parts.append(tr.html("help-editor"))
    if person.owns:
        parts.append(tr.html("help-owner"))
    if has_chats and not person.edits:
        parts.append(tr.html("help-chats"))
    return Screen((Html("\n\n").join(parts),))


def ask_forget(tr: Translator, ownership: Ownership | None) -> Screen:
    """Asked once before everything is erased; an owner is told what becomes of the bot."""
    text = [tr.html("forget-ask")]
    if ownership is not None:
        text.append(tr.html(f"forget-owner-{ownership}"))
    return Screen(
        (Html("\n\n").join(text),),
        (
            (button(tr.plain("forget-yes"), Forget(sure=True)),),
            (button(tr.plain("forget-no"), Forget(sure=False)),),
        ),
    )


def _languages(tr: Translator, texts: Texts, *, welcome: bool) -> Rows:
    others = [code for code in LANGUAGES if not welcome or code != tr.language]
    return (
        tuple(button(texts[code].plain("language-name"), Speak(language=code, welcome=welcome)) for code in others),
    )


def _to_settings(tr: Translator) -> tuple[InlineKeyboardButton, ...]:
    return (button(tr.plain("daily-back"), Setting(name="main")),)
