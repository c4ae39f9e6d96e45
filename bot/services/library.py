"""Finding cards: topics with their counts, study paths, search."""

from dataclasses import dataclass

from bot.domain.cards import Card, Language
from bot.domain.topics import Topic, Topics
from bot.services.work import Work
from bot.storage import cards, posts, search
from bot.storage.posts import StudyPath

FOUND_AT_MOST = 8


@dataclass(frozen=True, slots=True)
class Shelf:
    """What there is to learn. `other` counts the cards that stand under no topic."""

    topics: tuple[tuple[Topic, int], ...]
    other: int
    paths: tuple[StudyPath, ...]


class Library:
    """Cards as a collection."""

    def __init__(self, topics: Topics) -> None:
        self.topics = topics

    def topic_names(self, language: Language) -> dict[str, str]:
        """What topics are called, by their keys."""
        return {topic.key: topic.names[language] for topic in self.topics}

    async def shelf(self, work: Work) -> Shelf:
        """Topics that have cards in the learner's languages, and study paths whose questions are answered."""
        languages = work.learner.card_languages
        counts = await cards.count_by_topic(work.db, languages)
        known = tuple((topic, counts[topic.key]) for topic in self.topics if counts.get(topic.key))
        other = sum(counts.values()) - sum(count for _, count in known)
        return Shelf(known, other, tuple(await posts.study_paths(work.db, languages)))

    async def find(self, work: Work, words: str) -> list[Card]:
        """Cards that hold all the words, the best first; after them those of topics whose names do, in any language."""
        languages = work.learner.card_languages
        ids = await search.find(work.db, words, languages, FOUND_AT_MOST)
        if len(ids) < FOUND_AT_MOST:
            named = [topic.key for topic in self.topics if search.holds(" ".join(topic.names.values()), words)]
            of_topics = await search.of_topics(work.db, named, languages, FOUND_AT_MOST)
            ids = list(dict.fromkeys((*ids, *of_topics)))[:FOUND_AT_MOST]
        found = [await cards.load(work.db, card_id) for card_id in ids]
        return [card for card in found if card is not None]
