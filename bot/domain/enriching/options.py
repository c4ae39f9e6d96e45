"""What can stand as an option of a quiz, and what sets one apart from the others to who knows nothing."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.domain.cards import CardContent, Language
from bot.domain.enriching.prose import Statement, balanced, points_back, statements, stems, utf16_length
from bot.domain.markup import CodeBlock, parse_markdown

OPTION = 100
"""UTF-16 units of an option: https://core.telegram.org/bots/api#sendpoll."""

SHORTEST: dict[Language, int] = {"en": 28, "ru": 28, "zh": 11}
_FEWEST_WORDS = 4
"""Stems of an option: one that says less is true of anything."""

LONGEST_BY, SHORTEST_BY = 1.25, 0.8
"""The right option is not longer than the longest wrong one by more, nor shorter than the shortest."""

_REFERS = re.compile(
    r"(?:if |when |for |in |with |to |on |since |because |until |while |but |and |so |then )*"
    r"(?:it|its|it's|this|that|these|those|they|them|their|there|then|such|otherwise|also|however|but|and|or|so"
    r"|instead|"
    r"both|either|neither|next|finally|yes|no|still|even|same|beware|here|he|she|another|others?|nothing|nobody"
    r"|simple|exact|good|better|best|"
    r"the (?:other|rest|first|second|third|latter|former|same|worst|price)|for example|for instance|know)\b"
    r"|(?:если |когда |пока |для |в |при |с |на |к |по |из |до |после |без |у |под |через |о |об |но |и |а |то "
    r"|ведь |ещё |еще |от )*"
    r"(?:эт[а-яё]+|он[аио]?|ей|ему|им|их|его|её|ее|ним?|них|неё|так[а-яё]*|тогда|там|тут|здесь|затем|потом|поэтому|"
    r"иначе|но|а|и|или|ещё|еще|также|то|тот|те|той|том|об[ае]|дальше|далее|зато|остальн[а-яё]+|перв[а-яё]+|втор[а-яё]+|"
    r"трет[а-яё]+|друг[а-яё]+|кроме|наконец|да|нет|например|вариант[а-яё]*|сам[аио]?|что|чтобы|зачем|именно|считаю)\b"
    r"|(?:如果|当|在|因为|只要|等)?(?:它|这|那|其|此|他|前者|后者|所以|因此|但|而|然后|再|否则|同时|接着|最后|另|也|还|并|"
    r"就|不够|之后|例如|比如|或者|可以|定位|换|顺|首先|先|第|其他|其余|两|一，|二，|三，|多半|治|做法|改法|办法|处理)",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^(?:[^\s:：]+\s){0,3}[^\s:：]+[:：]\s|^[^:：]{1,8}[:：]")
_SEMICOLON = re.compile(r";\s+|；")
_COMMA = re.compile(r",\s|，")
_COLON = re.compile(r"(?<=\w[\w)\"’»”]):\s|：")
_VERB_FIRST = re.compile(
    r"[а-яё]+(?:ает|яет|ует|ёт|ит|ают|яют|уют|ется|ится|ются|лось|лись)\b|(?:is|are|was|has|does|can|will)\b"
    r"|[被把将以]|[а-яё]+(?:ый|ий|ой|ая|ое|ые|ие), |(?!this|its|is|us|as|pods|tasks|calls|reads|writes|workers"
    r"|threads|processes|clients|keys)[a-z]+[^sui]s\b(?= (?:the|a|an|it|in)\b)"
)
"""A clause that lacks its subject."""

_LONGEST_LABEL = 24
_SAYS_NOTHING = re.compile(
    r"(?:why|how(?: many)?|where|what (?:you see|to do|happens)|cost|limit|next step|(?:first|second) choice"
    r"|note|rule|advice"
    r"|суть|оговорка|остановка|правильно|неправильно|ошибка|зачем|заметка|приём|помнить|вывод|идея|правила?"
    r"|метрика|подвох"
    r"|что (?:делать|происходит|повторять)|частая ошибка|(?:решение|лечение|проверка|причина|почему случайной|плохо)"
    r"|优化思路|注意事项|实现思路|取值经验|说明|现象|处理|做法|改法|办法|治理|治本|定位|解决办法|正确做法|选择标准"
    r"|为什么用 Lua)"
    r"(?=$|[:：])",
    re.IGNORECASE,
)
"""Labels without which a statement says as much."""

_REMARK = re.compile(r"\s+\([^()]{1,80}\)|（[^（）]{1,60}）")
_JOINT: dict[Language, re.Pattern[str]] = {
    "en": re.compile(
        r", (?:(?P<both>so|but) |(?:and|which|because|since|otherwise|even|instead of|for example|such as) )"
        r"| because | so that "
    ),
    "ru": re.compile(
        r", (?:(?P<both>поэтому|но|а|значит) |(?:и|чтобы|потому что|так как|который|которая|которое|которые|"
        r"иначе|даже|например|если|когда|либо) )"
    ),
    "zh": re.compile(
        "，(?:(?P<both>所以|因此|于是|但|而|可(?![以能]))|(?:否则|并|也|再|就|例如|比如|还|然后|免得|即使|因为))"
    ),
}
_DEPENDS: dict[Language, re.Pattern[str]] = {
    "en": re.compile(r"(?:if|when|while|unless|until|once|as|since|although|because)\b", re.IGNORECASE),
    "ru": re.compile(r"(?:если|когда|пока|хотя|чтобы|как|раз|поскольку|так как)\b", re.IGNORECASE),
    "zh": re.compile("如果|只要|当|虽然|因为|只有|除非|即使"),
}
"""A clause that needs the next one."""

_NAMES = frozenset(("asyncio", "gather", "httpx", "requests", "aiohttp", "objgraph", "redis", "pip", "git", "kubectl"))
_END = " .。;；,，:："
_IDENTIFIER = re.compile(r"[A-Za-z]*[_=`]|\w\(\)|\w\.\w+\(|--\w|[a-z][A-Z]|\b\w+\.[a-z_]+\b|\b[A-Z]{2,} [A-Z]{2,}")
_ADVICE = re.compile(
    r"(?:add|alert|always|answer|attach|avoid|build|cap|catch|change|check|choose|commit|compare|count|create|derive|"
    r"divide|do|don't|fix|follow|give|handle|insert|keep|let|limit|load|lock|look|make|measure|monitor|move|never|obey|"
    r"pass|pick|prefer|protect|put|recheck|rehearse|remember|replace|restart|retry|return|run|send|separate|set|shrink|"
    r"sleep|start|stop|store|switch|take|test|try|turn|use|walk|watch|wrap|write)\b"
    r"|\w+(?:йте|ите|ть|ться)\b|(?:надо|нужно|лучше|не забудь\w*)\b"
    r"|(?:用|把|给|先|设|改|让|加|放|查|看|跑|开|写|换|拆|配|盯|留|不要|别|只|每|按|避免|使用|尽量|优先|应当|应该)",
    re.IGNORECASE,
)
_MINE = re.compile(
    r"(?:I|we|my)\b|(?!(?:одну|сотню|базу|между|сразу|почему)\b)[а-яё]{2,}[аеёуюя][юу]\b|[а-яё]+лю\b", re.IGNORECASE
)
_FEATURES: tuple[re.Pattern[str], ...] = (
    re.compile(r"(?<![A-Za-z_.])\d"),
    _IDENTIFIER,
    re.compile(r"[A-Za-z]{2}"),
    re.compile(r"\b(?:not|never|no|cannot|without)\b|n't\b|\b(?:не|нет|без|никогда|ни)\b|[不没别无未]", re.IGNORECASE),
    re.compile(
        r"\b(?:always|never|only|all|every|must|none)\b|\b(?:всегда|никогда|только|все|всех|любой|каждый|обязательно)\b"
        r"|总|只|必须|所有|一定|任何|永远|全部|每",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:may|might|can|could|usually|often|likely|almost|sometimes|probably)\b"
        r"|\b(?:обычно|часто|может|могут|иногда|почти|вероятно|можно)\b|可能|通常|往往|一般|多半|也许|大多",
        re.IGNORECASE,
    ),
    re.compile(r"[(（\[]"),
    re.compile(r"[\"«“「]"),
)
"""What could set one option apart from the others: a number, code, Latin letters, a negation, a word like "always", a
word like "usually", a bracket, a quotation."""

