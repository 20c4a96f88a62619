import { useQuery } from "@tanstack/react-query";
import { useReads } from "../shell/me.ts";
import { counted } from "../words/number.ts";
import { attentionQuery } from "./attention.ts";

/** How many notifications did not arrive and how many rules fire, beside the room's name; nothing when it is quiet. */
export default function RailBadge() {
  const attention = useQuery({ ...attentionQuery, enabled: useReads("project:read") }).data;
  const firing = attention?.firing.length ?? 0;
  const parked = attention?.parked ?? 0;
  if (firing + parked === 0) return null;
  const words = [
    firing > 0 && `${counted(firing, "rule")} fired in the last hour`,
    parked > 0 && `${counted(parked, "notification")} parked`,
  ].filter(Boolean);
  return (
    <span className="badge bad rail-badge" title={words.join(", ")}>
      {firing + parked}
      <span className="visually-hidden">: {words.join(", ")}</span>
    </span>
  );
}
