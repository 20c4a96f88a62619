import { COMMANDS, type Command, KEYMAP } from "./keymap.ts";

/** After this long without the second key of a pair, the first is forgotten. */
export const SEQUENCE_TIMEOUT_MS = 1_200;

/** Keys pressed so far that begin at least one binding, and when the last came. */
export interface Pending {
  keys: string;
  atMs: number;
}

export interface Step {
  /** Commands whose binding is complete now. */
  command: Command | null;
  pending: Pending | null;
}

/** Adds one key press to what is pending. A key that completes nothing starts over with itself. */
export function step(pending: Pending | null, key: string, nowMs: number): Step {
  const fresh = pending !== null && nowMs - pending.atMs <= SEQUENCE_TIMEOUT_MS;
  const attempts = fresh ? [`${pending.keys} ${key}`, key] : [key];
  for (const keys of attempts) {
    const command = COMMANDS.find((name) => bindings(name).includes(keys));
    if (command) return { command, pending: null };
    if (COMMANDS.some((name) => bindings(name).some((binding) => binding.startsWith(`${keys} `)))) {
      return { command: null, pending: { keys, atMs: nowMs } };
    }
  }
  return { command: null, pending: null };
}

/** The name of a pressed key as KEYMAP writes it, or null for what no binding may use. */
export function keyName(press: { key: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean }): string | null {
  if (press.altKey || ["Shift", "Control", "Meta", "Alt", "Dead"].includes(press.key)) return null;
  if (press.ctrlKey || press.metaKey) return `mod+${press.key.toLowerCase()}`;
  return press.key;
}

const bindings = (name: Command): readonly string[] => KEYMAP[name];
