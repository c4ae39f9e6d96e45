"""Ids as types of their own, so that one is never passed for another."""

from typing import NewType

LearnerId = NewType("LearnerId", int)
"""Telegram's numeric user id; a private chat has the same number."""

ChatId = NewType("ChatId", int)
CardId = NewType("CardId", int)
"""Row number of a card: for buttons and joins. In public places (links, exports) a card goes by its key."""

ConceptId = NewType("ConceptId", int)
DeliveryId = NewType("DeliveryId", int)
UpdateId = NewType("UpdateId", int)
InvitationId = NewType("InvitationId", int)
DraftId = NewType("DraftId", int)
DecisionId = NewType("DecisionId", int)
ChatRow = NewType("ChatRow", int)
"""Row number of a chat that the bot posts in; Telegram's own number, a `ChatId`, may change."""

ScheduleId = NewType("ScheduleId", int)
PublicationId = NewType("PublicationId", int)
DeckId = NewType("DeckId", int)
BroadcastId = NewType("BroadcastId", int)
ProposalId = NewType("ProposalId", int)
ImportId = NewType("ImportId", int)
AcceptanceId = NewType("AcceptanceId", int)
ChatImportId = NewType("ChatImportId", int)
ChatFileId = NewType("ChatFileId", int)
