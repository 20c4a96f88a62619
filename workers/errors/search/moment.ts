import { DAY_MS, dayOf, HOUR_MS, MINUTE_MS, SECOND_MS } from "../../kit/time.ts";
import { AGE_UNITS, type Comparison, type Moment } from "./term.ts";

const UNIT_MS = { m: MINUTE_MS, h: HOUR_MS, d: DAY_MS, w: 7 * DAY_MS } as const;
const AGO = /^([+-]?)(\d{1,5})([mhdw])$/;
const DATE = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(:\d\d(\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d)?)?$/;
const MIRRORED: Record<Comparison, Comparison> = { "=": "=", ">": "<", ">=": "<=", "<": ">", "<=": ">=" };

/** How a column of times compares with a moment. */
export interface TimeComparison {
  comparison: Comparison;
  moment: Moment;
}

/**
 * Reads what stands after a key of times: `-24h` (since then), `+2d` (until then), `2026-11-01` (that day),
 * `>=2026-11-01T10:00`. An age may leave out the sign: `>2d` is older than two days. Null when it is none of these.
 */
export function readTime(text: string, age: boolean): TimeComparison | null {
  const [, written = "", rest = ""] = /^(>=|<=|>|<)?(.*)$/.exec(text) ?? [];
  const comparison = written as Comparison | ""; // what the pattern lets through
  const [ago, sign, amount, unit] = AGO.exec(rest) ?? [];
  if (ago !== undefined) {
    const moment: Moment = {
      kind: "ago",
      amount: Number(amount),
      unit: AGE_UNITS.find((name) => name === unit) ?? "m",
    };
    if (comparison === "" && sign !== "") return { comparison: sign === "-" ? ">=" : "<=", moment };
    if (comparison !== "" && sign === "-") return { comparison, moment };
    if (comparison !== "" && sign === "" && age) return { comparison: MIRRORED[comparison], moment };
    return null;
  }
  const moment = readDate(rest);
  return moment === null ? null : { comparison: comparison || "=", moment };
}

/** The same as text, in its shortest form. */
export function printTime({ comparison, moment }: TimeComparison): string {
  if (moment.kind === "date") return `${comparison === "=" ? "" : comparison}${moment.text}`;
  const span = `${moment.amount}${moment.unit}`;
  if (comparison === ">=") return `-${span}`;
  return comparison === "<=" ? `+${span}` : `${comparison}-${span}`;
}

/** The first millisecond of a moment and the first one past it. */
export function boundsOf(moment: Moment, nowMs: number): { fromMs: number; untilMs: number } {
  if (moment.kind === "date") return moment;
  const atMs = nowMs - moment.amount * UNIT_MS[moment.unit];
  return { fromMs: atMs, untilMs: atMs + 1 };
}

/** A date is the whole day, minute, second or millisecond that it names; UTC unless it has another zone. */
function readDate(text: string): Moment | null {
  const [all, seconds, fraction] = DATE.exec(text) ?? [];
  if (all === undefined) return null;
  const [day = "", time] = text.split("T");
  const dayMs = Date.parse(day);
  // A parser takes the 31st of February for the 3rd of March.
  if (Number.isNaN(dayMs) || dayOf(dayMs) !== day) return null;
  const withTime = time !== undefined;
  const zoned = !withTime || /(?:Z|[+-]\d\d:\d\d)$/.test(time);
  const fromMs = Date.parse(zoned ? text : `${text}Z`);
  if (Number.isNaN(fromMs)) return null;
  const lengthMs = fraction ? 1 : seconds ? SECOND_MS : withTime ? MINUTE_MS : DAY_MS;
  return { kind: "date", text, fromMs, untilMs: fromMs + lengthMs };
}
