"""What the program remembers about itself from run to run."""

from bot.storage.database import Transaction


async def put(tx: Transaction, name: str, value: str) -> None:
    """Remember a fact."""
    await tx.run(
        "INSERT INTO facts (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        name,
        value,
    )
