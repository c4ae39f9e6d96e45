/** Messages in a few words, for lists and strips. */

import { plainText } from "./rich_text.js";

/**
 * @import {Message, RichBlock} from "./protocol.js"
 * @import {Words} from "./words.js"
 */

/** The text of a message, whatever it is; empty where there is none. @param {Message} message */
export function wordsOf({ text, poll, rich }) {
  return text || poll?.question || (rich?.blocks ?? []).map(wordsOfBlock).filter(Boolean).join("\n");
}

/** What a message is about, in one line. @type {(message: Message, t: Words) => string} */
export function summary(message, t) {
  const { service, document, photo } = message;
  return service || wordsOf(message) || document?.file_name || t(photo ? "photo" : "message");
}

/** @param {RichBlock} block @returns {string} */
function wordsOfBlock({ text, summary: title, blocks, items }) {
  const parts = [plainText(text ?? title), ...(blocks ?? []).map(wordsOfBlock)];
  return [...parts, ...(items ?? []).map(wordsOfBlock)].filter(Boolean).join("\n");
}
