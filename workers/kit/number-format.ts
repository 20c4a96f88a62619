/** Formats that are kept per isolate: making one costs more than using it a hundred times. All are dropped at the limit. */
const FORMATS_KEPT = 500;
const formats = new Map<string, Intl.NumberFormat>();

/** The format of a language and options, made once. Throws a RangeError for a language or options that are none. */
export function numberFormat(language: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${language} ${JSON.stringify(options)}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  if (formats.size >= FORMATS_KEPT) formats.clear();
  const format = new Intl.NumberFormat(language, options);
  formats.set(key, format);
  return format;
}
