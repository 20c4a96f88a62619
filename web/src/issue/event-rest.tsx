import type { User } from "../../../workers/errors/event/event.ts";
import type { EventDetail } from "../../../workers/errors/view.ts";
import type { JsonObject } from "../../../workers/kit/json.ts";
import { Section } from "../ui/section.tsx";
import { ValueTree } from "../ui/value-tree.tsx";
import { counted } from "../words/number.ts";
import { Attachments } from "./attachments.tsx";
import { Breadcrumbs } from "./breadcrumbs.tsx";
import { Contexts } from "./contexts.tsx";
import { EventNotes } from "./event-notes.tsx";
import { GroupingSection } from "./grouping-section.tsx";
import { RawJson } from "./raw-json.tsx";
import { RequestSection } from "./request-section.tsx";
import { SecurityReport } from "./security-report.tsx";
import { Threads } from "./threads.tsx";

/** After the error, in order: the way to it, what it was about, everything else the event carries. */
export function EventRest({ detail }: { detail: EventDetail }) {
  const { event } = detail;
  const crumbs = event.breadcrumbs?.values ?? [];
  const extra = event.extra ?? {};
  const modules = event.modules ?? {};
  return (
    <>
      <SecurityReport event={event} />
      {event.threads && <Threads threads={event.threads.values} />}
      {crumbs.length > 0 && (
        <Section id="breadcrumbs" title="Breadcrumbs" note={counted(crumbs.length, "step")}>
          <Breadcrumbs crumbs={crumbs} eventAt={event.timestamp} />
        </Section>
      )}
      {event.request && <RequestSection request={event.request} />}
      <Contexts contexts={{ ...userContext(event.user), ...event.contexts }} />
      {Object.keys(extra).length > 0 && (
        <Section id="extra" title="Extra">
          <ValueTree value={extra} />
        </Section>
      )}
      <Attachments detail={detail} />
      {Object.keys(modules).length > 0 && (
        <Section id="modules" title="Packages" note={counted(Object.keys(modules).length, "package")} folded>
          <ValueTree value={modules} />
        </Section>
      )}
      <EventNotes event={event} />
      <GroupingSection grouping={detail.grouping} />
      <RawJson detail={detail} />
    </>
  );
}

/** What is known of a user beyond the names that stand among the facts. */
function userContext(user: User | undefined): { user?: JsonObject } {
  const more = { ...user?.data, ...(user?.geo && { geo: user.geo }) };
  return Object.keys(more).length > 0 ? { user: more } : {};
}
