"""Scores, bands, flags and ratings of whole answers, and what no text may do to them."""

import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.cards import CardContent, KeyPoint, Language, Misconception
from bot.domain.grading import Credit, credit_points, grade
from bot.domain.grading.grade import REMEMBERED, _prepared
from bot.domain.memory import Rating

EN = CardContent(
    key="leak-en",
    concept="leak",
    lang="en",
    question="A worker of your service grows by ten megabytes an hour. How do you find the leak?",
    short_answer="Take two tracemalloc snapshots an hour apart and compare them by line. A cache without a limit, or a "
    "list that somebody only appends to, is the usual cause.",
    answer="Start `tracemalloc` in one worker, take a snapshot, let it serve for an hour, take another snapshot. "
    "Comparing the snapshots by line shows where memory that is still alive was allocated. The usual causes are an "
    "unbounded cache, a global list that only grows, and listeners that nobody removes. Tracing costs memory and "
    "time, so switch it off afterwards.\n\n```python\nprint(1)\n```",
    key_points=(
        KeyPoint("compare two tracemalloc snapshots", ("compare snapshots", "tracemalloc difference")),
        KeyPoint("a cache without a limit", ("unbounded cache", "cache never evicts")),
        KeyPoint("a global list that only grows", ("list appends", "global collection grows")),
        KeyPoint("tracing is not free", ("tracing costs", "tracemalloc slows", "tracing overhead")),
    ),
    misconceptions=(
        Misconception("The garbage collector is broken, so call gc.collect every minute.", "It frees cycles only."),
    ),
)
RU = replace(
    EN,
    key="leak-ru",
    lang="ru",
    question="Воркер сервиса растёт на десять мегабайт в час. Как найти утечку?",
    short_answer="Снять два снимка tracemalloc с разницей в час и сравнить их по строкам. Обычная причина — кэш без "
    "ограничения или список, в который только добавляют.",
    answer="Включить `tracemalloc` в одном воркере, сделать снимок, дать поработать час и сделать второй. Сравнение "
    "снимков по строкам покажет, где выделена память, которая ещё жива. Обычные причины — кэш без ограничения, "
    "глобальный список, который только растёт, и подписчики, которых никто не удаляет. Трассировка стоит памяти и "
    "времени, поэтому потом её выключают.",
    key_points=(
        KeyPoint("сравнить два снимка tracemalloc", ("сравнить снимки", "разница снимков")),
        KeyPoint("кэш без ограничения", ("кэш не вытесняется", "безразмерный кэш")),
        KeyPoint("глобальный список, который только растёт", ("список добавляют", "список растёт")),
        KeyPoint("трассировка не бесплатна", ("трассировка стоит", "трассировка замедляет")),
    ),
    misconceptions=(Misconception("Сломан сборщик мусора, надо звать gc.collect каждую минуту."),),
)
ZH = replace(
    EN,
    key="leak-zh",
    lang="zh",
    question="服务的一个 worker 每小时增长十兆。怎样找到泄漏？",
    short_answer="间隔一小时取两次 tracemalloc 快照，按行比较。常见原因是没有上限的缓存，或者只增不减的全局列表。",
    answer="在一个 worker 里打开 `tracemalloc`，取一次快照，让它运行一小时，再取一次。按行比较两次快照，"
    "就能看到仍然存活的内存是在哪里分配的。常见原因：没有上限的缓存、只增不减的全局列表、没人移除的监听器。跟踪本身有开销，用完要关掉。",
    key_points=(
        KeyPoint("比较两次 tracemalloc 快照", ("比较快照", "对比 快照", "两次快照")),
        KeyPoint("没有上限的缓存", ("无界缓存", "缓存 不淘汰")),
        KeyPoint("只增不减的全局列表", ("列表 一直增长", "只增不减")),
        KeyPoint("跟踪有开销", ("跟踪本身有开销", "tracemalloc 变慢")),
    ),
    misconceptions=(Misconception("垃圾回收器坏了，每分钟调用一次 gc.collect 就行。"),),
)
CARDS: dict[Language, CardContent] = {"en": EN, "ru": RU, "zh": ZH}
GOOD: dict[Language, str] = {
    "en": "I would compare two snapshots of tracemalloc taken an hour apart. Usually it is a cache without any limit "
    "or a global list that just grows. Tracing costs something, so turn it off later.",
    "ru": "Сравню два снимка tracemalloc, снятых через час. Обычно это кэш без лимита или глобальный список, который "
    "растёт. Трассировка замедляет, поэтому потом выключу.",
    "zh": "隔一小时取两次快照，再比较快照的差别。一般是缓存没有上限，或者某个全局列表只增不减。"
    "跟踪本身有开销，之后要关掉。",
}
PARTIAL: dict[Language, str] = {
    "en": "Compare tracemalloc snapshots. Often it is an unbounded cache.",
    "ru": "Сравнить снимки tracemalloc. Часто это кэш без ограничения.",
    "zh": "对比两次 tracemalloc 快照。常见的是没有上限的缓存。",
}
LANGUAGES = ("en", "ru", "zh")

