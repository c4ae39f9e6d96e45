"""One way from a Telegram post to items, whether it was forwarded, posted in a channel, exported or saved as a page."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from bot.domain.cards import Source
from bot.domain.topics import Topics
from bot.parsing import post_words
from bot.parsing.adverts import (
    JUDGED_LENGTH,
    addresses_the_reader,
    is_above_doubt,
    is_advert,
    is_teaser,
    is_technical,
    promotes,
    sells,
    technical,
    tells_of_a_release,
)
from bot.parsing.blocks import Line, question_text
from bot.parsing.commerce import CONTACT
from bot.parsing.documents import Piece
from bot.parsing.glued_answers import with_answers_apart
from bot.parsing.harvest import Find, Harvest
from bot.parsing.items import Dropped, Parsed
from bot.parsing.notices import may_be_notice, notice_in
from bot.parsing.post_answers import Asked, content_of
from bot.parsing.post_body import Body, find_body
from bot.parsing.post_cards import write
from bot.parsing.post_evidence import evidence_of, is_labelled_answer, is_of_interviews, needs_picture
from bot.parsing.post_glance import asks_nothing, is_header
from bot.parsing.post_hidden import hidden_whole
from bot.parsing.post_parts import ChannelPost, Habits, Poll, post_key
from bot.parsing.post_polls import asks_its_readers, find_in_poll
from bot.parsing.post_questions import find_questions
from bot.parsing.post_text import LINK_SIGN, PostText, Said, lay_lines
from bot.parsing.post_titles import asks_clearly, begins_as_questions, title_form
from bot.parsing.repeated_lines import is_repeated
from bot.parsing.sections import has_sections, read_sections

__all__ = ["ChannelPost", "Habits", "Poll", "Said", "post_key", "read_as_piece", "read_laid", "read_post"]

LONGEST_POST = 65_536
"""Characters. Telegram's longest is 4,096, a rich message 32,768: anything longer was written by no person."""

ADVERT = "advert: words of commerce with a call to action or a contact"
NO_QUESTION = "text without a question"

FEWEST_LINKS = 2
OVERLAP = 100
"""Characters: no phrase of an advert is longer."""

MOST_OPTIONS = 50
"""Of a poll. Telegram allows 12."""

_UNKNOWN = Habits()
_SECTION_MARKS = frozenset(("code",))


def read_as_piece(post: ChannelPost, topics: Topics, habits: Habits = _UNKNOWN) -> Piece:
    """`read_post`, as the piece of a document."""
    parsed = read_post(post, topics, habits)
    return Piece(post.body, parsed.items, parsed.dropped, post.key)


def read_post(post: ChannelPost, topics: Topics, habits: Habits = _UNKNOWN) -> Parsed:
    """The cards and drafts in a post, and what was thrown away of it. Takes any post; adverts and talk give nothing."""
    return read_laid(post, lay_lines(hidden_whole(with_answers_apart(post.said))), topics, habits)


def read_laid(post: ChannelPost, text: PostText, topics: Topics, habits: Habits) -> Parsed:
    """`read_post` for a post whose lines are known already."""
    reader = _Reader(post, text, topics, habits)
    if sum(map(len, text.lines)) > LONGEST_POST:
        reader.drop(f"longer than {LONGEST_POST} characters: no post of Telegram's", text.lines[0])
    else:
        if any(line.strip() for line in text.lines):
            reader.read_text()
        if post.poll:
            reader.read_poll(post.poll)
    return reader.parsed()


