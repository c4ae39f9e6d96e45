"""Bytes to text: which encoding a file is in, and whether it is text at all."""

import re
import unicodedata

SAMPLE_BYTES = 200_000
DAMAGE_ALLOWED = 0.002
LEGACY_FLOOR = 0.6

_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
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


class Unreadable(Exception):
    """The bytes are not a text that can be read; `reason` says why in words a person understands."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def decode(data: bytes) -> str:
    """The text of a file with line ends as \\n and no byte-order mark.

    Reads UTF-8, UTF-16 and UTF-32 with a mark, CP1251 for Russian, GB18030 for Chinese. Raises Unreadable for
    what is empty, binary, or in no encoding known here. Takes time linear in the size; a limit is the caller's.
    """
    if not data.strip():
        raise Unreadable("the file is empty")
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _checked(_strict(data, encoding))
    if b"\x00" in data:
        raise Unreadable("not a text: it holds NUL bytes")
    text = _utf8(data)
    return _checked(text if text is not None else _legacy(data))


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(f"not a text: broken {encoding.upper()}") from error


def _utf8(data: bytes) -> str | None:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("utf-8-sig", "replace")
    high = len(data) - len(data.decode("ascii", "ignore"))
    # A download cut in mid-character or a few bad bytes are no reason to refuse a whole file.
    damage = text.count("\ufffd")
    return text if damage <= max(1, high * DAMAGE_ALLOWED) and high > 3 * damage else None


def _legacy(data: bytes) -> str:
    sample = _sample(data)
    candidates = (
        ("cp1251", _russian_score(sample.decode("cp1251", "replace"))),
        ("gb18030", _chinese_score(sample.decode("gb18030", "replace"))),
    )
    encoding, score = max(candidates, key=lambda candidate: candidate[1])
    if score < LEGACY_FLOOR:
        raise Unreadable("not a text in UTF-8, UTF-16, CP1251 or GB18030")
    return data.decode(encoding, "replace")


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
        raise Unreadable("the file is empty")
    if "\x00" in text:
        raise Unreadable("not a text: it holds NUL characters")
    if len(_CONTROLS.findall(text)) > len(text) * 0.005:
        raise Unreadable("not a text: it is full of control characters")
    return unix_line_ends(text)


def unix_line_ends(text: str) -> str:
    """The text with \\r\\n and \\r as \\n."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def fold(text: str) -> str:
    """A form for comparing: NFKC, lower case, ё as е, white space folded, no decoration at either end."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("ё", "е")
    return " ".join(folded.split()).strip(" \t.…?!:;,-–—•*\"'«»“”")
