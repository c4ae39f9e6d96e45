/** The reply keyboard below the input, and the button that shows and hides it. */

import { button, element } from "./element.js";
import { icon } from "./icons.js";
import { show } from "./patch.js";
import { askForPoll } from "./poll_editor.js";
import { asButton, isBeyond, replyKeyboardView, replyMarkup } from "./reply_keyboard.js";

/**
 * @import {App} from "./app.js"
 * @import {Drafts} from "./drafts.js"
 * @import {Message, ReplyButton} from "./protocol.js"
 */

const LOOK_BACK = 400;

/**
 * @param {App} app
 * @param {Drafts} drafts
 */
export function createKeysArea(app, drafts) {
  const { t } = app;
  const area = element("div", { class: "keys_area" });
  const toggle = button({ class: "tool", click: flip }, icon("keyboard"));
  app.gestures.on("click", "reply_key", use);

  /** The message that has the last word about the reply keyboard here. @returns {Message | null} */
  function source() {
    return replyMarkup(app.store.messages(app.chat().id, LOOK_BACK), app.me());
  }

  function render() {
    const message = source();
    const keyboard = message?.keyboard?.keyboard ? message.keyboard : null;
    const open = isOpen(message);
    show(area, message && open ? replyKeyboardView(message) : null);
    toggle.hidden = keyboard === null || Boolean(keyboard.is_persistent);
    toggle.setAttribute("aria-label", t(open ? "hide_keyboard" : "show_keyboard"));
    toggle.title = t(open ? "hide_keyboard" : "show_keyboard");
    toggle.setAttribute("aria-expanded", String(open));
  }

  /** What the bot wants the empty input to say. */
  function placeholder() {
    const { replyTo } = drafts.current();
    const replied = replyTo === null ? null : app.store.message(app.chat().id, replyTo)?.keyboard;
    if (replied?.force_reply) return replied.input_field_placeholder;
    const message = source();
    return isOpen(message) ? message?.keyboard?.input_field_placeholder : undefined;
  }

  function flip() {
    const message = source();
    if (message) hide(isOpen(message) ? message.id : 0);
  }

  /** Whether its keyboard is seen; one that is to stay always is. @param {Message | null} message */
  function isOpen(message) {
    const keyboard = message?.keyboard;
    if (!message || !keyboard?.keyboard) return false;
    return Boolean(keyboard.is_persistent) || app.session.kept.hidden[drafts.place()] !== message.id;
  }

  /** @param {number} id of the message whose keyboard is put away, 0 for none */
  function hide(id) {
    app.session.keep({ hidden: { ...app.session.kept.hidden, [drafts.place()]: id } });
    app.refresh();
  }

  /** @param {HTMLElement} target */
  async function use(target) {
    const message = source();
    const one = message?.keyboard?.keyboard?.[Number(target.dataset.row)]?.[Number(target.dataset.column)];
    if (!message || !one) return;
    // In a group a key is a reply, so that the bot hears of it.
    const reply = app.chat().type === "private" ? {} : { reply_to: message.id };
    if (!(await press(asButton(one), reply))) return;
    if (message.keyboard?.one_time_keyboard) hide(message.id);
  }

  /** @type {(key: ReplyButton, reply: object) => Promise<unknown>} */
  async function press(key, reply) {
    const person = app.me().id;
    if (isBeyond(key)) return app.toast(t("not_here"));
    if (key.request_poll) return askForPoll(app, key.request_poll.type);
    if (!key.request_chat) return app.act("send", { person, chat: app.chat().id, text: key.text, ...reply });
    const { request_id: requestId, chat_is_channel: channel } = key.request_chat;
    const kind = channel ? "channel" : "supergroup";
    const choices = app
      .chatsOf(app.me())
      .filter(({ type }) => type === kind)
      .map(({ id, title }) => ({ label: title, detail: t(channel ? "channel" : "group"), value: id }));
    const shared = await app.dialogs.choose(t("choose_chat"), choices);
    return shared === null ? null : app.act("share_chat", { person, request_id: requestId, shared });
  }

  return { area, toggle, render, source, placeholder };
}
