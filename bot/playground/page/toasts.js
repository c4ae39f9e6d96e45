/** Short notices that go by themselves. */

import { element } from "./element.js";

const SHORTEST = 3_500;
const LONGEST = 10_000;
const PER_LETTER = 60;

/** @param {Document} page */
export function createToasts(page) {
  const quiet = /** @type {HTMLElement} */ (page.getElementById("toasts"));
  const loud = /** @type {HTMLElement} */ (page.getElementById("alarms"));

  /** @type {(where: HTMLElement, text: string) => void} */
  function put(where, text) {
    const toast = element("div", { class: "toast", click: () => toast.remove() }, text);
    where.append(toast);
    setTimeout(() => toast.remove(), Math.min(LONGEST, SHORTEST + PER_LETTER * text.length));
  }

  return {
    /** @param {string} text */
    show: (text) => put(quiet, text),
    /** Something went wrong. @param {string} text */
    alarm: (text) => put(loud, text),
  };
}
