import { useQuery, useQueryClient } from "@tanstack/react-query";
import { identityApi } from "../api/identity.ts";
import { sessionsQuery } from "../api/queries.ts";
import { Icon } from "../ui/icon.tsx";
import { Moment } from "../ui/moment.tsx";
import { SendButton, useSend } from "../ui/send-button.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { Failed } from "../ui/state.tsx";
import { useToasts } from "../ui/toast.tsx";
import { deviceName } from "./device-name.ts";

/** Where you are signed in, and a way out of each. */
export function Sessions() {
  const query = useQuery(sessionsQuery);
  const queryClient = useQueryClient();
  const toasts = useToasts();
  const end = useSend(async (id: string) => {
    if (id === "others") await identityApi.endOtherSessions();
    else await identityApi.endSession(id);
    await queryClient.invalidateQueries({ queryKey: ["sessions"] });
    toasts.say(id === "others" ? "Signed out everywhere else" : "The session has ended");
  }, "The session goes on.");
  const sessions = query.data?.sessions;
  return (
    <section className="stack" aria-labelledby="sessions">
      <div className="line-up apart">
        <h2 id="sessions">Sessions</h2>
        {sessions && sessions.length > 1 && (
          <SendButton by={end} wish="others" className="button danger">
            Sign out everywhere else
          </SendButton>
        )}
      </div>
      {query.isPending && <SkeletonRows count={2} what="sessions" />}
      {query.isError && !sessions && <Failed what="Your sessions" error={query.error} retry={query.refetch} />}
      {sessions && (
        <ul className="list">
          {sessions.map((session) => (
            <li key={session.id}>
              <Icon name={/Mobile|iPhone|Android/.test(session.userAgent ?? "") ? "phone" : "keyboard"} />
              <div className="grow">
                <div>
                  {deviceName(session.userAgent ?? "")}{" "}
                  {session.current && <span className="badge good">this one</span>}
                </div>
                <div className="muted small">
                  {session.ipAddress ?? "unknown address"} · signed in <Moment atMs={session.createdAtMs} /> · seen{" "}
                  <Moment atMs={session.lastSeenAtMs} />
                </div>
              </div>
              {!session.current && (
                <SendButton by={end} wish={session.id} className="button small">
                  Sign out
                </SendButton>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
