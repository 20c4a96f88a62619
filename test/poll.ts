import { setTimeout as pause } from "node:timers/promises";

/** How long a reading may take to become what is waited for; generous, as test machines are busy. */
const DEADLINE_MS = 45_000;
const INTERVAL_MS = 50;

/** Reads again and again until `accept` holds, and returns that reading; throws with the last one when time is up. */
export async function until<Value>(
  what: string,
  read: () => Promise<Value>,
  accept: (value: Value) => boolean,
): Promise<Value> {
  const endMs = Date.now() + DEADLINE_MS;
  for (;;) {
    const value = await read();
    if (accept(value)) return value;
    if (Date.now() > endMs) throw new Error(`${what} never came; the last reading: ${JSON.stringify(value, null, 2)}`);
    await pause(INTERVAL_MS);
  }
}