texts = st.text(max_size=300) | st.text(
    alphabet=st.sampled_from(
        "не not 不没 ё GIL'_-./`*~#|,;。，!？\n\t\x00\u200b\ue001\ud800 0.5 tracemalloc 快照 кэш cache"
    ),
    max_size=200,
)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_answer_in_own_words_with_every_point_is_good(lang: Language) -> None:
    graded = grade(GOOD[lang], CARDS[lang])
    assert (graded.band, graded.rating, graded.flags, graded.heard) == ("good", Rating.GOOD, frozenset(), ())
    assert graded.met == CARDS[lang].key_points
    assert graded.missing == graded.half_met == ()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_half_of_the_points_are_partial_and_suggest_hard(lang: Language) -> None:
    graded = grade(PARTIAL[lang], CARDS[lang])
    assert (graded.band, graded.rating) == ("partial", Rating.HARD)
    assert graded.met == CARDS[lang].key_points[:2]
    assert graded.missing == CARDS[lang].key_points[2:]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_not_recognised_is_left_to_the_learner(lang: Language) -> None:
    graded = grade(
        {"en": "I restart it each night.", "ru": "Перезапускаю ночью.", "zh": "每天晚上重启。"}[lang], CARDS[lang]
    )
    assert (graded.band, graded.rating) == ("unclear", None)


