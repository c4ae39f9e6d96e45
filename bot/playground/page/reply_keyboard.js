/** The keyboard that the bot puts in place of the reader's own, and its requests to reply. */

import { button, element } from "./element.js";

/**
 * @import {Message, Person, ReplyButton} from "./protocol.js"
 */

const REQUESTS = /** @type {const} */ ([
  "request_users",
  "request_contact",
  "request_location",
  "web_app",
]);

/**
 * The newest message that says something about this person's reply keyboard.
 * @param {Message[]} messages
 * @param {Person} me
 * @returns {Message | null} null also if the keyboard was taken away
 */
export function replyMarkup(messages, me) {
  const latest = messages.findLast(
    (message) =>
      message.by_bot &&
      message.keyboard !== null &&
      !message.keyboard.inline_keyboard &&
      (!message.keyboard.selective || addresses(message, me)),
  );
  return !latest || latest.keyboard?.remove_keyboard ? null : latest;
}

/** Whether a message is a reply to a person or mentions them. @type {(message: Message, person: Person) => boolean} */
function addresses(message, { id, username }) {
  return message.reply_to?.from?.id === id || (username !== null && message.text.includes(`@${username}`));
}

/** @param {Message} message with a reply keyboard */
export function replyKeyboardView({ id, keyboard }) {
  const rows = keyboard?.keyboard ?? [];
  return element(
    "div",
    { class: `reply_keyboard${keyboard?.resize_keyboard ? " low" : ""}`, role: "group", "data-key": id },
    rows.map((row, y) =>
      element(
        "div",
        { class: "keys" },
        row.map((one, x) => {
          const { text, style } = asButton(one);
          return button(
            { class: `key ${style ?? ""}`.trim(), "data-do": "reply_key", "data-row": y, "data-column": x },
            element("span", null, text),
          );
        }),
      ),
    ),
  );
}

/** @param {ReplyButton | string} one @returns {ReplyButton} */
export function asButton(one) {
  return typeof one === "string" ? { text: one } : one;
}

/** Whether a button asks for what only a real Telegram has. @param {ReplyButton} one */
export function isBeyond(one) {
  return REQUESTS.some((request) => one[request]);
}
