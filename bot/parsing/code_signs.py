"""What lines of code look like, by language."""

import re
from functools import lru_cache

_REMARK = r"\s*(?:(?:#|//).*)?"
"""A comment may follow on the same line."""


def _either(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns))


STRONG: dict[str, re.Pattern[str]] = {
    "python": _either(
        r"import [\w.]+(?: as \w+)?(?:, ?[\w.]+(?: as \w+)?)*(?:\s+#.*)?$",
        r"from [\w.]+ import [\w(*]",
        r"(?:async )?def \w+\s*\(",
        rf"class \w+(?:\(.*\))?:{_REMARK}$",
        r"@[\w.]+(?:\(.*)?$",
        r"if __name__\s*==",
        rf"(?:async )?with \w[^(]*\(.*:{_REMARK}$",
        rf"(?:async )?with .+ as \w+:{_REMARK}$",
        rf"(?:async )?for [\w, ]+ in .+:{_REMARK}$",
        rf"while (?:\w|\().*:{_REMARK}$",
        rf"(?:el)?if \S.*(?:[=<>)\]]|\bin\b|\bis\b|\bnot\b).*:{_REMARK}$",
        r"try:$",
        r">>> ",
        r"print\(",
        r"asyncio\.run\(",
        r"#!/.*python",
    ),
    "sql": _either(
        r"SELECT .*(?:FROM\b|,$)",
        r"SELECT\b[^.]*[;,]$",
        r"SELECT$",
        r"INSERT INTO \w",
        r"UPDATE \w+(?:\s+SET\b|$)",
        r"DELETE FROM \w+(?: WHERE.*)?;?$",
        r"CREATE (?:UNIQUE |OR REPLACE |MATERIALIZED )*(?:TABLE|INDEX|VIEW|EXTENSION|FUNCTION)\b",
        r"ALTER (?:TABLE|SYSTEM)\b",
        r"EXPLAIN\b[^.]*$",
        r"(?:BEGIN|COMMIT|ROLLBACK)\b.{0,60};",
        r"WITH (?:RECURSIVE )?\w+ AS \(",
        r"SET (?:LOCAL |SESSION )?[\w.]+ (?:=|TO) ",
    ),
    "bash": _either(
        r"\$ \S|#!/bin/",
        r"(?!.*(?:(?<! )\.|[:;,])$)(?:sudo |time )?(?:git|kubectl|docker|docker-compose|helm|pip3?|uv|py-spy|redis-cli"
        r"|psql|pg_dump|curl|uvicorn|gunicorn|celery|python3?|systemctl|export|strace|memray|k6|wrk|npm|npx|yarn|apt-get|cargo|composer|brew|node|mvn)"
        r" [-\w./\"'$]",
    ),
    "dockerfile": _either(r"FROM [\w./-]+(?::[\w.-]+)?(?: AS \w+)?$"),
    "yaml": _either(
        r"apiVersion: ?\S", r"kind: [A-Z]\w+$", r"(?:services|stages|jobs|metadata|spec|resources|strategy):$"
    ),
    "go": _either(
        r"package \w+$",
        r"func (?:\([^)]*\) )?\w+\(.*\{$",
        r"fmt\.Print\w*\(",
        r"type \w+ (?:struct|interface) \{$",
        r"(?:go|defer) func\(",
        r"var \w+ (?:[*\[\]]*\w+\.\w+|\[\]\w+|map\[\w+\]\w+|chan \w+)$",
        r"\w+(?:, \w+)? := \S",
    ),
    "php": _either(
        r"<\?php",
        r"\$\w+ ?= ?\S.*[;([{]$",
        r"\$this->",
        r"echo \S.*;$",
        r"(?:public|private|protected|static) function \w",
    ),
    "javascript": _either(
        r"(?:const|let|var) \w+ ?=",
        r"(?:const|let|var) [\[{].*[\]}] ?=",
        r"(?:module\.)?exports(?:\.\w+)? ?=",
        r"(?:export )?(?:async )?function\*? ?\w*\(",
        r"import .* from ['\"]",
        r"console\.\w+\(",
        r"document\.\w+",
        r"class \w+ extends \w+ \{$",
    ),
    "java": _either(
        r"(?:public|private|protected) (?:static |final )*(?:class|interface|void|\w+) \w+",
        r"System\.out\.print",
        r"(?:import (?:static )?|package )[a-z]\w*(?:\.\w+)+(?:\.\*)?;$",
        r"@Override$",
        r"(?:static |final |abstract )+(?:\w+ )?\w+\s?\(.*\)\s?\{?$",
    ),
    "csharp": _either(r"using [A-Z][\w.]+;$", r"Console\.Write\w*\("),
    "c": _either(r"#include ?[<\"]", r"int main\(", r"std::\w+"),
    "html": _either(r"<!DOCTYPE", r"<(?:html|head|body|div|script|style|form|ul|table|button|img|input)\b[^>]*>"),
    "json": _either(r"[\[{]$"),
}
_ANY = _either(*(f"(?:{pattern.pattern})" for pattern in STRONG.values()))


@lru_cache(maxsize=4096)
def language_of(bare: str) -> str | None:
    """The language whose code a line by itself speaks for; "json" for a bracket alone, None for most lines."""
    if _ANY.match(bare) is None:
        return None
    return next((language for language, pattern in STRONG.items() if pattern.match(bare)), None)


GOES_ON = _either(
    r"[)\]}]",
    r"(?:elif |else\b|except\b|finally:|return\b|raise\b|yield\b|await |assert |del |global |nonlocal )",
    rf"(?:pass|break|continue){_REMARK}$",
    r"[A-Za-z_]\w*(?:\.\w+)+(?:\[.*\])?$",
    r"\??\.\w+\(",
    r"[A-Za-z_][\w.]*(?:\[[^\]]*\])?\(",
    r"\(.*\)",
    r"[\[{](?:.*[\]}])?$",
    r"\w+\[.*\]",
    r"[fr]?[\"'].*[\"'][,)]?$",
    r"#|//|/\*|\*/|--|>>>|\.\.\. |['\"]{3}",
    r"(?:FROM|WHERE|JOIN|LEFT|INNER|RIGHT|CROSS|GROUP|ORDER|LIMIT|OFFSET|VALUES|SET|RETURNING|AND|OR|ON|USING|HAVING)\b",
    r"(?:UNION|WHEN|THEN|END|FOR UPDATE|INCLUDE)\b|SELECT [^.]*$",
)
STATEMENT = _either(
    rf"[A-Za-z_$][\w.$:>-]*(?:\[[^\]]*\])?\(.*\)[;:]?{_REMARK}$",
    rf"(?:if|for|while|with|switch|catch|elif|else|try|except|finally|foreach|do|match|case)\b.*[:{{]{_REMARK}$",
    r"(?:return|raise|yield|await|throw|new|export|use) [\w$(\[{\"'-].*[\w)\]}\"';]$",
    rf"(?:pass|break|continue|return);?{_REMARK}$",
    r"(?=.*[(){}=<>\[\]\"'$])[\w$@#<({\[}/*&.-].*[;{}](?:\s*//.*)?$",
    r"\??\.\w+\(.*[)({][;,]?$",
    r"</?[A-Za-z][^>]*>",
    r"[}\])]+[;,)]*$",
)
"""What a line of a program looks like by itself; only several such lines together are code."""
