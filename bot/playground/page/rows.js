/** How messages of a chat become rows: days between them, albums as one, neighbours of one author close together. */

import { dayOf } from "./times.js";

/**
 * @import {Message} from "./protocol.js"
 *
 * @typedef {object} Row
 * @property {string} key
 * @property {Message[]} messages one, or those of an album
 * @property {"me" | "bot" | "other"} by
 * @property {boolean} first of its author's neighbours
 * @property {boolean} last
 *
 * @typedef {{key: string, day: number}} Day its first message's time
 */

/** Seconds after which a message stands apart from the one before. */
const APART = 300;

/**
 * @param {Message[]} messages oldest first
 * @param {number} me the reader's id
 * @returns {(Row | Day)[]}
 */
export function rowsOf(messages, me) {
  /** @type {(Row | Day)[]} */
  const rows = [];
  let before = /** @type {Row | null} */ (null);
  for (const message of messages) {
    const previous = before?.messages.at(-1);
    if (before && previous && message.album && message.album === previous.album) {
      before.messages.push(message);
      continue;
    }
    if (!previous || dayOf(previous.date) !== dayOf(message.date)) {
      rows.push({ key: `day ${dayOf(message.date)}`, day: message.date });
    }
    const joined = previous !== undefined && together(previous, message);
    if (before && joined) before.last = false;
    before = { key: `${message.id}`, messages: [message], by: byWhom(message, me), first: !joined, last: true };
    rows.push(before);
  }
  return rows;
}

/**
 * @param {Message} message
 * @param {number} me
 * @returns {"me" | "bot" | "other"}
 */
function byWhom(message, me) {
  if (message.by_bot) return "bot";
  return message.from?.id === me ? "me" : "other";
}

/** @type {(one: Message, next: Message) => boolean} */
function together(one, next) {
  return (
    one.from?.id === next.from?.id &&
    one.by_bot === next.by_bot &&
    !one.service &&
    !next.service &&
    next.date - one.date < APART &&
    dayOf(one.date) === dayOf(next.date)
  );
}