_FEATURE_NAMES = (
    "number",
    "piece of code",
    "Latin word",
    "negation",
    "word such as “always” or “only”",
    "word such as “may” or “usually”",
    "bracket",
    "quotation mark",
)
_FORMS = {"told": "told of oneself", "advice": "advice", "fact": "no advice"}
"""The same in words, as is what `Option.form` says."""


@dataclass(frozen=True, slots=True)
class Option:
    """A statement as an option: its stems, its form (advice, told of oneself, fact), what could set it apart."""

    text: str
    words: frozenset[str]
    form: str
    features: tuple[bool, ...]

    @property
    def length(self) -> int:
        """As Telegram counts it."""
        return utf16_length(self.text)


@lru_cache(maxsize=4096)
def option(text: str) -> Option:
    """A text looked at as an option."""
    form = "told" if _MINE.match(text) else "advice" if _ADVICE.match(text) else "fact"
    return Option(text, stems(text), form, tuple(feature.search(text) is not None for feature in _FEATURES))


@lru_cache(maxsize=4096)
def options_in(statement: Statement, lang: Language) -> tuple[Option, ...]:
    """A sentence or item, and its clauses that stand on their own: those that fit and need nothing said before."""
    if statement.kind == "heading":
        return ()
    whole = statement.text.rstrip(_END)
    clauses = [each.strip(_END) for each in _SEMICOLON.split(whole)] if balanced(whole) else []
    texts = [whole, *(each for each in clauses if each and each != whole)]
    texts += [head for each in texts if (head := _COLON.split(each)[0]) != each]
    return tuple(option(_capitalised(text, lang)) for text in texts if _stands_alone(text, lang))


