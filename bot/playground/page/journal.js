/** Calls of the bot and updates for it in the order in which they came, the latest of them. */

/** @import {Call, Update} from "./protocol.js" */

const KEPT = 2_000;

/**
 * @typedef {{key: string, at: number | null, call?: Call, update?: Update}} Entry one of `call` and `update` is there
 * @typedef {ReturnType<typeof createJournal>} Journal
 */

export function createJournal() {
  /** @type {Map<string, Entry>} */
  let entries = new Map();
  const journal = {
    /** Counts every change, so that one can see whether there was any. */
    version: 0,
    begin,
    apply,
    entries: () => [...entries.values()],
  };

  /**
   * @param {Call[]} calls
   * @param {Update[]} updates
   */
  function begin(calls, updates) {
    entries = new Map();
    for (const entry of inOrder(calls, updates)) entries.set(entry.key, entry);
    journal.version += 1;
  }

  /**
   * @param {any} event a call, an update, or up to where updates were confirmed; anything else is left aside
   * @param {number} at
   */
  function apply(event, at) {
    if (event.type === "call") put(ofCall(event.call));
    else if (event.type === "update") put(ofUpdate(event.update, event.update.at ?? at));
    else if (event.type === "confirmed") confirm(event.up_to);
    else return;
    journal.version += 1;
    if (entries.size > KEPT) entries = new Map([...entries].slice(-KEPT / 2));
  }

  /** @param {Entry} entry */
  function put(entry) {
    entries.set(entry.key, { ...entry, at: entries.get(entry.key)?.at ?? entry.at });
  }

  /** @param {number} upTo */
  function confirm(upTo) {
    for (const [key, entry] of entries) {
      if (entry.update && entry.update.id <= upTo && entry.update.state === "waiting") {
        entries.set(key, { ...entry, update: { ...entry.update, state: "confirmed" } });
      }
    }
  }

  return journal;
}

/**
 * A snapshot does not say when an update came; but the poll that brought it to the bot has it in its result.
 * @param {Call[]} calls
 * @param {Update[]} updates
 * @returns {Entry[]}
 */
export function inOrder(calls, updates) {
  /** @type {Map<number, Call>} */
  const polls = new Map();
  for (const call of calls) {
    if (call.method !== "getUpdates" || !Array.isArray(call.result)) continue;
    for (const { update_id: id } of call.result) {
      if (!polls.has(id)) polls.set(id, call);
    }
  }
  const placed = new Set();
  /** @type {Entry[]} */
  const entries = updates.filter((update) => update.state === "confirmed" && !polls.has(update.id)).map(timeless);
  for (const call of calls) {
    for (const update of updates) {
      if (polls.get(update.id) === call && !placed.has(update.id)) {
        placed.add(update.id);
        entries.push(timeless(update));
      }
    }
    entries.push(ofCall(call));
  }
  const fresh = updates.filter((update) => update.state === "waiting" && !polls.has(update.id));
  return [...entries, ...fresh.map(timeless)];
}

/** @param {Call} call @returns {Entry} */
function ofCall(call) {
  return { key: `call ${call.number}`, at: call.at, call };
}

/** @param {Update} update @returns {Entry} */
function timeless(update) {
  return ofUpdate(update, update.at ?? null);
}

/** @type {(update: Update, at: number | null) => Entry} */
function ofUpdate(update, at) {
  return { key: `update ${update.id}`, at, update };
}
