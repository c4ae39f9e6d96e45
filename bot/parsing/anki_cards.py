"""How a card of ours looks in Anki: a note type for each language, with its templates."""

from collections.abc import Mapping

from bot.domain.cards import Language
from bot.parsing.formats.anki.own_notes import FIELDS

CHANGED = 1_795_219_200
"""Unix seconds: rises whenever a template or the style changes, so that Anki takes the new one over."""

NOTE_TYPES: Mapping[Language, tuple[int, str]] = {
    "en": (1_795_219_200_001, "Sobes"),
    "ru": (1_795_219_200_002, "Sobes (русский)"),
    "zh": (1_795_219_200_003, "Sobes (中文)"),
}
"""Number and name of each note type. They never change: by its number Anki knows the type again."""

_WORDS: Mapping[Language, Mapping[str, str]] = {
    "en": {
        "Hint": "Hint",
        "Short answer": "In short",
        "Key points": "Key points",
        "Mistakes": "Common mistakes",
        "Choice": "Multiple choice",
        "Follow-up": "What comes next",
        "References": "Further reading",
        "Source": "Source",
    },
    "ru": {
        "Hint": "Подсказка",
        "Short answer": "Коротко",
        "Key points": "Главное",
        "Mistakes": "Частые ошибки",
        "Choice": "Варианты ответа",
        "Follow-up": "Что спросят дальше",
        "References": "Что почитать",
        "Source": "Источник",
    },
    "zh": {
        "Hint": "提示",
        "Short answer": "简要回答",
        "Key points": "要点",
        "Mistakes": "常见误区",
        "Choice": "选项",
        "Follow-up": "追问",
        "References": "延伸阅读",
        "Source": "来源",
    },
}

_STYLE = """\
.card { max-width: 46em; margin: 0 auto; padding: 0 .5em; text-align: left; font-size: 18px; line-height: 1.5;
  font-family: -apple-system, "Segoe UI", Roboto, "Noto Sans", "PingFang SC", "Microsoft YaHei", sans-serif;
  color: #1c1e21; background: #fff; }
.question { font-size: 1.15em; font-weight: 600; }
.question pre { font-weight: 400; }
.tags, .small { color: #6b7280; font-size: .75em; }
.short { padding: .4em .8em; border-left: 3px solid #2f81f7; background: #eef5ff; }
a { color: #2f81f7; }
code, pre { font-family: "JetBrains Mono", Consolas, Menlo, "DejaVu Sans Mono", monospace; font-size: .9em; }
code { padding: .1em .3em; border-radius: 4px; background: #f0f2f5; }
pre { padding: .7em .9em; border-radius: 8px; background: #f6f8fa; overflow-x: auto; white-space: pre; tab-size: 4; }
pre code { padding: 0; background: none; }
blockquote { margin: .6em 0; padding-left: .8em; border-left: 3px solid #d0d7de; color: #57606a; }
details { margin: .5em 0; }
summary { cursor: pointer; color: #2f81f7; }
.nightMode.card, .night_mode .card { color: #e6e8eb; background: #1e1f22; }
.nightMode .short { background: #1b2a41; }
.nightMode code { background: #2d2f34; }
.nightMode pre { background: #26282c; }
.nightMode pre code { background: none; }
.nightMode blockquote { border-color: #4b5563; color: #aab2bd; }
"""


def note_type(lang: Language, deck_id: int) -> dict[str, object]:
    """A note type as `col.models` of schema 11 keeps it."""
    number, name = NOTE_TYPES[lang]
    template = {
        "name": "Card 1",
        "ord": 0,
        "qfmt": _front(_WORDS[lang]),
        "afmt": _back(_WORDS[lang]),
        "bqfmt": "",
        "bafmt": "",
        "did": None,
    }
    return {
        "id": number,
        "name": name,
        "type": 0,
        "mod": CHANGED,
        "usn": -1,
        "sortf": 0,
        "did": deck_id,
        "flds": [_field(place, field) for place, field in enumerate(FIELDS)],
        "tmpls": [template],
        "css": _STYLE,
        "latexPre": "",
        "latexPost": "",
        "latexsvg": False,
        "req": [[0, "all", [0]]],
        "tags": [],
        "vers": [],
    }


def _front(words: Mapping[str, str]) -> str:
    return (
        '<div class="question">{{Question}}</div>\n'
        f"{{{{#Hint}}}}<details><summary>{words['Hint']}</summary>{{{{Hint}}}}</details>{{{{/Hint}}}}\n"
    )


def _back(words: Mapping[str, str]) -> str:
    folded = "".join(
        f"{{{{#{name}}}}}<details><summary>{words[name]}</summary>{{{{{name}}}}}</details>{{{{/{name}}}}}\n"
        for name in ("Key points", "Mistakes", "Choice", "Follow-up", "References")
    )
    return (
        '<div class="question">{{Question}}</div>\n<hr id="answer">\n'
        f'{{{{#Short answer}}}}<div class="short"><div class="small">{words["Short answer"]}</div>'
        "{{Short answer}}</div>{{/Short answer}}\n"
        '<div class="answer">{{Answer}}</div>\n'
        f"{folded}"
        f'{{{{#Source}}}}<div class="small">{words["Source"]}: {{{{Source}}}}</div>{{{{/Source}}}}\n'
        '{{#Tags}}<div class="tags">{{Tags}}</div>{{/Tags}}\n'
    )


def _field(place: int, name: str) -> dict[str, object]:
    return {"name": name, "ord": place, "sticky": False, "rtl": False, "font": "Arial", "size": 18, "media": []}
