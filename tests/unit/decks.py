"""A deck of one concept that has no fault, for tests to break."""

from dataclasses import replace
from typing import Any

from bot.domain.cards import LANGUAGES, CardContent, Choice, KeyPoint, Language, Misconception
from bot.domain.deck_lint import Placed, lint

_PADDING: dict[Language, str] = {
    "en": "A pool keeps a few connections open and lends them to whoever asks for one, then takes them back. ",
    "ru": "Пул держит несколько соединений открытыми, выдаёт их по запросу и потом забирает обратно. ",
    "zh": "连接池会保持若干连接打开，谁需要就借给谁，用完之后再收回来。",
}


def pool(lang: Language = "en", **changes: Any) -> CardContent:
    """A card of the concept in one language."""
    told: dict[Language, dict[str, Any]] = {
        "en": {
            "question": "Why does a service keep a pool of database connections?",
            "short_answer": "Opening a connection costs round trips. The pool also caps how many the server sees.",
            "follow_up": "What happens when the pool is empty?",
            "points": (
                KeyPoint("opening a connection costs round trips", ("round trips", "handshake cost")),
                KeyPoint("the pool caps connections at the server", ("caps many", "caps connections")),
                KeyPoint("an idle connection is closed some day", ("idle closed", "idle timeout")),
            ),
            "more": "Opening a connection costs round trips. The pool caps connections at the server. "
            "An idle connection is closed some day.",
            "misconceptions": (Misconception("It makes every query faster by itself.", "The query runs as before."),),
            "choice": Choice(
                "It saves the handshake and bounds the load",
                (
                    "It stores the results of earlier queries",
                    "It spreads the reads over all replicas",
                    "It runs the queries in one transaction",
                ),
                "A handshake takes round trips, and a server takes few clients.",
            ),
        },
        "ru": {
            "question": "Зачем сервису нужен пул соединений с базой?",
            "short_answer": "Открыть соединение — это несколько обменов по сети. Пул ограничивает число соединений.",
            "follow_up": "Что будет, когда пул пуст?",
            "points": (
                KeyPoint("открытие соединения стоит обменов по сети", ("обменов по сети", "рукопожатие")),
                KeyPoint("пул ограничивает число соединений", ("ограничивает число", "лимит клиентов")),
                KeyPoint("простаивающее соединение закрывают", ("простаивающее закрывают", "таймаут простоя")),
            ),
            "more": "Открытие соединения стоит обменов по сети. Пул ограничивает число соединений. "
            "Простаивающее соединение закрывают.",
            "misconceptions": (
                Misconception("Каждый запрос сам становится быстрее.", "Запрос выполняется как раньше."),
            ),
            "choice": Choice(
                "Экономит рукопожатие и сдерживает нагрузку",
                (
                    "Хранит результаты предыдущих запросов",
                    "Раздаёт чтение по репликам кластера",
                    "Выполняет запросы одной транзакцией",
                ),
                "Рукопожатие — это обмены по сети, а клиентов сервер держит немного.",
            ),
        },
        "zh": {
            "question": "服务为什么要用数据库连接池？",
            "short_answer": "建立连接要多次网络往返，连接池还能限制连接数。",
            "follow_up": "池子空了会怎样？",
            "points": (
                KeyPoint("建立连接要多次网络往返", ("网络往返", "握手开销")),
                KeyPoint("限制连接数", ("限制连接", "上限")),
                KeyPoint("空闲连接会被关闭", ("空闲连接", "空闲超时")),
            ),
            "more": "建立连接要多次网络往返。连接池限制连接数。空闲连接会被关闭。",
            "misconceptions": (Misconception("用了它，每条查询都会变快。", "查询本身照旧执行。"),),
            "choice": Choice(
                "省去握手，并控制负载",
                ("保存以前查询的结果", "把读分散到各个副本", "把查询放进一个事务"),
                "握手要往返，服务器接待的客户有限。",
            ),
        },
    }
    own = told[lang]
    answer = f"{own['more']}\n\n{_PADDING[lang] * 8}\n\n```python\nprint(1)\n```\n\n```output\n1\n```"
    card = CardContent(
        key=f"db-pool-{lang}",
        concept="db-pool",
        lang=lang,
        question=own["question"],
        answer=answer,
        short_answer=own["short_answer"],
        topic="databases",
        tags=("pools", "sql"),
        level="middle",
        key_points=own["points"],
        misconceptions=own["misconceptions"],
        follow_up=own["follow_up"],
        choice=own["choice"],
        references=("PostgreSQL documentation: Connections and Authentication",),
        verified=True,
    )
    return replace(card, **changes)


def deck(*cards: CardContent) -> list[Placed]:
    """The concept in all languages, or the cards given, and another concept with the same tags."""
    told = cards or tuple(map(pool, LANGUAGES))
    other = [
        pool(lang, key=f"db-other-{lang}", concept="db-other", question=f"{pool(lang).question[:-1]} {number}?")
        for number, lang in enumerate(LANGUAGES, 1)
    ]
    return [
        Placed(card, "content/db.toml", number, {"choice": 90 + number})
        for number, card in enumerate((*told, *other), 1)
    ]


def faults(*cards: CardContent) -> list[str]:
    """What the lint says of them, without the place."""
    return [line.split(": ", 1)[1] for line in lint(deck(*cards))]