@pytest.mark.parametrize("nothing", ["", "  \n ", "?!", "```python\nprint('tracemalloc snapshots')\n```", "\u200b"])
def test_no_prose_is_empty(nothing: str) -> None:
    graded = grade(nothing, EN)
    assert (graded.score, graded.band, graded.flags) == (0.0, "unclear", frozenset({"empty"}))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_question_is_no_answer_however_it_is_dressed_up(lang: Language) -> None:
    question = CARDS[lang].question
    around = {
        "en": ("Good question. {} It depends, I think.", "So the question is: {}"),
        "ru": ("Хороший вопрос. {} Думаю, всё зависит от случая.", "Итак, вопрос: {}"),
        "zh": ("好问题。{}我觉得要看情况。", "问题是：{}"),
    }[lang]
    for text in (question, *(each.format(question) for each in around)):
        graded = grade(text, CARDS[lang])
        assert (graded.band, graded.flags) == ("unclear", frozenset({"repeats the question"}))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_keywords_without_a_sentence_are_partial_at_most(lang: Language) -> None:
    graded = grade(
        {
            "en": "tracemalloc compare snapshots unbounded cache global list grows tracing costs",
            "ru": "tracemalloc разница снимков безразмерный кэш глобальный список растёт трассировка стоит",
            "zh": "tracemalloc 比较快照 无界缓存 全局列表 只增不减 跟踪开销",
        }[lang],
        CARDS[lang],
    )
    assert (graded.band, graded.flags) == ("partial", frozenset({"keywords only"}))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_point_met_is_good_however_little_it_is_like_the_reference(lang: Language) -> None:
    other = {"en": "Have a nice day.", "ru": "Хорошего дня.", "zh": "祝你愉快。"}[lang]
    assert grade(GOOD[lang], replace(CARDS[lang], answer=other, short_answer=None)).band == "good"


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "compare with tracemalloc snapshots is unbounded cache of global list grows it tracing overhead"),
        ("ru", "сравнить снимки и безразмерный кэш это список растёт на трассировка замедляет"),
    ],
)
def test_verbs_and_small_words_among_keywords_make_no_sentence(lang: Language, words: str) -> None:
    assert grade(words, CARDS[lang]).flags == {"keywords only"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_less_than_half_of_the_points_is_never_good(lang: Language) -> None:
    card = CARDS[lang]
    missing = tuple(KeyPoint(f"zzz{name} qqq{name}") for name in "abcde")
    assert grade(card.answer, replace(card, key_points=(*card.key_points, *missing))).band == "partial"


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"{letter}\u0335\u0301\u0489" for letter in EN.question),
        f"\u202e{EN.question[::-1]}\u202c\u200f",
        "😀👍🏽🔥" * 500,
        "'; DROP TABLE cards; -- SELECT * FROM users WHERE 1=1",
        f"{EN.question} Yes, of course.",
        "cache list snapshot tracing limit compare memory " * 100,
        "\ue001\ue100\ue101" * 100,
    ],
)
def test_noise_is_never_good(text: str) -> None:
    assert all(grade(text, card).band != "good" for card in CARDS.values())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_misconception_caps_even_a_good_answer(lang: Language) -> None:
    (wrong,) = CARDS[lang].misconceptions
    graded = grade(f"{GOOD[lang]} {wrong.text}", CARDS[lang])
    assert (graded.band, graded.heard) == ("partial", (wrong,))
    assert grade(wrong.text, CARDS[lang]).band == "unclear"


@pytest.mark.parametrize(
    ("lang", "denial"),
    [
        ("en", "It is wrong that the garbage collector is broken, so call gc.collect every minute."),
        ("en", "The garbage collector is not broken, so don't call gc.collect every minute."),
        ("ru", "Неверно, что сломан сборщик мусора, надо звать gc.collect каждую минуту."),
        ("ru", "Сборщик мусора не сломан, не надо звать gc.collect каждую минуту."),
        ("zh", "很多人以为垃圾回收器坏了，每分钟调用一次 gc.collect 就行。"),
        ("zh", "垃圾回收器没有坏，不用每分钟调用一次 gc.collect。"),
    ],
)
def test_a_misconception_that_is_denied_is_not_heard(lang: Language, denial: str) -> None:
    graded = grade(f"{GOOD[lang]} {denial}", CARDS[lang])
    assert (graded.band, graded.heard) == ("good", ())


DENIED: dict[Language, str] = {
    "en": "I do not compare two snapshots of tracemalloc. It is not an unbounded cache. The global list never grows. "
    "It is wrong that tracing costs something.",
    "ru": "Не надо сравнивать два снимка tracemalloc. Это не безразмерный кэш. Глобальный список не растёт. "
    "Трассировка ничего не замедляет.",
    "zh": "不要比较快照。不是无界缓存。不存在只增不减的全局列表。跟踪本身没有开销。",
}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_key_claims_that_are_denied_are_unclear(lang: Language) -> None:
    assert grade(DENIED[lang], CARDS[lang]).band == "unclear"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_one_denied_point_keeps_an_answer_from_being_good(lang: Language) -> None:
    denied = {
        "en": GOOD["en"].replace("Tracing costs", "Tracing never costs"),
        "ru": GOOD["ru"].replace("Трассировка замедляет", "Трассировка не замедляет"),
        "zh": GOOD["zh"].replace("跟踪本身有开销", "跟踪本身没有开销"),
    }[lang]
    graded = grade(denied, CARDS[lang])
    assert graded.band == "partial"
    assert graded.points[3].credit is Credit.CONTRADICTED


