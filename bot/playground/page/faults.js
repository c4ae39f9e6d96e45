/** A form that lets the bot's next calls fail, for trying out what it does then. */

import { button, element } from "./element.js";

/**
 * @import {App} from "./app.js"
 * @import {Word} from "./words.js"
 */

const KINDS = ["429", "500", "502", "close", "lost", "hang", "slow"];

const METHODS = ["sendMessage", "editMessageText", "answerCallbackQuery", "sendDocument", "sendPoll", "getUpdates"];

/** @param {App} app */
export function faultsForm(app) {
  const { t } = app;
  app.gestures.on("submit", "fault", async (form, event) => {
    event.preventDefault();
    const fields = new FormData(/** @type {HTMLFormElement} */ (form));
    const times = Number(fields.get("times"));
    const fault = { kind: fields.get("kind"), method: String(fields.get("method")).trim() || null, times };
    if (await app.act("fault", fault)) app.toast(t("fault_set", { n: times }));
  });
  app.gestures.on("click", "clear_faults", async () => {
    if (await app.act("faults_clear", {})) app.toast(t("faults_cleared"));
  });
  return element(
    "details",
    { class: "faults" },
    element("summary", null, t("fail_next")),
    element(
      "form",
      { "data-submit": "fault" },
      element(
        "label",
        null,
        t("fault_kind"),
        element(
          "select",
          { class: "field", name: "kind" },
          KINDS.map((kind) => element("option", { value: kind }, t(/** @type {Word} */ (`fault_${kind}`)))),
        ),
      ),
      element(
        "label",
        null,
        t("fault_method"),
        element("input", { class: "field", name: "method", list: "methods", autocomplete: "off", spellcheck: "false" }),
        element(
          "datalist",
          { id: "methods" },
          METHODS.map((value) => element("option", { value })),
        ),
      ),
      element(
        "label",
        null,
        t("fault_times"),
        element("input", {
          class: "field",
          name: "times",
          type: "number",
          min: 1,
          max: 1000,
          value: 1,
          required: true,
        }),
      ),
      element(
        "div",
        { class: "answers" },
        button({ class: "plain", "data-do": "clear_faults" }, t("clear_faults")),
        element("button", { class: "danger" }, t("fail_button")),
      ),
    ),
  );
}
