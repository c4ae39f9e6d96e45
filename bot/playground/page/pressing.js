/** Buttons that were pressed and wait for the bot. */

/** Milliseconds after which the page says that the bot did not answer. */
const PATIENCE = 30_000;

const NONE = Object.freeze(new Set());

/** @typedef {ReturnType<typeof createPressing>} Pressing */

/**
 * @param {(queryId: string) => void} missed nobody answered
 * @param {() => void} changed
 */
export function createPressing(missed, changed) {
  /** @type {Map<string, Set<string>>} */
  const waiting = new Map();
  /** @type {Map<string, {key: string, data: string, timer: number}>} */
  const queries = new Map();
  /** Queries that were answered before the page heard their id. @type {Set<string>} */
  const early = new Set();

  /** @type {(chatId: number, messageId: number) => ReadonlySet<string>} */
  function busy(chatId, messageId) {
    return waiting.get(`${chatId} ${messageId}`) ?? NONE;
  }

  /**
   * @param {number} chatId
   * @param {number} messageId
   * @param {string} data
   * @param {() => Promise<string | null>} ask sends it; the id of the query, null if it could not be sent
   */
  async function press(chatId, messageId, data, ask) {
    const key = `${chatId} ${messageId}`;
    if (busy(chatId, messageId).has(data)) return;
    waiting.set(key, new Set(busy(chatId, messageId)).add(data));
    changed();
    const queryId = await ask();
    if (queryId === null || early.delete(queryId)) {
      release(key, data);
      return;
    }
    const timer = window.setTimeout(() => {
      if (settle(queryId)) missed(queryId);
    }, PATIENCE);
    queries.set(queryId, { key, data, timer });
  }

  /** The query is over. @param {string} queryId @returns {boolean} whether it was waited for */
  function settle(queryId) {
    const query = queries.get(queryId);
    if (!query) {
      early.add(queryId);
      return false;
    }
    clearTimeout(query.timer);
    queries.delete(queryId);
    release(query.key, query.data);
    return true;
  }

  /** @type {(key: string, data: string) => void} */
  function release(key, data) {
    const left = new Set(waiting.get(key));
    left.delete(data);
    if (left.size > 0) waiting.set(key, left);
    else waiting.delete(key);
    changed();
  }

  function forget() {
    for (const { timer } of queries.values()) clearTimeout(timer);
    queries.clear();
    waiting.clear();
    early.clear();
  }

  return { busy, press, settle, forget };
}