@dataclass(slots=True)
class _Reader:
    post: ChannelPost
    text: PostText
    topics: Topics
    habits: Habits
    calm: bool = False
    finds: list[Find] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)

    def parsed(self) -> Parsed:
        """What was found, under the name of the post."""
        harvest = Harvest(self.post.file, self.topics, finds=self.finds)
        return Parsed(tuple(replace(item, source=self._source) for item in harvest.items()), tuple(self.dropped))

    @property
    def _source(self) -> Source:
        post = self.post
        return Source(post.file, post.line, post.channel, post.post, post.url)

    def drop(self, reason: str, said: str) -> None:
        if said.strip():
            self.dropped.append(Dropped(said.strip(), reason, self._source))

    def read_text(self) -> None:
        nothing = not any(self.text.hidden) and not self._expects_titles() and asks_nothing(self.text.lines)
        if nothing and self.habits.asks is not None:
            body = Body(range(len(self.text.lines)), (), ())
        else:
            body = find_body(self.text, self.habits.footers, self.topics)
        found = find_questions(self.text, body.places, self.habits.titles) if body.places and not nothing else []
        if not found:
            self._read_without_question(body)
            return
        if notice := self._notice():
            self.drop(notice, self._said(range(len(self.text.lines))))
            return
        self.calm = self._is_calm(body)
        for asked in found:
            if reason := self._doubt(asked, body):
                self.drop(reason, self._said(asked.question or asked.full))
            else:
                self._take(asked, body)
        if self.finds and body.cut:
            self.drop("header, tags, footer or offer around the post", self._said(body.cut))

    def _notice(self) -> str | None:
        """What the post is where its headings ask, and it is none of questions. Nobody hides a part of such a post."""
        lines = self.text.lines
        if any(self.text.hidden) or not may_be_notice(lines):
            return None
        return notice_in([self.text.judged(place).text for place in range(len(lines))])

    def _is_calm(self, body: Body) -> bool:
        """Whether nothing in the body speaks as adverts do; asked once, it saves all closer questions."""
        if any(self.text.has_link(place) for place in body.places):
            return False
        said = self._said(body.places)
        return all(is_above_doubt(said[at : at + JUDGED_LENGTH]) for at in range(0, len(said), JUDGED_LENGTH - OVERLAP))

    def _links(self, body: Body) -> str:
        return LINK_SIGN if any(self.text.has_link(place) for place in (*body.places, *body.cut)) else ""

    def _said(self, places: Iterable[int]) -> str:
        return "\n".join(self.text.lines[place] for place in places)

    def _take(self, asked: Asked, body: Body) -> None:
        written = write(self.text, asked, self.topics, calm=self.calm)
        in_picture = self.post.has_picture and needs_picture(self.text, asked, written)
        if not written.question and not in_picture:
            self.drop("something hidden without a question", written.answer)
            return
        if not written.answer and (self.post.in_group or self.habits.asks is False):
            self.drop("a question without its answer, among people who talk", written.question)
            return
        links = sum(self.text.is_link(place) for place in body.cut)
        if not written.answer and (links >= FEWEST_LINKS or all(map(self.text.is_link, asked.question))):
            self.drop("a list of links", self._said((*asked.question, *body.cut)))
            return
        self.drop("offer under an answer", self._said(written.cut))
        find = Find(
            kind="qa" if written.answer and not in_picture else "draft",
            question=written.question,
            line=asked.question.start,
            evidence=evidence_of(
                asked,
                written,
                in_picture=in_picture,
                is_technical=self._is_technical(asked),
                replied=self.post.answered_by is not None,
            ),
            answer=written.answer or None,
            short_answer=written.short or None,
            code_blocks=written.code_blocks,
            context=asked.context or self.post.topic,
            tags=body.tags,
            difficulty=body.level,
            options=written.options,
        )
        self._keep(find)

    def _keep(self, find: Find) -> None:
        find.reactions = self.post.reactions
        find.heat = self.post.views
        self.finds.append(find)

    def _is_technical(self, asked: Asked) -> bool:
        return any(self.text.code[place] for place in asked.question) or (
            is_technical(self._said(asked.question), self.topics)
        )

    def _doubt(self, asked: Asked, body: Body) -> str | None:
        """Why what looks like a question is none for a card; None where nothing speaks against it."""
        trusted = self._speaks_of_programming(asked)
        if asked.titled and not self._may_title(asked, body, trusted=trusted):
            return NO_QUESTION
        if self.post.in_group and not (
            (asked.labels or asked.unfolded) and (trusted or self._is_announced(asked, body))
        ):
            return "talk in a group"
        if trusted and self.habits.asks is not False:
            return None
        question = self._said(asked.question)
        answered = bool(asked.labels) and self._is_technical_answer(asked)
        teases = (
            not (trusted or answered)
            and is_teaser(question_text(question), self.topics)
            and (technical(question, self.topics) < 2 or tells_of_a_release(question))
        )
        if not trusted and self._is_advert(body, with_foot=teases):
            return ADVERT
        if teases:
            return "a question to the reader, not of an interview"
        told = asked.labels or asked.unfolded or asked.options or is_of_interviews(asked, body)
        if self.habits.asks is False and not (told and (trusted or is_technical(self._said(body.places), self.topics))):
            return "a question to the reader, in a channel that does not ask any"
        return None

    def _is_of_questions(self) -> bool:
        return self.post.channel is not None and post_words.INTERVIEWS.search(self.post.channel) is not None

    def _is_announced(self, asked: Asked, body: Body) -> bool:
        """Whether a line above says that a question of a series follows, and the answer is technical."""
        above = (place for place in body.cut if place < asked.question.start)
        return any(is_header(self.text.lines[place]) for place in above) and self._is_technical_answer(asked)

    def _expects_titles(self) -> bool:
        """Whether a title in this channel may ask without words that do."""
        return bool(self.habits.titles) and self._is_of_questions()

    def _may_title(self, asked: Asked, body: Body, *, trusted: bool) -> bool:
        """Whether a title without its mark asks, where news lead on: in a channel whose name promises questions, or by
        plain words, or in the form in which its channel asks."""
        title = self.text.lines[asked.question.start]
        of_questions = self._is_of_questions()
        in_form = title_form(self.text, content_of(self.text, body.places)) in self.habits.titles
        if of_questions and begins_as_questions(title):
            return True
        said = (*body.places, *(place for place in body.cut if not (of_questions and self._is_usual(place))))
        leads_on = any(self.text.has_link(place) or CONTACT.search(self.text.lines[place]) for place in said)
        if self.habits.asks is False or leads_on:
            return False
        return (trusted and (in_form or asks_clearly(title))) or (in_form and begins_as_questions(title))

    def _is_technical_answer(self, asked: Asked) -> bool:
        answer = asked.full or asked.short
        return any(self.text.code[place] for place in answer) or is_technical(self._said(answer), self.topics)

    def _is_advert(self, body: Body, *, with_foot: bool) -> bool:
        """Whether the post sells something. What a channel says under all its posts, and an offer below a body that
        offers nothing, tell nothing of the post, unless it is to be judged `with_foot`."""
        said = [self.text.judged(place) for place in body.places if not self.text.code[place]]
        foot = [self.text.judged(place) for place in body.cut if with_foot or not self._is_usual(place)]
        return is_advert(said) or (
            (with_foot or any(promotes(line.text) for line in said)) and is_advert([*said, *foot])
        )

    def _is_usual(self, place: int) -> bool:
        line = self.text.lines[place].strip()
        return is_repeated(line, self.habits.footers) or post_words.LIKES_WANTED.match(line) is not None

    def _speaks_of_programming(self, asked: Asked) -> bool:
        """A question and an answer that both hold technical words, and nothing of an advert's way of speaking."""
        answer = next((place for place in (asked.full or asked.short) if self.text.lines[place].strip()), None)
        if answer is None or not asked.question or not self._is_technical(asked):
            return False
        question = self.text.lines[asked.question.start]
        if addresses_the_reader(question):
            return False
        if not self.calm and (is_teaser(question, self.topics) or CONTACT.search(question) or sells(question)):
            return False
        if self.text.code[answer] or asked.options:
            return True
        said = self.text.lines[answer]
        doubted = not self.calm and (promotes(said) or is_teaser(said, self.topics))
        whole = self._said(asked.full or asked.short)
        if doubted or addresses_the_reader(said):
            return technical(whole, self.topics) > 1
        return is_technical(whole, self.topics)

    def _read_without_question(self, body: Body) -> None:
        """A post that asks nothing: the answer to a picture, a long post of sections, or nothing at all."""
        text, post = self.text, self.post
        if not body.places:
            self.drop("nothing but tags, names and what the channel repeats", self._said(body.cut))
        elif post.in_group:
            self.drop("talk in a group", self._said(body.places))
        elif post.has_picture and is_labelled_answer(text.lines[body.places.start]):
            self._take(Asked(range(0), full=body.places, labels=("answer",)), body)
        else:
            # Nothing depends on it but the word for what was dropped, so that the whole text is looked at at once.
            if is_advert([Line(0, self._said((*body.places, *body.cut)) + self._links(body))]):
                self.drop(ADVERT, self._said(body.places))
            elif self.habits.asks is None and self._read_sections(body):
                self.drop("header, tags, footer or offer around the post", self._said(body.cut))
            else:
                self.drop(NO_QUESTION, self._said(body.places))

    def _read_sections(self, body: Body) -> bool:
        """A long post that somebody picked by itself: a problem, then sections with lists."""
        lines = self.text.markdown(body.places, marks=_SECTION_MARKS)
        if any(self.text.code[place] for place in body.places) or not has_sections(lines):
            return False
        harvest = Harvest(self.post.file, self.topics)
        find = read_sections(lines, harvest)
        find.tags = tuple(dict.fromkeys((*body.tags, *find.tags)))
        self._keep(find)
        return True

    def read_poll(self, poll: Poll) -> None:
        """Adds what a poll asks; without its key it is a draft with the likeliest option proposed."""
        said = " ".join((poll.question, poll.details or "", *poll.offered))
        if len(said) > LONGEST_POST or len(poll.offered) > MOST_OPTIONS:
            self.drop("longer than any poll of Telegram's", said)
            return
        if asks_its_readers(poll, self.topics, in_group=self.post.in_group, asks=self.habits.asks):
            self.drop("a poll about its readers", poll.question)
            return
        self._keep(find_in_poll(poll, self.post.topic))
