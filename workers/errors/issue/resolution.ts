import { fail, ok, type Result } from "../../kit/result.ts";
import { type FirstSeen, isNewerRelease, newestRelease, parseVersion } from "../release/release-order.ts";
import type { Resolution } from "../view.ts";

/** Fewest characters that name a commit: git's own. */
export const COMMIT_CHARS_MIN = 7;

/** What a person asks for: in which release an issue is to count as fixed. */
export type ResolutionWish =
  | { in: "now" | "next-release" | "current-release" | "upcoming-release" }
  | { in: "release"; release: string }
  | { in: "commit"; commit: string; repository: string | null };

/** What of a project's releases decides what a wish comes to. */
export interface KnownReleases {
  /** In the order in which they were first seen. */
  list(): readonly string[];
  /** The first that has a commit. */
  withCommit(commit: string): string | null;
}

/** The resolution that a wish comes to in a project with these releases. */
export function settleResolution(
  wish: ResolutionWish,
  releases: KnownReleases,
): Result<Resolution, "no-releases" | "unknown-release"> {
  if (wish.in === "now") return ok({ in: "now" });
  if (wish.in === "commit") {
    const release = releases.withCommit(wish.commit);
    return ok(release === null ? wish : { in: "release", release });
  }
  const known = releases.list();
  if (wish.in === "release") {
    if (known.includes(wish.release) || parseVersion(wish.release) !== null) return ok(wish);
    return fail("unknown-release", `No event came from a release "${wish.release}", and it is not a version.`);
  }
  const newest = newestRelease(known);
  if (wish.in === "upcoming-release") return ok({ in: "upcoming-release", after: newest });
  if (newest === null) return fail("no-releases", "No event of this project came from a release, so none is the next.");
  return ok(wish.in === "next-release" ? { in: "next-release", after: newest } : { in: "release", release: newest });
}

/** A release that just came, with what is known of its commits. */
export interface ReleaseArrival {
  release: string;
  /** Whether nothing was known of it before. */
  isNew: boolean;
  commits: readonly string[];
}

/**
 * Whether a release is the one that a resolution waits for: of a commit the one that has it; of the upcoming release any that is new and newer than
 * the newest of then, so that an old app that reports for the first time is none.
 */
export function endsWait(resolution: Resolution, { release, isNew, commits }: ReleaseArrival, firstSeen: FirstSeen) {
  if (resolution.in === "commit") return commits.some((id) => id.startsWith(resolution.commit));
  if (resolution.in !== "upcoming-release" || !isNew) return false;
  return resolution.after === null || isNewerRelease(release, resolution.after, firstSeen);
}

/** What a resolved issue's next event says of whether it came back. */
interface Sighting {
  timestampMs: number;
  release: string | null;
}

/**
 * Whether an event brings a resolved issue back. Nothing older than the resolution does. Of an issue that is resolved in a release only
 * what that release or a newer one sends does, and of one resolved in the next release only what is newer than the release of then:
 * others still have the error. An event without a release counts as of an old one. While a release is waited for, every one is old.
 */
export function bringsBack(
  resolution: Resolution,
  resolvedMs: number,
  { timestampMs, release }: Sighting,
  firstSeen: FirstSeen,
): boolean {
  if (timestampMs < resolvedMs) return false;
  if (resolution.in === "now") return true;
  if (release === null || resolution.in === "upcoming-release" || resolution.in === "commit") return false;
  if (resolution.in === "next-release") return isNewerRelease(release, resolution.after, firstSeen);
  return release === resolution.release || isNewerRelease(release, resolution.release, firstSeen);
}
