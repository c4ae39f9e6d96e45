/** Times and sizes in the reader's language and zone. */

/** @typedef {ReturnType<typeof createTimes>} Times */

/** @param {string} language */
export function createTimes(language) {
  const hour = new Intl.DateTimeFormat(language, { timeStyle: "short" });
  const second = new Intl.DateTimeFormat(language, { timeStyle: "medium", hourCycle: "h23" });
  const date = new Intl.DateTimeFormat(language, { day: "numeric", month: "long" });
  const dateOfYear = new Intl.DateTimeFormat(language, { day: "numeric", month: "long", year: "numeric" });
  const whole = new Intl.DateTimeFormat(language, { dateStyle: "long", timeStyle: "medium" });
  const digits = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });

  return {
    /** @param {number} unix */
    clock: (unix) => hour.format(unix * 1000),
    /** @param {number} unix */
    toTheSecond: (unix) => second.format(unix * 1000),
    /** @param {number} unix */
    full: (unix) => whole.format(unix * 1000),
    /** @param {number} unix @param {number} now */
    day(unix, now) {
      const [then, today] = [new Date(unix * 1000), new Date(now * 1000)];
      return (then.getFullYear() === today.getFullYear() ? date : dateOfYear).format(then);
    },
    /** @param {number} bytes */
    size(bytes) {
      if (bytes < 1024) return `${bytes} B`;
      if (bytes < 1024 ** 2) return `${digits.format(bytes / 1024)} KB`;
      return `${digits.format(bytes / 1024 ** 2)} MB`;
    },
  };
}

/** Which calendar day a moment falls on, as a key. @param {number} unix */
export function dayOf(unix) {
  return new Date(unix * 1000).toDateString();
}

/** Minutes and seconds that are left. @param {number} seconds */
export function countdown(seconds) {
  const left = Math.max(0, Math.ceil(seconds));
  return `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
}
