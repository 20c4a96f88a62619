import { DAY_MS } from "../../../workers/kit/time.ts";
import { TextField } from "../ui/field.tsx";

interface DateFieldProps {
  label: string;
  hint?: string;
  /** `2026-01-31`, or empty. */
  value: string;
  onChange: (value: string) => void;
}

/** A labelled day. */
export const DateField = (props: DateFieldProps) => <TextField type="date" className="short" {...props} />;

/** The end of a day in UTC as epoch milliseconds; null for none. */
export function dayEnd(day: string): number | null {
  const startMs = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(startMs) ? null : startMs + DAY_MS;
}

/** The day in UTC that ends at or holds a moment, as a date field writes it; empty for none. */
export const dayOf = (atMs: number | null): string =>
  atMs === null ? "" : new Date(atMs - 1).toISOString().slice(0, 10);
