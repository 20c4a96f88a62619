import { useQuery } from "@tanstack/react-query";
import { marksQuery } from "../api/queries.ts";
import { useNow } from "../ui/now.ts";
import { counted } from "../words/number.ts";
import { relative } from "../words/time.ts";
import { initials } from "./initials.ts";

/** People whose initials are drawn; of more it is said how many they are. */
const DRAWN = 8;

/** Who has looked at the issue, who did last first, and who follows it. */
export function SeenBy({ issueId }: { issueId: string }) {
  const marks = useQuery(marksQuery(issueId)).data;
  const nowMs = useNow();
  const followers = new Set(marks?.followers.map(({ id }) => id));
  const seenBy = marks?.seenBy ?? [];
  return (
    <section className="facts-group" aria-label="People" id="people">
      <h2>Seen by</h2>
      <ul className="faces">
        {seenBy.slice(0, DRAWN).map(({ id, name, seenAtMs }) => (
          <li
            key={id}
            className={followers.has(id) ? "face follows" : "face"}
            title={`${name}, ${relative(seenAtMs, nowMs)}${followers.has(id) ? ", follows it" : ""}`}
          >
            <span aria-hidden="true">{initials(name)}</span>
            <span className="visually-hidden">{name}</span>
          </li>
        ))}
        {seenBy.length > DRAWN && <li className="muted small">and {seenBy.length - DRAWN} more</li>}
        {marks && seenBy.length === 0 && <li className="muted">Nobody yet.</li>}
        {marks && marks.followers.length > 0 && (
          <li className="muted small" title={marks.followers.map(({ name }) => name).join(", ")}>
            {counted(marks.followers.length, "follower")}
          </li>
        )}
      </ul>
    </section>
  );
}
