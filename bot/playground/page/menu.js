/** A small menu at a button or where somebody clicked: mouse, touch and keyboard. */

import { button, element } from "./element.js";
import { icon } from "./icons.js";

/**
 * @import {IconName} from "./icons.js"
 *
 * @typedef {{label: string, icon: IconName, run: () => unknown, danger?: boolean}} Item
 */

const EDGE = 8;

/**
 * @param {string} name
 * @param {Item[]} items at least one
 * @param {{x: number, y: number}} at in the window
 * @param {HTMLElement} owner gets the focus back
 */
export function openMenu(name, items, at, owner) {
  const menu = element(
    "div",
    { class: "menu", role: "menu", "aria-label": name, popover: "auto", keydown: move },
    items.map((item) =>
      button(
        {
          class: item.danger ? "item danger" : "item",
          role: "menuitem",
          tabindex: -1,
          click: () => {
            menu.hidePopover();
            item.run();
          },
        },
        icon(item.icon),
        item.label,
      ),
    ),
  );
  const back = (/** @type {Event} */ event) => {
    if (/** @type {ToggleEvent} */ (event).newState !== "closed") return;
    const inside = menu.contains(document.activeElement) || document.activeElement === document.body;
    menu.remove();
    if (inside && owner.isConnected) owner.focus({ preventScroll: true });
  };
  menu.addEventListener("toggle", back);
  (document.querySelector("main") ?? document.body).append(menu);
  menu.showPopover();
  const { width, height } = menu.getBoundingClientRect();
  menu.style.left = `${Math.max(EDGE, Math.min(at.x, innerWidth - width - EDGE))}px`;
  menu.style.top = `${Math.max(EDGE, Math.min(at.y, innerHeight - height - EDGE))}px`;
  focusItem(menu, 0);

  /** @param {KeyboardEvent} event */
  function move(event) {
    const buttons = [...menu.querySelectorAll("button")];
    const now = buttons.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
    /** @type {Record<string, number>} */
    const steps = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: -1 };
    if (event.key === "Tab") menu.hidePopover();
    if (!(event.key in steps)) return;
    event.preventDefault();
    focusItem(menu, steps[event.key]);
  }
}

/** @type {(menu: HTMLElement, index: number) => void} */
function focusItem(menu, index) {
  const buttons = [...menu.querySelectorAll("button")];
  buttons.at(index % buttons.length)?.focus();
}
