const any = (...sources: string[]): string => `(?:${sources.join("|")})`;

const DAY = any("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat");
const FULL_DAY = any(DAY, "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday");
const MONTH = any("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");
const ZONE_NAME = any("UT", "GMT", "[ECMP][SD]T", "[A-IK-Z]");
const ZONE = any("[-+]\\d\\d[0-5]\\d", ZONE_NAME);
const CLOCK = "\\d\\d:\\d\\d:\\d\\d";

/** `Mon, 02 Jan 2006 15:04:05 -0700` (RFC 822 and 1123). */
const MAIL_DATE = `${DAY},\\s\\d{1,2}\\s${MONTH}\\s\\d{2,4}\\s\\d{1,2}:\\d{1,2}(?::\\d{1,2})?\\s${ZONE}`;
/** `Mon Jan 02, 1999` and `Jan 02, 1999`. */
const CALENDAR_DATE = `(?:${DAY}\\s)?${MONTH}\\s[0-3]\\d,\\s\\d{2,4}`;
/** `Monday, 02-Jan-06 15:04:05 MST` (RFC 850). */
const RFC_850 = `${FULL_DAY},\\s\\d\\d-${MONTH}-\\d\\d\\s${CLOCK}\\s${ZONE_NAME}`;
const RFC_3339 = `\\d{4}-\\d\\d-\\d\\dT${CLOCK}(?:\\.\\d+)?Z?(?:[+-]?\\d\\d:\\d\\d)?`;
/** `Mon Jan 02 2006 15:04:05 GMT-0700 (zone)`: what `String(new Date())` gives. */
const JAVASCRIPT_DATE = `${DAY}\\s${MONTH}\\s\\d\\d\\s\\d{4}\\s${CLOCK}\\sGMT[+-]\\d{4}(?:\\s\\([^)]+\\))?`;

/** ISO 8601 without or with its separators. The longer forms come first, so that an offset is not left behind. */
const ISO_MINUTE = "\\d{4}-?[01]\\d-?[0-3]\\d[\\sT][0-2]\\d:?[0-5]\\d";
const ISO_SECOND = `${ISO_MINUTE}:?[0-5]\\d`;
const OFFSET = "(?:[+-][0-2]\\d:?[0-5]\\d|Z)";
const ISO_FORMS = [`${ISO_SECOND}\\.\\d+`, ISO_SECOND, ISO_MINUTE];

const kitchen = (hour: string, after: string): string => `(?<!\\d)${hour}:[0-5]\\d(?::[0-5]\\d)?(?![\\d:])${after}`;

/** `Mon Jan  2 15:04:05 2006`: what C's `asctime` gives. */
const ASCTIME = `\\b(?:${DAY}\\s+)?${MONTH}\\s+\\d{1,2}\\s+${CLOCK}\\s+\\d{4}`;
/** RFC 822 once more, with free spacing and without a day name. */
const LOOSE_MAIL_DATE =
  `\\b(?:${DAY},\\s+)?(?:0[1-9]|[12]?\\d|3[01])\\s+${MONTH}\\s+(?:19\\d\\d|[2-9]\\d{3})\\s+` +
  `(?:2[0-3]|[01]\\d):[0-5]\\d(?::(?:60|[0-5]\\d))?\\s+${ZONE}`;

/** Every form of date and time that a message may carry, the longer before what it contains. */
export const DATE_SOURCE = any(
  MAIL_DATE,
  CALENDAR_DATE,
  RFC_850,
  RFC_3339,
  JAVASCRIPT_DATE,
  ...ISO_FORMS.map((form) => form + OFFSET),
  ...ISO_FORMS,
  kitchen("(?:[1-9]|1[0-2])", "(?:\\s?[aApP][Mm])?"),
  kitchen("(?:0?\\d|1\\d|2[0-3])", ""),
  "\\d{4}-[01]\\d-[0-3]\\d",
  "[0-2]\\d:[0-5]\\d:[0-5]\\d",
  ASCTIME,
  LOOSE_MAIL_DATE,
  "datetime[^\\n]datetime\\([^\\n]*?\\)",
);
