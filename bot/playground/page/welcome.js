/** What a newcomer sees before the first message: what to try here, and what the bot says about itself. */

import { shortLanguage } from "./app.js";
import { element } from "./element.js";

/** @import {App} from "./app.js" */

/** Three lines that tell what to try; null if the server has none. @param {App} app */
export function welcomeLines(app) {
  const lines = app.store.hints[app.language] ?? app.store.hints.en;
  return lines?.length
    ? element(
        "ol",
        { class: "hints" },
        lines.map((line) => element("li", null, line)),
      )
    : null;
}

/** Stands in a private chat that was never opened; null in any other. @param {App} app */
export function welcomeView(app) {
  const { t } = app;
  const [me, chat] = [app.me(), app.chat()];
  if (chat.type !== "private" || me.opened) return null;
  // The lines speak to the learner, as whom everybody begins.
  const lines = me.role === "learner" ? welcomeLines(app) : null;
  const { descriptions } = app.bot();
  const description = descriptions[shortLanguage(me)] || descriptions[""];
  return element(
    "div",
    { class: "welcome" },
    lines && element("section", { class: "card tips" }, element("h2", null, t("welcome")), lines),
    description &&
      element(
        "section",
        { class: "card" },
        element("h2", null, t("description_title")),
        element("p", { class: "words" }, description),
      ),
  );
}
