"""Files that editors send to the bot: queued, read one import at a time, and told once in full.

All that is known of one stands in the database: a program that stops in the middle goes on with the file that it was
reading, and nothing that was told is told differently.
"""

import asyncio
import zlib
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from bot.clock import monotonic
from bot.domain.delivery import Kind, Outcome, Sent, State
from bot.domain.errors import Refused
from bot.domain.ids import ChatImportId, LearnerId
from bot.domain.learners import Learner
from bot.parsing import Document
from bot.services.importing import Importer, Run, Step, Taken
from bot.services.losses import Losses
from bot.services.rights import require_editor, require_editor_still
from bot.services.work import Work
from bot.storage import chat_imports, deliveries, learners, staff
from bot.storage.chat_imports import ChatFile, ChatImport, FileState, SentFile
from bot.storage.database import Database, Transaction
from bot.storage.deliveries import Delivery

LARGEST = 20 * 1024 * 1024
"""Bytes that a bot can fetch. https://core.telegram.org/bots/api#getfile"""

MOST_WAITING = 50
"""Files of one person that wait at a time."""

MOST_TRIES = 3
"""A file that the program did not survive so often is given up."""


class Stopped(Exception):
    """The editor stopped the import, is none any more, or was forgotten."""


@dataclass(frozen=True, slots=True)
class Queued:
    """A file that was taken; `ahead` imports have their turn before it. `is_new`: it is not one more of an album."""

    id: ChatImportId
    is_new: bool
    ahead: int


@dataclass(frozen=True, slots=True)
class HowFar:
    """How far an import is: of file `number` (from 1) of so many `percent` are read. `counts` are of all together."""

    import_id: ChatImportId
    name: str
    number: int
    files: int
    percent: int
    restarted: bool
    counts: Mapping[str, int]


