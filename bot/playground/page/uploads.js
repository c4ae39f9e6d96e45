/** Files on their way to the bot: picked, dropped or pasted, looked at once more, then sent. */

import { button, element } from "./element.js";
import { icon } from "./icons.js";
import { mayWrite } from "./message_menu.js";

/**
 * @import {App} from "./app.js"
 */

const MOST = 10;
/** Bytes of all files of a message together; a picture alone may have fewer. */
const LARGEST = 50 * 1024 ** 2;
const PICTURES = ["image/png", "image/jpeg"];

/**
 * @param {App} app
 * @param {HTMLElement} target where files can be dropped
 */
export function createUploads(app, target) {
  const { t } = app;
  const curtain = element("div", { class: "curtain", hidden: true }, icon("attach"), t("drop_here"));
  target.append(curtain);
  let depth = 0;

  const holdsFiles = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes("Files") ?? false;
  const mayDrop = () => app.ready() && mayWrite(app.chat(), app.me());
  const curtainAt = (/** @type {number} */ level) => {
    depth = Math.max(0, level);
    curtain.hidden = depth === 0;
  };
  target.addEventListener("dragenter", (event) => {
    if (holdsFiles(event) && mayDrop()) curtainAt(depth + 1);
  });
  target.addEventListener("dragleave", (event) => {
    if (holdsFiles(event)) curtainAt(depth - 1);
  });
  target.addEventListener("dragover", (event) => {
    if (holdsFiles(event)) event.preventDefault();
  });
  target.addEventListener("drop", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    curtainAt(0);
    if (mayDrop()) offer([...(event.dataTransfer?.files ?? [])], null);
  });

  /**
   * Show what would be sent; send it if the reader agrees.
   * @param {File[]} files
   * @param {number | null} replyTo
   */
  async function offer(files, replyTo) {
    if (files.length === 0) return;
    if (files.length > MOST) {
      app.alarm(t("file_too_many", { n: MOST }));
      return;
    }
    if (files.reduce((sum, file) => sum + file.size, 0) > LARGEST) {
      app.alarm(t("file_too_large", { size: app.times.size(LARGEST) }));
      return;
    }
    const at = { person: String(app.me().id), chat: String(app.chat().id) };
    const form = await askAbout(files);
    if (!form) return;
    for (const [name, value] of Object.entries(at)) form.set(name, value);
    if (replyTo !== null) form.set("reply_to", String(replyTo));
    for (const file of files) form.append("file", file, file.name);
    await app.upload(form);
  }

  /** @param {File[]} files @returns {Promise<FormData | null>} caption and way of sending */
  async function askAbout(files) {
    const pictures = files.every(({ type }) => PICTURES.includes(type));
    const addresses = pictures ? files.map((file) => URL.createObjectURL(file)) : [];
    const title = t("send_files", { n: files.length });
    const chosen = await app.dialogs.open(title, (close) => {
      const caption = /** @type {HTMLInputElement} */ (
        element("input", { class: "field", "aria-label": t("caption"), placeholder: t("caption"), autofocus: true })
      );
      const whole = /** @type {HTMLInputElement} */ (element("input", { type: "checkbox" }));
      const agree = (/** @type {Event} */ event) => {
        event.preventDefault();
        const form = new FormData();
        form.set("caption", caption.value);
        form.set("as", pictures && !whole.checked ? "photo" : "document");
        close(form);
      };
      return [
        element("h2", null, title),
        element(
          "ul",
          { class: "previews" },
          files.map((file, index) => preview(file, addresses[index])),
        ),
        element(
          "form",
          { submit: agree },
          caption,
          pictures && element("label", { class: "tick" }, whole, t("send_as_files")),
          element(
            "div",
            { class: "answers" },
            button({ class: "plain", click: () => close(null) }, t("cancel")),
            element("button", { class: "primary" }, t("send")),
          ),
        ),
      ];
    });
    for (const address of addresses) URL.revokeObjectURL(address);
    return /** @type {FormData | null} */ (chosen);
  }

  /** @type {(file: File, address: string | undefined) => HTMLElement} */
  function preview(file, address) {
    return element(
      "li",
      null,
      address ? element("img", { src: address, alt: "" }) : icon("file"),
      element("span", { class: "name" }, file.name),
      element("span", { class: "size" }, app.times.size(file.size)),
    );
  }

  return { offer };
}
