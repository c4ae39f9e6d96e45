/**
 * Make an element. Attributes that are null, undefined or false are left out, true stands without a value, functions
 * become listeners. Texts among the children stay texts: nothing is ever parsed as HTML.
 * @param {string} tag
 * @param {Record<string, unknown> | null} [attributes]
 * @param {...unknown} children nodes, texts, lists of them; null, undefined, false and "" are left out
 * @returns {HTMLElement}
 */
export function element(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (typeof value === "function") {
      node.addEventListener(name, /** @type {EventListener} */ (value));
    } else if (value !== null && value !== undefined && value !== false) {
      node.setAttribute(name, value === true ? "" : String(value));
    }
  }
  node.append(...present(children));
  return node;
}

/**
 * A button that does what its attributes say (see gestures.js).
 * @param {Record<string, unknown>} attributes
 * @param {...unknown} children
 */
export function button(attributes, ...children) {
  return element("button", { type: "button", ...attributes }, ...children);
}

/**
 * @param {unknown[]} children
 * @returns {(Node | string)[]}
 */
function present(children) {
  return /** @type {(Node | string)[]} */ (
    children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false && child !== "")
  );
}
