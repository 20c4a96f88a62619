import * as z from "zod";
import { fail, ok } from "../../kit/result.ts";
import type { Command } from "../command/command.ts";
import { schedule, unschedule } from "../schedule/tasks.ts";
import type { AccountNote } from "./account.ts";
import { NOTE_LENGTH_MAX, NOTE_REMOVED_KEPT_MS, NOTES_MAX } from "./limits.ts";
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
    return fail("too-many-notes", `An account has at most ${NOTES_MAX} notes, with those that were just removed.`);
  const author = { id: deed.actor.id, name: deed.actor.name };
  const note: AccountNote = { id: books.newId("note"), text, author, createdMs: deed.nowMs };
  books.notes.put(note);
  return ok(note);
};

/** The kind of task that lets go of a note that was removed. */
export const NOTE_REMOVAL = "note-removal";

export const NoteNamed = z.strictObject({ noteId: z.string().min(1).max(64) });
type NoteNamed = z.output<typeof NoteNamed>;

/** Takes a note away, for good after an hour; one that is gone already is gone. */
export const removeNote: Command<NoteNamed, { id: string }, Standing> = (books, { noteId }, deed) => {
  const found = anAccount(books);
  if (!found.ok) return found;
  const note = books.notes.get(noteId);
  if (note && note.removedMs === undefined) {
    books.notes.put({ ...note, removedMs: deed.nowMs });
    schedule(books, NOTE_REMOVAL, noteId, deed.nowMs + NOTE_REMOVED_KEPT_MS);
  }
  return ok({ id: noteId });
};

/** Brings a note back as it was; one that stands stays. */
export const restoreNote: Command<NoteNamed, AccountNote, Standing | "no-such-note"> = (books, { noteId }) => {
  const found = anAccount(books);
  if (!found.ok) return found;
  const kept = books.notes.get(noteId);
  if (!kept) return fail("no-such-note", "The note is gone: it can be brought back for an hour.");
  const { removedMs, ...note } = kept;
  if (removedMs === undefined) return ok(kept);
  books.notes.put(note);
  unschedule(books, NOTE_REMOVAL, noteId);
  return ok(note);
};
