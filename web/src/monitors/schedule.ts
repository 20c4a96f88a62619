type Schedule = { type: "crontab"; value: string } | { type: "interval"; value: number; unit: string };

/** What a monitor's stored configuration says about when its job runs. */
export interface MonitorPlan {
  schedule: Schedule;
  timezone: string | null;
  marginMinutes: number | null;
  maxRuntimeMinutes: number | null;
}

/** Reads a monitor's configuration from its JSON text; null when there is none, or none with a schedule. */
export function readPlan(config: string | null): MonitorPlan | null {
  const read: unknown = config === null ? null : JSON.parse(config);
  if (!isRecord(read)) return null;
  const schedule = readSchedule(read.schedule);
  return (
    schedule && {
      schedule,
      timezone: typeof read.timezone === "string" ? read.timezone : null,
      marginMinutes: count(read.checkInMarginMinutes),
      maxRuntimeMinutes: count(read.maxRuntimeMinutes),
    }
  );
}

function readSchedule(read: unknown): Schedule | null {
  if (!isRecord(read)) return null;
  const { type, value, unit } = read;
  if (type === "crontab" && typeof value === "string") return { type, value };
  return type === "interval" && typeof value === "number" && typeof unit === "string" ? { type, value, unit } : null;
}

const count = (value: unknown): number | null => (typeof value === "number" ? value : null);

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

/** When the job runs and what it may take: `Every day at 03:00 UTC, up to 30 min long`. */
export function planText({ schedule, timezone, marginMinutes, maxRuntimeMinutes }: MonitorPlan): string {
  const text = schedule.type === "interval" ? intervalText(schedule.value, schedule.unit) : crontabText(schedule.value);
  const zone = schedule.type === "crontab" && /\d\d:\d\d$/.test(text) ? ` ${timezone ?? "UTC"}` : "";
  const late = marginMinutes === null ? "" : `, up to ${marginMinutes} min late`;
  const long = maxRuntimeMinutes === null ? "" : `, up to ${maxRuntimeMinutes} min long`;
  return `${text}${zone}${late}${long}`;
}

const intervalText = (value: number, unit: string): string =>
  value === 1 ? `Every ${unit}` : `Every ${value} ${unit}s`;

const ALIASES: Record<string, string> = {
  "@hourly": "0 * * * *",
  "@daily": "0 0 * * *",
  "@midnight": "0 0 * * *",
  "@weekly": "0 0 * * 0",
  "@monthly": "0 0 1 * *",
};
const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** The usual forms of a crontab in words; a rarer one as it is written. */
export function crontabText(crontab: string): string {
  const [minute = "", hour = "", day = "", month = "", weekday = "", ...more] = (
    ALIASES[crontab.toLowerCase()] ?? crontab
  )
    .trim()
    .split(/\s+/);
  const asWritten = `Crontab ${crontab}`;
  if (weekday === "" || more.length > 0 || month !== "*") return asWritten;
  const daily = day === "*" && weekday === "*";
  if (daily && hour === "*") {
    if (minute === "*") return "Every minute";
    const step = /^(?:\*|0)\/(\d+)$/.exec(minute)?.[1];
    if (step) return intervalText(Number(step), "minute");
    return isNumber(minute) ? (Number(minute) === 0 ? "Every hour" : `Every hour at minute ${minute}`) : asWritten;
  }
  const step = /^(?:\*|0)\/(\d+)$/.exec(hour)?.[1];
  if (daily && step && Number(minute) === 0) return intervalText(Number(step), "hour");
  if (!isNumber(minute) || !isNumber(hour)) return asWritten;
  const clock = `at ${hour.padStart(2, "0")}:${minute.padStart(2, "0")}`;
  if (daily) return `Every day ${clock}`;
  if (weekday === "*") return isNumber(day) ? `On day ${day} of every month ${clock}` : asWritten;
  const days = day === "*" ? weekdayText(weekday) : null;
  return days ? `${days} ${clock}` : asWritten;
}

function weekdayText(weekday: string): string | null {
  const [from, to, ...more] = weekday.split("-").map((text) => (isNumber(text) ? WEEKDAYS[Number(text)] : undefined));
  if (!from || more.length > 0) return null;
  if (!weekday.includes("-")) return `Every ${from}`;
  return to ? `${from} to ${to}` : null;
}

const isNumber = (text: string): boolean => /^\d{1,2}$/.test(text);