@lru_cache(maxsize=4096)
def parts_of(statement: Statement, lang: Language) -> tuple[Option, ...]:
    """As `options_in`, and the clauses of what is too long: what stands before "so" or "but", after "so" or a colon,
    without a remark in brackets. Nothing is cut inside a clause."""
    if statement.kind == "heading":
        return ()
    whole = statement.text.rstrip(_END)
    texts = [*_SEMICOLON.split(whole)] if balanced(whole) else []
    for each in list(texts):
        head, *tails = _COLON.split(each)
        if tails and (len(head) > _LONGEST_LABEL or _SAYS_NOTHING.fullmatch(head)):
            texts += [head, *tails]
    texts += [bare for each in texts if (bare := _REMARK.sub("", each)) != each]
    for each in list(texts):
        for match in _JOINT[lang].finditer(each):
            head, tail = each[: match.start()], each[match.end() :]
            if not _DEPENDS[lang].match(head):
                texts.append(head)
                if match["both"]:
                    texts.append(tail)
    found = dict.fromkeys(each.strip(_END) for each in texts)
    more = [option(_capitalised(text, lang)) for text in found if text and _stands_alone(text, lang, labelled=True)]
    return tuple(dict.fromkeys((*options_in(statement, lang), *more)))


def whole_answer(card: CardContent) -> tuple[Option, ...]:
    """The whole answer as an option where it is a word, a number, a line of code or a few words: less than statements
    are."""
    said = statements(card.answer, card.lang)
    text = said[0].text.strip(_END) if len(said) == 1 else "" if said else _line_of_code(card.answer)
    short = utf16_length(text) < SHORTEST[card.lang] or len(text.split()) < _FEWEST_WORDS + 1
    return (option(text),) if text and short and utf16_length(text) <= OPTION and balanced(text) else ()


