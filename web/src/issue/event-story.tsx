import type { EventDetail } from "../../../workers/errors/view.ts";
import { ExceptionChain } from "../stack/exception-chain.tsx";
import { StackTraceView } from "../stack/stack-trace.tsx";
import { Section } from "../ui/section.tsx";
import { ValueTree } from "../ui/value-tree.tsx";
import { counted } from "../words/number.ts";

/** What happened: the error itself. Everything that is asked about after it is on its way meanwhile (event-rest). */
export function EventStory({ detail }: { detail: EventDetail }) {
  const { event } = detail;
  const message = event.logentry?.formatted ?? event.logentry?.message;
  const exceptions = event.exception?.values ?? [];
  return (
    <>
      {message && (
        <Section id="message" title="Message">
          <p className="mono exception-value">{message}</p>
          {event.logentry?.params && typeof event.logentry.params === "object" && (
            <ValueTree value={event.logentry.params} />
          )}
        </Section>
      )}
      {exceptions.length > 0 && (
        <Section
          id="stack"
          title="Stack trace"
          note={exceptions.length > 1 ? counted(exceptions.length, "exception") : undefined}
        >
          <ExceptionChain exceptions={exceptions} />
        </Section>
      )}
      {exceptions.length === 0 && event.stacktrace && (
        <Section id="stack" title="Stack trace">
          <StackTraceView trace={event.stacktrace} order="newest" unfolded={false} />
        </Section>
      )}
    </>
  );
}
