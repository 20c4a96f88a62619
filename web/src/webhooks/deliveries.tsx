import { Link } from "@tanstack/react-router";
import type { TryView } from "../../../workers/billing/webhook/view.ts";
import { Check } from "../ui/field.tsx";
import { Moment } from "../ui/moment.tsx";
import { numbers, Table } from "../ui/table.tsx";

/** What an endpoint was sent of late, the newest first; each leads to its event. */
export function Deliveries({
  tries,
  failed,
  showFailed,
}: {
  tries: readonly TryView[];
  failed: boolean;
  showFailed: (failed: boolean) => void;
}) {
  return (
    <section className="stack" aria-labelledby="deliveries">
      <div className="line-up">
        <h2 id="deliveries" className="grow">
          Deliveries
        </h2>
        <Check label="Failed only" checked={failed} onChange={showFailed} />
      </div>
      {tries.length === 0 ? (
        <p className="muted">{failed ? "None failed in the last 7 days." : "Nothing was sent in the last 7 days."}</p>
      ) : (
        <Table columns={["Event", "Answer", numbers("Try"), numbers("Took"), "When"]}>
          {tries.map(({ eventId, type, replayed, status, error, attempt, tookMs, atMs }) => (
            <tr key={`${eventId} ${atMs}`}>
              <td data-label="Event">
                <Link to="/money/webhooks/events/$eventId" params={{ eventId }}>
                  {type ?? eventId}
                </Link>
                {replayed && <span className="badge"> Replay</span>}
              </td>
              <td data-label="Answer">
                <span>
                  <span className={`badge ${error === null ? "good" : "bad"}`}>{status ?? "No answer"}</span>{" "}
                  {error !== null && <span className="muted small">{error}</span>}
                </span>
              </td>
              <td className="number" data-label="Try">
                {attempt}
              </td>
              <td className="number" data-label="Took">
                {tookMs} ms
              </td>
              <td data-label="When">
                <Moment atMs={atMs} />
              </td>
            </tr>
          ))}
        </Table>
      )}
    </section>
  );
}
