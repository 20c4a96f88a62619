import * as z from "zod";
import { fail, ok, type Result } from "../../kit/result.ts";
import { MINUTE_MS } from "../../kit/time.ts";
import { asksSomething } from "../difference.ts";
import type { ArchiveWish } from "../issue/archive.ts";
import { findAssignable, type IssueChange } from "../issue/issue-change.ts";
import { archiveWish, resolutionWish } from "../issue/issue-input.ts";
import type { MarkChange } from "../issue/issue-mark.ts";
import type { ResolutionWish } from "../issue/resolution.ts";

/** Issues that one request may change; Sentry's own bound. */
export const CHANGE_MAX = 1_000;

const count = z.number().int().nullish();

/** In which release an issue is resolved, or how long it is ignored. What else tools send back is passed over. */
const statusDetails = z.object({
  inRelease: z.string().nullish(),
  inNextRelease: z.boolean().nullish(),
  inUpcomingRelease: z.boolean().nullish(),
  inCommit: z.object({ commit: z.string(), repository: z.string().nullish() }).nullish(),
  ignoreDuration: count,
  ignoreUntil: z.iso.datetime({ offset: true, local: true }).nullish(),
  ignoreCount: count,
  ignoreWindow: count,
  ignoreUserCount: count,
  ignoreUserWindow: count,
  untilEscalating: z.boolean().nullish(),
});

/** What Sentry's clients send to change issues; what would be a false promise is refused by `readChange`. */
export const issueChange = z.object({
  status: z.enum(["resolved", "unresolved", "ignored", "muted", "resolvedInNextRelease"]).optional(),
  substatus: z.string().nullish(),
  statusDetails: statusDetails.nullish(),
  /** Minutes; what sentry-cli sends to mute. */
  snoozeDuration: count,
  assignedTo: z.string().max(320).nullish(),
  merge: z.union([z.boolean(), z.number()]).nullish(),
  discard: z.boolean().nullish(),
  isPublic: z.boolean().nullish(),
  isBookmarked: z.boolean().optional(),
  isSubscribed: z.boolean().optional(),
  hasSeen: z.boolean().optional(),
});

type Body = z.infer<typeof issueChange>;

const STATUSES = {
  resolved: "resolved",
  resolvedInNextRelease: "resolved",
  unresolved: "unresolved",
  ignored: "ignored",
  muted: "ignored",
} as const;

/** The change that a body asks for, or why it cannot be made. */
export async function readChange(
  env: Env,
  body: Body,
  nowMs: number,
): Promise<Result<IssueChange, "unsupported" | "bad-details" | "no-such-person">> {
  if (body.isPublic) return fail("unsupported", "Issues cannot be made public.");
  const change: IssueChange = {};
  if (body.status !== undefined) {
    change.status = STATUSES[body.status];
    const details = change.status === "resolved" ? readResolution(body) : readArchive(body, nowMs);
    if (!details.ok) return details;
    if (change.status !== "unresolved") Object.assign(change, details.value);
  }
  if (body.assignedTo === undefined) return ok(change);
  if (!body.assignedTo) return ok({ ...change, assignee: null });
  // Sentry's `user:<id>`, an id or a mail address.
  const assignee = await findAssignable(env, body.assignedTo.replace(/^user:/, ""));
  if (assignee === null) return fail("no-such-person", "There is no such person to assign to.");
  return ok({ ...change, assignee });
}

/** The marks that a body sets for who sends it; null when it sets none. */
export function readMarkChange({ isBookmarked, isSubscribed, hasSeen }: Body): MarkChange | null {
  const change: MarkChange = {
    ...(isBookmarked !== undefined && { bookmarked: isBookmarked }),
    ...(isSubscribed !== undefined && { subscribed: isSubscribed }),
    ...(hasSeen !== undefined && { seen: hasSeen }),
  };
  return asksSomething(change) ? change : null;
}

function readResolution({
  status,
  statusDetails: details,
}: Body): Result<{ resolution?: ResolutionWish }, "unsupported" | "bad-details"> {
  if (details?.inCommit) {
    const commit = resolutionWish.safeParse({
      in: "commit",
      commit: details.inCommit.commit,
      repository: details.inCommit.repository || null,
    });
    return commit.success ? ok({ resolution: commit.data }) : fail("bad-details", "inCommit names no commit.");
  }
  if (details?.inUpcomingRelease) return ok({ resolution: { in: "upcoming-release" } });
  if (status === "resolvedInNextRelease" || details?.inNextRelease) return ok({ resolution: { in: "next-release" } });
  const release = details?.inRelease;
  if (!release) return ok({});
  if (release === "latest") return ok({ resolution: { in: "current-release" } });
  const wish = resolutionWish.safeParse({ in: "release", release });
  return wish.success ? ok({ resolution: wish.data }) : fail("bad-details", "inRelease names no release.");
}

function readArchive(body: Body, nowMs: number): Result<{ archive?: ArchiveWish }, "bad-details"> {
  const details = body.statusDetails ?? {};
  const until = details.ignoreUntil ? Math.ceil((Date.parse(details.ignoreUntil) - nowMs) / MINUTE_MS) : null;
  const minutes = details.ignoreDuration || body.snoozeDuration || until;
  const wishes: unknown[] = [
    minutes && { until: "time", minutes },
    details.ignoreCount && { until: "events", count: details.ignoreCount, windowMinutes: details.ignoreWindow || null },
    details.ignoreUserCount && {
      until: "users",
      count: details.ignoreUserCount,
      windowMinutes: details.ignoreUserWindow || null,
    },
    (details.untilEscalating || body.substatus === "archived_until_escalating") && { until: "escalating" },
  ].filter(Boolean);
  if (wishes.length === 0) return ok({});
  if (wishes.length > 1) return fail("bad-details", "An issue is ignored under one condition; several are named.");
  const wish = archiveWish.safeParse(wishes[0]);
  if (wish.success) return ok({ archive: wish.data });
  return fail("bad-details", wish.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; "));
}
