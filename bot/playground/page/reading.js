/** What each person opened or ticked inside messages. It is kept apart from them, so that an edit does not undo it. */

/**
 * @typedef {object} Opened what is open in one message, by its text: after an edit the same text is still open
 * @property {Set<string>} spoilers
 * @property {Set<string>} quotes
 * @property {Map<string, boolean>} details
 * @property {Set<number>} ticked options of a poll with several answers, before the vote
 * @property {number} version counts changes
 *
 * @typedef {{person: number, chat: number, message: number}} Place a message as somebody sees it, by their ids
 * @typedef {ReturnType<typeof createReading>} Reading
 */

export function createReading() {
  /** @type {Map<string, Opened>} */
  const all = new Map();

  /** @type {(message: Place) => Opened} */
  function of({ person, chat, message }) {
    const key = `${person} ${chat} ${message}`;
    const known = all.get(key) ?? nothing();
    all.set(key, known);
    return known;
  }

  /** @type {(message: Place, change: (opened: Opened) => void) => void} */
  function change(message, how) {
    const opened = of(message);
    how(opened);
    opened.version += 1;
  }

  return { of, change, forget: () => all.clear() };
}

/** @returns {Opened} */
export function nothing() {
  return { spoilers: new Set(), quotes: new Set(), details: new Map(), ticked: new Set(), version: 0 };
}

/**
 * @template T
 * @param {Set<T>} set
 * @param {T} item
 */
export function flip(set, item) {
  if (!set.delete(item)) set.add(item);
}
