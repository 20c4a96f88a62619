import * as z from "zod";
import { RELEASE_CHARS } from "../normalize/release.ts";
import { COMMIT_ID_CHARS, COMMIT_NAME_CHARS } from "../release/told-release.ts";
import { ARCHIVE_EVENTS_MAX, ARCHIVE_MINUTES_MAX, ARCHIVE_USERS_MAX, ARCHIVE_WINDOW_MINUTES_MAX } from "./archive.ts";
import { BULK_MAX } from "./issue.ts";
import { COMMIT_CHARS_MIN } from "./resolution.ts";

/** What the console sends to act on issues, as it is read. */

/** Characters of a comment. */
export const COMMENT_CHARS_MAX = 10_000;

export const issueIds = z.array(z.string().max(20)).min(1).max(BULK_MAX);

export const resolutionWish = z.discriminatedUnion("in", [
  z.strictObject({ in: z.enum(["now", "next-release", "current-release", "upcoming-release"]) }),
  z.strictObject({
    in: z.literal("commit"),
    commit: z.string().trim().toLowerCase().min(COMMIT_CHARS_MIN).max(COMMIT_ID_CHARS),
    repository: z.string().trim().min(1).max(COMMIT_NAME_CHARS).nullable().default(null),
  }),
  z.strictObject({ in: z.literal("release"), release: z.string().trim().min(1).max(RELEASE_CHARS) }),
]);

const windowMinutes = z.number().int().min(1).max(ARCHIVE_WINDOW_MINUTES_MAX).nullable().default(null);

export const archiveWish = z.discriminatedUnion("until", [
  z.strictObject({ until: z.enum(["forever", "escalating"]) }),
  z.strictObject({ until: z.literal("time"), minutes: z.number().int().min(1).max(ARCHIVE_MINUTES_MAX) }),
  z.strictObject({
    until: z.literal("events"),
    count: z.number().int().min(1).max(ARCHIVE_EVENTS_MAX),
    windowMinutes,
  }),
  z.strictObject({ until: z.literal("users"), count: z.number().int().min(1).max(ARCHIVE_USERS_MAX), windowMinutes }),
]);

/** A comment's words, plain text. */
export const commentText = z.string().trim().min(1).max(COMMENT_CHARS_MAX);
