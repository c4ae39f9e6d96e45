"""Bytes to text: which encoding a file is in, and whether it is text at all."""

import re
import unicodedata
from typing import Literal, get_args

from bot.parsing.garbled import ungarbled

SAMPLE_BYTES = 200_000
DAMAGE_ALLOWED = 0.002
LEGACY_FLOOR = 0.6
LATIN_ALLOWED = 0.2
"""Share of Russian letters that may stand right beside a Latin one."""
SHORTEST_UTF16 = 20
CERTAIN = 0.95
FAR = 1000
"""Bytes: a NUL further on is worth saying where."""

_IN_LATIN = re.compile(r"(?<=[a-z])[а-яё]|[а-яё](?=[a-z])", re.IGNORECASE)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_USUAL = re.compile(r"[\n\r\t -~\u0400-\u04ff\u3000-\u303f\u4e00-\u9fff\uff00-\uffef\u2010-\u2026«»№]")
_BOMS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_RUSSIAN_COMMON = frozenset("оеаинтсрвлкмдпуяыьзбгчйхжшюцщэф")
_RUSSIAN_FREQUENT = frozenset("оеаинтсрвл")
_PUNCTUATION = frozenset("«»—–„“”‘’…•№·\u00a0©™§°±ёЁ")
_CHINESE_COMMON = frozenset(
    "的一是不在有这个人们我来到时大地为子中你说生国年着就那和要她出也得里后自以会家可下而过天去能对小多然于心学么之都好看起"
    "发当没成只如事把还用第样道想作种开美总从无情己面最女但现前些所同日手又行意动方期它头经长儿回位分爱老因很给名法间斯知世什"
    "两次使身者被高已亲其进此话常与活正感见明问力理尔点文几定本公特做外孩相西果走将月十实向声车全信重三机工物气每并别真打太新"
    "比才便夫再书部水像眼等体却加电主界门利海受听表德少克代员许先口由死安写性马光白或住难望教命花结乐色更拉东神记处让母父应直"
    "字场平报友关放至张认接告入笑内英军候民岁往何度山觉路带万男边风解叫任金快原吃妈变通师立象数四失满战远格士音轻目条呢病始达"
    "务服器程线协异步请求数据库缓存队列锁索引事务集群容器部署监控性能优化内存泄漏函数类型接口网络连接池并发阻塞循环调用返回系统设计题答案试热难码示例，。：；、？！（）“”"
)


FaultKind = Literal["empty", "large", "cut", "encoding", "locked", "strange"]
"""What is wrong with a document, in short: for a person who does not read English."""
FAULT_KINDS: tuple[FaultKind, ...] = get_args(FaultKind)


class Unreadable(Exception):
    """A document, or the rest of it, cannot be read.

    `reason` says in words what is wrong, where, and what to do; `kind` says it in short.
    """

    def __init__(self, reason: str, kind: FaultKind = "strange") -> None:
        super().__init__(reason)
        self.reason = reason
        self.kind = kind


def decode(data: bytes) -> str:
    """The text of a file with line ends as \\n and no byte-order mark.

    Reads UTF-8, UTF-16 with a mark or where it is certain, UTF-32 with a mark, CP1251 for Russian, GB18030 for Chinese.
    Raises Unreadable for what is empty, binary, or in no encoding known here. Takes time linear in the size; a limit is
    the caller's.
    """
    codec = codec_of(data)
    if codec.startswith("utf-16") or codec == "utf-32":
        return _checked(_marked(data, codec))
    if codec == "utf-8-sig":
        return _checked(_utf8(data) or data.decode(codec, "replace"))
    return _checked(data.decode(codec, "replace"))


def codec_of(data: bytes) -> str:
    """The name of the encoding of a text, told by its beginning; raises Unreadable as `decode` does."""
    if not data.strip():
        raise Unreadable("the file is empty", "empty")
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return encoding
    if b"\x00" in data:
        if unmarked := _utf16_without_mark(data):
            return unmarked
        at = data.index(b"\x00")
        where = f", the first of them at byte {at}" if at >= FAR else ""
        raise Unreadable(f"not a text: it holds NUL bytes{where}", "encoding")
    return "utf-8-sig" if _utf8(data) is not None else _legacy(data)


