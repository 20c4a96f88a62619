import { isObject, type Json } from "../../kit/json.ts";
import type { EventError } from "../event/event.ts";
import { boundedJson } from "./bounded-json.ts";
import { clip } from "./text.ts";

export const NOTES = 50;
const NOTE_CHARS = 200;

/** What was wrong with a value, in the protocol's words. */
export type NoteType =
  | "invalid_data"
  | "invalid_attribute"
  | "value_too_long"
  | "past_timestamp"
  | "future_timestamp"
  | "clock_drift";

/** The notes on what normalisation dropped or changed. The client's own notes come first; past the limit they end. */
export class Notes {
  readonly #list: EventError[] = [];

  /** Takes over the notes that the event came with. */
  constructor(sent: Json | undefined) {
    if (!Array.isArray(sent)) return;
    for (const note of sent) {
      if (!isObject(note) || typeof note.type !== "string") continue;
      const name = typeof note.name === "string" ? note.name : undefined;
      const reason = typeof note.reason === "string" ? note.reason : undefined;
      this.#push(note.type, name, note.value, reason);
    }
  }

  /** Notes a value by its path in the event. */
  add(type: NoteType, name: string, value?: Json, reason?: string): void {
    this.#push(type, name, value, reason);
  }

  /** Undefined when there is nothing to note. */
  list(): EventError[] | undefined {
    return this.#list.length > 0 ? this.#list : undefined;
  }

  #push(type: string, name?: string, value?: Json, reason?: string): void {
    if (this.#list.length >= NOTES) return;
    const note: EventError = { type: clip(type, NOTE_CHARS) };
    if (name !== undefined) note.name = clip(name, NOTE_CHARS);
    if (value !== undefined) note.value = boundedJson(value, { depth: 2, chars: NOTE_CHARS });
    if (reason !== undefined) note.reason = clip(reason, NOTE_CHARS);
    this.#list.push(note);
  }
}
