import type { Json } from "../../kit/json.ts";

/** The number of a note's own key: below zero, so that none of the log's keys has it. */
export const noteKeyNumber = (noteId: string): number => -Number(noteId.slice(noteId.lastIndexOf("_") + 1));

/** The number of the key under which a command alone is sealed, so that it can be forgotten alone; null for the log's. */
export const ownKeyNumber = (command: string, value: Json): number | null =>
  command === "note.add" ? noteKeyNumber((value as { id: string }).id) : null; // what the command answers
