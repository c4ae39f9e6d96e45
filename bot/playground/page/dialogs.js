/** Questions and notices that must be answered before anything else. */

import { button, element } from "./element.js";

/** @import {Words} from "./words.js" */

/** @typedef {{label: string, detail?: string, value: number}} Choice */

/**
 * @param {Document} page
 * @param {Words} t
 */
export function createDialogs(page, t) {
  /**
   * Show a dialog until it is closed; Escape and a click beside it count as no.
   * @template T
   * @param {string} title
   * @param {(close: (value: T | null) => void) => unknown[]} content
   * @returns {Promise<T | null>}
   */
  function open(title, content) {
    return new Promise((resolve) => {
      /** @type {T | null} */
      let answer = null;
      const before = page.activeElement;
      const dialog = /** @type {HTMLDialogElement} */ (element("dialog", { class: "dialog", "aria-label": title }));
      const finish = (/** @type {T | null} */ value) => {
        answer = value;
        dialog.close();
      };
      dialog.append(...element("div", null, content(finish)).childNodes);
      dialog.addEventListener("click", (event) => {
        if (event.target === dialog) dialog.close();
      });
      dialog.addEventListener("close", () => {
        dialog.remove();
        if (before instanceof HTMLElement && before.isConnected) before.focus();
        resolve(answer);
      });
      page.body.append(dialog);
      dialog.showModal();
    });
  }

  /** @param {string} text */
  function notice(text) {
    return open(text, (close) => [
      element("p", { class: "words" }, text),
      element("div", { class: "answers" }, button({ class: "primary", click: () => close(true) }, t("ok"))),
    ]);
  }

  /** @type {(text: string, yes: string) => Promise<boolean | null>} */
  function confirm(text, yes) {
    return open(text, (close) => [
      element("p", { class: "words" }, text),
      element(
        "div",
        { class: "answers" },
        button({ class: "plain", click: () => close(false) }, t("cancel")),
        button({ class: "danger", click: () => close(true) }, yes),
      ),
    ]);
  }

  /** @type {(title: string, choices: Choice[]) => Promise<number | null>} */
  function choose(title, choices) {
    return open(title, (close) => [
      element("h2", null, title),
      element(
        "div",
        { class: "choices" },
        choices.map(({ label, detail, value }) =>
          button(
            { class: "choice", click: () => close(value) },
            element("span", { class: "name" }, label),
            detail && element("span", { class: "detail" }, detail),
          ),
        ),
        choices.length === 0 && element("p", null, t("nothing_yet")),
      ),
      element("div", { class: "answers" }, button({ class: "plain", click: () => close(null) }, t("cancel"))),
    ]);
  }

  return { open, notice, confirm, choose };
}
