"""Why the parser took something for a question, in the editor's language."""

from bot.domain.markup import first_words
from bot.storage.splits import REASON
from bot.texts import Translator
from bot.texts.html import Html, escape

REASONS = {
    "problem, then sections with lists": "sections",
    "closes with advice": "advice",
    "numbered steps": "steps",
    "question line ends with ?": "asks",
    "question is labelled, or put as a demand": "demand",
    "answer line follows": "line",
    "technical words": "technical",
    "no answer follows": "unanswered",
    "heading asks something": "heading",
    "question above a line of popularity or an answer heading": "above",
    "title says that it is an interview question": "title",
    "answer in numbered sections": "numbered",
    "answer follows": "answered",
    "contents list under the title": "contents",
    "the text of the chapters is missing": "textless",
    "a note of Anki with gaps": "gaps",
    "a note of Anki with question and answer": "note",
    "a card written as such": "written",
    "changed in Anki": "changed",
    "a question and its answer in fields of their own": "fields",
    "a reply answers it": "answered",
    "a question without an answer": "unanswered",
    "no answer beside it": "unanswered",
    "an answer follows": "answered",
    "an answer without a question": "unasked",
    "answer in a channel of interview questions": "channel",
    "answer is hidden under a spoiler": "spoiler",
    "answer joined by its number": "joined",
    "asks with a question mark or a label": "marked",
    "begins as a question does": "begins",
    "its question stands in a picture": "picture",
    "the question, or its code, stands in a picture": "picture",
    "its words ask": "words",
    "no key in the source, and no option leads": "keyless",
    "options without a key that is sure": "keyless",
    "no key in the source: the leading option is proposed": "leading",
    "the page hides the key; proposed is what most people chose": "leading",
    "no key in the source: the option that its owner chose is proposed": "chosen",
    "numbered": "numbers",
    "question in a numbered run": "numbers",
    "offers options": "options",
    "options and a key that names the right one": "key",
    "options with a key": "key",
    "the key is known": "key",
    "poll": "poll",
    "question of a poll": "poll",
    "quiz": "quiz",
    "question above an answer's label": "labels",
    "question is labelled": "labelled",
    "question is marked, or put as a demand": "demand",
    "question in the form that the page repeats": "form",
    REASON: "cut",
}
"""The parser's reasons, and the texts that say them to people."""

PICTURED = ("the question is a ", "the question shows a ")
"""Beginnings of reasons that end with what the question is seen or heard in."""


def reason(tr: Translator, given: str) -> Html:
    """A reason of the parser; one that nobody translated stays as it is."""
    known = REASONS.get(given) or ("picture" if given.startswith(PICTURED) else None)
    if known is not None:
        return tr.html(f"review-reason-{known}")
    if given.startswith("label "):
        return tr.html("review-label", label=first_words(given.removeprefix("label "), 60))
    if given.endswith(" code blocks"):
        return tr.html("review-code-blocks", count=given.removesuffix(" code blocks"))
    return escape(first_words(given, 100))
