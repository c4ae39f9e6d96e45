/** Calls of the bot and updates for it as they happen, and a way to let calls fail. */

import { createBottom } from "./bottom.js";
import { button, element } from "./element.js";
import { entryView } from "./entry.js";
import { faultsForm } from "./faults.js";
import { icon } from "./icons.js";
import { createKeyedList } from "./keyed_list.js";
import { show } from "./patch.js";
import { flip } from "./reading.js";

/**
 * @import {App} from "./app.js"
 * @import {Entry} from "./journal.js"
 * @import {IconName} from "./icons.js"
 * @import {Word} from "./words.js"
 */

const SHOWN = 300;

/** @type {Record<string, (entry: Entry) => boolean>} */
const FILTERS = {
  all: () => true,
  refused: ({ call }) => Boolean(call?.refusal),
  updates: ({ update }) => update !== undefined,
};

/**
 * @param {App} app
 * @param {HTMLElement} root
 */
export function createPanel(app, root) {
  const { t } = app;
  const [tools, filters] = ["tools", "filters"].map((name) => element("div", { class: name }));
  const scroller = element("div", { class: "entries", tabindex: 0, role: "group", "aria-label": t("panel") });
  const content = element("div");
  const nothing = element("p", { class: "nothing" }, t("nothing_yet"));
  scroller.append(content, nothing);
  filters.setAttribute("role", "group");
  root.setAttribute("aria-label", t("panel"));
  root.append(
    element(
      "header",
      { class: "brand" },
      button({ class: "tool back", "data-do": "view", "data-to": "chat", "aria-label": t("back") }, icon("back")),
      element("h2", null, t("panel")),
      tools,
    ),
    filters,
    scroller,
    faultsForm(app),
  );
  const list = createKeyedList(content);
  const bottom = createBottom(scroller, content, () => {});
  /** @type {Set<string>} */
  const open = new Set();
  /** @type {Entry[] | null} */
  let frozen = null;
  let clearedAt = "";
  let drawn = "";
  let epoch = "";

  const { on } = app.gestures;
  on("click", "filter", (target) => {
    app.session.keep({ filter: target.dataset.filter ?? "all" });
    bottom.go();
    app.refresh();
  });
  on("click", "pause", () => {
    frozen = frozen ? null : app.store.journal.entries();
    app.refresh();
  });
  on("click", "clear", () => {
    clearedAt = app.store.journal.entries().at(-1)?.key ?? "";
    frozen = null;
    app.refresh();
  });
  on("toggle", "entry", (target) => {
    const key = target.dataset.key ?? "";
    if (/** @type {HTMLDetailsElement} */ (target).open === open.has(key)) return;
    flip(open, key);
    app.refresh();
  });

  function render() {
    if (epoch !== app.store.epoch) forget();
    const { version } = app.store.journal;
    const { filter } = app.session.kept;
    const looks = [app.store.epoch, version, filter, frozen?.length, clearedAt, [...open].join()].join();
    if (looks === drawn) return;
    drawn = looks;
    const now = sinceCleared(app.store.journal.entries());
    const entries = frozen ? sinceCleared(frozen) : now;
    const visible = entries.filter(FILTERS[filter] ?? FILTERS.all).slice(-SHOWN);
    showTools(now.length - entries.length);
    show(filters, ...Object.keys(FILTERS).map((name) => filterView(name, entries.filter(FILTERS[name]).length)));
    nothing.hidden = visible.length > 0;
    bottom.keep(() =>
      list.show(
        visible.map((entry) => {
          const isOpen = open.has(entry.key);
          const looks = [entry.call, entry.update, entry.at, isOpen];
          return { key: entry.key, looks, view: () => entryView(entry, isOpen, app) };
        }),
      ),
    );
  }

  /** Another run of the server counts its calls from one again. */
  function forget() {
    epoch = app.store.epoch;
    frozen = null;
    clearedAt = "";
    open.clear();
    list.clear();
  }

  /** @param {Entry[]} entries */
  function sinceCleared(entries) {
    return entries.slice(entries.findIndex(({ key }) => key === clearedAt) + 1);
  }

  /** @param {number} missed entries that came during a pause */
  function showTools(missed) {
    show(
      tools,
      frozen && element("span", { class: "paused" }, t("paused", { n: Math.max(0, missed) })),
      tool("pause", frozen ? "play" : "pause", frozen ? "resume" : "pause"),
      tool("clear", "clear", "clear_view"),
    );
  }

  /** @type {(name: string, sign: IconName, word: Word) => HTMLElement} */
  function tool(name, sign, word) {
    return button(
      { class: "tool", "data-key": name, "data-do": name, "aria-label": t(word), title: t(word) },
      icon(sign),
    );
  }

  /** @type {(name: string, count: number) => HTMLElement} */
  function filterView(name, count) {
    const on_ = app.session.kept.filter === name;
    return button(
      {
        class: `filter ${name}`,
        "data-key": name,
        "data-do": "filter",
        "data-filter": name,
        "aria-pressed": String(on_),
      },
      t(/** @type {Word} */ (name)),
      element("span", { class: "count" }, count),
    );
  }

  return { render };
}
