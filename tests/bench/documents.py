"""Large documents of several formats, made of the sentences of the project's own seeds in three languages."""

import csv
import io
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from bot.parsing import Item, decode, parse
from bot.parsing.topics import read_topics
from bot.settings import ROOT

TOPICS = read_topics(ROOT / "content" / "topics.toml")
SEED = 7
_SENTENCE = re.compile(r"[^.!?。！？\n]{12,}[.!?。！？]+")


@dataclass(frozen=True, slots=True)
class Pair:
    """A question with its answer, like no other by its numbers and the choice of its sentences."""

    question: str
    short: str
    answer: str


def pairs(count: int) -> Iterator[Pair]:
    """Made-up cards; the same ones each time."""
    chance = random.Random(SEED)  # noqa: S311 - nothing is guarded by it
    seeds = _seeds()
    for number in range(count):
        asked, told = chance.choice(seeds), chance.sample(seeds, 3)
        words = asked.question.split(" ")
        words.insert(chance.randrange(len(words)), f"case{number}")
        sentences = [sentence for each in (asked, *told) for sentence in _SENTENCE.findall(each.answer or "")]
        chosen = chance.sample(sentences, min(5, len(sentences)))
        yield Pair(" ".join(words), f"{chosen[0].strip()} ({number})", "\n".join(each.strip() for each in chosen[1:]))


def export(messages: int) -> bytes:
    """A Telegram Desktop export: one message in four is a question, the others are news, talk and service."""
    chance = random.Random(SEED)  # noqa: S311 - as above
    told = pairs(messages)
    found = [_message(number, next(told), chance) for number in range(1, messages + 1)]
    chat = {"name": "Interview of the day", "type": "public_channel", "id": 1_000_000_001, "messages": found}
    return json.dumps(chat, ensure_ascii=False, indent=1).encode()


def dump(posts: int) -> bytes:
    """Posts of a channel copied as text, with counters and a line under each."""
    return "\n".join(
        f"{pair.question}\n{pair.short} {pair.answer.replace(chr(10), ' ')}\nBest of interviews\n👍{number % 50 + 1}\n"
        for number, pair in enumerate(pairs(posts))
    ).encode()


def bank(questions: int) -> bytes:
    """A list of questions in Markdown, with a little code."""
    parts = ["# Interview questions\n"]
    for number, pair in enumerate(pairs(questions), 1):
        code = f"\n```python\nasync def job_{number}() -> None:\n    await asyncio.sleep({number})\n```\n"
        parts.append(
            f"### {number}. {pair.question}\n\n{pair.short}\n\n{pair.answer}\n{code if number % 4 == 0 else ''}"
        )
    return "\n".join(parts).encode()


def table(rows: int) -> bytes:
    """A table with a header."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(("question", "answer", "tags"))
    writer.writerows((pair.question, f"{pair.short}\n{pair.answer}", "python, asyncio") for pair in pairs(rows))
    return text.getvalue().encode()


def _message(number: int, pair: Pair, chance: random.Random) -> dict[str, object]:
    told: dict[str, object] = {"id": number, "type": "message", "date_unixtime": str(1_700_000_000 + number)}
    kind = chance.random()
    if kind < 0.05:
        return {**told, "type": "service", "action": "pin_message", "message_id": number - 1, "text": ""}
    if kind < 0.30:
        entities = [
            {"type": "bold", "text": pair.question},
            {"type": "plain", "text": "\n\n"},
            {"type": "spoiler", "text": f"{pair.short}\n{pair.answer}"},
        ]
    else:
        entities = [
            {"type": "plain", "text": f"{pair.short} "},
            {"type": "link", "text": "https://example.org/news"},
            {"type": "plain", "text": pair.answer},
        ]
    likes = [{"type": "emoji", "count": chance.randrange(40), "emoji": "👍"}]
    text: list[object] = [each["text"] if each["type"] == "plain" else each for each in entities]
    sender = {"from": "Interview of the day", "from_id": "channel1000000001"}
    return {
        **told,
        "date": "2024-05-01T10:00:00",
        **sender,
        "text": text,
        "text_entities": entities,
        "reactions": likes,
    }


@lru_cache(maxsize=1)
def _seeds() -> list[Item]:
    files = sorted((ROOT / "seeds").rglob("*.txt"))
    found = [item for path in files for item in parse(decode(path.read_bytes()), file=path.name, topics=TOPICS).items]
    return [item for item in found if item.answer and len(_SENTENCE.findall(item.answer)) > 1]
