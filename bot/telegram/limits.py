"""Telegram's limits, each with where it stands. Lengths of text are UTF-16 units after entity parsing.

Unless another source is named, a figure is from https://core.telegram.org/bots/api, in the method or type named.
"""

from typing import Final

MESSAGE_TEXT: Final = 4096
"""sendMessage.text and editMessageText.text; at least 1."""
CAPTION: Final = 1024
"""sendDocument.caption and the captions of all other media."""
ENTITIES: Final = 100
"""Marks in one message; further ones are silently ignored. https://limits.tginfo.me, met in practice too."""

CALLBACK_DATA_BYTES: Final = 64
"""InlineKeyboardButton.callback_data, in bytes of UTF-8; at least 1."""
CALLBACK_ANSWER: Final = 200
"""answerCallbackQuery.text."""
COPY_TEXT: Final = 256
"""CopyTextButton.text."""
BUTTON_TEXT: Final = 64
"""Ours, not Telegram's: a phone shows about 35 characters on a button that has the row for itself."""
BUTTONS_IN_ROW: Final = 8
"""https://limits.tginfo.me; further ones are moved to a new row."""
BUTTONS: Final = 100
"""In one keyboard; https://limits.tginfo.me."""

COMMANDS: Final = 100
"""setMyCommands.commands; one more is refused with BOT_COMMANDS_TOO_MUCH."""
COMMAND_NAME: Final = 32
"""BotCommand.command: a-z, 0-9 and underscore; at least 1."""
COMMAND_DESCRIPTION: Final = 256
"""BotCommand.description; at least 1."""
BOT_NAME: Final = 64
"""setMyName.name."""
BOT_DESCRIPTION: Final = 512
"""setMyDescription.description: what an empty chat shows."""
BOT_SHORT_DESCRIPTION: Final = 120
"""setMyShortDescription.short_description: what the profile and shared links show."""

POLL_QUESTION: Final = 300
"""sendPoll.question; at least 1."""
POLL_OPTION: Final = 100
"""InputPollOption.text; at least 1."""
POLL_OPTIONS: Final = 12
"""sendPoll.options; at least 1."""
POLL_EXPLANATION: Final = 200
"""sendPoll.explanation."""
POLL_EXPLANATION_LINE_FEEDS: Final = 2
"""sendPoll.explanation."""
POLL_DESCRIPTION: Final = 1024
"""sendPoll.description."""

UPLOAD_BYTES: Final = 50 * 1024 * 1024
"""sendDocument through Telegram's own server."""
PHOTO_BYTES: Final = 10 * 1024 * 1024
"""sendPhoto.photo."""
DOWNLOAD_BYTES: Final = 20 * 1024 * 1024
"""getFile."""

DEEP_LINK_PAYLOAD: Final = 64
"""`/start` parameter: A-Z a-z 0-9 _ and -. https://core.telegram.org/bots/features#deep-linking"""
DELETE_MESSAGES: Final = 100
"""deleteMessages.message_ids."""
UPDATES: Final = 100
"""getUpdates.limit."""
WEBHOOK_SECRET: Final = 256
"""setWebhook.secret_token: A-Z a-z 0-9 _ and -."""


def utf16_length(text: str) -> int:
    """Length of `text` as Telegram counts it: a character beyond U+FFFF (most emoji) counts twice."""
    if text.isascii():
        return len(text)
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
