import { Link } from "@tanstack/react-router";
import type { Attention } from "./attention.ts";
import { NotificationLine } from "./notification-row.tsx";
import { RuleRow } from "./rule-row.tsx";
import "../styles/alerts.css";

/** Of each group; the rest is a link away. */
const SHOWN = 5;

/** Rules that fired lately, and notifications that nobody got. */
export default function TodayAlerts({ attention: { firing, parked, parkedRows } }: { attention: Attention }) {
  return (
    <>
      {firing.length > 0 && (
        <section aria-labelledby="firing">
          <h2 id="firing">
            Fired in the last hour <span className="muted">{firing.length}</span>
          </h2>
          <ul className="list">
            {firing.slice(0, SHOWN).map((rule) => (
              <RuleRow key={rule.id} rule={rule} />
            ))}
          </ul>
          {firing.length > SHOWN && (
            <Link to="/alerts" search={{ state: "firing" }} className="button quiet load-more">
              All of them
            </Link>
          )}
        </section>
      )}
      {parked > 0 && (
        <section aria-labelledby="parked">
          <h2 id="parked">
            Did not arrive <span className="muted">{parked}</span>
          </h2>
          <ul className="list">
            {parkedRows.slice(0, SHOWN).map((row) => (
              <NotificationLine key={row.id} row={row} />
            ))}
          </ul>
          {parked > SHOWN && (
            <Link to="/alerts/outbox" search={{ status: "parked" }} className="button quiet load-more">
              All of them
            </Link>
          )}
        </section>
      )}
    </>
  );
}
