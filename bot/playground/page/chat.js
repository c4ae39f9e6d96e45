/** The messages of the open chat: the newest two hundred, and older ones as the reader scrolls up. */

import { createBottom } from "./bottom.js";
import { dayView, rowView } from "./bubble.js";
import { button, element } from "./element.js";
import { icon } from "./icons.js";
import { createKeyedList } from "./keyed_list.js";
import { rowsOf } from "./rows.js";
import { countdown } from "./times.js";

/**
 * @import {App} from "./app.js"
 * @import {Place} from "./reading.js"
 * @import {Day, Row} from "./rows.js"
 */

const PAGE = 200;
const EARLY = 400;
const FLASH = 1_500;

/** @typedef {ReturnType<typeof createChat>} ChatView */

/**
 * @param {App} app
 * @param {HTMLElement} scroller
 */
export function createChat(app, scroller) {
  const { t } = app;
  const log = element("div", { class: "log", role: "log", "aria-live": "polite", "aria-label": t("messages") });
  const down = button({ class: "down", "data-do": "down", hidden: true });
  scroller.append(log);
  scroller.after(down);
  const bottom = createBottom(scroller, log, app.refresh);
  const list = createKeyedList(log);
  let place = "";
  let count = PAGE;
  let newestDrawn = 0;
  let newestAtBottom = 0;

  scroller.addEventListener("scroll", () => {
    const { length } = app.store.messages(app.chat().id, count + 1);
    if (scroller.scrollTop < EARLY && length > count) {
      count += PAGE;
      app.refresh();
    }
  });
  app.gestures.on("click", "down", () => {
    bottom.go();
    app.refresh();
  });
  setInterval(tick, 1_000);

  function render() {
    bottom.held = app.chat().type === "private" && !app.me().opened;
    const moved = place !== `${app.me().id} ${app.chat().id} ${app.store.epoch}`;
    if (moved) enter();
    stayOrFollow();
    const messages = app.store.messages(app.chat().id, count);
    bottom.keep(() => reconcile(rowsOf(messages, app.me().id)));
    const last = messages.at(-1)?.id ?? 0;
    // On a narrow window another part may be in front.
    const seen = bottom.there && document.visibilityState === "visible" && scroller.clientHeight > 0;
    if (seen) app.saw(last);
    newestDrawn = last;
    showDown(bottom.there ? 0 : countNews());
    // A chat that was just opened is not read out as if all of it had come now.
    if (moved) requestAnimationFrame(() => log.setAttribute("aria-live", "polite"));
  }

  /** Decide what to show: the newest page to who is at the bottom, nothing less than before to who reads further up. */
  function stayOrFollow() {
    let added = 0;
    let own = false;
    for (const message of app.store.newest(app.chat().id)) {
      if (message.id <= newestDrawn) break;
      added += 1;
      own ||= message.from?.id === app.me().id;
    }
    // Who sends something wants to see it.
    if (own) bottom.there = true;
    if (!bottom.there) count += added;
    else if (count > 2 * PAGE) count = PAGE;
    if (bottom.there) newestAtBottom = app.store.messages(app.chat().id, 1)[0]?.id ?? 0;
  }

  /** How many messages of others came since the reader left the bottom. */
  function countNews() {
    let news = 0;
    for (const message of app.store.newest(app.chat().id)) {
      if (message.id <= newestAtBottom) break;
      if (message.from?.id !== app.me().id) news += 1;
    }
    return news;
  }

  function enter() {
    place = `${app.me().id} ${app.chat().id} ${app.store.epoch}`;
    count = PAGE;
    newestDrawn = app.store.messages(app.chat().id, 1)[0]?.id ?? 0;
    log.setAttribute("aria-live", "off");
    list.clear();
    bottom.there = true;
  }

  /** @param {(Row | Day)[]} rows */
  function reconcile(rows) {
    const focused = log.contains(document.activeElement) ? document.activeElement : null;
    const home = focused?.closest("[data-message]");
    list.show(rows.map((row) => ({ key: row.key, looks: looksOf(row), view: () => view(row) })));
    // Tab reaches the newest message; arrows go on from there.
    const articles = /** @type {HTMLElement[]} */ ([...log.querySelectorAll("[role=article]")]);
    for (const article of articles) article.tabIndex = article === articles.at(-1) ? 0 : -1;
    for (const quote of log.querySelectorAll(".expandable:not(.measured)")) measure(quote);
    // The control that had the focus may be gone; then its message has it.
    if (focused && !focused.isConnected && home instanceof HTMLElement && home.isConnected) {
      home.focus({ preventScroll: true });
    }
  }

  /** Everything that a row's looks depend on. @param {Row | Day} row */
  function looksOf(row) {
    if (!("messages" in row)) return [row.day];
    const place = placeOf(row);
    const busy = [...app.pressing.busy(place)].join();
    return [row.by, row.first, row.last, busy, app.reading.of(place).version, ...row.messages];
  }

  /** @param {Row | Day} row */
  function view(row) {
    const common = { t, times: app.times, bot: app.bot(), me: app.me(), chat: app.chat(), people: app.store.people };
    const now = app.store.serverTime();
    if (!("messages" in row)) return dayView(row, { ...common, now });
    const place = placeOf(row);
    return rowView(row, { ...common, opened: app.reading.of(place), busy: app.pressing.busy(place), now });
  }

  /** @param {Row} row @returns {Place} */
  function placeOf({ messages: [{ chat_id: chat, id: message }] }) {
    return { person: app.me().id, chat, message };
  }

  /** A quote of three lines or less has nothing to open. @param {Element} quote */
  function measure(quote) {
    const text = quote.querySelector(".clamped");
    if (!text || !text.clientHeight || quote.classList.contains("open")) return;
    quote.classList.add("measured");
    quote.classList.toggle("short", text.scrollHeight <= text.clientHeight + 2);
  }

  /** @param {number} fresh */
  function showDown(fresh) {
    down.hidden = bottom.there;
    const label = fresh > 0 ? t("new_messages", { n: fresh }) : t("jump_down");
    if (down.getAttribute("aria-label") === label) return;
    down.setAttribute("aria-label", label);
    down.replaceChildren(icon("down"), ...(fresh > 0 ? [label] : []));
  }

  function tick() {
    for (const node of log.querySelectorAll("[data-until]")) {
      const { until, most } = /** @type {HTMLElement} */ (node).dataset;
      node.textContent = countdown(Number(until) - app.store.serverTime(), Number(most));
    }
  }

  /**
   * Show a message and point to it.
   * @param {number} id
   * @returns {boolean} whether it is there
   */
  function jumpTo(id) {
    const all = app.store.messages(app.chat().id);
    const index = all.findIndex((message) => message.id === id);
    if (index < 0) return false;
    count = Math.max(count, all.length - index + PAGE / 4);
    bottom.there = false;
    render();
    const node = log.querySelector(`[data-message="${id}"]`);
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    node?.scrollIntoView({ block: "center", behavior: calm ? "instant" : "smooth" });
    node?.classList.add("flash");
    setTimeout(() => node?.classList.remove("flash"), FLASH);
    if (node instanceof HTMLElement) node.focus({ preventScroll: true });
    return true;
  }

  return { render, jumpTo, log };
}
