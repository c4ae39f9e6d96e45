/** A long list of which little changes at a time: only what looks different is built anew. */

import { patch } from "./patch.js";

/**
 * @typedef {object} Item
 * @property {string} key
 * @property {unknown[]} looks everything that the looks depend on, compared one by one
 * @property {() => HTMLElement} view
 */

/** @param {HTMLElement} list */
export function createKeyedList(list) {
  /** @type {Map<string, {node: HTMLElement, looks: unknown[]}>} */
  let shown = new Map();

  /** @param {Item[]} items */
  function show(items) {
    const keys = new Set(items.map(({ key }) => key));
    for (const [key, { node }] of shown) {
      if (keys.has(key)) continue;
      node.remove();
      shown.delete(key);
    }
    let cursor = list.firstElementChild;
    for (const item of items) {
      const node = current(item);
      if (node === cursor) cursor = cursor.nextElementSibling;
      else list.insertBefore(node, cursor);
    }
  }

  /** @param {Item} item */
  function current({ key, looks, view }) {
    const known = shown.get(key);
    if (known && same(known.looks, looks)) return known.node;
    const fresh = view();
    if (known) patch(known.node, fresh);
    const node = known?.node ?? fresh;
    shown.set(key, { node, looks });
    return node;
  }

  function clear() {
    shown = new Map();
    list.replaceChildren();
  }

  return { show, clear };
}

/** @type {(one: unknown[], other: unknown[]) => boolean} */
function same(one, other) {
  return one.length === other.length && one.every((part, index) => part === other[index]);
}
