"""What speaks for and against a question found in a post."""

from bot.parsing import lexicon, post_words
from bot.parsing.blocks import asks, is_short
from bot.parsing.post_answers import Asked
from bot.parsing.post_body import Body
from bot.parsing.post_cards import Written
from bot.parsing.post_text import PostText
from bot.parsing.posts import LABEL_HEAD
from bot.parsing.score import Evidence


def needs_picture(text: PostText, asked: Asked, written: Written) -> bool:
    """Whether the question of a post with a picture, or the code that it speaks about, stands in that picture."""
    if not written.question:
        return bool(written.answer)
    shows_code = any(text.code[place] for place in asked.question)
    return (
        not shows_code and is_short(written.question) and lexicon.OUTPUT_QUESTION.search(written.question) is not None
    )


def is_labelled_answer(line: str) -> bool:
    """Whether a line says of itself that it is the answer."""
    head = line[:LABEL_HEAD]
    if head.lstrip().startswith(post_words.ANSWER_SIGN):
        return True
    return lexicon.SHORT_LABEL.match(head) is not None or lexicon.FULL_LABEL.match(head) is not None


def is_of_interviews(asked: Asked, body: Body) -> bool:
    """Whether the tags or the heading of a question speak of interviews."""
    said = (*body.tags, asked.context or "")
    return any(post_words.INTERVIEWS.search(words) for words in said)


def evidence_of(asked: Asked, written: Written, *, in_picture: bool, is_technical: bool, replied: bool) -> Evidence:
    """Why an item is believed, in words."""
    evidence = Evidence()
    if asks(written.question):
        evidence.add("question line ends with ?", 0.5)
    elif written.question:
        evidence.add("question is marked, or put as a demand", 0.4)
    for label in asked.labels:
        evidence.add(f"label {label}", 0.5)
    if asked.unfolded:
        evidence.add("a reply answers it" if replied else "answer is hidden under a spoiler", 0.7)
    elif written.answer:
        evidence.add("answer follows", 0.6)
    if written.options and written.options.sure:
        evidence.add("options with a key", 0.5)
    if is_technical:
        evidence.add("technical words", 0.4)
    if in_picture:
        evidence.against("the question, or its code, stands in a picture", 0.6)
    elif not written.answer:
        evidence.against("no answer follows", 0.5)
    return evidence
