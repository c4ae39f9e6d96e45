/** Polls and quizzes, before and after the reader's vote. */

import { button, element } from "./element.js";
import { formatted } from "./formatting.js";
import { icon } from "./icons.js";
import { countdown } from "./times.js";

/**
 * @import {Poll, PollOption} from "./protocol.js"
 * @import {Scene} from "./bubble.js"
 */

/**
 * @param {Poll} poll
 * @param {Scene} scene
 */
export function pollView(poll, scene) {
  const { t, me } = scene;
  const mine = poll.votes[me.id];
  const over = poll.closed || mine !== undefined;
  const tally = poll.total > 0 ? t("votes", { n: poll.total }) : t("votes_none");
  return element(
    "div",
    { class: "poll" },
    element("div", { class: "question" }, formatted(poll.question, poll.question_entities ?? [], scene)),
    poll.description &&
      element("div", { class: "description" }, formatted(poll.description, poll.description_entities ?? [], scene)),
    element("div", { class: "kind" }, kindOf(poll, scene), timer(poll, scene)),
    !over && poll.several && element("div", { class: "kind" }, t("select_several")),
    element(
      over ? "ul" : "div",
      { class: "options", role: over ? null : "group", "aria-label": over ? null : poll.question },
      poll.options.map((option, index) =>
        over ? result(poll, option, index, mine ?? [], scene) : choice(poll, option, index, scene),
      ),
    ),
    over && poll.explanation && explanation(poll, scene),
    !over && poll.several && voteButton(scene),
    element(
      "div",
      { class: "tally" },
      tally,
      mine && !poll.closed && poll.revoting && button({ class: "link", "data-do": "retract" }, t("retract")),
    ),
  );
}

/** @type {(poll: Poll, scene: Scene) => string} */
function kindOf(poll, { t }) {
  if (poll.closed) return t("final");
  if (poll.quiz) return t(poll.anonymous ? "anonymous_quiz" : "quiz_forms");
  return t(poll.anonymous ? "anonymous_poll" : "poll_forms");
}

/** @type {(poll: Poll, scene: Scene) => Node | null} */
function timer(poll, { t, now }) {
  if (poll.closed || !poll.close_date) return null;
  const most = poll.open_period ?? Infinity;
  return element(
    "span",
    { class: "timer", role: "timer", title: t("seconds_left"), "data-until": poll.close_date, "data-most": most },
    countdown(poll.close_date - now, most),
  );
}

/** @type {(poll: Poll, option: PollOption, index: number, scene: Scene) => Node} */
function choice(poll, option, index, scene) {
  const ticked = scene.opened.ticked.has(index);
  const several = poll.several ? { role: "checkbox", "aria-checked": String(ticked) } : { "data-once": true };
  return button(
    { class: "option", "data-do": poll.several ? "tick" : "vote", "data-option": index, ...several },
    element("span", { class: poll.several ? "box" : "dot" }, ticked && icon("check")),
    element("span", { class: "text" }, formatted(option.text, option.text_entities ?? [], scene)),
  );
}

/** @param {Scene} scene */
function voteButton({ t, opened }) {
  return button({ class: "cast", "data-do": "cast", "data-once": true, disabled: opened.ticked.size === 0 }, t("vote"));
}

/** @type {(poll: Poll, option: PollOption, index: number, mine: number[], scene: Scene) => Node} */
function result(poll, option, index, mine, scene) {
  const { t } = scene;
  const share = poll.total > 0 ? Math.round((100 * option.voter_count) / poll.total) : 0;
  const chosen = mine.includes(index);
  const right = poll.quiz && poll.correct.includes(index);
  const wrong = poll.quiz && chosen && !right;
  const bar = element("span", { class: "bar" });
  bar.style.inlineSize = `${Math.max(share, 2)}%`;
  const marks = [right && t("right_option"), wrong && t("wrong_option"), chosen && t("your_choice")].filter(Boolean);
  return element(
    "li",
    { class: `result${right ? " right" : ""}${wrong ? " wrong" : ""}${chosen ? " chosen" : ""}` },
    element("span", { class: "share" }, `${share}%`),
    element("span", { class: "text" }, formatted(option.text, option.text_entities ?? [], scene)),
    element("span", { class: "mark" }, (chosen || right) && icon(wrong ? "close" : "check")),
    marks.length > 0 && element("span", { class: "unseen" }, `(${marks.join(", ")})`),
    element("span", { class: "track" }, bar),
    !poll.anonymous && voters(poll, index, scene),
  );
}

/** @type {(poll: Poll, index: number, scene: Scene) => Node | null} */
function voters(poll, index, { people }) {
  const ids = Object.keys(poll.votes).filter((id) => poll.votes[id].includes(index));
  const names = ids.map((id) => people.get(Number(id))?.first_name).filter(Boolean);
  return names.length > 0 ? element("span", { class: "voters" }, names.join(", ")) : null;
}

/** @type {(poll: Poll, scene: Scene) => Node} */
function explanation(poll, scene) {
  const text = formatted(poll.explanation ?? "", poll.explanation_entities ?? [], scene);
  return element(
    "div",
    { class: "explanation", role: "note", "aria-label": scene.t("explanation") },
    icon("bulb"),
    element("div", null, text),
  );
}
