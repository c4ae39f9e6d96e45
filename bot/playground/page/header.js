/** What stands above the messages: the chat's name, the bot's place in it, notices, the pinned message. */

import { button, element } from "./element.js";
import { icon } from "./icons.js";
import { runs } from "./message_menu.js";
import { show } from "./patch.js";
import { summary } from "./summary.js";

/**
 * @import {App, View} from "./app.js"
 * @import {Chat, Message} from "./protocol.js"
 */

const WIDE = "(min-width: 1100px)";

/**
 * @param {App} app
 * @param {HTMLElement} root
 * @param {(id: number) => void} jump
 */
export function createHeader(app, root, jump) {
  const { t } = app;
  const { on } = app.gestures;
  on("click", "view", (target) => app.go({ view: /** @type {View} */ (target.dataset.to) }));
  on("click", "panel", () => {
    if (matchMedia(WIDE).matches) app.session.keep({ panel: !app.session.kept.panel });
    else app.view = app.view === "panel" ? "chat" : "panel";
    app.refresh();
  });
  on("change", "place", (target) => {
    const { value } = /** @type {HTMLSelectElement} */ (target);
    return app.act("membership", { person: app.me().id, chat: app.chat().id, status: value });
  });
  on("click", "notice_close", () => {
    app.anew = false;
    app.refresh();
  });
  on("click", "pinned", (target) => jump(Number(target.dataset.id)));

  function render() {
    show(root, titleBar(), offline(), anew(), placeBar(), pinned());
  }

  function titleBar() {
    const chat = app.chat();
    const title = chat.type === "private" ? app.botName(app.me()) : chat.title;
    const open = matchMedia(WIDE).matches ? app.session.kept.panel : app.view === "panel";
    return element(
      "div",
      { class: "title_bar", "data-key": "title" },
      button({ class: "tool back", "data-do": "view", "data-to": "list", "aria-label": t("back") }, icon("back")),
      element("div", { class: "about" }, element("h2", null, title), element("p", { class: "status" }, status(chat))),
      button(
        {
          class: "tool",
          "data-do": "panel",
          "aria-label": t(open ? "hide_panel" : "show_panel"),
          title: t("panel"),
          "aria-expanded": String(open),
        },
        icon("panel"),
      ),
    );
  }

  /** @param {Chat} chat */
  function status(chat) {
    const action = app.store.action(chat.id);
    if (action) return t(action === "typing" ? "typing" : "uploading");
    if (chat.type === "private") return t("bot");
    const here = Object.values(chat.members).filter((place) => !["left", "kicked"].includes(place)).length;
    return t(chat.type === "channel" ? "subscribers" : "members", { n: here });
  }

  function offline() {
    if (app.online) return null;
    return element("p", { class: "notice bad", "data-key": "offline", role: "status" }, t("offline"));
  }

  function anew() {
    if (!app.anew) return null;
    return element(
      "div",
      { class: "notice", "data-key": "anew", role: "status" },
      element("span", null, t("started_anew")),
      button({ class: "tool", "data-do": "notice_close", "aria-label": t("close") }, icon("close")),
    );
  }

  /** Who runs a group or channel decides what the bot is there. */
  function placeBar() {
    const chat = app.chat();
    if (chat.type === "private" || !runs(chat, app.me())) return null;
    const usual = chat.type === "channel" ? ["administrator", "left"] : ["administrator", "member", "left"];
    const places = usual.includes(chat.bot_status) ? usual : [...usual, chat.bot_status];
    return element(
      "label",
      { class: "place_bar", "data-key": "place" },
      element("span", null, t("bot_place")),
      element(
        "select",
        { class: "field", "data-change": "place" },
        places.map((place) =>
          element("option", { value: place, selected: place === chat.bot_status }, placeName(place)),
        ),
      ),
    );
  }

  /** @param {string} place */
  function placeName(place) {
    if (place === "administrator" || place === "member") return t(place);
    return place === "left" ? t("left") : place;
  }

  function pinned() {
    for (const message of app.store.newest(app.chat().id)) {
      if (message.pinned) return pinnedView(message);
    }
    return null;
  }

  /** @param {Message} message */
  function pinnedView(message) {
    return button(
      { class: "pinned", "data-key": "pinned", "data-do": "pinned", "data-id": message.id },
      icon("pin"),
      element("span", { class: "name" }, t("pinned")),
      element("span", { class: "words" }, summary(message, t)),
    );
  }

  return { render };
}
