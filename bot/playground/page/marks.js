/** Formatting as one types it: what the server turns into entities again when an edited message is sent. */

/** @import {Entity} from "./protocol.js" */

/** @type {Record<string, [string, string]>} */
const MARKS = {
  bold: ["**", "**"],
  italic: ["__", "__"],
  strikethrough: ["~~", "~~"],
  spoiler: ["||", "||"],
  code: ["`", "`"],
  pre: ["```\n", "\n```"],
};

/**
 * @param {string} text
 * @param {readonly Entity[]} entities
 */
export function withMarks(text, entities) {
  const known = entities.filter(({ type }) => type in MARKS);
  let marked = "";
  for (let at = 0; at <= text.length; at += 1) {
    const ending = known.filter((one) => one.offset + one.length === at).reverse();
    const beginning = known.filter((one) => one.offset === at);
    marked += ending.map(({ type }) => MARKS[type][1]).join("");
    marked += beginning.map((one) => opening(one)).join("");
    marked += text[at] ?? "";
  }
  return marked;
}

/** @param {Entity} entity */
function opening({ type, language }) {
  return type === "pre" && language ? `\`\`\`${language}\n` : MARKS[type][0];
}
