"""The editor in which a Telegram app lets a person make a poll or quiz."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.playground.admission import Impossible
from bot.playground.chats import Chat
from bot.playground.methods.polls import checked_poll
from bot.playground.polls import Poll
from bot.playground.refusal import Refusal
from bot.playground.telegram import Telegram

FEWEST_OPTIONS = 2
"""An app offers no poll with fewer, though a bot may send one."""


@dataclass(frozen=True, slots=True)
class PollDraft:
    """What a person typed; `correct` is the index of the right option, without which nothing is a quiz."""

    question: str
    options: Sequence[str]
    correct: int | None = None
    explanation: str = ""
    anonymous: bool = True
    several_answers: bool = False


def made_poll(telegram: Telegram, chat: Chat, draft: PollDraft) -> Poll:
    """The poll as Telegram takes it, by the rules of sendPoll. Raises Impossible for one that breaks them."""
    if len(draft.options) < FEWEST_OPTIONS:
        raise Impossible(f"A poll has at least {FEWEST_OPTIONS} options.")
    quiz = draft.correct is not None
    try:
        return checked_poll(
            telegram,
            chat,
            {
                "question": draft.question,
                "options": list(draft.options),
                "type": "quiz" if quiz else "regular",
                "correct_option_ids": [draft.correct] if quiz else None,
                "explanation": draft.explanation,
                "is_anonymous": draft.anonymous,
                "allows_multiple_answers": draft.several_answers,
            },
        )
    except Refusal as refusal:
        raise Impossible(refusal.description.removeprefix("Bad Request: ").capitalize() + ".") from None
