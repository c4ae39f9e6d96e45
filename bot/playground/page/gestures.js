/**
 * One listener for the whole page instead of one on each element: elements say in `data-do`, `data-change`,
 * `data-toggle` or `data-submit` what they are for, and whoever knows how has it registered here.
 */

const KINDS = /** @type {const} */ ({ click: "do", change: "change", toggle: "toggle", submit: "submit" });

/**
 * @typedef {(target: HTMLElement, event: Event) => unknown} Handler
 * @typedef {{on: (kind: keyof typeof KINDS, name: string, handler: Handler) => void}} Gestures
 */

/**
 * @param {Document} page
 * @returns {Gestures}
 */
export function createGestures(page) {
  /** @type {Map<string, Handler>} */
  const handlers = new Map();
  for (const [kind, attribute] of Object.entries(KINDS)) {
    // "toggle" does not bubble, so all are caught on their way down.
    page.addEventListener(kind, (event) => handle(kind, attribute, event), true);
  }
  page.addEventListener("keydown", pressed);

  /** @type {(kind: string, attribute: string, event: Event) => void} */
  function handle(kind, attribute, event) {
    const from = event.target instanceof Element ? event.target : null;
    const target = kind === "toggle" ? from : from?.closest(`[data-${attribute}]`);
    if (!(target instanceof HTMLElement) || target.getAttribute("aria-disabled") === "true") return;
    // What is done once and for all is not done again by the second half of a double click.
    if ("once" in target.dataset && event instanceof MouseEvent && event.detail > 1) return;
    handlers.get(`${kind} ${target.dataset[attribute]}`)?.(target, event);
  }

  /** What only plays a button is pressed by Enter and Space as well. @param {KeyboardEvent} event */
  function pressed(event) {
    const target = event.target;
    if (!(target instanceof HTMLElement) || target.getAttribute("role") !== "button") return;
    if (target instanceof HTMLButtonElement || (event.key !== "Enter" && event.key !== " ")) return;
    event.preventDefault();
    target.click();
  }

  return {
    on(kind, name, handler) {
      handlers.set(`${kind} ${name}`, handler);
    },
  };
}
