/** What this page knows of the playground: a whole snapshot first, then one event after the other. */

import { createJournal } from "./journal.js";

/** @import {Bot, Chat, CommandList, Message, Person} from "./protocol.js" */

const ACTION_LASTS = 5_000;

/** @typedef {{byId: Map<number, Message>, order: number[]}} History ids in `order` are ascending */

/** @typedef {ReturnType<typeof createStore>} Store */

/** @param {() => number} now milliseconds since 1970 */
export function createStore(now) {
  const store = {
    epoch: "",
    /** Seconds that the server's clock is ahead of the browser's. */
    ahead: 0,
    /** @type {Bot | null} */
    bot: null,
    /** @type {CommandList[]} */
    commands: [],
    /** @type {Map<number, Person>} */
    people: new Map(),
    /** @type {string[]} */
    languages: [],
    /** @type {Map<number, Chat>} */
    chats: new Map(),
    /** @type {Record<string, string[]>} */
    hints: {},
    journal: createJournal(),
    apply,
    messages,
    newest,
    message,
    action,
    serverTime: () => now() / 1000 + store.ahead,
  };
  /** @type {Map<number, History>} */
  const histories = new Map();
  /** @type {Map<number, {action: string, until: number}>} */
  const actions = new Map();

  /** @param {any} event what the server said */
  function apply(event) {
    switch (event.type) {
      case "state":
        return begin(event);
      case "message":
        return keep(event.message);
      case "deleted":
        return forget(event.chat_id, event.id);
      case "action":
        return actions.set(event.chat_id, { action: event.action, until: now() + ACTION_LASTS });
      case "person":
        return store.people.set(event.person.id, event.person);
      case "chat":
        return store.chats.set(event.chat.id, event.chat);
      case "bot":
        return Object.assign(store, { bot: event.bot, commands: event.commands });
      default:
        return store.journal.apply(event, now() / 1000 + store.ahead);
    }
  }

  /** @param {any} state */
  function begin(state) {
    const { epoch, bot, commands, languages } = state;
    Object.assign(store, { epoch, bot, commands, languages, hints: state.hints ?? {} });
    // The server tells whole seconds; a difference that small is none.
    const ahead = state.now - now() / 1000;
    store.ahead = Math.abs(ahead) < 2 ? 0 : ahead;
    store.people = new Map(state.people.map((/** @type {Person} */ person) => [person.id, person]));
    store.chats = new Map(state.chats.map((/** @type {Chat} */ chat) => [chat.id, chat]));
    store.journal.begin(state.calls, state.updates);
    histories.clear();
    actions.clear();
    for (const message of state.messages) keep(message);
  }

  /** @param {Message} message */
  function keep(message) {
    const history = historyOf(message.chat_id);
    if (!history.byId.has(message.id)) {
      const after = history.order.findLastIndex((id) => id < message.id);
      history.order.splice(after + 1, 0, message.id);
      if (message.by_bot) actions.delete(message.chat_id);
    }
    history.byId.set(message.id, message);
  }

  /** @type {(chatId: number, id: number) => void} */
  function forget(chatId, id) {
    const history = historyOf(chatId);
    if (history.byId.delete(id)) history.order.splice(history.order.lastIndexOf(id), 1);
  }

  /** @param {number} chatId */
  function historyOf(chatId) {
    const known = histories.get(chatId);
    if (known) return known;
    /** @type {History} */
    const history = { byId: new Map(), order: [] };
    histories.set(chatId, history);
    return history;
  }

  /**
   * The newest messages of a chat, oldest first.
   * @param {number} chatId
   * @param {number} [count]
   * @returns {Message[]}
   */
  function messages(chatId, count = Infinity) {
    const { byId, order } = historyOf(chatId);
    return order.slice(Math.max(0, order.length - count)).map((id) => /** @type {Message} */ (byId.get(id)));
  }

  /** From the newest message of a chat to the oldest, without making a list of them. @param {number} chatId */
  function* newest(chatId) {
    const { byId, order } = historyOf(chatId);
    for (let index = order.length - 1; index >= 0; index -= 1) yield /** @type {Message} */ (byId.get(order[index]));
  }

  /** @type {(chatId: number, id: number) => Message | undefined} */
  function message(chatId, id) {
    return historyOf(chatId).byId.get(id);
  }

  /** What the bot seems to do in a chat just now, such as "typing". @param {number} chatId */
  function action(chatId) {
    const latest = actions.get(chatId);
    return latest && latest.until > now() ? latest.action : null;
  }

  return store;
}