def anything_said(card: CardContent) -> tuple[Option, ...]:
    """Each whole statement that fits an option, also one that leans on words before it."""
    said = [each for text in (card.short_answer or "", card.answer) for each in statements(text, card.lang)]
    return _fitting(part.strip(_END) for each in said for part in _SEMICOLON.split(each.text))


def beginnings_of(card: CardContent) -> tuple[Option, ...]:
    """The first clauses of sentences that do not fit."""
    return _fitting(_begun(each.text) for each in statements(card.answer, card.lang))


def code_of(card: CardContent) -> tuple[Option, ...]:
    """The lines of an answer's code, the longest first."""
    blocks = [block.text for block in parse_markdown(card.answer) if isinstance(block, CodeBlock)]
    return _fitting(sorted((line.strip() for text in blocks for line in text.split("\n")), key=len, reverse=True))


def _fitting(texts: Iterable[str]) -> tuple[Option, ...]:
    fit = dict.fromkeys(each for each in texts if each and utf16_length(each) <= OPTION and balanced(each))
    return tuple(map(option, fit))


def _begun(sentence: str) -> str:
    """As many of its first clauses as fit."""
    ends = [comma.start() for comma in _COMMA.finditer(sentence)]
    return next((sentence[:end] for end in reversed(ends) if utf16_length(sentence[:end]) <= OPTION), "")


def _line_of_code(answer: str) -> str:
    blocks = parse_markdown(answer)
    only = blocks[0] if len(blocks) == 1 else None
    return only.text.strip() if isinstance(only, CodeBlock) and "\n" not in only.text.strip() else ""


def gives_away(right: Option, others: Sequence[Option], asked: frozenset[str]) -> bool:
    """Whether the right option could be found without knowledge; `asked` are the stems of the question.

    It could by one of its `giveaways`, or if it shares more words with the question than any other.
    """
    if next(giveaways(right, others), None) is not None:
        return True
    return len(right.words & asked) > max(len(each.words & asked) for each in others)


def giveaways(right: Option, others: Sequence[Option]) -> Iterator[str]:
    """What sets the right option apart from all others, in words.

    It alone has a number, code, Latin letters, a negation, a word like "always" or "usually", brackets, or it alone has
    none of these; it alone is advice or none; it is by far the longest or the shortest.
    """
    lengths = [each.length for each in others]
    if right.length > LONGEST_BY * max(lengths):
        yield "is by far the longest"
    if right.length < SHORTEST_BY * min(lengths):
        yield "is by far the shortest"
    if all(each.form != right.form for each in others):
        yield f"alone is {_FORMS[right.form]}"
    for at, has in enumerate(right.features):
        if all(each.features[at] != has for each in others):
            yield f"alone has {'a' if has else 'no'} {_FEATURE_NAMES[at]}"


def _stands_alone(text: str, lang: Language, *, labelled: bool = False) -> bool:
    """`labelled`: also with a label before it ("Token bucket: …"), as long as that says something."""
    if labelled and (_VERB_FIRST.match(text) or text.endswith(("—", "–", "-", "×", "+", "="))):
        return False
    fits = SHORTEST[lang] <= utf16_length(text) <= OPTION
    whole = balanced(text) and "?" not in text and "？" not in text
    enough = len(text.split()) >= 5 or lang == "zh"
    label = _LABEL.match(text)
    bare = text[label.end() :] if label and labelled and not _SAYS_NOTHING.match(text) else text
    alone = not (_REFERS.match(bare) or (label and bare == text) or points_back(text))
    return fits and whole and enough and alone and len(stems(text)) >= _FEWEST_WORDS


def _capitalised(text: str, lang: Language) -> str:
    """Begun as a sentence is; a name in code stays as it is."""
    first = text.split(maxsplit=1)[0]
    name = text[0].isascii() if lang != "en" else not first.isalpha() or first in _NAMES
    return text if name else text[:1].upper() + text[1:]
