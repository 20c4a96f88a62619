import { Kept } from "./kept.ts";

/** Making a format costs more than using it a hundred times. */
const formats = new Kept<Intl.NumberFormat>(500);

/** The format of a language and options, made once. Throws a RangeError for a language or options that are none. */
export const numberFormat = (language: string, options: Intl.NumberFormatOptions): Intl.NumberFormat =>
  formats.get(`${language} ${JSON.stringify(options)}`, () => new Intl.NumberFormat(language, options));
