import type { ReleaseHealth } from "../../../workers/errors/view.ts";
import { rangeText } from "../range/range-search.ts";
import { counted, whole } from "../words/number.ts";

/** Sessions of all releases together. Users are not among them: one person may use several releases. */
export type HealthTotals = Pick<ReleaseHealth, "sessions" | "errored" | "abnormal" | "crashed">;

export function healthTotals(releases: readonly ReleaseHealth[]): HealthTotals {
  const totals = { sessions: 0, errored: 0, abnormal: 0, crashed: 0 };
  for (const release of releases) {
    totals.sessions += release.sessions;
    totals.errored += release.errored;
    totals.abnormal += release.abnormal;
    totals.crashed += release.crashed;
  }
  return totals;
}

/** The share that did not crash with at most two decimals, rounded down so that one crash never reads as 100%; null of nothing. */
export function crashFree(crashed: number, all: number): string | null {
  if (all === 0) return null;
  return `${Math.floor((1 - Math.min(crashed, all) / all) * 10_000) / 100}%`;
}

/** What is going on with the releases, in a sentence or two. */
export function healthSentence(releases: readonly ReleaseHealth[], hours: number): string {
  const { sessions, errored, abnormal, crashed } = healthTotals(releases);
  const names = new Set(releases.map(({ release }) => release)).size;
  const base = `${counted(sessions, "session")} of ${counted(names, "release")} in ${rangeText(hours)}`;
  const others = [
    errored > 0 && `${whole(errored)} met an error`,
    abnormal > 0 && `${whole(abnormal)} ended without a word`,
  ].filter((part) => part !== false);
  const tail = others.length > 0 ? ` ${others.join(", ")}.` : "";
  if (crashed === 0) return `${base}, none crashed.${tail}`;
  const worst = releases.reduce((a, b) => (b.crashed > a.crashed ? b : a));
  const most = worst.crashed === crashed ? "" : `${whole(worst.crashed)} of them `;
  const where = releases.length > 1 ? `, ${most}on ${worst.release} in ${worst.environment}` : "";
  return `${base}, ${whole(crashed)} crashed${where}.${tail}`;
}
