import type { NormalEvent, Thread } from "../event/event.ts";
import { branch, withheld } from "./component.ts";
import type { GroupingContext } from "./context.ts";
import { stacktraceTrees } from "./stacktrace.ts";
import { type Trees, withoutStacklessTrees } from "./variant.ts";

const NOTHING = branch("threads", []);
const NO_STACKTRACE: Trees = { app: withheld(NOTHING, "ignored because the thread has no stack trace") };
const AMBIGUOUS: Trees = {
  app: withheld(NOTHING, "ignored because there is not exactly one thread, nor exactly one that crashed or is current"),
};

/** The trees of the one thread that crashed, is current, or is alone; null when the event has no threads. */
export function threadTrees(context: GroupingContext): Trees | null {
  if (!context.event.threads?.values.length) return null;
  const thread = decisiveThread(context.event);
  if (!thread) return AMBIGUOUS;
  if (!thread.stacktrace) return NO_STACKTRACE;
  const { app, system } = stacktraceTrees(thread.stacktrace, context);
  return withoutStacklessTrees({ app: branch("threads", [app]), system: branch("threads", [system]) });
}

/** The one thread that crashed, is current, or is alone; undefined when none stands out. */
export function decisiveThread(event: NormalEvent): Thread | undefined {
  const threads = event.threads?.values ?? [];
  return only(threads.filter((one) => one.crashed)) ?? only(threads.filter((one) => one.current)) ?? only(threads);
}

const only = (threads: readonly Thread[]): Thread | undefined => (threads.length === 1 ? threads[0] : undefined);
