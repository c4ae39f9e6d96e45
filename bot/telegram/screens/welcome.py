"""Screens of starting, settings, help and one's own data."""

from datetime import time
from typing import Literal

from aiogram.types import InlineKeyboardButton

from bot.domain.cards import LANGUAGES
from bot.domain.learners import (
    MINUTES_A_DAY_CHOICES,
    NEW_A_DAY_CHOICES,
    NO_LIMIT,
    QUESTIONS_A_DAY_CHOICES,
    ROLLOVER_HOURS,
    Learner,
    Person,
)
from bot.domain.memory import PARAMETERS_VERSION
from bot.services.account import Ownership
from bot.telegram.callbacks.learner import DailyPage, Forget, Setting, Speak
from bot.telegram.screen import Rows, Screen, button, in_rows
from bot.texts import Texts, Translator
from bot.texts.cities import city
from bot.texts.html import Html

Amount = Literal["new", "questions", "minutes"]
"""What a day takes so much of, as settings name it."""


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
        questions=learner.questions_a_day,
        minutes=learner.minutes_a_day or tr.plain("settings-minutes-none"),
        new=learner.new_a_day,
        zone=city(learner.zone, tr.language) if "/" in learner.zone else learner.zone,
        rollover=f"{learner.rollover:%H:%M}",
    )
    text = Html("\n").join((text, tr.html(f"settings-parameters-{_fitted(learner)}")))
    if learner.buttons == 4:
        text = Html("\n\n").join((text, tr.html("settings-ratings")))
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
                button(tr.plain("settings-questions"), Setting(name="questions")),
                button(tr.plain("settings-minutes"), Setting(name="minutes")),
            ),
            (
                button(tr.plain("settings-new"), Setting(name="new")),
                button(tr.plain("daily-change-zone"), DailyPage(page="zone")),
            ),
            (button(tr.plain("settings-rollover"), Setting(name="rollover")),),
            (_news(tr, learner),),
        ),
    )


def _fitted(learner: Learner) -> str:
    if learner.parameters_version == PARAMETERS_VERSION:
        return "default"
    return "shared" if learner.parameters_shared else "own"


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


def choose_amount(tr: Translator, learner: Learner, what: Amount) -> Screen:
    """How many `new` cards, `questions` or `minutes` a day takes."""
    amounts, chosen = {
        "new": (NEW_A_DAY_CHOICES, learner.new_a_day),
        "questions": (QUESTIONS_A_DAY_CHOICES, learner.questions_a_day),
        "minutes": ((*MINUTES_A_DAY_CHOICES, NO_LIMIT), learner.minutes_a_day or NO_LIMIT),
    }[what]
    choices = []
    for amount in amounts:
        label = tr.plain("settings-minutes-none") if amount == NO_LIMIT else str(amount)
        label = tr.plain("daily-chosen", name=label) if amount == chosen else label
        choices.append(button(label, Setting(name=what, value=str(amount))))
    rows = in_rows(choices, len(amounts) - (NO_LIMIT in amounts))
    return Screen((tr.html(f"settings-choose-{what}"),), (*rows, _to_settings(tr)))


def choose_rollover(tr: Translator, learner: Learner) -> Screen:
    """At which hour a user day begins."""
    hours = [time(hour) for hour in ROLLOVER_HOURS]
    choices = [
        button(
            tr.plain("daily-chosen", name=f"{at:%H:%M}") if at == learner.rollover else f"{at:%H:%M}",
            Setting(name="rollover", value=str(at.hour)),
        )
        for at in hours
    ]
    return Screen((tr.html("settings-choose-rollover"),), (*in_rows(choices, 4), _to_settings(tr)))


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
