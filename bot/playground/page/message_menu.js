/** What can be done with a message as a whole, and moving among messages by keyboard. */

import { copy } from "./clipboard.js";
import { openMenu } from "./menu.js";
import { messageOf, rowOf } from "./message_gestures.js";
import { wordsOf } from "./summary.js";

/**
 * @import {App} from "./app.js"
 * @import {ChatView} from "./chat.js"
 * @import {Item} from "./menu.js"
 * @import {Chat, Message, Person} from "./protocol.js"
 */

const EDITABLE_FOR = 48 * 3600;
const REACTIONS = ["👍", "👎", "❤", "🔥", "👏", "😁", "🤔", "😢", "🎉", "🙏"];
const RUNNING = ["creator", "administrator"];

/** Whether a person runs a chat. @type {(chat: Chat, person: Person) => boolean} */
export function runs(chat, person) {
  return RUNNING.includes(chat.members[person.id] ?? "");
}

/** Whether a person may write in a chat. @type {(chat: Chat, person: Person) => boolean} */
export function mayWrite(chat, person) {
  if (chat.type === "private") return chat.id === person.id && !person.blocked;
  return chat.type === "channel" ? runs(chat, person) : true;
}

/**
 * @typedef {{reply: boolean, edit: boolean, remove: boolean, forward: boolean, retract: boolean, react: boolean,
 *   text: string}} Allowed
 * @type {(message: Message, chat: Chat, me: Person, now: number) => Allowed}
 */
function allowed(message, chat, me, now) {
  const own = message.from?.id === me.id;
  const ownPost = chat.type === "channel" && !message.by_bot && runs(chat, me);
  const fresh = now - message.date < EDITABLE_FOR;
  const { poll } = message;
  return {
    reply: mayWrite(chat, me) && !message.service,
    edit: (own || ownPost) && fresh && !message.forward && !message.service && !poll,
    remove: own || chat.type === "private" || runs(chat, me),
    forward: !message.protected && !message.service,
    retract: Boolean(poll && !poll.closed && poll.revoting && poll.votes[me.id]),
    react: !message.service,
    text: wordsOf(message),
  };
}

/**
 * @param {App} app
 * @param {ChatView} chat
 * @param {{reply: (message: Message) => void, edit: (message: Message) => void}} composer
 */
export function addMessageMenu(app, chat, composer) {
  const { t } = app;

  /** @param {Message} message @returns {Item[]} */
  function itemsFor(message) {
    const can = allowed(message, app.chat(), app.me(), app.store.serverTime());
    const at = { person: app.me().id, chat: message.chat_id, message: message.id };
    /** @type {(Item | false)[]} */
    const items = [
      can.reply && { label: t("reply"), icon: "reply", run: () => composer.reply(message) },
      can.text !== "" && { label: t("copy_text"), icon: "copy", run: () => copied(can.text) },
      can.edit && { label: t("edit"), icon: "edit", run: () => composer.edit(message) },
      can.forward && { label: t("forward"), icon: "forward", run: () => forward(at) },
      can.retract && { label: t("retract"), icon: "retract", run: () => app.act("vote", { ...at, options: [] }) },
      can.react && { label: t("react"), icon: "react", run: () => react(at, message) },
      can.remove && { label: t("delete"), icon: "clear", danger: true, run: () => remove(at) },
    ];
    return items.filter((item) => item !== false);
  }

  /** @param {string} text */
  async function copied(text) {
    if (await copy(text)) app.toast(t("copied"));
  }

  /** @param {{person: number, chat: number, message: number}} at */
  async function remove(at) {
    if (await app.dialogs.confirm(t("delete_message"), t("delete"))) await app.act("delete", at);
  }

  /** @type {(at: {person: number, chat: number, message: number}, message: Message) => Promise<void>} */
  async function react(at, { reaction }) {
    const mine = reaction?.[at.person];
    const choices = REACTIONS.map((label, value) => ({ label, value }));
    if (mine) choices.unshift({ label: t("react_back", { emoji: mine }), value: -1 });
    const chosen = await app.dialogs.choose(t("react"), choices);
    if (chosen !== null) await app.act("react", { ...at, emoji: REACTIONS[chosen] ?? null });
  }

  /** @param {{person: number, chat: number, message: number}} at */
  async function forward(at) {
    const me = app.me();
    const places = app.chatsOf(me).filter((one) => mayWrite(one, me));
    const choices = places.map((one) => ({
      label: one.type === "private" ? app.botName(me) : one.title,
      detail: t(one.type === "private" ? "bot" : one.type === "channel" ? "channel" : "group"),
      value: one.id,
    }));
    const chosen = await app.dialogs.choose(t("forward_to"), choices);
    if (chosen === null || !(await app.act("forward", { ...at, to_chat: chosen }))) return;
    app.go({ chatId: chosen });
  }

  /** @type {(target: Element, at: {x: number, y: number}, owner: HTMLElement) => void} */
  function openFor(target, at, owner) {
    const message = messageOf(app, target);
    const items = message ? itemsFor(message) : [];
    if (items.length > 0) openMenu(t("actions"), items, at, owner);
  }

  app.gestures.on("click", "menu", (target) => openFor(target, below(target), target));

  chat.log.addEventListener("contextmenu", (event) => {
    const target = /** @type {Element} */ (event.target);
    const row = rowOf(target);
    // A link and a selection have menus of their own in the browser.
    if (!row || target.closest("a, img") || !getSelection()?.isCollapsed) return;
    event.preventDefault();
    // The menu key has no place of its own.
    openFor(target, event.button === 2 ? { x: event.clientX, y: event.clientY } : below(row), row);
  });

  chat.log.addEventListener("keydown", (event) => {
    const row = /** @type {HTMLElement} */ (event.target);
    if (row.getAttribute("role") !== "article") return;
    const rows = /** @type {HTMLElement[]} */ ([...chat.log.querySelectorAll("[role=article]")]);
    const index = rows.indexOf(row);
    /** @type {Record<string, number>} */
    const steps = { ArrowUp: index - 1, ArrowDown: index + 1, Home: 0, End: rows.length - 1 };
    if (event.key in steps) {
      event.preventDefault();
      rows[Math.max(0, Math.min(rows.length - 1, steps[event.key]))].focus();
    } else if (event.key === "Enter") {
      event.preventDefault();
      openFor(row, below(row), row);
    }
  });
}

/** Where a menu opens that belongs to a row or to a button. @param {HTMLElement} target */
function below(target) {
  const { left, bottom } = (target.querySelector(".bubble") ?? target).getBoundingClientRect();
  return { x: left, y: bottom };
}
