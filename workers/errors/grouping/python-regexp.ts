/** What Python's `str.isspace` holds for, as the inside of a character class. JavaScript's `\s` is another set. */
const SPACE = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
/** Letters, numbers of every kind and the underscore; no combining marks. */
const WORD = "\\p{L}\\p{N}_";

/** The classes of Python's `re` where a text is not ASCII: outside of a character class, and inside of one. */
const UNICODE: ReadonlyMap<string, [outside: string, inside: string]> = new Map([
  ["\\d", ["\\p{Nd}", "\\p{Nd}"]],
  ["\\w", [`[${WORD}]`, WORD]],
  ["\\s", [`[${SPACE}]`, SPACE]],
  ["\\S", [`[^${SPACE}]`, ""]],
  ["\\b", [`(?:(?<=[${WORD}])(?![${WORD}])|(?<![${WORD}])(?=[${WORD}]))`, ""]],
]);
/** In ASCII only the white space differs. */
const ASCII: typeof UNICODE = new Map([
  ["\\s", [`[${SPACE}]`, SPACE]],
  ["\\S", [`[^${SPACE}]`, ""]],
]);

const TOKEN = /\\u[\da-f]{4}|\\x[\da-f]{2}|\\.|\[|\]|[^\\[\]]+/g;

/** A source that means in JavaScript what `source` means in Python, with its classes taken from `classes`. */
function translate(source: string, classes: typeof UNICODE): string {
  let inClass = false;
  return source.replace(TOKEN, (token) => {
    if (token === "[") inClass = true;
    if (token === "]") inClass = false;
    return classes.get(token)?.[inClass ? 1 : 0] ?? token;
  });
}

/** A global regular expression as Python reads it; `ascii` for texts in which nothing else is, which is the faster one. */
export const pythonRegExp = (source: string, ascii: boolean): RegExp =>
  ascii ? new RegExp(translate(source, ASCII), "g") : new RegExp(translate(source, UNICODE), "gu");

const LINE_ENDS = "\\n\\r\\v\\f\\x1c-\\x1e\\x85\\u2028\\u2029";
/** A carriage return and its line feed are one break. */
const LINE_BREAK = new RegExp(`\\r\\n|[${LINE_ENDS}]`);

/** The lines of a text as `str.splitlines` gives them. */
export const splitLines = (text: string): string[] => text.split(LINE_BREAK);

const NOT_BLANK = new RegExp(`[^${SPACE}]`);

/** Whether nothing of a text is left by `str.strip`. */
export const isBlank = (text: string): boolean => !NOT_BLANK.test(text);

const ENDS = new RegExp(`^[${SPACE}]+|[${SPACE}]+$`, "g");

/** A text without the white space at its ends, as `str.strip` has it. */
export const strip = (text: string): string => text.replace(ENDS, "");
