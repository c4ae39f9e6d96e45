"""Rich messages of Bot API 10.3: what `sendRichMessage` takes, as Telegram shows it afterwards.

HTML and Markdown become the same blocks that a bot can send itself, and one reader checks these. Telegram parses both
on servers whose source is closed; where neither the documentation nor a measured answer says what happens, this
package refuses, and it refuses what Telegram is known to drop without a word: unknown fields and tags, a second
content, links that lead nowhere.
"""

from bot.playground.rich.message import Sources, block_types, read_rich_message

__all__ = ["Sources", "block_types", "read_rich_message"]
