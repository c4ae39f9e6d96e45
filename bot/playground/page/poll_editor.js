/** The form in which the reader makes a poll or quiz that the bot has asked for. */

import { button, element } from "./element.js";

/** @import {App} from "./app.js" */

const FEWEST = 2;
const MOST = 12;
const LONGEST_QUESTION = 300;
const LONGEST_OPTION = 100;
const LONGEST_EXPLANATION = 200;

/**
 * Ask for a poll and send it to the bot.
 * @param {App} app
 * @param {"quiz" | "regular" | undefined} type what the bot wants; undefined leaves it to the reader
 * @returns {Promise<unknown>} null if nothing was sent
 */
export function askForPoll(app, type) {
  const { t } = app;
  const title = t(type === "regular" ? "new_poll" : "new_quiz");
  const mayBeQuiz = type !== "regular";
  return app.dialogs.open(title, (close) => {
    const group = { role: "group", "aria-label": t("poll_options") };
    const options = element("div", { class: "new_options", ...group, input: grow });
    grow();

    function grow() {
      const fields = texts();
      if (fields.length < MOST && (fields.length < FEWEST || fields[fields.length - 1].value !== "")) {
        options.append(option(fields.length));
        grow();
      }
    }

    /** @returns {HTMLInputElement[]} */
    function texts() {
      return [...options.querySelectorAll("input")].filter(({ type: kind }) => kind === "text");
    }

    /** @param {number} index */
    function option(index) {
      const n = index + 1;
      const right = { type: "radio", name: "right", value: index, required: type === "quiz" };
      return element(
        "div",
        { class: "new_option" },
        mayBeQuiz && element("input", { ...right, "aria-label": t("option_is_right", { n }) }),
        words("option", t("option", { n }), LONGEST_OPTION, index < FEWEST),
      );
    }

    const agree = async (/** @type {Event} */ event) => {
      event.preventDefault();
      const form = new FormData(/** @type {HTMLFormElement} */ (event.target));
      const written = texts().map(({ value }) => value.trim());
      const right = form.get("right");
      const correct = right === null ? null : written.slice(0, Number(right)).filter(Boolean).length;
      const poll = {
        question: form.get("question"),
        options: written.filter(Boolean),
        correct,
        explanation: correct === null ? "" : form.get("explanation"),
      };
      if (await app.act("send_poll", { person: app.me().id, chat: app.chat().id, ...poll })) close(true);
    };

    return [
      element("h2", null, title),
      element(
        "form",
        { submit: agree },
        words("question", t("poll_question"), LONGEST_QUESTION, true),
        options,
        mayBeQuiz && words("explanation", t("explanation"), LONGEST_EXPLANATION, false),
        element(
          "div",
          { class: "answers" },
          button({ class: "plain", click: () => close(null) }, t("cancel")),
          element("button", { class: "primary" }, t("send")),
        ),
      ),
    ];
  });
}

/** @type {(name: string, label: string, most: number, required: boolean) => HTMLElement} */
function words(name, label, most, required) {
  const shown = { "aria-label": label, placeholder: label, autocomplete: "off", dir: "auto" };
  // White space alone says nothing, here as at Telegram.
  const bounds = { maxlength: most, required, pattern: ".*\\S.*" };
  return element("input", { class: "field", type: "text", name, ...shown, ...bounds });
}
