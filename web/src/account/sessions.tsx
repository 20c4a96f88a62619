import { useQuery, useQueryClient } from "@tanstack/react-query";
import { identityApi } from "../api/identity.ts";
import { sessionsQuery } from "../api/queries.ts";
import { Icon } from "../ui/icon.tsx";
import { Moment } from "../ui/moment.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { Failed } from "../ui/state.tsx";
import { useToasts } from "../ui/toast.tsx";
import { deviceName } from "./device-name.ts";

/** Where you are signed in, and a way out of each. */
export function Sessions() {
  const query = useQuery(sessionsQuery);
  const queryClient = useQueryClient();
  const toasts = useToasts();
  const end = async (said: string, act: () => Promise<unknown>) => {
    try {
      await act();
      await queryClient.invalidateQueries({ queryKey: ["sessions"] });
      toasts.say(said);
    } catch (error) {
      toasts.sayFailure("The session goes on.", error);
    }
  };
  const sessions = query.data?.sessions;
  return (
    <section className="stack" aria-labelledby="sessions">
      <div className="line-up apart">
        <h2 id="sessions">Sessions</h2>
        {sessions && sessions.length > 1 && (
          <button
            type="button"
            className="button danger"
            onClick={() => end("Signed out everywhere else", () => identityApi.endOtherSessions())}
          >
            Sign out everywhere else
          </button>
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
                <button
                  type="button"
                  className="button small"
                  onClick={() => end("The session has ended", () => identityApi.endSession(session.id))}
                >
                  Sign out
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
