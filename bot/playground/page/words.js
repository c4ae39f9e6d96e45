/** The page's own words in the reader's language: English, Russian or Chinese. */

import { english } from "./words_en.js";
import { russian } from "./words_ru.js";
import { chinese } from "./words_zh.js";

const LANGUAGES = { en: english, ru: russian, zh: chinese };

/**
 * @typedef {keyof typeof english} Word
 * @typedef {string | Partial<Record<Intl.LDMLPluralRule, string>>} Phrase one text, or one for each form of `{n}`
 * @typedef {(word: Word, values?: Record<string, string | number>) => string} Words
 */

/**
 * @param {readonly string[]} wanted languages as the browser lists them, the dearest first
 * @returns {keyof typeof LANGUAGES}
 */
export function chosenLanguage(wanted) {
  for (const tag of wanted) {
    const language = tag.toLowerCase().split("-")[0];
    if (language in LANGUAGES) return /** @type {keyof typeof LANGUAGES} */ (language);
  }
  return "en";
}

/**
 * @param {keyof typeof LANGUAGES} language
 * @returns {Words}
 */
export function wordsIn(language) {
  /** @type {Record<Word, Phrase>} */
  const phrases = LANGUAGES[language];
  const forms = new Intl.PluralRules(language);
  return (word, values = {}) => {
    const phrase = phrases[word];
    const text = typeof phrase === "string" ? phrase : (phrase[forms.select(Number(values.n))] ?? phrase.other ?? "");
    return text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
  };
}
