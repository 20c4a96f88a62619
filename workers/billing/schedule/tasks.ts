import type { Books, Task } from "../books/books.ts";
import type { Deed } from "../command/command.ts";

/** Does what was due. The deed's time is when it was due; the task is gone already, and may be set again. */
export type TaskRule = (books: Books, task: Task, deed: Deed) => void;

/** Sets what is to be done at a time; the same kind and subject replaces what was set before. */
export function schedule(books: Books, kind: string, subject: string, dueMs: number): void {
  books.tasks.put({ id: `${kind}:${subject}`, kind, subject, dueMs });
}

/** Takes back what was set. */
export function unschedule(books: Books, kind: string, subject: string): void {
  books.tasks.remove(`${kind}:${subject}`);
}

/** When the next task is due; null when there is none. */
export function nextDueMs(books: Books): number | null {
  let next: number | null = null;
  for (const { dueMs } of books.tasks.list()) if (next === null || dueMs < next) next = dueMs;
  return next;
}
