/** One row of a chat as elements; nothing here changes anything. */

import { button, element } from "./element.js";
import { formatted } from "./formatting.js";
import { icon } from "./icons.js";
import { inlineKeyboard } from "./inline_keyboard.js";
import { attachments } from "./media.js";
import { pollView } from "./poll.js";
import { richMessage } from "./rich.js";
import { isoTime } from "./times.js";

/**
 * @import {Bot, Chat, Message, Person, User} from "./protocol.js"
 * @import {Opened} from "./reading.js"
 * @import {Day, Row} from "./rows.js"
 * @import {Times} from "./times.js"
 * @import {Words} from "./words.js"
 *
 * @typedef {object} Scene what the looks of a row depend on beside its messages
 * @property {Words} t
 * @property {Times} times
 * @property {Bot} bot
 * @property {Person} me
 * @property {Chat} chat
 * @property {Map<number, Person>} people
 * @property {Opened} opened
 * @property {ReadonlySet<string>} busy data of the buttons that wait for an answer
 * @property {number} now seconds since 1970
 */

const TONES = 6;

/**
 * @param {Day} row
 * @param {{times: Times, now: number}} scene
 */
export function dayView(row, { times, now }) {
  return element("div", { class: "day", role: "separator" }, element("span", null, times.day(row.day, now)));
}

/**
 * @param {Row} row
 * @param {Scene} scene
 */
export function rowView(row, scene) {
  const [message] = row.messages;
  const author = authorName(message, scene);
  const { times } = scene;
  const common = {
    role: "article",
    tabindex: -1,
    "aria-label": `${row.by === "me" ? scene.t("you") : author}, ${times.clock(message.date)}`,
    "data-message": message.id,
    "data-by": row.by,
  };
  if (message.service) {
    return element("div", { class: "row service", ...common }, element("span", null, `${author}: ${message.service}`));
  }
  const looks = ["row", row.by, row.first && "first", row.last && "last"].filter(Boolean).join(" ");
  return element(
    "div",
    { class: looks, ...common },
    scene.chat.type === "supergroup" && row.by !== "me" && avatar(row, author),
    element("div", { class: "stack" }, bubble(row, author, scene), inlineKeyboard(message, scene), reactions(message)),
  );
}

/** @type {(row: Row, author: string, scene: Scene) => Node} */
function bubble(row, author, scene) {
  const { messages } = row;
  const [message] = messages;
  const { t } = scene;
  const caption = messages.find((one) => one.text) ?? message;
  const named = row.first && row.by !== "me" && scene.chat.type !== "private";
  const bare = messages.every((one) => one.photo) && !caption.text;
  const kinds = ["bubble", bare && "bare", message.rich && "wide", message.photo && "pictured"].filter(Boolean);
  return element(
    "div",
    { class: kinds.join(" ") },
    named && element("div", { class: `author ${toneOf(message.from?.id)}` }, author),
    message.forward && element("div", { class: "forwarded" }, t("forwarded_from", { name: message.forward.title })),
    message.reply_to && quoted(message, scene),
    attachments(messages, scene),
    message.poll && pollView(message.poll, scene),
    message.rich && richMessage(message.rich, scene),
    element(
      "div",
      { class: "text", dir: "auto" },
      caption.text && formatted(caption.text, caption.entities, scene),
      meta(message, scene),
    ),
    button(
      { class: "more", "data-do": "menu", tabindex: -1, "aria-label": t("actions"), "aria-haspopup": "menu" },
      icon("more"),
    ),
  );
}

/** @type {(message: Message, scene: Scene) => Node} */
function quoted(message, scene) {
  const { id, from, text } = /** @type {NonNullable<Message["reply_to"]>} */ (message.reply_to);
  return button(
    { class: "quoted", "data-do": "jump", "data-id": id },
    element("span", { class: `name ${toneOf(from?.id)}` }, nameOf(from, scene)),
    element("span", { class: "words" }, text || scene.t("message")),
  );
}

/** @type {(message: Message, scene: Scene) => Node} */
function meta(message, { t, times }) {
  return element(
    "span",
    { class: "meta" },
    message.pinned && icon("pin"),
    message.via && element("span", null, `@${message.via}`),
    message.edit_date && element("span", null, t("edited")),
    element("time", { datetime: isoTime(message.date), title: times.full(message.date) }, times.clock(message.date)),
  );
}

/** @type {(row: Row, author: string) => Node} */
function avatar(row, author) {
  const shown = row.last ? [...author][0] : "";
  return element(
    "div",
    { class: `avatar ${row.last ? toneOf(row.messages[0].from?.id) : "none"}`, "aria-hidden": "true" },
    shown,
  );
}

/** @param {Message} message */
function reactions(message) {
  const emoji = Object.values(message.reaction ?? {});
  if (emoji.length === 0) return null;
  const counted = [...new Set(emoji)].map((one) => [one, emoji.filter((other) => other === one).length]);
  return element(
    "div",
    { class: "reactions" },
    counted.map(([one, count]) => element("span", null, `${one} ${count}`)),
  );
}

/** @type {(message: Message, scene: Scene) => string} */
function authorName(message, scene) {
  return nameOf(message.from, scene);
}

/** @type {(user: User | null, scene: {chat: Chat}) => string} */
export function nameOf(user, { chat }) {
  return user ? user.first_name : chat.title;
}

/** A colour of its own for everybody. @param {number | undefined} id */
export function toneOf(id = 0) {
  return `tone_${id % TONES}`;
}
