import * as z from "zod";
import { fail, ok } from "../../kit/result.ts";
import type { Command } from "../command.ts";
import type { AccountNote } from "./account.ts";
import { NOTE_LENGTH_MAX, NOTES_MAX } from "./limits.ts";
import { anAccount, type Standing } from "./standing.ts";

export const NoteAdd = z.strictObject({ text: z.string().trim().min(1, "A note needs words.").max(NOTE_LENGTH_MAX) });

/** Keeps what a member of staff wants the next one to know. */
export const addNote: Command<z.output<typeof NoteAdd>, AccountNote, Standing | "too-many-notes"> = (
  books,
  { text },
  deed,
) => {
  const found = anAccount(books);
  if (!found.ok) return found;
  if (books.notes.list().length >= NOTES_MAX)
    return fail("too-many-notes", `An account has at most ${NOTES_MAX} notes.`);
  const author = { id: deed.actor.id, name: deed.actor.name };
  const note: AccountNote = { id: books.newId("note"), text, author, createdMs: deed.nowMs };
  books.notes.put(note);
  return ok(note);
};

export const NoteRemove = z.strictObject({ noteId: z.string().min(1).max(64) });

/** Takes a note away; one that is gone already is gone. */
export const removeNote: Command<z.output<typeof NoteRemove>, null, Standing> = (books, { noteId }) => {
  const found = anAccount(books);
  if (!found.ok) return found;
  books.notes.remove(noteId);
  return ok(null);
};
