/** Text with entities as elements. Entities may lie inside each other or overlap. */

import { button, element } from "./element.js";
import { icon } from "./icons.js";
import { link } from "./links.js";
import { isoTime } from "./times.js";

/**
 * @import {Entity} from "./protocol.js"
 * @import {Opened} from "./reading.js"
 * @import {Words} from "./words.js"
 */

/** @type {Record<string, string>} */
const PLAIN_TAGS = { bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code" };
const BLOCKS = ["pre", "blockquote", "expandable_blockquote"];

/** @typedef {{t: Words, opened: Opened}} Setting what the looks depend on beside the text */

/**
 * @param {string} text
 * @param {readonly Entity[]} entities
 * @param {Setting} setting
 * @returns {(Node | string)[]}
 */
export function formatted(text, entities, setting) {
  return within(text, 0, text.length, inOrder(entities, text.length), setting);
}

/**
 * Outer entities before inner ones.
 * @param {readonly Entity[]} entities
 * @param {number} length of the text
 */
function inOrder(entities, length) {
  return entities
    .filter((one) => one.length > 0 && one.offset >= 0 && one.offset < length)
    .map((one) => ({ ...one, length: Math.min(one.length, length - one.offset) }))
    .sort((one, other) => one.offset - other.offset || other.length - one.length);
}

/**
 * @param {string} text
 * @param {number} start
 * @param {number} end
 * @param {Entity[]} entities those that lie between start and end
 * @param {Setting} setting
 * @returns {(Node | string)[]}
 */
function within(text, start, end, entities, setting) {
  /** @type {(Node | string)[]} */
  const nodes = [];
  let at = start;
  let afterBlock = false;
  for (let queue = entities; queue.length > 0;) {
    const [outer, ...rest] = queue;
    const stop = outer.offset + outer.length;
    const block = BLOCKS.includes(outer.type);
    nodes.push(plain(text.slice(at, outer.offset), afterBlock, block));
    const inner = rest.filter((one) => one.offset < stop).map((one) => clipped(one, outer.offset, stop));
    const source = text.slice(outer.offset, stop);
    nodes.push(dressed(outer, source, within(text, outer.offset, stop, inner, setting), setting));
    queue = inOrder(
      rest.map((one) => clipped(one, stop, end)),
      end,
    );
    at = stop;
    afterBlock = block;
  }
  nodes.push(plain(text.slice(at, end), afterBlock, false));
  return nodes.filter((node) => node !== "");
}

/** A block stands on lines of its own, so the line feeds beside it would be empty lines. */
function plain(/** @type {string} */ text, /** @type {boolean} */ afterBlock, /** @type {boolean} */ beforeBlock) {
  const begun = afterBlock && text.startsWith("\n") ? text.slice(1) : text;
  return beforeBlock && begun.endsWith("\n") ? begun.slice(0, -1) : begun;
}

/**
 * The part of an entity between two places; its length is not positive where there is none.
 * @type {(entity: Entity, start: number, end: number) => Entity}
 */
function clipped(entity, start, end) {
  const offset = Math.max(entity.offset, start);
  return { ...entity, offset, length: Math.min(entity.offset + entity.length, end) - offset };
}

/** @type {(entity: Entity, source: string, inner: (Node | string)[], setting: Setting) => Node | string} */
function dressed(entity, source, inner, setting) {
  const { type } = entity;
  if (type in PLAIN_TAGS) return element(PLAIN_TAGS[type], null, inner);
  switch (type) {
    case "spoiler":
      return spoiler(source, inner, setting);
    case "pre":
      return codeBlock(source, entity.language, setting.t);
    case "blockquote":
      return element("blockquote", { class: "quote" }, inner);
    case "expandable_blockquote":
      return expandable(source, inner, setting);
    case "text_link":
      return link(entity.url ?? "", inner);
    case "url":
      return link(source, inner);
    case "email":
      return link(`mailto:${source}`, inner);
    case "mention":
      return link(`https://t.me/${source.slice(1)}`, inner);
    case "bot_command":
      return button({ class: "link", "data-do": "command", "data-command": source }, inner);
    case "date_time":
      return element("time", { datetime: isoTime(entity.unix_time ?? 0) }, inner);
    default:
      return element("span", { class: `entity ${type}` }, inner);
  }
}

/**
 * @param {string} source its text
 * @param {unknown[]} inner
 * @param {Setting} setting
 */
export function spoiler(source, inner, { t, opened }) {
  if (opened.spoilers.has(source)) return element("span", { class: "spoiler open" }, inner);
  return element(
    "span",
    { class: "spoiler", role: "button", tabindex: 0, "data-do": "spoiler" },
    element("span", { class: "hidden", "aria-hidden": "true", inert: true, "data-source": source }, inner),
    element("span", { class: "unseen" }, t("spoiler")),
  );
}

/**
 * @param {string} source
 * @param {string | undefined} language
 * @param {Words} t
 */
export function codeBlock(source, language, t) {
  return element(
    "figure",
    { class: "code" },
    element(
      "figcaption",
      null,
      element("span", null, language ?? t("code")),
      button({ class: "quiet", "data-do": "copy_code", "aria-label": t("copy_code") }, icon("copy"), t("copy")),
    ),
    element("pre", { tabindex: 0, role: "region", "aria-label": t("code") }, element("code", null, source)),
  );
}

/**
 * A quote of which three lines are seen until it is opened.
 * @param {string} source
 * @param {unknown[]} inner
 * @param {Setting} setting
 */
export function expandable(source, inner, { t, opened }) {
  const open = opened.quotes.has(source);
  return element(
    "blockquote",
    { class: `quote expandable${open ? " open" : ""}` },
    element("div", { class: "clamped" }, inner),
    button(
      { class: "link", "data-do": "quote", "data-source": source, "aria-expanded": String(open) },
      t(open ? "less" : "more"),
    ),
  );
}
