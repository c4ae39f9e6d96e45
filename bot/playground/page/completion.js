/** The list of commands above the input: opened by "/" or a button, walked by arrows, taken by Enter or Tab. */

import { element } from "./element.js";
import { show } from "./patch.js";

/**
 * @import {Command} from "./protocol.js"
 * @import {Words} from "./words.js"
 */

const ID = "commands";

/** @typedef {ReturnType<typeof createCompletion>} Completion */

/**
 * @param {HTMLTextAreaElement} input
 * @param {Words} t
 * @param {() => Command[]} offered every command there is here
 * @param {{send: (command: string) => void, insert: (command: string) => void}} take
 */
export function createCompletion(input, t, offered, take) {
  const list = element("div", {
    class: "completion",
    id: ID,
    role: "listbox",
    "aria-label": t("commands"),
    hidden: true,
  });
  /** @type {Command[]} */
  let matches = [];
  let active = 0;
  let byButton = false;

  // A text of several lines may not be a combobox, but it may have all of its parts.
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-haspopup", "listbox");
  input.setAttribute("aria-controls", ID);
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = /** @type {Element} */ (event.target).closest("[role=option]");
    if (option) takeIt([...list.children].indexOf(option), take.send);
  });

  /** The text changed. */
  function update() {
    byButton = byButton && input.value === "";
    const typed = /^\/([a-z0-9_]*)$/i.exec(input.value)?.[1];
    matches =
      typed === undefined && !byButton
        ? []
        : offered().filter(({ command }) => command.startsWith((typed ?? "").toLowerCase()));
    active = Math.max(
      0,
      matches.findIndex(({ command }) => command === typed),
    );
    render();
  }

  function render() {
    const open = matches.length > 0;
    list.hidden = !open;
    show(list, ...matches.map(optionView));
    if (open) input.setAttribute("aria-activedescendant", `${ID}_${active}`);
    else input.removeAttribute("aria-activedescendant");
    list.children[active]?.scrollIntoView({ block: "nearest" });
  }

  /** @type {(one: Command, index: number) => HTMLElement} */
  function optionView({ command, description }, index) {
    return element(
      "div",
      { class: "one", role: "option", id: `${ID}_${index}`, "aria-selected": String(index === active) },
      element("span", { class: "command" }, `/${command}`),
      element("span", { class: "about" }, description),
    );
  }

  /** @type {(index: number, how: (command: string) => void) => void} */
  function takeIt(index, how) {
    const { command } = matches[index];
    close();
    how(`/${command}`);
  }

  function close() {
    byButton = false;
    matches = [];
    render();
  }

  /** A key was pressed in the input. @param {KeyboardEvent} event @returns {boolean} whether it was for the list */
  function pressed(event) {
    if (matches.length === 0) return false;
    const { key } = event;
    if (key === "ArrowDown" || key === "ArrowUp") {
      active = (active + (key === "ArrowDown" ? 1 : -1) + matches.length) % matches.length;
      render();
    } else if (key === "Escape") close();
    else if (key === "Enter" && !event.shiftKey) takeIt(active, take.send);
    else if (key === "Tab" && !event.shiftKey) takeIt(active, take.insert);
    else return false;
    event.preventDefault();
    return true;
  }

  /** Open the whole list, or close it. */
  function toggle() {
    if (matches.length > 0) {
      close();
      return;
    }
    byButton = input.value === "";
    update();
    input.focus();
  }

  return { list, update, pressed, toggle, close };
}
