/** Buttons under a message, and those inside rich messages. */

import { button, element } from "./element.js";
import { icon } from "./icons.js";
import { link } from "./links.js";

/**
 * @import {InlineButton, Message} from "./protocol.js"
 * @import {Scene} from "./bubble.js"
 */

/**
 * @param {Message} message
 * @param {Scene} scene
 */
export function inlineKeyboard(message, scene) {
  const rows = message.keyboard?.inline_keyboard;
  if (!rows?.length) return null;
  return element(
    "div",
    { class: "keyboard", role: "group" },
    rows.map((row, y) =>
      element(
        "div",
        { class: "keys" },
        row.map((one, x) =>
          messageButton(one, one.text, scene, { "data-do": "press", "data-row": y, "data-column": x }),
        ),
      ),
    ),
  );
}

/**
 * One button; `press` says how a callback button is pressed, all others need nobody but the page.
 * @param {Omit<InlineButton, "text">} one
 * @param {unknown} label
 * @param {Scene} scene
 * @param {Record<string, unknown>} press
 */
export function messageButton(one, label, scene, press) {
  const looks = { class: `key ${one.style ?? ""}`.trim() };
  const text = element("span", null, label);
  if (one.callback_data !== undefined) {
    const busy = scene.busy.has(one.callback_data);
    const state = { "data-data": one.callback_data, "aria-busy": busy ? "true" : null };
    return button({ ...looks, ...press, ...state }, text, busy && element("span", { class: "spinner" }));
  }
  if (one.url !== undefined) return link(one.url, [text, icon("link")], looks);
  if (one.copy_text) {
    return button({ ...looks, "data-do": "copy_this", "data-text": one.copy_text.text }, text, icon("copy"));
  }
  const query = one.switch_inline_query_current_chat ?? one.switch_inline_query;
  if (query !== undefined) return button({ ...looks, "data-do": "inline_query", "data-query": query }, text);
  return button({ ...looks, "aria-disabled": "true" }, text);
}
