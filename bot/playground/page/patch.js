/**
 * Make what is on the page look like what was built afresh, keeping elements that are still the same: so focus,
 * selection and scrolling survive a change. Elements with `data-key` are told apart by it.
 */

/**
 * @param {Element} parent
 * @param {...(Node | string | null | false | undefined | (Node | string | null | false)[])} children
 */
export function show(parent, ...children) {
  const fresh = document.createDocumentFragment();
  for (const child of children.flat()) {
    if (child) fresh.append(child);
  }
  patchChildren(parent, [...fresh.childNodes]);
}

/**
 * @param {Node} old
 * @param {Node} fresh a node like the old one, which may be taken apart
 */
export function patch(old, fresh) {
  if (old instanceof Element && fresh instanceof Element) {
    patchAttributes(old, fresh);
    patchChildren(old, [...fresh.childNodes]);
  } else if (old.nodeValue !== fresh.nodeValue) {
    old.nodeValue = fresh.nodeValue;
  }
}

/**
 * @param {Element} old
 * @param {Element} fresh
 */
function patchAttributes(old, fresh) {
  for (const { name } of [...old.attributes]) {
    if (!fresh.hasAttribute(name)) old.removeAttribute(name);
  }
  for (const { name, value } of fresh.attributes) {
    if (old.getAttribute(name) === value) continue;
    // The page's policy lets styles be set by rule, not by attribute.
    if (name === "style") /** @type {HTMLElement} */ (old).style.cssText = value;
    else old.setAttribute(name, value);
  }
  if (old instanceof HTMLOptionElement) old.selected = old.hasAttribute("selected");
}

/**
 * @param {Element} parent
 * @param {Node[]} fresh
 */
function patchChildren(parent, fresh) {
  const wanted = new Set(fresh.map(keyOf));
  const keyed = new Map();
  for (const node of [...parent.childNodes]) {
    const key = keyOf(node);
    if (key === null) continue;
    if (wanted.has(key)) keyed.set(key, node);
    else node.remove();
  }
  let cursor = parent.firstChild;
  for (const child of fresh) {
    const known = keyed.get(keyOf(child));
    if (cursor && alike(cursor, child)) {
      const next = cursor.nextSibling;
      patch(cursor, child);
      cursor = next;
    } else if (known && alike(known, child)) {
      parent.insertBefore(known, cursor);
      patch(known, child);
    } else {
      parent.insertBefore(child, cursor);
    }
  }
  while (cursor) {
    const next = cursor.nextSibling;
    cursor.remove();
    cursor = next;
  }
}

/**
 * @param {Node} one
 * @param {Node} other
 */
function alike(one, other) {
  return one.nodeName === other.nodeName && keyOf(one) === keyOf(other) && kindOf(one) === kindOf(other);
}

/** @param {Node} node */
function keyOf(node) {
  return node instanceof HTMLElement ? (node.dataset.key ?? null) : null;
}

/** The first class says what an element is; further ones say how it is. @param {Node} node */
function kindOf(node) {
  return node instanceof HTMLElement ? (node.classList[0] ?? "") : "";
}