@dataclass(slots=True)
class Reading:
    """An import as long as it is being read. `done` and `of` count bytes of the file."""

    job: ChatImport
    file: ChatFile
    run: Run
    losses: Losses
    done: int = 0
    of: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    is_fetched: bool = False
    is_wanted: bool = True

    @classmethod
    def begun(cls, job: ChatImport, file: ChatFile) -> "Reading":
        """Nothing of the file is read yet."""
        return cls(job, file, Run(job.name, "file", job.person_id, job.import_id), Losses(file.name), of=file.size)

    @property
    def how_far(self) -> HowFar:
        """To be shown."""
        return HowFar(
            import_id=self.job.id,
            name=self.file.name,
            number=[each.id for each in self.job.files].index(self.file.id) + 1,
            files=len(self.job.files),
            percent=min(99, 100 * self.done // max(1, self.of)),
            restarted=self.job.restarted,
            counts=self.job.counts + self.counts,
        )

    def note(self, step: Step) -> None:
        """So much is done and stored; raises Stopped where no more of it is wanted."""
        self.done, self.of, self.counts = step.done, step.of, step.counts
        if not self.is_wanted:
            raise Stopped


@dataclass(frozen=True, slots=True)
class Told:
    """What an editor is told at the end."""

    to: Learner
    job: ChatImport


class ChatImports:
    """Files from the editors' side, and what is done with them; `waiting` is set when there is something to do."""

    def __init__(self, db: Database, importer: Importer) -> None:
        self._db = db
        self._importer = importer
        self._arrived: dict[ChatImportId, float] = {}
        self.waiting = asyncio.Event()

    def require_editor(self, work: Work) -> None:
        """Raises Refused for all others, who are told what unknown commands get."""
        require_editor(work, "import", pressed=False)

    async def add(self, work: Work, file: SentFile) -> Queued:
        """Queue a file; raises Refused for who may not, and for one that cannot be had or is one too many.

        A new import is read once `start` says that its editor knows of it.
        """
        if not work.person.edits:
            raise Refused("import-only-editors" if work.person.learner else "refused-start-first")
        _ = work.learner
        if file.size > LARGEST:
            raise Refused("import-too-big", name=file.name, limit=LARGEST // 1024**2)

        async def unit(tx: Transaction) -> Queued:
            await require_editor_still(tx, work)
            if await chat_imports.count_of(tx, work.person.id) >= MOST_WAITING:
                raise Refused("import-too-many", limit=MOST_WAITING)
            added, is_new = await chat_imports.add(tx, work.person.id, file, work.now)
            return Queued(added, is_new, await chat_imports.count_ahead(tx, added))

        queued = await work.write(unit)
        self._arrived[queued.id] = monotonic()
        if not queued.is_new:
            self.waiting.set()
        return queued

    async def start(self, queued: Queued, message_id: int | None) -> None:
        """Read it when its turn comes; `message_id` is the message that tells how far it is."""

        async def unit(tx: Transaction) -> None:
            await chat_imports.note_message(tx, queued.id, message_id)

        await self._db.write(unit)
        self.waiting.set()

    async def stop(self, work: Work, chat_import_id: ChatImportId | None = None) -> bool:
        """Stop an import of this person, or all; what was taken in stays. False where there is nothing to stop."""

        async def unit(tx: Transaction) -> int:
            return await chat_imports.stop(tx, work.person.id, chat_import_id)

        stopped = bool(await work.write(unit))
        self.waiting.set()
        return stopped

    async def begin(self) -> ChatImport | None:
        """Take up the import whose turn it is; None where none waits."""

        async def unit(tx: Transaction) -> ChatImport | None:
            job = await chat_imports.first(tx)
            if job is None or job.stage == "stopping":
                return job
            if job.tries >= MOST_TRIES and job.next_file is not None:
                await chat_imports.settle_file(tx, job, job.next_file, "crashed")
            if job.stage == "reading":
                await chat_imports.adopt_import(tx, job)
            await chat_imports.begin(tx, job.id)
            return await chat_imports.load(tx, job.id)

        return await self._db.write(unit)

    async def look(self, reading: Reading) -> bool:
        """See whether its editor still wants it and may have it, and note under which import it is stored."""
        job, import_id = await chat_imports.load(self._db, reading.job.id), reading.run.id
        if job is None or job.stage == "stopping" or await staff.role_of(self._db, job.person_id) is None:
            return False
        reading.job = job
        if import_id is not None and job.import_id is None:
            await self._db.write(partial(chat_imports.note_import, chat_import_id=job.id, import_id=import_id))
        return True

    async def read(self, reading: Reading, document: Document, clock: Callable[[], datetime]) -> ChatImport | None:
        """Take a file in, and write down what became of it. What was taken in stays, even if this is cancelled."""
        try:
            taken = await self._importer.take(
                document,
                publish=False,
                now=clock(),
                run=reading.run,
                progress=reading.note,
                losses=reading.losses.add,
            )
        except Stopped:
            return await self.settle(reading, "stopped", clock())
        reading.counts = taken.counts
        state: FileState = "unchanged" if taken.unchanged else "fault" if taken.fault else "read"
        return await self.settle(reading, state, clock(), taken)

    async def settle(
        self, reading: Reading, state: FileState, now: datetime, taken: Taken | None = None
    ) -> ChatImport | None:
        """Write down what became of a file; None where its editor was forgotten meanwhile."""
        job, run = reading.job, reading.run

        async def unit(tx: Transaction) -> ChatImport | None:
            await chat_imports.settle_file(
                tx,
                job,
                reading.file,
                state,
                fault=taken.fault if taken else None,
                fault_kind=taken.fault_kind if taken else None,
                counts=reading.counts,
                losses=reading.losses.packed(),
                import_id=run.id,
            )
            left = await chat_imports.load(tx, job.id)
            if left is None and run.id is not None:
                await chat_imports.disown(tx, run.id)
            return left

        if state == "stopped":
            # The importer counts what it has read to its end.
            run.counts = run.counts + reading.counts
        if run.id is not None:
            await self._importer.finish(run, now)
        return await self._db.write(unit)

    async def again(self, job: ChatImport) -> ChatImport | None:
        """The import as it is now; None where its editor was forgotten meanwhile."""
        return await chat_imports.load(self._db, job.id)

    def quiet_for(self, job: ChatImport) -> float:
        """Seconds since its last file came in; the parts of an album come one by one."""
        return monotonic() - self._arrived.get(job.id, float("-inf"))

    async def finish(self, job: ChatImport, now: datetime) -> bool:
        """Nothing is left to read: its editor is told. False where one more file came in."""

        async def unit(tx: Transaction) -> bool:
            if not await chat_imports.finish(tx, job.id):
                return await chat_imports.load(tx, job.id) is None
            if await staff.role_of(tx, job.person_id) is None or await learners.load(tx, job.person_id) is None:
                await chat_imports.forget(tx, job.id)
                return True
            await _plan(tx, Kind.IMPORTED, job.id, job.person_id, now)
            return True

        finished = await self._db.write(unit)
        if finished:
            self._arrived.pop(job.id, None)
        return finished

    async def reader(self, person_id: LearnerId) -> Learner | None:
        """Who is told, in their language."""
        return await learners.load(self._db, person_id)

    async def told(self, delivery: Delivery) -> Told | None:
        """What a delivery says; None when there is nobody to tell, or nothing any more."""
        job = await chat_imports.load(self._db, _about(delivery))
        learner = await learners.load(self._db, job.person_id) if job is not None else None
        if job is None or learner is None or learner.blocked_at is not None:
            return None
        return Told(learner, job)

    async def losses(self, job: ChatImport) -> bytes:
        """What was dropped of all its files, as text."""
        return b"\n".join([zlib.decompress(each) for each in await chat_imports.losses(self._db, job.id)])

    async def settled(
        self, tx: Transaction, delivery: Delivery, outcome: Outcome | None, state: State, now: datetime
    ) -> None:
        """After the word to the editor comes the document; then nothing is kept of it here."""
        job_id = _about(delivery)
        if state is State.DUE or delivery.learner_id is None:
            return
        if delivery.kind == Kind.IMPORTED and isinstance(outcome, Sent) and await chat_imports.has_losses(tx, job_id):
            await _plan(tx, Kind.DROPPED, job_id, delivery.learner_id, now)
        else:
            await chat_imports.forget(tx, job_id)


def _about(delivery: Delivery) -> ChatImportId:
    return ChatImportId(int(delivery.key.rpartition(":")[2]))


async def _plan(tx: Transaction, kind: Kind, job_id: ChatImportId, to: LearnerId, now: datetime) -> None:
    key = f"{kind.value}:{job_id}"
    await deliveries.plan(tx, key=key, kind=kind, learner_id=to, not_before=now, now=now)
