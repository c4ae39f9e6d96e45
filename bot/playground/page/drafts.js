/** What each person is in the middle of writing, in each chat. */

/**
 * @import {App} from "./app.js"
 *
 * @typedef {object} Draft
 * @property {string} text
 * @property {string} before what was being written when an edit began
 * @property {number | null} replyTo id of a message
 * @property {number | null} editing id of a message
 * @property {number} asked the last message whose wish for a reply was heard here
 *
 * @typedef {ReturnType<typeof createDrafts>} Drafts
 */

/** @param {App} app */
export function createDrafts(app) {
  /** @type {Map<string, Draft>} */
  const drafts = new Map();
  const { kept } = app.session;

  /** The same after a restart of the playground, when all ids are new. */
  function lastingPlace() {
    const { type, title } = app.chat();
    return `${app.me().role} ${type === "private" ? "" : title}`;
  }

  function place() {
    return `${app.me().id} ${app.chat().id}`;
  }

  /** @returns {Draft} */
  function current() {
    const known = drafts.get(place());
    if (known) return known;
    const text = kept.drafts[lastingPlace()] ?? "";
    const draft = { text, before: "", replyTo: null, editing: null, asked: 0 };
    drafts.set(place(), draft);
    return draft;
  }

  /** @param {string} text */
  function keepText(text) {
    const draft = current();
    draft.text = text;
    if (draft.editing !== null) return;
    const { [lastingPlace()]: _, ...others } = kept.drafts;
    app.session.keep({ drafts: text ? { ...others, [lastingPlace()]: text } : others });
  }

  return { current, keepText, place };
}
