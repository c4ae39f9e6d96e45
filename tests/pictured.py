"""What pictures can show: the characters that their fonts must have."""

import re
from datetime import date

from bot.domain.cards import LANGUAGES
from bot.parsing.topics import read_topics
from bot.settings import ROOT
from bot.texts import FOLDER, Texts

ALWAYS = "".join(map(chr, (*range(0x20, 0x7F), *range(0x410, 0x450)))) + "\u00a0Ёё«»–—…·≈±№"
"""Latin and Cyrillic letters, digits and signs: also for the topics of those who add their own."""


def characters() -> set[str]:
    """Of the pictures' texts, of the topics' names, of dates and numbers, in every language."""
    texts = Texts()
    found = set(ALWAYS)
    for language in LANGUAGES:
        source = (FOLDER / f"{language}.ftl").read_text(encoding="utf-8")
        for entry in re.findall(r"^picture-[\w-]+ = .*(?:\n +.*)*", source, re.MULTILINE):
            found |= set(entry.replace("\n", ""))
        for topic in read_topics(ROOT / "content" / "topics.toml"):
            found |= set(topic.names[language])
        for month in range(1, 13):
            on = date(2026, month, 28)
            found |= set(texts[language].month(on) + texts[language].short_date(on))
        for number in (7, 1_234, 56_789, 123_456, 1_234_567, 12_345_678):
            found |= set(texts[language].number(number))
    return found
