import { measuresBytes, OUTCOMES } from "../projects/outcome-sums.ts";

/** Items of one project and category, by what became of them. */
export interface UsageLine {
  /** A project's id, digits. */
  project: string;
  category: string;
  accepted: number;
  refused: number;
  /** Dropped by clients before they were sent. */
  dropped: number;
  /** Size of what was accepted. */
  bytes: number;
}

type UsageTotals = Omit<UsageLine, "project" | "category">;

/** A row as the server sums it. */
interface UsageRow {
  project?: string | undefined;
  outcome?: string | undefined;
  category?: string | undefined;
  quantity: number;
  bytes: number;
}

/** One line per project and category: projects that send most first, then their categories, largest first. */
export function usageLines(rows: readonly UsageRow[]): UsageLine[] {
  const lines = new Map<string, UsageLine>();
  const perProject = new Map<string, number>();
  for (const { project = "", category = "", outcome = "", quantity, bytes } of rows) {
    const key = `${project} ${category}`;
    const line = lines.get(key) ?? { project, category, accepted: 0, refused: 0, dropped: 0, bytes: 0 };
    lines.set(key, line);
    if (outcome === "accepted") line.bytes += bytes;
    // What retention removed was accepted before; it is counted once.
    if (outcome === "evicted" || !OUTCOMES.some((name) => name === outcome)) continue;
    // The category's items stand under another one, so here its quantity is its size.
    if (measuresBytes(category)) continue;
    line[outcome === "accepted" ? "accepted" : outcome === "client-discard" ? "dropped" : "refused"] += quantity;
    perProject.set(project, (perProject.get(project) ?? 0) + quantity);
  }
  const sent = (line: UsageLine) => perProject.get(line.project) ?? 0;
  return [...lines.values()].sort(
    (a, b) =>
      sent(b) - sent(a) ||
      a.project.localeCompare(b.project) ||
      b.accepted - a.accepted ||
      a.category.localeCompare(b.category),
  );
}

/** All lines together. */
export function usageTotals(lines: readonly UsageLine[]): UsageTotals {
  const totals = { accepted: 0, refused: 0, dropped: 0, bytes: 0 };
  for (const line of lines) {
    totals.accepted += line.accepted;
    totals.refused += line.refused;
    totals.dropped += line.dropped;
    totals.bytes += line.bytes;
  }
  return totals;
}
