import { useState } from "react";
import type { Thread } from "../../../workers/errors/event/event.ts";
import { StackTraceView } from "../stack/stack-trace.tsx";
import { Section } from "../ui/section.tsx";
import { counted } from "../words/number.ts";

/** The threads that ran beside the one that failed; one stack at a time. */
export function Threads({ threads }: { threads: Thread[] }) {
  const withStack = threads.filter((thread) => thread.stacktrace);
  const [chosen, setChosen] = useState(0);
  const thread = withStack[chosen];
  if (!thread) return null;
  return (
    <Section id="threads" title="Threads" note={counted(threads.length, "thread")} folded>
      <div className="stack">
        <label className="field">
          <span className="visually-hidden">Thread</span>
          <select className="input" value={chosen} onChange={(event) => setChosen(Number(event.target.value))}>
            {withStack.map((each, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: threads of one event never move
              <option key={index} value={index}>
                {threadName(each)}
              </option>
            ))}
          </select>
        </label>
        {thread.stacktrace && <StackTraceView trace={thread.stacktrace} order="newest" unfolded={false} />}
      </div>
    </Section>
  );
}

function threadName(thread: Thread): string {
  const marks = [thread.crashed && "crashed", thread.current && "current", thread.state].filter(Boolean).join(", ");
  const name = thread.name ?? `Thread ${thread.id ?? ""}`;
  return marks ? `${name} (${marks})` : name;
}
