/** Lists that grow at their end: the reader who is at the bottom stays there, and nobody else is moved. */

const NEAR = 48;

/** @typedef {ReturnType<typeof createBottom>} Bottom */

/**
 * @param {HTMLElement} scroller
 * @param {HTMLElement} list in the scroller
 * @param {() => void} moved the reader came to the bottom or left it
 */
export function createBottom(scroller, list, moved) {
  /** While `held` the list begins at its top: there is something above it to read first. */
  const bottom = { there: true, held: false, go, keep };
  let last = 0;

  scroller.addEventListener("scroll", () => {
    const near = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR;
    // Only who scrolls up leaves: pictures that come in late push the bottom away as well.
    const there = near || (bottom.there && scroller.scrollTop >= last);
    last = scroller.scrollTop;
    if (there === bottom.there) return;
    bottom.there = there;
    moved();
  });
  const sizes = new ResizeObserver(() => {
    if (bottom.there) go();
  });
  sizes.observe(scroller);
  sizes.observe(list);

  function go() {
    bottom.there = true;
    scroller.scrollTop = bottom.held ? 0 : scroller.scrollHeight;
    last = scroller.scrollTop;
  }

  /** Change the list; what the reader looks at stays where it is. @param {() => void} change */
  function keep(change) {
    if (bottom.there) {
      change();
      go();
      return;
    }
    const edge = scroller.getBoundingClientRect().top;
    // A line between two days stays at the top when older messages of that day come.
    const anchor = [...list.children].find(
      (child) => child.getBoundingClientRect().bottom > edge && !child.matches("[role=separator]"),
    );
    const before = anchor?.getBoundingClientRect().top ?? 0;
    change();
    if (anchor?.isConnected) scroller.scrollTop += anchor.getBoundingClientRect().top - before;
    last = scroller.scrollTop;
  }

  return bottom;
}
