"""What buttons carry: enough to work weeks later, after restarts, in at most 64 bytes.

Anybody can make up what a button sends: what is outside the bounds given here is no button of ours.
"""

from typing import Annotated

from pydantic import Field

Word = Annotated[str, Field(max_length=16)]
"""One of our own words: a field, an act, a topic, a language."""

RowId = Annotated[int, Field(ge=1, le=10**9)]
TopicKey = Annotated[str, Field(pattern=r"^[a-z0-9_-]{0,16}$")]
DECK = "d_"
"""Before a deck's key, in links and where a topic's key could stand; no topic begins so."""

Count = Annotated[int, Field(ge=0, le=10**6)]
Seconds = Annotated[int, Field(ge=0, le=999)]
Parts = Annotated[int, Field(ge=1, le=99)]
"""In how many messages an answer stands: one is edited in place, several are left to be read."""

NO_REMINDER = -1
"""In place of the reminder's minute: only the time zone is being set."""

MinuteOfDay = Annotated[int, Field(ge=0, lt=24 * 60)]
MinuteOrNone = Annotated[int, Field(ge=NO_REMINDER, lt=24 * 60)]

LogLine = Annotated[int, Field(ge=0, le=10**9)]
"""A line of the audit log, or the number of a post or a complaint; 0 where there is none."""
