"""Words that deny, in three languages, and how far they reach."""

import re

DENIAL = "\ue000"
NEGATION = "\ue001"
NEEDLESS = "\ue002"
CLAUSE_DENIAL = "\ue003"
THEN = "\ue004"
"""Private characters that stand in a text for a phrase that denies the rest of its sentence, for a Chinese negation,
for a Chinese predicate that denies what stands before it, for one that denies the rest of its clause, and for a word
behind which a Chinese condition is over, and with it what the condition denies."""

_VERBAL_WORDS = (
    "not never cannot isnt arent wasnt werent dont doesnt didnt cant wont couldnt shouldnt wouldnt havent hasnt "
    "unable impossible hardly не ни никогда нельзя невозможно никак"
)
VERBAL = frozenset(_VERBAL_WORDS.split())
_NOMINAL_WORDS = (
    "no without nor neither nobody nothing non lack lacks lacking без нет нету никакой никакого никакая никакие "
    "никаких никто ничего отсутствует отсутствие"
)
NOMINAL = frozenset(_NOMINAL_WORDS.split())
"""Words that deny a statement, and words that deny a thing."""

OBJECTS = frozenset({"nothing", "nobody"})
"""Behind a verb these deny it: "the restart cures nothing"."""

AGAINST = re.compile(
    r"\b(?:do not|don'?t|never|(?:must|should) not|cannot|нельзя|не (?:надо|нужно|стоит|следует))\b"
    r"|不要|不能|不应|别|勿"
)
"""Advice against something."""

REACH = {"verbal": 2.0, "nominal": 2.0, "without": 1.0, "без": 1.0, "han": 1.5}
"""Words with a meaning that a negation voids; a Chinese character counts half."""

CANCELLING = frozenset({"without", "без", "han"})
"""Kinds that make nothing of a negation just before them; Russian repeats its negations, and means one."""

_CLOSING_WORDS = (
    "нет нету отсутствует отсутствуют unnecessary useless pointless needless irrelevant бесполезно бесполезен "
    "бесполезна бесполезны излишне излишен излишни"
)
CLOSING = frozenset(_CLOSING_WORDS.split())
"""These deny what stands before them."""

_PREDICATES_WORDS = (
    "need requir necessari help matter exist happen нужн нуж требу требуем помога помож существу происход спаса"
)
PREDICATES = frozenset(_PREDICATES_WORDS.split())
"""Stems of verbs that, denied, deny their subject: "locks are not needed"."""

BACKWARDS = 3
"""Words of its clause that such a denial reaches."""

MODALS = frozenset({"нужно", "надо", "может", "могут", "можно", "бывает", "следует", "стоит", "получится"})
"""Denied, these deny what stands before them as well: "ключ удалять не нужно"."""

_BREAKS_WORDS = (
    "but however because since so lest although though while if when unless until which who instead rather actually "
    "and но а и однако потому поэтому хотя если когда чтобы чтоб который которая которое которые зато иначе"
)
BREAKS = frozenset(_BREAKS_WORDS.split())
"""Behind these a negation says nothing any more."""

_CONTRASTS_WORDS = "but however instead actually rather но а однако наоборот напротив зато"
CONTRASTS = frozenset(_CONTRASTS_WORDS.split())
"""Behind these a denial of a whole statement is over."""

AIMS = frozenset({"чтобы", "чтоб", "lest"})
"""What is denied behind these is an aim, which an answer may tell either way: "so that the count does not break"."""

SUBJECTS = frozenset(["i", "we", "they", "he", "she", "я", "мы", "они", "он", "она"])
"""A clause of their own begins with these: "if the key is not there I query"."""

AIM = " lest "
SO_THAT = re.compile(r"\b(?:so that|so as|in order)\b")

