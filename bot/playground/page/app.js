/** What all parts of the page share: what is known, who and where the reader is, and how to act. */

import { act, Refused, upload } from "./connection.js";
import { createDialogs } from "./dialogs.js";
import { createGestures } from "./gestures.js";
import { deepLink, safeUrl } from "./links.js";
import { createPressing } from "./pressing.js";
import { createReading } from "./reading.js";
import { createSession } from "./session.js";
import { createStore } from "./store.js";
import { createTimes } from "./times.js";
import { createToasts } from "./toasts.js";
import { chosenLanguage, wordsIn } from "./words.js";

/**
 * @import {Answer, Bot, Chat, Person, Role} from "./protocol.js"
 *
 * @typedef {"list" | "chat" | "panel"} View what a narrow window shows
 * @typedef {ReturnType<typeof createApp>} App
 */

const GONE = ["left", "kicked"];

export function createApp() {
  const language = chosenLanguage(navigator.languages);
  const t = wordsIn(language);
  const store = createStore(Date.now);
  const session = createSession(window);
  const toasts = createToasts(document);
  /** @type {(() => void)[]} */
  const views = [];
  let frame = 0;

  const app = {
    language,
    t,
    times: createTimes(language),
    store,
    session,
    gestures: createGestures(document),
    reading: createReading(),
    dialogs: createDialogs(document, t),
    pressing: createPressing({ answered, missed: () => toasts.alarm(t("answer_missing")), changed: refresh }),
    toast: toasts.show,
    alarm: toasts.alarm,
    /** @type {number | null} null is the private chat of whoever the reader is */
    chatId: null,
    /** @type {View} */
    view: "list",
    /** Whether the wire to the server is there. */
    online: false,
    /** Whether the server was started anew, and the reader has not taken note of it. */
    anew: false,
    ready: () => store.epoch !== "",
    me,
    bot: () => /** @type {Bot} */ (store.bot),
    botName,
    chat,
    chatsOf,
    unread,
    saw,
    go,
    act: (/** @type {string} */ name, /** @type {Record<string, unknown>} */ body) =>
      attempt(act(name, body, t("offline"))),
    upload: (/** @type {FormData} */ form) => attempt(upload(form, t("offline"))),
    open,
    follow,
    refresh,
    /** Have a view drawn whenever something changed, at most once a frame. @param {() => void} render */
    draw: (render) => views.push(render),
  };

  function refresh() {
    if (!frame && app.ready()) frame = requestAnimationFrame(render);
  }

  function render() {
    frame = 0;
    for (const view of views) view();
  }

  /** @returns {Person} */
  function me() {
    const people = [...store.people.values()];
    return people.find((person) => person.role === session.kept.role) ?? people[0];
  }

  /** @returns {Chat} */
  function chat() {
    const own = /** @type {Chat} */ (store.chats.get(me().id));
    return (app.chatId === null ? null : store.chats.get(app.chatId)) ?? own;
  }

  /** @param {Person} person */
  function chatsOf(person) {
    return [...store.chats.values()].filter((one) =>
      one.type === "private" ? one.id === person.id : !GONE.includes(one.members[person.id] ?? "left"),
    );
  }

  /** The bot's name in somebody's language. @param {Person} person */
  function botName(person) {
    const { names, first_name: name } = app.bot();
    return names[shortLanguage(person)] || names[""] || name;
  }

  /** How many messages of others a person has not seen. @type {(person: Person, chat: Chat) => number} */
  function unread(person, { id }) {
    const seen = session.kept.seen[`${person.role} ${id}`] ?? 0;
    let count = 0;
    for (const message of store.newest(id)) {
      if (message.id <= seen) break;
      if (message.from?.id !== person.id && !message.service) count += 1;
    }
    return count;
  }

  /** @param {number} messageId the newest message that the reader has seen in the open chat */
  function saw(messageId) {
    const key = `${me().role} ${chat().id}`;
    const { seen } = session.kept;
    if ((seen[key] ?? 0) >= messageId) return;
    session.keep({ seen: { ...seen, [key]: messageId } });
    refresh();
  }

  /** @param {{role?: Role, chatId?: number | null, view?: View}} where */
  function go({ role, chatId, view }) {
    if (role) session.keep({ role });
    if (role && app.chatId !== null && !chatsOf(me()).includes(chat())) app.chatId = null;
    if (chatId !== undefined) app.chatId = store.chats.get(chatId ?? 0)?.type === "private" ? null : chatId;
    if (view) app.view = view;
    const { type, title } = chat();
    session.keep({ place: type === "private" ? "private" : `${type} ${title}` });
    refresh();
  }

  /**
   * @template T
   * @param {Promise<T>} promise
   * @returns {Promise<T | null>} null if it was refused; then the reader was told why
   */
  async function attempt(promise) {
    try {
      return await promise;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      toasts.alarm(error.message);
      return null;
    }
  }

  /** A button that somebody pressed here was answered. @type {(answer: Answer, person: number) => void} */
  function answered({ text, alert, url }, person) {
    if (person !== me().id) return;
    if (text && alert) app.dialogs.notice(text);
    else if (text) toasts.show(text);
    const address = url && safeUrl(url);
    if (address && !follow(address)) window.open(address, "_blank", "noopener");
  }

  /** Follow a deep link to the bot. @param {string} payload */
  async function open(payload) {
    if (await app.act("open", { person: me().id, payload })) go({ chatId: null, view: "chat" });
  }

  /** Follow a link here if it leads to the bot. @param {string} href @returns {boolean} whether it does */
  function follow(href) {
    const inside = deepLink(href, app.bot().username);
    if (!inside) return false;
    if (inside.payload === null) go({ chatId: null, view: "chat" });
    else open(inside.payload);
    return true;
  }

  return app;
}

/** The language alone, as commands and descriptions have it. @param {Person} person */
export function shortLanguage(person) {
  return (person.language_code ?? "").split("-")[0];
}
