import { DE } from "./de.ts";
import { EN } from "./en.ts";
import { ES } from "./es.ts";
import { FR } from "./fr.ts";
import { IT } from "./it.ts";
import { NL } from "./nl.ts";
import type { PaperWords } from "./words.ts";

/** The languages that documents and mails are written in. */
export const LANGUAGES = ["en", "de", "fr", "es", "nl", "it"] as const;
export type Language = (typeof LANGUAGES)[number];

const WORDS: Record<Language, PaperWords> = { en: EN, de: DE, fr: FR, es: ES, nl: NL, it: IT };

/** The language of a tag such as `de-AT`; English where there are no words in it. */
export const languageOf = (tag: string): Language =>
  LANGUAGES.find((language) => language === tag.split("-", 1)[0]?.toLowerCase()) ?? "en";

/** The tag by which figures and dates are written: the account's own, where words and figures agree on the language. */
export const localeOf = (tag: string): string => (languageOf(tag) === tag.split("-", 1)[0]?.toLowerCase() ? tag : "en");

/** What documents say in a language. */
export const paperWords = (tag: string): PaperWords => WORDS[languageOf(tag)];
