"""What a person may do with their own data: take it along, or have it erased."""

import json

from bot.services.work import Work
from bot.storage import personal_data
from bot.storage.database import Transaction


async def export(work: Work) -> bytes:
    """Everything stored about this person, as JSON."""
    data = await personal_data.gather(work.db, work.person.id)
    return json.dumps({"exported_at": work.now.isoformat(), **data}, ensure_ascii=False, indent=1).encode()


async def forget(work: Work) -> None:
    """Erase everything stored about this person, at once and for good."""
    work.expect_nothing()

    async def unit(tx: Transaction) -> None:
        await personal_data.erase(tx, work.person.id)

    await work.write(unit)
