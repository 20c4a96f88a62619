import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { feedbackQuery, foundEventQuery } from "../api/queries.ts";
import { useProject } from "../projects/project.ts";
import { CodeBlock } from "../ui/code-block.tsx";
import { LoadMore } from "../ui/load-more.tsx";
import { Moment } from "../ui/moment.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { Empty, Failed } from "../ui/state.tsx";
import { counted } from "../words/number.ts";
import { type Feedback, FeedbackMessage } from "./feedback-message.tsx";

/** Messages drawn at once: each that is about an event asks where that event is. */
const SHOWN_AT_ONCE = 20;
/** As many as the server gives. */
const KEPT = 100;

const SNIPPET = `Sentry.captureFeedback({
  name: "Their name",
  email: "them@example.com",
  message: "What they wrote",
});`;

/** What users wrote, newest first. */
export function FeedbackTab() {
  const { slug } = useProject();
  const query = useQuery({ ...feedbackQuery(slug), refetchInterval: 30_000 });
  const entries = query.data?.feedback;
  return (
    <div className="stack wide">
      {query.isPending && <SkeletonRows count={5} what="feedback" shape="projects-waiting" />}
      {query.isError && !entries && <Failed what="Feedback" error={query.error} retry={query.refetch} />}
      {entries?.length === 0 && (
        <Empty icon="speech" title="Nobody has written yet">
          <p className="muted">
            Ask the people who use the program, with the SDK's feedback form or one of your own that ends in this call:
          </p>
          <CodeBlock text={SNIPPET} what="Code" />
        </Empty>
      )}
      {entries && entries.length > 0 && <Messages entries={entries} />}
    </div>
  );
}

function Messages({ entries }: { entries: Feedback[] }) {
  const [shown, setShown] = useState(SHOWN_AT_ONCE);
  const about = entries.filter(({ eventId }) => eventId !== null).length;
  return (
    <>
      <p>
        {entries.length < KEPT ? counted(entries.length, "message") : `The newest ${KEPT} messages`}, the last{" "}
        <Moment atMs={entries[0]?.atMs ?? 0} />
        {about > 0 && `, ${about} about an event`}.
      </p>
      <ul className="stack">
        {entries.slice(0, shown).map((entry, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two people may write the same at the same moment
          <FeedbackMessage key={`${entry.atMs} ${index}`} entry={entry}>
            {entry.eventId && <EventLink eventId={entry.eventId} />}
          </FeedbackMessage>
        ))}
      </ul>
      <LoadMore hasMore={shown < entries.length} loading={false} load={() => setShown(shown + SHOWN_AT_ONCE)} />
    </>
  );
}

/** The way to an event, once the server said which issue has it. */
function EventLink({ eventId }: { eventId: string }) {
  const found = useQuery(foundEventQuery(eventId));
  if (found.isPending) return <span>looking for its event</span>;
  if (!found.data) return <span>its event is not kept</span>;
  return (
    <Link to="/errors/$issueId/events/$eventId" params={found.data}>
      Issue and event
    </Link>
  );
}
