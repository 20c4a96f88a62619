import type { Json } from "../../kit/json.ts";
import type { Thread } from "../event/event.ts";
import { defined } from "../json.ts";
import { readThreadId, TYPE_CHARS } from "./exceptions.ts";
import { readStackTrace } from "./frames.ts";
import type { Notes } from "./notes.ts";
import { readFlag, readText } from "./text.ts";
import { readValues } from "./values.ts";

export const THREADS = 250;

/** The threads of a process; undefined when there are none. */
export function readThreads(value: Json | undefined, platform: string, notes: Notes): { values: Thread[] } | undefined {
  const values = readValues(value)
    .slice(0, THREADS)
    .map((sent) =>
      defined<Thread>({
        id: readThreadId(sent.id),
        name: readText(sent.name, TYPE_CHARS, "thread.name", notes),
        crashed: readFlag(sent.crashed),
        current: readFlag(sent.current),
        state: readText(sent.state, TYPE_CHARS, "thread.state", notes),
        stacktrace: readStackTrace(sent.stacktrace, platform, notes),
      }),
    );
  return values.length > 0 ? { values } : undefined;
}
