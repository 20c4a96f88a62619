import { type Language, languageOf } from "../../document/words/language.ts";
import { DE } from "./de.ts";
import { EN } from "./en.ts";
import { ES } from "./es.ts";
import { FR } from "./fr.ts";
import { IT } from "./it.ts";
import { NL } from "./nl.ts";

/** The words of the customers' pages in one language; English says which there are. */
export type PortalWords = Record<keyof typeof EN, string>;

const WORDS: Record<Language, PortalWords> = { en: EN, de: DE, fr: FR, es: ES, nl: NL, it: IT };

/** What the customers' pages say in the language of a tag; English where there are no words in it. */
export const portalWords = (tag: string): PortalWords => WORDS[languageOf(tag)];

/** The language that a browser asks for first, as a tag. */
export const askedLanguage = (accepted: string | undefined): string => accepted?.split(/[,;]/, 1)[0]?.trim() || "en";
