/** What can be done inside a message: buttons, spoilers, quotes, votes, links, pictures. */

import { copy } from "./clipboard.js";
import { element, button } from "./element.js";
import { addressOf } from "./media.js";
import { flip } from "./reading.js";

/**
 * @import {App} from "./app.js"
 * @import {ChatView} from "./chat.js"
 * @import {Message} from "./protocol.js"
 */

/**
 * @param {App} app
 * @param {ChatView} chat
 * @param {{say: (text: string) => void, insert: (text: string) => void}} composer
 */
export function addMessageGestures(app, chat, composer) {
  const { on } = app.gestures;
  const { t } = app;

  /** @param {HTMLElement} target */
  const place = (target) => ({ person: app.me().id, chat: app.chat().id, message: messageOf(app, target)?.id ?? 0 });

  /** @type {(target: HTMLElement, act: string, more: Record<string, unknown>) => Promise<void>} */
  function press(target, act, more) {
    const at = place(target);
    const ask = async () => (await app.act(act, { ...at, ...more }))?.query_id ?? null;
    return app.pressing.press(at, target.dataset.data ?? "", ask);
  }

  /** @type {(target: HTMLElement, how: Parameters<App["reading"]["change"]>[1]) => void} */
  function change(target, how) {
    app.reading.change(place(target), how);
    app.refresh();
  }

  on("click", "press", (target) =>
    press(target, "press", { row: Number(target.dataset.row), column: Number(target.dataset.column) }),
  );
  on("click", "press_rich", (target) => press(target, "press_rich", { data: target.dataset.data }));
  on("click", "copy_this", (target) => copied(target.dataset.text ?? ""));
  on("click", "copy_code", (target) => copied(target.closest("figure")?.querySelector("code")?.textContent ?? ""));
  on("click", "command", (target) => composer.say(target.dataset.command ?? ""));
  on("click", "inline_query", (target) => composer.insert(`@${app.bot().username} ${target.dataset.query}`));

  // As in Telegram, one tap opens every spoiler of the message.
  on("click", "spoiler", (target) =>
    change(target, ({ spoilers }) => {
      const hidden = /** @type {NodeListOf<HTMLElement>} */ (rowOf(target)?.querySelectorAll(".spoiler [data-source]"));
      for (const { dataset } of hidden) spoilers.add(dataset.source ?? "");
    }),
  );
  on("click", "quote", (target) => change(target, ({ quotes }) => flip(quotes, target.dataset.source ?? "")));
  on("toggle", "details", (target) => {
    const { open } = /** @type {HTMLDetailsElement} */ (target);
    const title = target.dataset.title ?? "";
    if (messageOf(app, target)) app.reading.of(place(target)).details.set(title, open);
  });

  on("click", "vote", (target) => app.act("vote", { ...place(target), options: [Number(target.dataset.option)] }));
  on("click", "tick", (target) => change(target, ({ ticked }) => flip(ticked, Number(target.dataset.option))));
  on("click", "cast", async (target) => {
    const at = place(target);
    const { ticked } = app.reading.of(at);
    if (await app.act("vote", { ...at, options: [...ticked].sort((one, other) => one - other) })) ticked.clear();
  });
  on("click", "retract", (target) => app.act("vote", { ...place(target), options: [] }));

  on("click", "jump", (target) => {
    if (!chat.jumpTo(Number(target.dataset.id))) app.toast(t("message_is_gone"));
  });
  on("click", "anchor", (target) => {
    const anchor = rowOf(target)?.querySelector(`[data-anchor="${CSS.escape(target.dataset.name ?? "")}"]`);
    anchor?.scrollIntoView({ block: "center" });
  });
  on("click", "link", (target, event) => {
    if (app.follow(/** @type {HTMLAnchorElement} */ (target).href)) event.preventDefault();
  });
  on("click", "picture", (target) => enlarge(target.dataset.file ?? ""));

  /** @param {string} text */
  async function copied(text) {
    if (await copy(text)) app.toast(t("copied"));
  }

  /** @param {string} fileId */
  function enlarge(fileId) {
    return app.dialogs.open(t("picture_full"), (close) => [
      element("img", { class: "enlarged", src: addressOf(fileId), alt: t("photo") }),
      element(
        "div",
        { class: "answers" },
        element("a", { class: "plain", href: addressOf(fileId, true), download: true }, t("download")),
        button({ class: "primary", click: () => close(null) }, t("close")),
      ),
    ]);
  }
}

/** The message that an element belongs to. @type {(app: App, target: Element) => Message | undefined} */
export function messageOf(app, target) {
  const marked = /** @type {HTMLElement | null} */ (target.closest("[data-message]"));
  return app.store.message(app.chat().id, Number(marked?.dataset.message));
}

/** @param {Element} target */
export function rowOf(target) {
  return /** @type {HTMLElement | null} */ (target.closest("[role=article]"));
}