def _marked(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        text = data.decode(encoding, "replace")
        if text.count("\ufffd") > len(text) * DAMAGE_ALLOWED:
            raise Unreadable(f"not a text: broken {encoding.upper()} at byte {error.start}", "encoding") from error
        return text


def _utf16_without_mark(data: bytes) -> str | None:
    """UTF-16 whose order of bytes its blanks and letters leave no doubt about."""
    sample = data[: SAMPLE_BYTES - SAMPLE_BYTES % 2]
    if len(sample) < SHORTEST_UTF16 or len(data) % 2:
        return None
    shares = {}
    for encoding in ("utf-16-le", "utf-16-be"):
        text = sample.decode(encoding, "replace")
        usual = len(_USUAL.findall(text))
        shares[encoding] = usual / len(text) if re.search(r"[ \n]", text) else 0.0
    best, other = sorted(shares, key=lambda encoding: shares[encoding], reverse=True)
    return best if shares[best] >= CERTAIN and shares[other] < CERTAIN / 2 else None


def _utf8(data: bytes) -> str | None:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = _without_surrogates(data)
    high = len(data) - len(data.decode("ascii", "ignore"))
    # A download cut in mid-character or a few bad bytes are no reason to refuse a whole file.
    damage = text.count("\ufffd")
    return text if damage <= max(1, high * DAMAGE_ALLOWED) and high > 3 * damage else None


def _without_surrogates(data: bytes) -> str:
    """UTF-8 as careless programs write it: pairs of surrogates become their character, a lone one the sign for what
    cannot be read."""
    try:
        text = data.decode("utf-8-sig", "surrogatepass")
    except UnicodeDecodeError:
        return data.decode("utf-8-sig", "replace")
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _legacy(data: bytes) -> str:
    """The single-byte or Chinese encoding of a text."""
    sample = _sample(data)
    candidates = (
        ("cp1251", _russian_score(sample.decode("cp1251", "replace"))),
        ("gb18030", _chinese_score(sample.decode("gb18030", "replace"))),
    )
    encoding, score = max(candidates, key=lambda candidate: candidate[1])
    if score < LEGACY_FLOOR:
        raise Unreadable("not a text in UTF-8, UTF-16, CP1251 or GB18030: save it as UTF-8", "encoding")
    return encoding


def _sample(data: bytes) -> bytes:
    """The lines with bytes above 127 from the beginning: whole lines, so that no GB18030 pair is cut."""
    lines, size = [], 0
    for line in data[: 20 * SAMPLE_BYTES].split(b"\n"):
        if not line.isascii():
            lines.append(line[:SAMPLE_BYTES])
            size += len(lines[-1])
        if size >= SAMPLE_BYTES:
            break
    return b"\n".join(lines)


def _russian_score(text: str) -> float:
    high = [character for character in text if ord(character) > 127]
    if not high:
        return 0.0
    letters = [character for character in high if character.lower() in _RUSSIAN_COMMON]
    # Letters with marks of Western languages stand within Latin words, Russian ones among themselves.
    if len(_IN_LATIN.findall(text)) > LATIN_ALLOWED * len(letters):
        return 0.0
    marks = sum(character in _PUNCTUATION for character in high)
    if len(letters) < 3:
        return marks / len(high)
    lower = sum(character in _RUSSIAN_COMMON for character in letters)
    frequent = sum(character in _RUSSIAN_FREQUENT for character in letters)
    usual = min(1.0, frequent / len(letters) / 0.55) * min(1.0, lower / len(letters) / 0.75)
    return (len(letters) + marks) / len(high) * usual


def _chinese_score(text: str) -> float:
    high = [character for character in text if ord(character) > 127]
    if not high:
        return 0.0
    known = sum(character in _CHINESE_COMMON for character in high)
    han = sum("\u4e00" <= character <= "\u9fff" or character in _CHINESE_COMMON for character in high)
    return min(1.0, known / len(high) / 0.35) * han / len(high)


def _checked(text: str) -> str:
    text = text.removeprefix("\ufeff")
    if not text.strip():
        raise Unreadable("the file is empty", "empty")
    if "\x00" in text:
        raise Unreadable("not a text: it holds NUL characters", "encoding")
    if len(_CONTROLS.findall(text)) > len(text) * 0.005:
        raise Unreadable("not a text: it is full of control characters", "encoding")
    return ungarbled(unix_line_ends(text))


def unix_line_ends(text: str) -> str:
    """The text with \\r\\n and \\r as \\n."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def fold(text: str) -> str:
    """A form for comparing: NFKC, lower case, ё as е, white space folded, no decoration at either end."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("ё", "е")
    return " ".join(folded.split()).strip(" \t.…?!:;,-–—•*\"'«»“”")