def test_code_counts_for_nothing_and_only_the_beginning_is_read() -> None:
    fenced = f"```\n{GOOD['en']}\n```"
    assert grade(f"I would look at it. {fenced}", EN).band == "unclear"
    assert grade("Well, let us see. " * 300 + GOOD["en"], EN).met == ()


def test_without_key_points_likeness_decides_and_more_is_left_to_the_learner() -> None:
    bare = replace(EN, key_points=(), misconceptions=())
    assert grade(EN.answer, bare).band == "good"
    assert grade("I would look for a cache that nobody limits.", bare).band == "partial"
    assert grade("I restart it each night.", bare).band == "unclear"
    assert grade(EN.question, bare).flags == {"repeats the question"}


def test_a_card_without_an_answer_grades_by_its_points() -> None:
    draft = replace(EN, answer="", short_answer=None)
    assert grade(GOOD["en"], draft).band == "good"
    assert grade(PARTIAL["en"], draft).band == "partial"
    assert grade("anything", replace(draft, key_points=())).band == "unclear"


def test_points_are_told_of_a_text_alone() -> None:
    told = [each.credit for each in credit_points("It is an unbounded cache.", EN)]
    assert told == [Credit.MISSING, Credit.MET, Credit.MISSING, Credit.MISSING]


def test_prepared_cards_are_few() -> None:
    for number in range(REMEMBERED + 5):
        grade("a cache", replace(EN, question=f"{EN.question} {number}"))
    assert _prepared.cache_info().currsize == REMEMBERED


def test_nothing_is_loaded_before_the_first_answer() -> None:
    code = (
        "from bot.domain.grading import thesaurus, guards\nfrom bot.domain import stemming\n"
        "print(thesaurus._tables.cache_info().currsize, thesaurus.han_pattern.cache_info().currsize,"
        " guards._filler.cache_info().currsize, stemming._stemmer.cache_info().currsize)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert told.stdout.split() == ["0"] * 4


@given(answer=texts, lang=st.sampled_from(LANGUAGES))
@settings(max_examples=150, deadline=None)
def test_any_text_is_graded_the_same_each_time_and_within_bounds(answer: str, lang: Language) -> None:
    first = grade(answer, CARDS[lang])
    assert 0.0 <= first.score <= 1.0
    assert grade(answer, CARDS[lang]) == first
    assert len(first.points) == len(CARDS[lang].key_points)


@given(question=texts, reference=texts, synonym=texts, wrong=texts, answer=texts)
@settings(max_examples=100, deadline=None)
def test_any_card_can_be_graded(question: str, reference: str, synonym: str, wrong: str, answer: str) -> None:
    card = replace(
        EN,
        question=question,
        answer=reference,
        key_points=(KeyPoint(synonym, (reference[:20],)),),
        misconceptions=(Misconception(wrong),),
    )
    assert 0.0 <= grade(answer, card).score <= 1.0


@pytest.mark.parametrize("lang", LANGUAGES)
@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_the_order_of_sentences_does_not_matter(lang: Language, data: st.DataObject) -> None:
    end = "。" if lang == "zh" else ". "
    said = [each.strip() for each in GOOD[lang].split(end.strip()) if each.strip()]
    shuffled = data.draw(st.permutations(said))
    straight, mixed = (grade(end.join((*each, "")), CARDS[lang]) for each in (said, shuffled))
    assert mixed.met == straight.met
    assert mixed.score == pytest.approx(straight.score, abs=0.05)


@pytest.mark.parametrize("lang", LANGUAGES)
@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_a_true_sentence_more_never_takes_a_point_away(lang: Language, data: st.DataObject) -> None:
    end = "。" if lang == "zh" else ". "
    true = [each.strip() for each in CARDS[lang].answer.split("```")[0].split(end.strip()) if each.strip()]
    said = data.draw(st.lists(st.sampled_from(true), min_size=1, max_size=4))
    more = data.draw(st.sampled_from(true))
    before, after = (set(grade(end.join((*each, "")), CARDS[lang]).met) for each in (said, [*said, more]))
    assert before <= after
