/** Icons, drawn in strokes on a field of 24 by 24. */

const PATHS = {
  attach: "M20 11.5 12.2 19.3a5 5 0 0 1-7.1-7.1l8.3-8.3a3.4 3.4 0 0 1 4.8 4.8l-8.2 8.2a1.7 1.7 0 0 1-2.4-2.4l7.5-7.5",
  back: "M19 12H5m6-6-6 6 6 6",
  block: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM5.7 5.7l12.6 12.6",
  bulb: "M9 18h6m-5 3h4m-7-11a5 5 0 1 1 8 4c-.8.6-1 1.2-1 2h-4c0-.8-.2-1.4-1-2a5 5 0 0 1-2-4Z",
  channel: "M4 10v4h3l9 4V6l-9 4H4Zm4 4 1 5h2l-.7-4M19.5 9.5a4 4 0 0 1 0 5",
  check: "m5 12.5 4.5 4.5L19 7.5",
  clear: "M4 7h16M9 7V4h6v3m-8 0 1 13h8l1-13",
  close: "m6 6 12 12M18 6 6 18",
  commands: "M4 6h16M4 12h16M4 18h10",
  copy: "M9 9h10v11H9zM15 9V4H5v11h4",
  down: "m6 9 6 6 6-6",
  download: "M12 4v11m-5-5 5 5 5-5M5 20h14",
  edit: "M4 20h4L19 9l-4-4L4 16v4ZM13 7l4 4",
  file: "M6 3h8l4 4v14H6zM14 3v4h4",
  forward: "m13 6 6 6-6 6v-4c-5 0-7.5 1.5-9 4 .5-5 3.5-8 9-8V6Z",
  group:
    "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7Zm-6 9c0-4 2.5-6 6-6s6 2 6 6M16 4.3a3.5 3.5 0 0 1 0 6.4m2 3.6c2 .8 3 2.8 3 5.7",
  help: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Zm-2.6 6.5a2.6 2.6 0 1 1 3.9 2.3c-.9.5-1.3 1-1.3 2M12 17v.1",
  keyboard: "M3 6h18v12H3zM7 10h.1M12 10h.1M17 10h.1M8 14h8",
  link: "m10 14 4-4M8 11l-2.5 2.5a3.5 3.5 0 0 0 5 5L13 16m3-3 2.5-2.5a3.5 3.5 0 0 0-5-5L11 8",
  moon: "M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5Z",
  more: "M12 5.5v.1M12 12v.1M12 18.5v.1",
  panel: "M3 5h18v14H3zM14.5 5v14M17 9h1.5M17 12h1.5",
  pause: "M8 5v14M16 5v14",
  pin: "M9 4h6l-1 6 3 3v2H7v-2l3-3-1-6Zm3 11v5",
  play: "M7 4.5v15l12-7.5-12-7.5Z",
  react: "M12 20 4.5 12.5a4.8 4.8 0 0 1 6.8-6.8l.7.7.7-.7a4.8 4.8 0 0 1 6.8 6.8L12 20Z",
  reply: "m10 6-6 6 6 6v-4c5 0 8 1.5 10 5-.5-6-4-9-10-9V6Z",
  retract: "M4 9h10a5 5 0 0 1 0 10H8M8 5 4 9l4 4",
  robot: "M6 8h12v10H6zM12 8V4.5M9.5 12.5v1M14.5 12.5v1M3 12v3M21 12v3",
  send: "M4 12 3.5 4.5 21 12 3.5 19.5 4 12Zm0 0h8",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8Zm0-5v1.5m0 15V21m9-9h-1.5m-15 0H3m15.4-6.4-1.1 1.1M6.7 17.3l-1.1 1.1m12.8 0-1.1-1.1M6.7 6.7 5.6 5.6",
  system: "M3 5h18v12H3zM9 20h6m-3-3v3",
};

/**
 * @typedef {keyof typeof PATHS} IconName
 * @param {IconName} name
 * @returns {SVGElement}
 */
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}
