/** Buttons that were pressed here and wait for the bot. Another tab has its own. */

/**
 * @import {Answer} from "./protocol.js"
 * @import {Place} from "./reading.js"
 */

/** Milliseconds after which the page says that the bot did not answer. */
const PATIENCE = 30_000;

/** Answers kept for an id that this tab has not heard yet; most belong to other tabs. */
const EARLY = 50;

const NONE = Object.freeze(new Set());

/** @typedef {ReturnType<typeof createPressing>} Pressing */

/**
 * @param {{answered: (answer: Answer, person: number) => void, missed: () => void, changed: () => void}} outside
 */
export function createPressing({ answered, missed, changed }) {
  /** @type {Map<string, Set<string>>} */
  const waiting = new Map();
  /** @type {Map<string, {person: number, key: string, data: string, timer: number}>} */
  const queries = new Map();
  /** Answers that came before the page heard the id of their query. @type {Map<string, Answer>} */
  const early = new Map();

  /** @type {(message: Place) => ReadonlySet<string>} */
  function busy({ person, chat, message }) {
    return waiting.get(`${person} ${chat} ${message}`) ?? NONE;
  }

  /**
   * @param {Place} place
   * @param {string} data
   * @param {() => Promise<string | null>} ask sends it; the id of the query, null if it could not be sent
   */
  async function press(place, data, ask) {
    const key = `${place.person} ${place.chat} ${place.message}`;
    if (busy(place).has(data)) return;
    waiting.set(key, new Set(busy(place)).add(data));
    changed();
    const queryId = await ask();
    if (queryId === null) {
      release(key, data);
      return;
    }
    const timer = window.setTimeout(() => {
      if (over(queryId)) missed();
    }, PATIENCE);
    queries.set(queryId, { person: place.person, key, data, timer });
    const answer = early.get(queryId);
    if (answer) settle(answer);
  }

  /** A query was answered, perhaps one of another tab. @param {Answer} answer */
  function settle(answer) {
    const { query_id: queryId } = answer;
    const query = over(queryId);
    if (query) {
      early.delete(queryId);
      answered(answer, query.person);
      return;
    }
    early.set(queryId, answer);
    if (early.size > EARLY) early.delete(early.keys().next().value ?? "");
  }

  /** @param {string} queryId @returns what is not waited for any more; undefined if it was not */
  function over(queryId) {
    const query = queries.get(queryId);
    if (!query) return undefined;
    clearTimeout(query.timer);
    queries.delete(queryId);
    release(query.key, query.data);
    return query;
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
