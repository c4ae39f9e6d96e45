/** Where the reader writes: the input with what stands around it, or what stands there instead. */

import { commandsFor } from "./commands.js";
import { createCompletion } from "./completion.js";
import { createDrafts } from "./drafts.js";
import { button, element } from "./element.js";
import { icon } from "./icons.js";
import { createKeysArea } from "./keys_area.js";
import { withMarks } from "./marks.js";
import { mayWrite } from "./message_menu.js";
import { show } from "./patch.js";
import { summary } from "./summary.js";

/**
 * @import {App} from "./app.js"
 * @import {Draft} from "./drafts.js"
 * @import {IconName} from "./icons.js"
 * @import {Message} from "./protocol.js"
 * @import {Word} from "./words.js"
 */

const LONGEST = 4096;
const LOOK_BACK = 400;

/** @typedef {ReturnType<typeof createComposer>} Composer */

/**
 * @param {App} app
 * @param {HTMLElement} root
 * @param {{attach: (files: File[]) => void, jump: (id: number) => void}} outside
 */
export function createComposer(app, root, outside) {
  const { t } = app;
  const drafts = createDrafts(app);
  const keys = createKeysArea(app, drafts);
  const input = /** @type {HTMLTextAreaElement} */ (
    element("textarea", { class: "input", rows: 1, "aria-label": t("message"), autocomplete: "off", dir: "auto" })
  );
  const files = /** @type {HTMLInputElement} */ (element("input", { type: "file", multiple: true, hidden: true }));
  const completion = createCompletion(input, t, offered, {
    send: say,
    insert: (command) => insert(`${addressed(command)} `),
  });
  const [strip, excess, instead] = ["strip", "excess", "instead"].map((name) => element("div", { class: name }));
  const commands = tool("commands", "commands", () => completion.toggle());
  const attach = tool("attach", "attach", () => files.click());
  const sender = button({ class: "send", click: send, "aria-label": t("send"), title: t("send") }, icon("send"));
  const line = element("div", { class: "line" }, commands, attach, files, input, keys.toggle, sender);
  root.append(completion.list, strip, line, excess, keys.area, instead);
  let place = "";

  input.addEventListener("input", typed);
  input.addEventListener("keydown", pressed);
  input.addEventListener("blur", () => completion.close());
  input.addEventListener("paste", (event) => {
    const pasted = [...(event.clipboardData?.files ?? [])];
    if (pasted.length === 0) return;
    event.preventDefault();
    outside.attach(pasted);
  });
  files.addEventListener("change", () => {
    outside.attach([...(files.files ?? [])]);
    files.value = "";
  });
  app.gestures.on("click", "strip_close", () => cancel());
  app.gestures.on("click", "strip_jump", (target) => outside.jump(Number(target.dataset.id)));
  app.gestures.on("click", "start", () => app.open(""));
  app.gestures.on("click", "unblock", () => app.act("unblock", { person: app.me().id }));

  /** @type {(name: IconName, word: Word, click: () => void) => HTMLElement} */
  function tool(name, word, click) {
    return button({ class: "tool", click, "aria-label": t(word), title: t(word) }, icon(name));
  }

  function offered() {
    return app.chat().type === "channel" ? [] : commandsFor(app.store.commands, app.chat(), app.me());
  }

  function render() {
    if (place !== drafts.place()) enter();
    const bar = barInstead();
    const hadFocus = instead.contains(document.activeElement);
    show(instead, bar);
    root.classList.toggle("closed", bar !== null);
    if (hadFocus && bar === null) input.focus();
    hearForceReply();
    keys.render();
    showStrip();
    commands.hidden = offered().length === 0;
    input.placeholder = keys.placeholder() ?? t(app.chat().type === "channel" ? "posts_here" : "message");
    countExcess();
  }

  function enter() {
    completion.close();
    place = drafts.place();
    input.value = drafts.current().text;
    fit();
  }

  /** What stands here when this person cannot write now. */
  function barInstead() {
    const [me, chat] = [app.me(), app.chat()];
    if (chat.type === "private" && me.blocked) {
      return button({ class: "whole", "data-do": "unblock" }, t("unblock"));
    }
    if (chat.type === "private" && !me.opened) {
      return button({ class: "whole start", "data-do": "start", "data-once": true }, t("start"));
    }
    return mayWrite(chat, me) ? null : element("p", { class: "note" }, t("channel_only"));
  }

  /** A message that wants a reply gets it prepared as soon as this person sees it, if there was none yet. */
  function hearForceReply() {
    const draft = drafts.current();
    const latest = keys.source();
    if (!latest?.keyboard?.force_reply || latest.id <= draft.asked) return;
    draft.asked = latest.id;
    const own = app.store.messages(app.chat().id, LOOK_BACK).findLast(({ from }) => from?.id === app.me().id);
    if (draft.editing !== null || (own && own.id > latest.id)) return;
    draft.replyTo = latest.id;
    input.focus();
  }

  function showStrip() {
    const draft = drafts.current();
    const id = draft.editing ?? draft.replyTo;
    const message = id === null ? undefined : app.store.message(app.chat().id, id);
    // It may have been deleted meanwhile.
    if (!message) Object.assign(draft, { replyTo: null, editing: null });
    strip.hidden = !message;
    if (!message) return;
    const name = message.from?.first_name ?? app.chat().title;
    show(
      strip,
      icon(draft.editing === null ? "reply" : "edit"),
      button(
        { class: "about", "data-do": "strip_jump", "data-id": message.id },
        element("span", { class: "name" }, draft.editing === null ? t("reply_to", { name }) : t("editing")),
        element("span", { class: "words" }, summary(message, t)),
      ),
      button({ class: "tool", "data-do": "strip_close", "aria-label": t("cancel") }, icon("close")),
    );
  }

  function typed() {
    drafts.keepText(input.value);
    completion.update();
    fit();
    countExcess();
  }

  function fit() {
    input.style.blockSize = "auto";
    input.style.blockSize = `${input.scrollHeight}px`;
  }

  function countExcess() {
    const over = input.value.length - LONGEST;
    excess.textContent = over > 0 ? t("more_than", { n: over }) : "";
    excess.hidden = over <= 0;
  }

  /** @param {KeyboardEvent} event */
  function pressed(event) {
    // Enter ends the choice of a Chinese word before it sends anything.
    if (event.isComposing || completion.pressed(event)) return;
    const { replyTo, editing } = drafts.current();
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      send();
    } else if (event.key === "Escape" && (replyTo !== null || editing !== null)) {
      cancel();
    } else if (event.key === "ArrowUp" && input.value === "" && editing === null) {
      const own = app.store.messages(app.chat().id, LOOK_BACK).findLast((one) => one.from?.id === app.me().id);
      if (!own?.text || own.forward) return;
      event.preventDefault();
      edit(own);
    }
  }

  function cancel() {
    const draft = drafts.current();
    const wasEditing = draft.editing !== null;
    Object.assign(draft, { replyTo: null, editing: null });
    if (wasEditing) setText(draft.before);
    input.focus();
    app.refresh();
  }

  async function send() {
    const text = input.value.trim();
    const draft = drafts.current();
    const { editing, replyTo } = draft;
    if (text === "" && !maybeEmpty(editing)) return;
    const at = { person: app.me().id, chat: app.chat().id };
    Object.assign(draft, { replyTo: null, editing: null });
    setText(editing === null ? "" : draft.before);
    input.focus();
    app.refresh();
    const done =
      editing === null
        ? await app.act("send", { ...at, text, ...(replyTo === null ? {} : { reply_to: replyTo }) })
        : await app.act("edit", { ...at, message: editing, text });
    if (!done) restore(draft, { text, editing, replyTo });
  }

  /**
   * Nothing that was typed is lost when it could not be sent, nor what was typed since.
   * @type {(draft: Draft, unsent: Pick<Draft, "text" | "editing" | "replyTo">) => void}
   */
  function restore(draft, unsent) {
    const since = draft.editing === null ? draft.text : draft.before;
    if (unsent.editing !== null) Object.assign(draft, unsent, { before: since });
    else Object.assign(draft, unsent, { text: [unsent.text, since].filter(Boolean).join("\n") });
    if (draft === drafts.current()) setText(draft.text);
    app.refresh();
  }

  /** Only a file needs no words: its caption can be taken away. @param {number | null} editing */
  function maybeEmpty(editing) {
    const message = editing === null ? undefined : app.store.message(app.chat().id, editing);
    return Boolean(message?.document || message?.photo);
  }

  /** Send a text without touching what is being typed. @param {string} text */
  function say(text) {
    if (/^\/\w*$/.test(input.value)) setText("");
    return app.act("send", { person: app.me().id, chat: app.chat().id, text: addressed(text) });
  }

  /** In a group a command names its bot. @param {string} text */
  function addressed(text) {
    const bare = /^\/\w+$/.test(text) && app.chat().type !== "private";
    return bare ? `${text}@${app.bot().username}` : text;
  }

  /** @param {string} text */
  function insert(text) {
    setText(text);
    input.focus();
  }

  /** @param {string} text */
  function setText(text) {
    input.value = text;
    typed();
    completion.close();
  }

  /** @param {Message} message */
  function reply({ id }) {
    Object.assign(drafts.current(), { replyTo: id, editing: null });
    input.focus();
    app.refresh();
  }

  /** @param {Message} message */
  function edit({ id, text, entities }) {
    const draft = drafts.current();
    const before = draft.editing === null ? draft.text : draft.before;
    Object.assign(draft, { before, replyTo: null, editing: id });
    setText(withMarks(text, entities));
    input.focus();
    app.refresh();
  }

  return { render, say, insert, reply, edit, replyTo: () => drafts.current().replyTo };
}
