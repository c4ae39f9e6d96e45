/** Times and sizes in the reader's language and zone. */

/** @typedef {ReturnType<typeof createTimes>} Times */

/** @param {string} language */
export function createTimes(language) {
  const hour = new Intl.DateTimeFormat(language, { timeStyle: "short" });
  const second = new Intl.DateTimeFormat(language, { timeStyle: "medium", hourCycle: "h23" });
  const date = new Intl.DateTimeFormat(language, { day: "numeric", month: "long" });
  const dateOfYear = new Intl.DateTimeFormat(language, { day: "numeric", month: "long", year: "numeric" });
  const whole = new Intl.DateTimeFormat(language, { dateStyle: "long", timeStyle: "medium" });
  /** @param {string} unit @param {"short" | "narrow"} [unitDisplay] */
  const inUnits = (unit, unitDisplay = "short") =>
    new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay, maximumFractionDigits: 1 });
  const [bytes, kilobytes, megabytes] = [inUnits("byte", "narrow"), inUnits("kilobyte"), inUnits("megabyte")];

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
    /** @param {number} count of bytes */
    size(count) {
      if (count < 1024) return bytes.format(count);
      if (count < 1024 ** 2) return kilobytes.format(count / 1024);
      return megabytes.format(count / 1024 ** 2);
    },
  };
}

/** Which calendar day a moment falls on, as a key. @param {number} unix */
export function dayOf(unix) {
  return new Date(unix * 1000).toDateString();
}

/** A moment as an attribute takes it; null for one that no calendar has. @param {number} unix */
export function isoTime(unix) {
  const date = new Date(unix * 1000);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

/**
 * Minutes and seconds that are left.
 * @param {number} seconds
 * @param {number} [most] never more than that, however the clocks here and there differ
 */
export function countdown(seconds, most = Infinity) {
  const left = Math.min(most, Math.max(0, Math.ceil(seconds)));
  return `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
}
