import { type Language, languageOf, paperWords } from "../words/language.ts";
import { filled } from "../words/words.ts";
import { DE } from "./de.ts";
import { EN } from "./en.ts";
import { ES } from "./es.ts";
import { FR } from "./fr.ts";
import { IT } from "./it.ts";
import { NL } from "./nl.ts";
import type { BillingMailKind, MailWords } from "./words.ts";

const WORDS: Record<Language, MailWords> = { en: EN, de: DE, fr: FR, es: ES, nl: NL, it: IT };

/** What a mail fills in: all that its kind's words name. */
export type MailFacts = Partial<Record<"number" | "amount" | "date" | "seller" | "name" | "last4", string>>;

/** A mail's subject and its two bodies. */
export interface WrittenMail {
  subject: string;
  text: string;
  html: string;
}

/** Writes a mail to a customer in their language. `url` leads to the document, or, by another `label`, to where something can be done; null when there is none. */
export function billingMail(
  kind: BillingMailKind,
  language: string,
  facts: MailFacts & { seller: string },
  url: string | null,
  label = paperWords(language).view,
): WrittenMail {
  const words = WORDS[languageOf(language)][kind];
  const [subject, sentence] = [filled(words.subject, facts), filled(words.text, facts)];
  const text = [sentence, ...(url === null ? [] : [`${label}:\n${url}`]), facts.seller].join("\n\n");
  // A subject is one line whatever names are in it.
  return {
    subject: subject.replace(/\s+/g, " "),
    text: `${text}\n`,
    html: htmlOf(language, sentence, label, url, facts.seller),
  };
}

/** Text as it stands in HTML, in elements and attributes alike. */
export const escapeHtml = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

const htmlOf = (language: string, sentence: string, label: string, url: string | null, seller: string): string => {
  const button =
    "display:inline-block;padding:10px 16px;border-radius:6px;background:#1c1917;color:#ffffff;text-decoration:none";
  const link = url === null ? "" : `<p><a href="${escapeHtml(url)}" style="${button}">${escapeHtml(label)}</a></p>`;
  return `<!doctype html>
<html lang="${languageOf(language)}"><head><meta charset="utf-8"></head>
<body style="margin:0;padding:24px;font:16px/1.5 system-ui,sans-serif;color:#1c1917;background:#ffffff">
<div style="max-width:34em;margin:0 auto"><p>${escapeHtml(sentence)}</p>${link}<p style="color:#78716c">${escapeHtml(seller)}</p></div>
</body></html>
`;
};
