"""The bot's own reactions."""

from typing import Any

from bot.playground.methods.registry import method
from bot.playground.parameters import Parameters
from bot.playground.reactions import EMOJI, react
from bot.playground.refusal import bad_request, bad_state
from bot.playground.telegram import Telegram


@method("setMessageReaction")
def set_message_reaction(telegram: Telegram, parameters: Parameters) -> Any:
    """One emoji of those that Telegram knows, or none. In an album the first message that is left gets it."""
    reactions = parameters.get("reaction", [])
    if len(reactions) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    emoji = None
    for reaction in reactions:
        if reaction["type"] == "paid":
            raise bad_request("bots can't use paid reactions")
        emoji = reaction.get("emoji")
        if emoji not in EMOJI:
            raise bad_request("REACTION_INVALID")
    chat = telegram.reachable_chat(parameters["chat_id"])
    message = telegram.message(chat, parameters["message_id"], "message to react not found")
    if message.service is not None:
        raise bad_state("the message can't be reacted to")
    if message.media_group_id is not None:
        message = next(one for one in chat.visible() if one.media_group_id == message.media_group_id)
    react(telegram, message, telegram.bot, emoji)
    return True
