"""What the program remembers about itself from run to run."""

from bot.storage.database import Reader, Transaction


async def get(db: Reader, name: str) -> str | None:
    """A fact that was remembered."""
    row = await db.one("SELECT value FROM facts WHERE name = ?", name)
    return str(row["value"]) if row is not None else None


async def put(tx: Transaction, name: str, value: str) -> None:
    """Remember a fact."""
    await tx.run(
        "INSERT INTO facts (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        name,
        value,
    )
