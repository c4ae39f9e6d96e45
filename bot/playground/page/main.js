/** Puts the page together and starts it. */

import { createApp } from "./app.js";
import { createChat } from "./chat.js";
import { createComposer } from "./composer.js";
import { listen } from "./connection.js";
import { element } from "./element.js";
import { createHeader } from "./header.js";
import { addMessageGestures } from "./message_gestures.js";
import { addMessageMenu } from "./message_menu.js";
import { createPanel } from "./panel.js";
import { show } from "./patch.js";
import { createSide } from "./side.js";
import { createUploads } from "./uploads.js";
import { welcomeView } from "./welcome.js";

/** @import {Call} from "./protocol.js" */

const app = createApp();
const { session, store, t } = app;

/** @param {string} id */
const part = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

function build() {
  const [header, stage, composerArea] = ["head", "stage", "composer"].map((name) => element("div", { class: name }));
  const intro = element("div", { class: "intro" });
  const scroller = element("div", { class: "scroller" }, intro);
  stage.append(scroller);
  part("chat").append(header, stage, composerArea);
  part("chat").setAttribute("aria-label", t("messages"));

  const side = createSide(app, part("side"));
  const chat = createChat(app, scroller);
  const jump = (/** @type {number} */ id) => {
    if (!chat.jumpTo(id)) app.toast(t("message_is_gone"));
  };
  const head = createHeader(app, header, jump);
  const uploads = createUploads(app, part("chat"));
  const composer = createComposer(app, composerArea, {
    attach: (files) => uploads.offer(files, composer.replyTo()),
    jump,
  });
  const panel = createPanel(app, part("panel"));
  addMessageGestures(app, chat, composer);
  addMessageMenu(app, chat, composer);

  app.draw(frame);
  app.draw(side.render);
  app.draw(head.render);
  app.draw(() => show(intro, welcomeView(app)));
  app.draw(composer.render);
  app.draw(chat.render);
  app.draw(panel.render);
}

/** What the style sheets go by. */
function frame() {
  const { dataset } = document.body;
  dataset.view = app.view;
  dataset.panel = String(session.kept.panel);
  dataset.bot = app.online && app.bot().connected ? "here" : "away";
  document.documentElement.dataset.theme = session.kept.theme;
}

/** @param {any} event */
function heard(event) {
  const before = store.epoch;
  store.apply(event);
  if (event.type === "state") begun(event, before);
  if (event.type === "answer") app.pressing.settle(event);
  if (event.type === "action") setTimeout(app.refresh, 5_100);
  app.refresh();
}

/**
 * A whole state has come.
 * @param {{calls: Call[]}} state
 * @param {string} before the run of the server that was known until now
 */
function begun({ calls }, before) {
  const { epoch } = store;
  if (session.kept.epoch !== epoch) session.keep({ epoch, seen: {}, hidden: {} });
  if (before === "") restorePlace();
  if (before === epoch) answeredMeanwhile(calls);
  if (before === "" || before === epoch) return;
  app.pressing.forget();
  app.reading.forget();
  app.chatId = null;
  restorePlace();
  app.anew = true;
}

/** While the wire was away buttons may have been answered; no event tells of them any more. @param {Call[]} calls */
function answeredMeanwhile(calls) {
  for (const { method, done, parameters } of calls) {
    if (method !== "answerCallbackQuery" || !done) continue;
    const { callback_query_id: queryId, text = "", show_alert: alert = false, url = null } = parameters;
    app.pressing.settle({ query_id: String(queryId), text, alert: Boolean(alert), url });
  }
}

/** Open the chat that was open last; a newcomer begins in the bot's chat, also where one part is seen at a time. */
function restorePlace() {
  const { place } = session.kept;
  const known = [...store.chats.values()].find(({ type, title }) => `${type} ${title}` === place);
  app.chatId = known?.id ?? null;
  if (!app.me().opened) app.view = "chat";
}

/** @param {boolean} open whether the wire to the server is there */
function wired(open) {
  document.body.dataset.connected = String(open);
  app.online = open;
  app.refresh();
}

document.documentElement.lang = app.language;
document.documentElement.dataset.theme = session.kept.theme;
document.title = t("title");
document.querySelectorAll("h1").forEach((heading) => heading.replaceChildren(t("title")));
build();
listen(heard, wired);
document.addEventListener("visibilitychange", app.refresh);
matchMedia("(min-width: 1100px)").addEventListener("change", app.refresh);
