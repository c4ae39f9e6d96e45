/** Pictures, albums and files in messages. */

import { button, element } from "./element.js";
import { icon } from "./icons.js";

/**
 * @import {FileView, Message, PhotoView} from "./protocol.js"
 * @import {Scene} from "./bubble.js"
 */

/** Pixels on the page. */
const LARGEST = 380;

/**
 * @param {string} fileId
 * @param {boolean} [download] rather than to be seen here
 */
export function addressOf(fileId, download = false) {
  return `/page/files/${encodeURIComponent(fileId)}${download ? "?download=1" : ""}`;
}

/**
 * @param {PhotoView} photo
 * @param {Scene} scene
 */
export function picture(photo, { t }) {
  const { file_id: id } = photo;
  // The place is taken before the picture has come, so that nothing jumps.
  const scale = Math.min(1, LARGEST / photo.width, LARGEST / photo.height);
  const [width, height] = [photo.width, photo.height].map((side) => Math.max(1, Math.round(side * scale)));
  return button(
    { class: "picture", "data-do": "picture", "data-file": id, "aria-label": t("picture_full") },
    element("img", { src: addressOf(id), width, height, alt: t("photo"), decoding: "async" }),
  );
}

/**
 * @param {FileView} file
 * @param {Scene} scene
 */
export function fileCard(file, { t, times }) {
  const name = file.file_name ?? t("file");
  return element(
    "a",
    { class: "file", href: addressOf(file.file_id, true), download: name },
    element("span", { class: "sheet" }, icon("download")),
    element(
      "span",
      { class: "about" },
      element("span", { class: "name" }, name),
      file.file_size === undefined ? null : element("span", { class: "size" }, times.size(file.file_size)),
    ),
  );
}

/**
 * Everything that the messages of one row carry: one file, one picture, or an album.
 * @param {Message[]} messages
 * @param {Scene} scene
 */
export function attachments(messages, scene) {
  const photos = messages.filter((message) => message.photo);
  const files = messages.filter((message) => message.document);
  return [
    photos.length === 0
      ? null
      : element(
          "div",
          { class: photos.length > 1 ? "album" : "single", "data-count": photos.length },
          photos.map((message) => marked(message, messages, picture(/** @type {PhotoView} */ (message.photo), scene))),
        ),
    files.map((message) => marked(message, messages, fileCard(/** @type {FileView} */ (message.document), scene))),
  ];
}

/** The row stands for its first message; each further one is marked where it is. */
function marked(/** @type {Message} */ message, /** @type {Message[]} */ messages, /** @type {HTMLElement} */ node) {
  if (message !== messages[0]) node.dataset.message = String(message.id);
  return node;
}