NO_NEGATION = re.compile(
    r"\b(?:not (?:only|just|merely|simply)|no (?:more|less|fewer|later|earlier|sooner|matter|doubt)|nothing but"
    r"|(?:do not|don'?t|never|not|without) forget(?:ting)?(?: to)?|не (?:забыва\w+|забы(?:ть|в)|забудь\w*)"
    r"|не (?:только|просто|более|менее|больше|меньше|раньше|позже|реже|чаще)|ни в ч[её]м не|нет[,]? не)\b"
    r"|(?:不要|别)忘(?:记|了)?|不忘记?"
)
_THAT = r"(?:,? (?:that|to (?:say|think|believe|assume|claim)(?: that)?))?"
_CHTO = r"(?:,? (?:думать|считать|говорить|полагать|утверждать))?(?:,? что)?"
DENIALS = re.compile(
    r"\b(?:does not|doesn'?t|do not|don'?t|did not|didn'?t) (?:really )?(?:mean|imply|follow)\b(?: that)?"
    r"|\b(?:it|this|that)(?: is|'s) (?:simply |just )?(?:wrong|false|incorrect|untrue"
    rf"|not (?:true|correct|right)|nonsense|an? (?:common )?(?:myth|mistake|misconception|error)){_THAT}"
    r"|\b(?:wrong|false|mistaken|incorrect)(?: that|,? to (?:say|think|believe|assume|claim)(?: that)?)"
    r"|\b(?:myth|misconception|mistake|fallacy)(?: is)?:? (?:that|to think|to believe|to assume)(?: that)?"
    r"|\b(?:contrary to|i (?:do not|don't) (?:think|believe)(?: that)?)"
    r"|\b(?:people|beginners|juniors|many|some)(?: people)?(?: often| wrongly)?"
    r" (?:think|believe|assume|say|claim)(?: that)?"
    rf"|\bне (?:значит|означает|следует|думаю|считаю|правда|верно|факт){_CHTO}"
    r"|\b(?:неверно|неправильно|неправда|ошибочно|ошибка|заблуждение|миф)"
    r"(?:,? что| (?:думать|считать|говорить|полагать|утверждать|о том)(?:,? что)?)"
    r"|\b(?:многие|часто|иногда|некоторые|новички|обычно)(?: ошибочно)? (?:думают|считают|полагают|говорят),? что"
    r"|误以为|错误地?认为|很多人(?:认为|以为|觉得)|有人(?:认为|以为|觉得)|以为"
    r"|误区(?:是|在于)?|(?:别|不要)(?:认为|以为)|我不认为|认为(?=[^,。]{1,30}(?:是错|不对|是误解|不正确))"
)
"""What makes of the rest of its sentence something that the speaker does not claim."""

TAKEN_BACK = re.compile(
    r"^\W*(?:(?:but |and )?(?:that|this|it|which)(?: is|'s) (?:simply |just )?(?:wrong|false|incorrect"
    r"|not (?:true|so|correct|right|the case)|untrue|nonsense"
    r"|an? (?:common )?(?:myth|mistake|misconception))\b(?! that| to)"
    r"|(?:но |и )?это (?:не так|неверно|не верно|неправда|неправильно|миф|ошибка|заблуждение)\b(?!,? что)"
    r"|(?:但)?(?:这|这个说法|这种说法|这种想法)(?:是)?(?:错|不对|不正确|误解|误区|不是真))"
)
"""A sentence that takes back the one before it."""

HAN = re.compile(
    r"而不是|而非|非(?=阻塞)|不(?!同|断|仅|只是|光|但|管|论|如|过|久|变|足|等|一致|可变)"
    r"(?:会|能够?|是|可以|可|要|再|得|应该|应|需要|需|用|必)?"
    r"|没|(?:并|绝)非|(?<!除)非(?!常)|无(?:法|需|须)|(?<!毫)无(?!论|限|状态)|未(?!来|必)|别(?=再|用|把|在)|勿"
)
HAN_CLAUSE_DENIAL = re.compile(r"并?不(?:意味着|代表|等于说?|表示|是说)")
HAN_THEN = re.compile(r"[就则才却仍](?!绪|地)|还(?=[在会能是要得没有])")
HAN_NEEDLESS = re.compile(
    r"(?:不需要|不必要|没有?必要|没有?用|没有?意义|无用|没有?帮助|不起作用|不管用|不会发生|不存在|不成立|不适用|不可行|不正确)(?=[了的]?[,.。;!?]|[了的]?\s*$)"
)
