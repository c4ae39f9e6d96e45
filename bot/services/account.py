"""What a person may do with their own data: take it along, or have it erased."""

import json
from collections.abc import Collection
from typing import Literal

from bot.services.work import Work
from bot.storage import personal_data, staff
from bot.storage.database import Transaction

Ownership = Literal["last", "listed"]
"""`last`: the only owner, by a claim link. `listed`: an owner by `ADMIN_IDS`, who is one again after each start."""


class Account:
    """One's own data. `listed` are the owners whom `ADMIN_IDS` names."""

    def __init__(self, listed: Collection[int]) -> None:
        self._listed = listed

    async def export(self, work: Work) -> bytes:
        """Everything stored about this person, as JSON."""
        data = await personal_data.gather(work.db, work.person.id)
        return json.dumps({"exported_at": work.now.isoformat(), **data}, ensure_ascii=False, indent=1).encode()

    async def ownership(self, work: Work) -> Ownership | None:
        """What this person has to know as an owner before being forgotten, if anything."""
        if not work.person.owns:
            return None
        if work.person.id in self._listed:
            return "listed"
        return None if await staff.any_owner(work.db, besides=work.person.id) else "last"

    async def forget(self, work: Work) -> None:
        """Erase everything stored about this person, at once and for good."""
        work.expect_nothing()

        async def unit(tx: Transaction) -> None:
            await personal_data.erase(tx, work.person.id)

        await work.write(unit)
