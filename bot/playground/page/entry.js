/** One call or update in the panel: a line, why it was refused, and all of it as JSON when opened. */

import { element } from "./element.js";

/**
 * @import {App} from "./app.js"
 * @import {Entry} from "./journal.js"
 * @import {Call, Update} from "./protocol.js"
 */

const GLANCE = 70;

/**
 * @param {Entry} entry
 * @param {boolean} open
 * @param {App} app
 */
export function entryView(entry, open, app) {
  const { call, update } = entry;
  return call ? callView(call, open, app) : updateView(/** @type {Update} */ (update), entry, open, app);
}

/** @type {(call: Call, open: boolean, app: App) => HTMLElement} */
function callView(call, open, app) {
  const { t, times } = app;
  const { refusal } = call;
  const state = refusal ? "refused" : call.faulty ? "faulty" : call.pending ? "pending" : call.done ? "done" : "undone";
  const mark = {
    refused: String(refusal?.code),
    faulty: t("fault"),
    pending: t("pending"),
    done: t("done"),
    undone: t("not_done"),
  }[state];
  return frame(
    { key: `call ${call.number}`, looks: `call ${state}`, open, sign: "→", name: call.method, at: call.at, mark },
    glanceOf(call.parameters, call.chat_id, app),
    refusal && element("p", { class: "why" }, `${refusal.code} ${refusal.description}`),
    () => [
      json(t("parameters"), call.parameters),
      refusal && json(t("refusal"), refusal),
      call.done && json(t("result"), call.result),
    ],
    times,
  );
}

/** @type {(update: Update, entry: Entry, open: boolean, app: App) => HTMLElement} */
function updateView(update, entry, open, app) {
  const { t, times } = app;
  const mark = t(update.state === "confirmed" ? "update_confirmed" : "update_waiting");
  const { body } = update;
  const chatId = body?.chat?.id ?? body?.message?.chat?.id ?? null;
  const looks = `update ${update.state}`;
  return frame(
    { key: entry.key, looks, open, sign: "←", name: update.kind, at: entry.at, mark },
    glanceOf(body ?? {}, chatId, app),
    null,
    () => [json("", { update_id: update.id, [update.kind]: body })],
    times,
  );
}

/**
 * @param {{key: string, looks: string, open: boolean, sign: string, name: string, at: number | null,
 *   mark: string}} facts
 * @param {string} glance
 * @param {Node | null} why
 * @param {() => unknown[]} content
 * @param {App["times"]} times
 */
function frame({ key, looks, open, sign, name, at, mark }, glance, why, content, times) {
  return element(
    "details",
    { class: `entry ${looks}`, "data-key": key, "data-toggle": "entry", open },
    element(
      "summary",
      null,
      element("span", { class: "sign", "aria-hidden": "true" }, sign),
      element("span", { class: "name" }, name),
      element("span", { class: "mark" }, mark),
      at !== null && element("time", null, times.toTheSecond(at)),
      glance && element("span", { class: "glance" }, glance),
      why,
    ),
    open && content(),
  );
}

/** Whose chat it is about, and the first words. @type {(what: any, chatId: number | null, app: App) => string} */
function glanceOf(what, chatId, app) {
  const who = (chatId === null ? undefined : app.store.chats.get(chatId)?.title) ?? what.from?.first_name;
  const words = what.text ?? what.caption ?? what.question ?? what.data ?? what.document?.file_name;
  const text = typeof words === "object" ? words?.text : words;
  const parts = [who, text && String(text).replace(/\s+/g, " ").slice(0, GLANCE)];
  return parts.filter(Boolean).join(" · ");
}

/** @type {(title: string, value: unknown) => Node} */
function json(title, value) {
  return element(
    "div",
    { class: "json" },
    title && element("h3", null, title),
    element("pre", { tabindex: 0 }, JSON.stringify(value, null, 2)),
  );
}
