/** The column at the side: who the reader is, and which chats that person has. */

import { button, element } from "./element.js";
import { icon } from "./icons.js";
import { deepLink } from "./links.js";
import { nameOf, toneOf } from "./bubble.js";
import { show } from "./patch.js";
import { summary } from "./summary.js";
import { welcomeLines } from "./welcome.js";

/**
 * @import {App} from "./app.js"
 * @import {IconName} from "./icons.js"
 * @import {Chat, Message, Person, Role} from "./protocol.js"
 */

const THEMES = /** @type {const} */ (["auto", "light", "dark"]);
const THEME_ICONS = /** @type {const} */ ({ auto: "system", light: "sun", dark: "moon" });
const PAYLOAD = /^[\w-]{0,64}$/;

/**
 * @param {App} app
 * @param {HTMLElement} root
 */
export function createSide(app, root) {
  const { t } = app;
  const [tools, connection, people, settings, chats] = ["tools", "connection", "people", "settings", "chats"].map(
    (name) => element("div", { class: name }),
  );
  connection.setAttribute("role", "status");
  const link = /** @type {HTMLInputElement} */ (
    element("input", { class: "field", "aria-label": t("link"), placeholder: t("link"), autocomplete: "off" })
  );
  const opener = element(
    "form",
    { class: "opener", "data-submit": "deep_link" },
    link,
    element("button", { class: "plain" }, t("open")),
  );
  root.setAttribute("aria-label", t("chats"));
  root.append(
    element("header", { class: "brand" }, element("p", { class: "name", "aria-hidden": "true" }, t("title")), tools),
    connection,
    element("section", { "aria-label": t("people") }, element("h2", null, t("people")), people, settings, opener),
    element("section", { class: "rest", "aria-label": t("chats") }, element("h2", null, t("chats")), chats),
  );

  const { on } = app.gestures;
  on("click", "person", (target) => app.go({ role: /** @type {Role} */ (target.dataset.person) }));
  on("click", "chat", (target) => app.go({ chatId: Number(target.dataset.chat), view: "chat" }));
  on("change", "language", (target) => {
    const { value } = /** @type {HTMLSelectElement} */ (target);
    return app.act("language", { person: app.me().id, language_code: value });
  });
  on("click", "block", () => app.act("block", { person: app.me().id }));
  on("click", "theme", () => {
    const { theme } = app.session.kept;
    app.session.keep({ theme: THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] });
    app.refresh();
  });
  on("click", "help", () =>
    app.dialogs.open(t("welcome"), (close) => [
      element("h2", null, t("welcome")),
      welcomeLines(app),
      element("div", { class: "answers" }, button({ class: "primary", click: () => close(null) }, t("ok"))),
    ]),
  );
  on("submit", "deep_link", (_, event) => {
    event.preventDefault();
    const typed = link.value.trim();
    const payload = PAYLOAD.test(typed) ? typed : (deepLink(typed, app.bot().username)?.payload ?? null);
    if (payload === null && !deepLink(typed, app.bot().username)) {
      app.alarm(t("link_wrong"));
      return;
    }
    link.value = "";
    app.open(payload ?? "");
  });

  function render() {
    const me = app.me();
    const { theme } = app.session.kept;
    show(
      tools,
      welcomeLines(app) && tool("help", "help", t("welcome")),
      tool("theme", THEME_ICONS[theme], t(`theme_${theme}`)),
    );
    const here = app.online && app.bot().connected;
    show(connection, element("span", { class: here ? "lamp on" : "lamp" }), t(here ? "bot_here" : "bot_away"));
    show(people, ...[...app.store.people.values()].map(personView));
    show(settings, languageView(me), blockView(me));
    show(chats, ...app.chatsOf(me).map((chat) => chatView(chat, me)));
  }

  /** @type {(name: string, sign: IconName, label: string) => HTMLElement} */
  function tool(name, sign, label) {
    return button({ class: "tool", "data-key": name, "data-do": name, "aria-label": label, title: label }, icon(sign));
  }

  /** @param {Person} person */
  function personView(person) {
    const own = app.store.chats.get(person.id);
    const current = person === app.me();
    return button(
      {
        class: "person",
        "data-key": person.id,
        "data-do": "person",
        "data-person": person.role,
        "aria-pressed": String(current),
      },
      element("span", { class: `avatar ${toneOf(person.id)}`, "aria-hidden": "true" }, [...person.first_name][0]),
      element("span", { class: "name" }, person.first_name),
      element("span", { class: "role" }, t(person.role)),
      person.blocked &&
        element("span", { class: "mark" }, icon("block"), element("span", { class: "unseen" }, t("blocked"))),
      !current && own && badge(app.unread(person, own)),
    );
  }

  /** @param {Person} me */
  function languageView(me) {
    const known = app.store.languages.includes(me.language_code ?? "") ? [] : [me.language_code ?? ""];
    return element(
      "select",
      { class: "field", "data-change": "language", "aria-label": t("language"), title: t("language") },
      [...app.store.languages, ...known].map((code) =>
        element("option", { value: code, selected: code === me.language_code }, code),
      ),
    );
  }

  /** @param {Person} me */
  function blockView({ blocked }) {
    const name = blocked ? "unblock" : "block";
    return button({ class: "plain", "data-do": name, disabled: !app.store.chats.has(app.me().id) }, t(name));
  }

  /** @type {(chat: Chat, me: Person) => HTMLElement} */
  function chatView(chat, me) {
    const own = chat.type === "private";
    const latest = app.store.messages(chat.id, 1)[0];
    const open = chat === app.chat();
    const sign = own ? "robot" : chat.type === "channel" ? "channel" : "group";
    return button(
      {
        class: "chat",
        "data-key": chat.id,
        "data-do": "chat",
        "data-chat": chat.id,
        "aria-current": open ? "true" : null,
      },
      element("span", { class: `avatar ${own ? "" : toneOf(-chat.id)}`.trim() }, icon(sign)),
      element("span", { class: "name" }, own ? app.botName(me) : chat.title),
      latest && element("span", { class: "when" }, app.times.clock(latest.date)),
      element("span", { class: "latest" }, latest ? latestWords(latest, chat) : t("empty_chat")),
      badge(app.unread(me, chat)),
    );
  }

  /** @type {(message: Message, chat: Chat) => string} */
  function latestWords(message, chat) {
    const words = summary(message, t);
    return chat.type === "supergroup" ? `${nameOf(message.from, { chat })}: ${words}` : words;
  }

  /** @param {number} count */
  function badge(count) {
    if (count === 0) return null;
    return element(
      "span",
      { class: "badge" },
      element("span", { "aria-hidden": "true" }, count),
      element("span", { class: "unseen" }, t("unread", { n: count })),
    );
  }

  return { render };
}
