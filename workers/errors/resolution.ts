import { fail, ok, type Result } from "../kit/result.ts";
import { type FirstSeen, isNewerRelease, newestRelease, parseVersion } from "./release-order.ts";
import type { Resolution } from "./view.ts";

/** What a person asks for: in which release an issue is to count as fixed. */
export type ResolutionWish = { in: "now" | "next-release" | "current-release" } | { in: "release"; release: string };

/** The resolution that a wish comes to in a project with these releases, in the order in which they were first seen. */
export function settleResolution(
  wish: ResolutionWish,
  releases: readonly string[],
): Result<Resolution, "no-releases" | "unknown-release"> {
  if (wish.in === "now") return ok({ in: "now" });
  if (wish.in === "release") {
    if (releases.includes(wish.release) || parseVersion(wish.release) !== null) return ok(wish);
    return fail("unknown-release", `No event came from a release "${wish.release}", and it is not a version.`);
  }
  const newest = newestRelease(releases);
  if (newest === null) return fail("no-releases", "No event of this project came from a release, so none is the next.");
  return ok(wish.in === "next-release" ? { in: "next-release", after: newest } : { in: "release", release: newest });
}

/** What a resolved issue's next event says of whether it came back. */
interface Sighting {
  timestampMs: number;
  release: string | null;
}

/**
 * Whether an event brings a resolved issue back. Nothing older than the resolution does. Of an issue that is resolved in a release only
 * what that release or a newer one sends does, and of one resolved in the next release only what is newer than the release of then:
 * others still have the error. An event without a release counts as of an old one.
 */
export function bringsBack(
  resolution: Resolution,
  resolvedMs: number,
  { timestampMs, release }: Sighting,
  firstSeen: FirstSeen,
): boolean {
  if (timestampMs < resolvedMs) return false;
  if (resolution.in === "now") return true;
  if (release === null) return false;
  if (resolution.in === "next-release") return isNewerRelease(release, resolution.after, firstSeen);
  return release === resolution.release || isNewerRelease(release, resolution.release, firstSeen);
}
