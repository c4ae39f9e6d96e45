"""Full-text search of cards: SQLite FTS5 over words brought to their stems.

FTS5's tokenizers know no stems, keep ё apart from е, and take a run of Chinese for one word: so the text is
normalised here, each word stands beside its stem, and each Chinese character is a word of its own.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import product

import snowballstemmer

from bot.domain.cards import CardContent, Language
from bot.domain.ids import CardId
from bot.storage.database import Reader, Transaction

_WORD = re.compile(r"[\u3400-\u9fff]+|[^\W\u3400-\u9fff]+", re.UNICODE)
_HAN = re.compile(r"[\u3400-\u9fff]")
_CYRILLIC = re.compile(r"[а-я]")
_SIGNED = re.compile(r"(?<!\w)([a-z])(\+\+|#)")
_SIGNS = {"++": "plusplus", "#": "sharp"}
_RUSSIAN = snowballstemmer.stemmer("russian")
_ENGLISH = snowballstemmer.stemmer("english")
WORDS_ASKED = 16
SHORTEST_BEGINNING = 4
WORDS_COMPARED = 40


async def index(tx: Transaction, card_id: CardId, content: CardContent, *, is_new: bool = False) -> None:
    """Make a card's present words the ones it is found by."""
    if not is_new:
        await tx.run("DELETE FROM card_words WHERE rowid = ?", card_id)
    text = " ".join((content.question, content.short_answer or "", content.answer, " ".join(content.tags)))
    await tx.run("INSERT INTO card_words (rowid, words) VALUES (?, ?)", card_id, " ".join(_terms(text)))


async def find(
    db: Reader, words: str, languages: Sequence[Language], limit: int, *, retired_too: bool = False
) -> list[CardId]:
    """Public cards that hold all the words, the best first; empty where `words` holds nothing to look for.

    Where no card does, those whose words begin so: people type half a word, and a stem may lose a vowel that
    another form keeps (ссылка, ссылок).
    """
    asked = _WORD.findall(_normal(words))[:WORDS_ASKED]
    if not asked:
        return []
    whole = " AND ".join(map(_question, asked))
    begun = " AND ".join(map(_beginning, asked))
    return await _matching(db, whole, languages, limit, retired_too=retired_too) or await _matching(
        db, begun, languages, limit, retired_too=retired_too
    )


async def nearest(db: Reader, text: str, language: Language, limit: int) -> list[CardId]:
    """Public cards of a language that share words with a text, those with the rarest shared words first."""
    asked = list(dict.fromkeys(_WORD.findall(_normal(text))))[:WORDS_COMPARED]
    if not asked:
        return []
    # Chinese has no spaces between words: any two neighbouring characters may be one.
    pieces = [piece for word in asked for piece in (_pairs(word) if _HAN.match(word) else (word,))]
    return await _matching(db, " OR ".join(map(_question, pieces)), (language,), limit)


async def of_topics(db: Reader, topics: Sequence[str], languages: Sequence[Language], limit: int) -> list[CardId]:
    """Public cards of these topics, named by their keys, the hottest first."""
    found: list[tuple[int, CardId]] = []
    # Each pair by itself: only so the index gives them in their order.
    for language, topic in product(languages, topics):
        rows = await db.all(
            """
            SELECT c.id, c.hotness FROM cards AS c
            WHERE c.lang = ? AND c.topic = ? AND c.retired_at IS NULL AND c.owner IS NULL
            ORDER BY c.hotness DESC, c.id LIMIT ?
            """,
            language,
            topic,
            limit,
        )
        found += [(-row["hotness"], row["id"]) for row in rows]
    return [card_id for _, card_id in sorted(found)[:limit]]


async def stored_beside(db: Reader, card_id: CardId, language: Language, limit: int) -> list[CardId]:
    """Public cards of this language that came in just before or after this one, as those of one source do."""
    rows = await db.all(
        """
        SELECT id FROM cards
        WHERE id BETWEEN ? AND ? AND id <> ? AND lang = ? AND retired_at IS NULL AND owner IS NULL
        ORDER BY abs(id - ?) LIMIT ?
        """,
        card_id - 3 * limit,
        card_id + 3 * limit,
        card_id,
        language,
        card_id,
        limit,
    )
    return [row["id"] for row in rows]


def holds(text: str, words: str) -> bool:
    """Whether a text, such as the name of a topic, holds all the words as `find` understands them, or begins so."""
    asked = _WORD.findall(_normal(words))[:WORDS_ASKED]
    terms = _distinct_terms(text)
    return bool(asked) and all(_stands_in(terms, word) for word in asked)


@lru_cache(maxsize=256)
def _distinct_terms(text: str) -> frozenset[str]:
    return frozenset(_terms(text))


def _stands_in(terms: frozenset[str], word: str) -> bool:
    if _HAN.match(word):
        return terms.issuperset(word)
    if not terms.isdisjoint(_forms(word)):
        return True
    start = _start(word)
    return len(start) >= SHORTEST_BEGINNING and any(term.startswith(start) for term in terms)


async def _matching(
    db: Reader, wanted: str, languages: Sequence[Language], limit: int, *, retired_too: bool = False
) -> list[CardId]:
    marks = ", ".join("?" for _ in languages)
    rows = await db.all(
        f"""
        SELECT c.id FROM card_words AS w JOIN cards AS c ON c.id = w.rowid
        WHERE card_words MATCH ? {"" if retired_too else "AND c.retired_at IS NULL"}
          AND c.owner IS NULL AND c.lang IN ({marks})
        ORDER BY w.rank LIMIT ?
        """,  # noqa: S608 - marks are question marks
        wanted,
        *languages,
        limit,
    )
    return [row["id"] for row in rows]


def _pairs(word: str) -> list[str]:
    return [word[at : at + 2] for at in range(max(1, len(word) - 1))]


def _question(word: str) -> str:
    """What a word asks of FTS5. Words are letters and digits only and stand in quotes: nothing can be syntax."""
    if _HAN.match(word):
        return f'"{" ".join(word)}"'
    return "(" + " OR ".join(f'"{form}"' for form in _forms(word)) + ")"


def _beginning(word: str) -> str:
    return _question(word) if _HAN.match(word) else f'"{_start(word)}"*'


def _start(word: str) -> str:
    """What its other forms begin with as well."""
    stem = _forms(word)[0]
    return stem[: max(SHORTEST_BEGINNING, len(stem) - 1)] if _CYRILLIC.search(stem) else stem


def _terms(text: str) -> list[str]:
    words = _WORD.findall(_normal(text))
    return [term for word in words for term in (word if _HAN.match(word) else _forms(word))]


def _normal(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold().replace("ё", "е").replace("_", " ")
    # C, C++ and C# are three languages, and signs are no words.
    return _SIGNED.sub(lambda match: f"{match[1]}{_SIGNS[match[2]]} ", folded)


@lru_cache(maxsize=50_000)
def _forms(word: str) -> tuple[str, ...]:
    """The stem, and the word itself where it differs: the stems of two forms may differ (объем, объема)."""
    stemmer = _RUSSIAN if _CYRILLIC.search(word) else _ENGLISH
    return tuple(dict.fromkeys((stemmer.stemWord(word), word)))
