import type { Archive, Resolution } from "../../../workers/errors/view.ts";
import { MINUTE_MS } from "../../../workers/kit/time.ts";
import { counted } from "../words/number.ts";
import { duration, since } from "../words/time.ts";

/** Characters of a commit that are shown. */
const SHORT_COMMIT_CHARS = 12;

/** In which release something is fixed, after "resolved": empty when it is at once. */
export function resolutionText(resolution: Resolution | null): string {
  switch (resolution?.in) {
    case "release":
      return `in release ${resolution.release}`;
    case "next-release":
      return `in the release after ${resolution.after}`;
    case "upcoming-release":
      return "in the upcoming release";
    case "commit":
      return `in the release with commit ${resolution.commit.slice(0, SHORT_COMMIT_CHARS)}`;
    default:
      return "";
  }
}

/** How long something is ignored, after that word: empty when it is for good. */
export function archiveText(archive: Archive | null, nowMs: number): string {
  if (!archive || archive.until === "forever") return "";
  if (archive.until === "escalating") return "until it escalates";
  if (archive.until === "time") return `until ${since(archive.untilMs, nowMs)}`;
  const count = counted(archive.count, archive.until === "events" ? "more event" : "more user");
  const within = archive.windowMinutes === null ? "" : ` within ${duration(archive.windowMinutes * MINUTE_MS)}`;
  return `until ${count}${within}${archive.soFar > 0 ? `, ${archive.soFar} so far` : ""}`;
}
