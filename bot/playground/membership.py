"""Who is what in a group or channel, what an administrator may do there, and what a member may send."""

from bot.playground.chats import Chat, User
from bot.playground.fields import Json
from bot.playground.refusal import bad_state

RUNNING = ("creator", "administrator")
PRESENT = (*RUNNING, "member", "restricted")
"""The statuses of somebody who is in the chat."""

_EVERYWHERE = (
    *("can_manage_chat", "can_delete_messages", "can_manage_video_chats", "can_restrict_members"),
    *("can_promote_members", "can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories"),
    *("can_delete_stories", "can_send_welcome_messages"),
)
_IN_CHANNELS = ("can_post_messages", "can_edit_messages", "can_manage_direct_messages")
_IN_GROUPS = ("can_pin_messages", "can_manage_topics", "can_manage_tags")
_SELDOM = frozenset({"can_promote_members", "can_manage_direct_messages", "can_manage_topics", "can_manage_tags"})
"""Rights that a new administrator does not get unless asked for."""

_SENDING = {
    "can_send_messages": "text messages",
    "can_send_audios": "music",
    "can_send_documents": "documents",
    "can_send_photos": "photos",
    "can_send_videos": "videos",
    "can_send_video_notes": "video notes",
    "can_send_voice_notes": "voice notes",
    "can_send_polls": "polls",
}
PERMISSIONS = (
    *_SENDING,
    *("can_send_other_messages", "can_add_web_page_previews", "can_react_to_messages", "can_edit_tag"),
    *("can_change_info", "can_invite_users", "can_pin_messages", "can_manage_topics"),
)
"""What can be allowed to members, as the fields of ChatPermissions."""


def rights_there(chat: Chat) -> tuple[str, ...]:
    """Every right that an administrator of such a chat can have."""
    return _EVERYWHERE + (_IN_CHANNELS if chat.kind == "channel" else _IN_GROUPS)


def usual_rights(chat: Chat) -> frozenset[str]:
    """What somebody has who is made administrator without a closer look."""
    return frozenset(rights_there(chat)) - _SELDOM


def may(chat: Chat, user_id: int, right: str) -> bool:
    """Whether somebody runs the chat and has that right."""
    status = chat.members.get(user_id)
    if status == "administrator":
        return right in chat.rights.get(user_id, usual_rights(chat))
    return status == "creator"


def belongs(chat: Chat, user_id: int) -> bool:
    """Whether somebody is in the chat."""
    return chat.members.get(user_id) in PRESENT


def allowed(chat: Chat, user_id: int, permission: str) -> bool:
    """Whether somebody in the chat has one of the PERMISSIONS; who runs it has them all, as everybody in private."""
    status = chat.members.get(user_id)
    if chat.kind == "private" or status in RUNNING:
        return True
    if chat.permissions is not None and permission not in chat.permissions:
        return False
    return status != "restricted" or permission in chat.restrictions.get(user_id, frozenset())


def require(chat: Chat, user_id: int, right: str, missing: str) -> None:
    """Raise Refusal with `missing` unless somebody may do that; in a private chat nobody needs a right."""
    if chat.kind != "private" and not may(chat, user_id, right):
        raise bad_state(missing)


def require_permission(chat: Chat, user_id: int, permission: str) -> None:
    """Raise Refusal unless somebody may send what the permission is about; in a channel rights decide instead."""
    if chat.kind != "channel" and not allowed(chat, user_id, permission):
        raise bad_state(f"not enough rights to send {_SENDING[permission]} to the chat")


def chat_member(chat: Chat, user: User) -> Json:
    """Somebody's place as the ChatMember that the Bot API shows."""
    status = chat.members.get(user.id, "left")
    member: Json = {"status": status, "user": user.as_json()}
    if status == "kicked":
        member["until_date"] = 0
    if status in RUNNING:
        member["is_anonymous"] = False
    if status == "administrator":
        rights = chat.rights.get(user.id, usual_rights(chat))
        member |= {"can_be_edited": False, **{right: right in rights for right in rights_there(chat)}}
    if status == "restricted":
        granted = {permission: allowed(chat, user.id, permission) for permission in PERMISSIONS}
        member |= {"is_member": True, "until_date": 0, **granted}
    return member
