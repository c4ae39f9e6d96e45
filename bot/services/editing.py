"""What editors do to questions."""

from dataclasses import dataclass, replace

from bot.domain.cards import CardContent, Language, Level, key_of_question
from bot.domain.errors import Refused
from bot.domain.ids import CardId, ChatRow
from bot.domain.markup import parse_markdown, plain_text, shows_something
from bot.parsing.text import fold
from bot.services.chats import Chats, require_still
from bot.services.decks import MOST_OF_CHAT
from bot.services.work import Work
from bot.storage import audit, cards, posts, search, staff
from bot.storage.audit import Action
from bot.storage.database import Reader, Transaction

LONGEST_QUESTION = 1500
"""Characters that are seen: leaves room for the card's head and buttons in one message of 4096."""

LONGEST_ANSWER = 12_000
"""Characters that are seen: three messages, which is as much as anybody reads at a card."""

_COMPARED = 50
"""Cards found by their words, among which one that asks the same is looked for."""


@dataclass(frozen=True, slots=True)
class NewCard:
    """What an editor has typed so far. `topic` and `level` may stay open."""

    question: str
    answer: str
    lang: Language
    topic: str | None = None
    level: Level | None = None

    @property
    def key(self) -> str:
        """The key that the card would be saved under."""
        return key_of_question(self.lang, self.question)

    def content(self) -> CardContent:
        """The card that would be saved: checked by the editor who writes it."""
        return CardContent(
            key=self.key,
            concept=self.key,
            lang=self.lang,
            question=self.question,
            answer=self.answer,
            topic=self.topic,
            level=self.level,
            verified=True,
        )


class Editing:
    """Adding questions: by editors for all, by who runs a chat for that chat, which the conversation names then."""

    def __init__(self, chats: Chats) -> None:
        self._chats = chats

    def require_editor(self, work: Work) -> None:
        """Raises Refused for whoever is neither editor nor owner."""
        if not work.person.edits:
            raise Refused("refused-not-editor")

    async def require_chat(self, work: Work, row: ChatRow) -> None:
        """Raises Refused for who does not run the chat that a card shall belong to."""
        await self._chats.enter(work, row)

    def require_editor_still(self, work: Work) -> None:
        """In the middle of a card: where the role was taken away, the card is given up; raises Refused for that."""
        if not work.person.edits and not (_chat_of(work) and self._chats.may_ask(work)):
            work.expect_nothing()
            raise Refused("add-no-editor")

    def check_question(self, text: str) -> str:
        """A question as it would be stored; raises Refused when it shows nothing or is too long."""
        return _checked(text, LONGEST_QUESTION, "add-question-too-long")

    def check_answer(self, text: str) -> str:
        """An answer as it would be stored; raises Refused when it shows nothing or is too long."""
        return _checked(text, LONGEST_ANSWER, "add-answer-too-long")

    def continued(self, answer: str, more: str) -> str:
        """An answer with its next part, on a new line if none of them looks different for it, else a new paragraph.

        Raises Refused when it becomes too long.
        """
        on_a_line = f"{answer}\n{more}"
        alike = _shown(on_a_line) == f"{_shown(answer)}\n{_shown(more)}"
        return self.check_answer(on_a_line if alike else f"{answer}\n\n{more}")

    async def add(self, work: Work, new: NewCard) -> CardId:
        """Publish a card; raises Refused where one asks exactly this already, or the role was taken away."""
        self.require_editor_still(work)
        content = new.content()
        chat = _chat_of(work)
        if chat is not None:
            return await self._add_to_chat(work, content, chat)
        if await is_asked(work.db, content):
            raise Refused("add-exists")

        async def unit(tx: Transaction) -> CardId:
            # Asked again here: the role may have been taken away since the update came in.
            if await staff.role_of(tx, work.person.id) is None:
                raise Refused("add-no-editor")
            if await is_asked(tx, content):
                raise Refused("add-exists")
            key = await _free_key(tx, content.key)
            card_id = await cards.publish(tx, replace(content, key=key, concept=key), None, work.now, by=work.person.id)
            await audit.write(tx, Action.ADDED, actor=work.person.id, subject=card_id, now=work.now, after={"key": key})
            await posts.settle_draft(tx, content.key, card_id, work.now)
            return card_id

        work.expect_nothing()
        return await work.write(unit)

    async def _add_to_chat(self, work: Work, content: CardContent, row: ChatRow) -> CardId:
        entry = await self._chats.enter(work, row)
        # Another chat, or all, may be asked the same.
        key = f"{content.key}-{row}"
        own = replace(content, key=key, concept=key)

        async def unit(tx: Transaction) -> CardId:
            await require_still(tx, work, entry)
            if await cards.count_of_chat(tx, row) >= MOST_OF_CHAT:
                raise Refused("edit-chat-full", limit=MOST_OF_CHAT)
            if await cards.by_key(tx, key) is not None:
                raise Refused("add-exists")
            return await cards.publish(tx, own, None, work.now, by=work.person.id, owner=entry.chat.chat_id)

        work.expect_nothing()
        return await work.write(unit)

    async def is_saved(self, work: Work, key: str) -> bool:
        """Whether a card with this key is published."""
        return await cards.by_key(work.db, key) is not None


def _chat_of(work: Work) -> ChatRow | None:
    """The chat that the card which is being written shall belong to; None for one for all."""
    row = work.conversation.data.get("chat") if work.conversation else None
    return ChatRow(int(row)) if row else None


async def is_asked(db: Reader, content: CardContent, besides: CardId | None = None) -> bool:
    """Whether a published card asks the same question, letter case and punctuation aside."""
    asked = fold(content.question)
    keyed = await cards.by_key(db, key_of_question(content.lang, content.question))
    if keyed is not None and keyed.id != besides and fold(keyed.content.question) == asked:
        return True
    for card_id in await search.nearest(db, content.question, content.lang, _COMPARED):
        near = await cards.load(db, card_id)
        if near is not None and near.id != besides and fold(near.content.question) == asked:
            return True
    return False


async def _free_key(db: Reader, key: str) -> str:
    """The key, or one made of it where a card has it whose question was changed since."""
    free, number = key, 1
    while await cards.by_key(db, free) is not None:
        number += 1
        free = f"{key}-{number}"
    return free


def shown_length(text: str) -> int:
    """Characters of Markdown that a reader sees: what is held against the limits, and about what was typed."""
    return len(_shown(text))


def _shown(text: str) -> str:
    return plain_text(parse_markdown(text))


def _checked(text: str, longest: int, too_long: str) -> str:
    text = text.strip()
    shown = _shown(text)
    if not shows_something(shown):
        raise Refused("add-empty")
    if len(shown) > longest:
        raise Refused(too_long, limit=longest, length=len(shown))
    return text
