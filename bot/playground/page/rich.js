/** Rich messages: blocks of headings, lists, tables, code and the like. A block that is not known is named. */

import { element } from "./element.js";
import { codeBlock, expandable } from "./formatting.js";
import { messageButton } from "./inline_keyboard.js";
import { fileCard, picture } from "./media.js";
import { plainText, richText } from "./rich_text.js";

/**
 * @import {RichBlock, RichMessage} from "./protocol.js"
 * @import {Scene} from "./bubble.js"
 */

/** Kinds of media that are offered as files. */
const FILES = ["animation", "audio", "document", "video", "voice_note"];

/**
 * @param {RichMessage} message
 * @param {Scene} scene
 */
export function richMessage(message, scene) {
  return element("div", { class: "rich", dir: message.is_rtl ? "rtl" : null }, blocks(message.blocks, scene));
}

/** @type {(list: RichBlock[] | undefined, scene: Scene) => unknown[]} */
function blocks(list, scene) {
  return (list ?? []).map((one) => block(one, scene));
}

/**
 * @param {RichBlock} one
 * @param {Scene} scene
 * @returns {unknown}
 */
function block(one, scene) {
  if (FILES.includes(one.type)) return captioned(one, [fileCard(one[one.type], scene)], scene);
  switch (one.type) {
    case "paragraph":
      return element("p", null, richText(one.text, scene));
    case "heading":
      // A message is no page: its headings begin below those of the page.
      return element(`h${Math.min(6, Number(one.size) + 2)}`, { class: `size_${one.size}` }, richText(one.text, scene));
    case "footer":
    case "thinking":
      return element("p", { class: one.type }, richText(one.text, scene));
    case "pre":
      return codeBlock(plainText(one.text), one.language, scene.t);
    case "divider":
      return element("hr");
    case "anchor":
      return element("span", { "data-anchor": one.name });
    case "mathematical_expression":
      return element("p", { class: "formula" }, element("code", null, one.expression));
    case "list":
      return list(one, scene);
    case "table":
      return table(one, scene);
    case "blockquote":
      return element("blockquote", { class: "quote" }, blocks(one.blocks, scene), credit(one.credit, scene));
    case "pullquote":
      return element("blockquote", { class: "quote pull" }, richText(one.text, scene), credit(one.credit, scene));
    case "expandable_blockquote":
      return expandable(plainText(one.text), [richText(one.text, scene), credit(one.credit, scene)], scene);
    case "details":
      return details(one, scene);
    case "photo":
      return captioned(one, [picture(one.photo.at(-1), scene)], scene);
    case "collage":
    case "slideshow":
      return captioned(one, [element("div", { class: "collage" }, blocks(one.blocks, scene))], scene);
    case "buttons":
      return buttons(one, scene);
    default:
      return element("p", { class: "unknown" }, scene.t("unknown_block", { name: one.type }));
  }
}

/** @type {(one: RichBlock, scene: Scene) => Node} */
function list(one, scene) {
  const ordered = one.items.some((/** @type {any} */ item) => item.value !== undefined || item.type);
  return element(
    ordered ? "ol" : "ul",
    { class: "list" },
    one.items.map((/** @type {any} */ item) =>
      element(
        "li",
        null,
        item.has_checkbox
          ? element("input", { type: "checkbox", disabled: true, checked: item.is_checked, "aria-label": item.label })
          : element("span", { class: "label", "aria-hidden": "true" }, item.label),
        element("div", null, blocks(item.blocks, scene)),
      ),
    ),
  );
}

/** @type {(one: RichBlock, scene: Scene) => Node} */
function table(one, scene) {
  const looks = ["bordered", "striped", "compact"].filter((look) => one[`is_${look}`]).join(" ");
  const rows = one.cells.map((/** @type {any[]} */ row) =>
    element(
      "tr",
      null,
      row.map((cell) =>
        element(
          cell.is_header ? "th" : "td",
          {
            class: `${cell.align} ${cell.valign}${cell.text === undefined ? " void" : ""}`,
            colspan: cell.colspan,
            rowspan: cell.rowspan,
          },
          richText(cell.text, scene),
        ),
      ),
    ),
  );
  return element(
    "div",
    { class: "sideways", tabindex: 0, role: "region", "aria-label": plainText(one.caption) || scene.t("table") },
    element(
      "table",
      { class: looks },
      one.caption ? element("caption", null, richText(one.caption, scene)) : null,
      element("tbody", null, rows),
    ),
  );
}

/** @type {(one: RichBlock, scene: Scene) => Node} */
function details(one, scene) {
  const title = plainText(one.summary);
  const open = scene.opened.details.get(title) ?? Boolean(one.is_open);
  return element(
    "details",
    { open, "data-toggle": "details", "data-title": title },
    element("summary", null, richText(one.summary, scene)),
    element("div", null, blocks(one.blocks, scene)),
  );
}

/** @type {(one: RichBlock, scene: Scene) => Node} */
function buttons(one, scene) {
  return element(
    "div",
    { class: `keys ${one.align ?? ""}`.trim(), role: "group" },
    one.buttons.map((/** @type {any} */ each) =>
      messageButton(each, richText(each.text, scene), scene, { "data-do": "press_rich" }),
    ),
  );
}

/** @type {(one: RichBlock, content: unknown[], scene: Scene) => Node} */
function captioned(one, content, scene) {
  const { caption } = one;
  const text = caption && [richText(caption.text, scene), credit(caption.credit, scene)];
  return element("figure", null, content, text && element("figcaption", null, text));
}

/** @type {(text: any, scene: Scene) => Node | null} */
function credit(text, scene) {
  return text ? element("cite", null, richText(text, scene)) : null;
}
