/** The text inside rich messages: plain strings, lists of texts, and texts with a type. */

import { button, element } from "./element.js";
import { spoiler } from "./formatting.js";
import { link } from "./links.js";
import { messageButton } from "./inline_keyboard.js";
import { isoTime } from "./times.js";

/**
 * @import {RichText} from "./protocol.js"
 * @import {Scene} from "./bubble.js"
 */

/** @type {Record<string, string>} */
const TAGS = {
  bold: "strong",
  italic: "em",
  underline: "u",
  strikethrough: "s",
  code: "code",
  marked: "mark",
  subscript: "sub",
  superscript: "sup",
};

/**
 * @param {RichText | null | undefined} text
 * @param {Scene} scene
 * @returns {unknown}
 */
export function richText(text, scene) {
  if (text === null || text === undefined) return null;
  if (typeof text === "string") return text;
  if (Array.isArray(text)) return text.map((part) => richText(part, scene));
  const inner = richText(text.text, scene);
  if (text.type in TAGS) return element(TAGS[text.type], null, inner);
  switch (text.type) {
    case "spoiler":
      return spoiler(plainText(text.text), [inner], scene);
    case "url":
      return link(text.url, [inner]);
    case "email_address":
      return link(`mailto:${text.email_address}`, [inner]);
    case "mention":
      return link(`https://t.me/${text.username}`, [inner]);
    case "bot_command":
      return button({ class: "link", "data-do": "command", "data-command": plainText(text.text) }, inner);
    case "anchor":
      return element("span", { "data-anchor": text.name });
    case "reference":
      return element("span", { "data-anchor": text.name }, inner);
    case "anchor_link":
      return button({ class: "link", "data-do": "anchor", "data-name": text.anchor_name }, inner);
    case "reference_link":
      return button({ class: "link", "data-do": "anchor", "data-name": text.reference_name }, inner);
    case "custom_emoji":
      return text.alternative_text;
    case "date_time":
      return element("time", { datetime: isoTime(text.unix_time) }, inner);
    case "mathematical_expression":
      return element("code", { class: "formula" }, text.expression);
    case "button":
      return messageButton(text.button, richText(text.button.text, scene), scene, { "data-do": "press_rich" });
    default:
      return element("span", { class: `entity ${text.type}` }, inner);
  }
}

/**
 * The text without its looks.
 * @param {RichText | null | undefined} text
 * @returns {string}
 */
export function plainText(text) {
  if (text === null || text === undefined) return "";
  if (typeof text === "string") return text;
  if (Array.isArray(text)) return text.map(plainText).join("");
  return text.type === "custom_emoji" ? text.alternative_text : (text.expression ?? plainText(text.text));
}
