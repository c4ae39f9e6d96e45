/** Which links may be followed, and which lead to the bot itself and so stay on this page. */

import { element } from "./element.js";

const SCHEMES = ["http:", "https:", "tg:", "mailto:"];

/**
 * The address as a link may have it, with a scheme; null for what should not be followed.
 * @param {string} raw
 */
export function safeUrl(raw) {
  for (const candidate of [raw, `https://${raw}`]) {
    const url = parsed(candidate);
    if (url && SCHEMES.includes(url.protocol)) return url.href;
  }
  return null;
}

/**
 * Where a link to the bot leads: to its chat, with a payload for /start or without one; null for any other link.
 * @param {string} href
 * @param {string} username of the bot
 * @returns {{payload: string | null} | null}
 */
export function deepLink(href, username) {
  const url = parsed(href);
  if (!url) return null;
  const toSite = ["t.me", "telegram.me"].includes(url.hostname) && url.pathname.replace(/^\/|\/$/g, "");
  const toApp = url.protocol === "tg:" && /resolve$/.test(url.host + url.pathname) && url.searchParams.get("domain");
  const name = toSite || toApp || "";
  if (name.toLowerCase() !== username.toLowerCase()) return null;
  return { payload: url.searchParams.get("start") };
}

/**
 * A link, or its text alone where it should not be followed.
 * @param {string} raw
 * @param {unknown[]} children
 * @param {Record<string, unknown>} [attributes]
 */
export function link(raw, children, attributes = {}) {
  const href = safeUrl(raw);
  if (!href) return element("span", attributes, children);
  const target = href.startsWith("http") ? "_blank" : null;
  return element("a", { href, target, rel: "noopener noreferrer", "data-do": "link", ...attributes }, children);
}

/** @param {string} text */
function parsed(text) {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
