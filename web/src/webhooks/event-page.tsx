import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import type { EventDetail } from "../../../workers/billing/webhook/view.ts";
import { TryList } from "../alerts/tries.tsx";
import { useMay } from "../shell/me.ts";
import { Page } from "../shell/page.tsx";
import { CodeBlock } from "../ui/code-block.tsx";
import { Moment } from "../ui/moment.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { Failed } from "../ui/state.tsx";
import { ReplayDialog } from "./replay-dialog.tsx";
import { eventQuery, WEBHOOKS_LIVE_MS } from "./webhook-api.ts";
import { STANDINGS } from "./webhook-words.ts";
import "../styles/alerts.css";

/** One event: what it carries, and how each endpoint took it. */
export function EventPage() {
  const { eventId } = useParams({ from: "/shell/money/webhooks/events/$eventId" });
  const query = useQuery({ ...eventQuery(eventId), refetchInterval: WEBHOOKS_LIVE_MS });
  const detail = query.data;
  return (
    <Page
      title={detail?.type ?? "Event"}
      above={
        <Link to="/money/webhooks/events" className="plain">
          Events
        </Link>
      }
      sentence={
        detail ? (
          <>
            <Link to="/customers/$accountId" params={{ accountId: detail.accountId }}>
              {detail.accountName || detail.accountId}
            </Link>
            , its event {detail.sequence}, <Moment atMs={detail.keptMs} />
          </>
        ) : (
          query.isPending && "Reading the event"
        )
      }
    >
      {query.isPending && <SkeletonRows count={8} what="the event" />}
      {query.isError && !detail && <Failed what="This event" error={query.error} retry={query.refetch} />}
      {detail && (
        <div className="stack wide">
          <Standings detail={detail} />
          <section className="stack" aria-labelledby="carries">
            <h2 id="carries">What it carries</h2>
            {detail.event ? (
              <CodeBlock text={JSON.stringify(detail.event, null, 2)} what="JSON" tall />
            ) : (
              <p className="muted">Its content is kept no longer.</p>
            )}
          </section>
        </div>
      )}
    </Page>
  );
}

function Standings({ detail }: { detail: EventDetail }) {
  const [replays, setReplays] = useState<{ id: string; name: string } | null>(null);
  const may = useMay("billing:operate");
  const { accountId, sequence, standings, tries, event } = detail;
  if (standings.length === 0) return <p className="muted">No endpoint chose this type of event.</p>;
  // Kept without the owner's name and address that products get: those are in no event.
  const body = JSON.stringify(event);
  return (
    <>
      {standings.map(({ endpointId, endpointName, state }) => {
        const own = tries.filter((each) => each.endpointId === endpointId);
        return (
          <section key={endpointId} className="stack" aria-label={`Deliveries to ${endpointName}`}>
            <div className="line-up">
              <h2 className="grow">
                <Link to="/money/webhooks/$endpointId" params={{ endpointId }}>
                  {endpointName}
                </Link>{" "}
                <span className={`badge ${STANDINGS[state].tone}`}>{STANDINGS[state].word}</span>
              </h2>
              {may && (
                <button
                  type="button"
                  className="button"
                  onClick={() => setReplays({ id: endpointId, name: endpointName })}
                >
                  Send again
                </button>
              )}
            </div>
            {own.length > 0 && (
              <TryList
                tries={own.map(({ atMs, headers, status, answer, error }) => ({
                  ...{ atMs, headers, status, answer, error },
                  body: headers === null ? null : body,
                }))}
              />
            )}
          </section>
        );
      })}
      {replays && (
        <ReplayDialog
          endpoint={replays}
          range={{ accountId, fromSequence: sequence, toSequence: sequence }}
          onClose={() => setReplays(null)}
        />
      )}
    </>
  );
}
