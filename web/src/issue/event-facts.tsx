import type { EventDetail } from "../../../workers/errors/view.ts";
import { CopyButton } from "../ui/copy-button.tsx";
import { Moment } from "../ui/moment.tsx";

/** Who was hit and what ran, for the event that is shown. */
export function EventFacts({ detail }: { detail: EventDetail }) {
  const { event } = detail;
  const trace = event.contexts?.trace?.trace_id;
  const facts: [string, string | undefined][] = [
    ["User", event.user?.name ?? event.user?.username ?? event.user?.email ?? event.user?.id],
    ["Mail", event.user?.email],
    ["User id", event.user?.id],
    ["Address", event.user?.ip_address],
    ["Transaction", event.transaction],
    ["Server", event.server_name],
    ["Logger", event.logger],
    ["Dist", event.dist],
    ["Trace", typeof trace === "string" ? trace : undefined],
    ["SDK", event.sdk?.name && `${event.sdk.name} ${event.sdk.version ?? ""}`],
  ];
  // A name that is the mail address or the id again says nothing new.
  const said = new Set<string>();
  const shown = facts.filter(([, value]) => value && !said.has(value) && said.add(value));
  return (
    <section className="facts-group" aria-label="This event">
      <h2>This event</h2>
      <dl className="facts">
        {shown.map(([name, value]) => (
          <div key={name} className="fact">
            <dt>{name}</dt>
            <dd>
              <span className="fact-value">{value}</span>
              <CopyButton text={value ?? ""} what={name.toLowerCase()} />
            </dd>
          </div>
        ))}
        <div className="fact">
          <dt>Received</dt>
          <dd>
            <Moment atMs={detail.receivedMs} />
          </dd>
        </div>
      </dl>
    </section>
  );
}
