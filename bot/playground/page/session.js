/** What the reader chose and typed, kept in this browser where it lets us. */

const KEY = "playground";
const DELAY = 300;

/**
 * @typedef {object} Kept
 * @property {string} role who the reader was last
 * @property {string} place the kind of chat that was open: "private", or type and title
 * @property {boolean} panel
 * @property {"auto" | "light" | "dark"} theme
 * @property {string} filter of the panel
 * @property {Record<string, string>} drafts what was being typed, by role and place
 * @property {Record<string, number>} hidden the message whose reply keyboard somebody put away in a chat
 * @property {string} epoch the run of the server that `seen` and `hidden` belong to
 * @property {Record<string, number>} seen the last message that somebody saw in a chat
 */

/** @returns {Kept} */
function beginning() {
  return {
    role: "learner",
    place: "private",
    panel: true,
    theme: "auto",
    filter: "all",
    drafts: {},
    hidden: {},
    epoch: "",
    seen: {},
  };
}

/** @typedef {ReturnType<typeof createSession>} Session */

/** @param {Window} window_ */
export function createSession(window_) {
  const kept = { ...beginning(), ...read() };
  let timer = 0;

  /** @returns {Partial<Kept>} */
  function read() {
    try {
      return JSON.parse(window_.localStorage.getItem(KEY) ?? "{}");
    } catch {
      return {};
    }
  }

  function write() {
    window_.clearTimeout(timer);
    timer = 0;
    try {
      window_.localStorage.setItem(KEY, JSON.stringify(kept));
    } catch {
      // Storage may be full or forbidden; then choices last as long as the page.
    }
  }

  /** @param {Partial<Kept>} changes */
  function keep(changes) {
    Object.assign(kept, changes);
    if (!timer) timer = window_.setTimeout(write, DELAY);
  }

  window_.addEventListener("pagehide", write);
  return { kept, keep };
}
