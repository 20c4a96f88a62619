/** What tools say of a project's releases. Times are epoch milliseconds. */

/** Commits of one release, and how long what is kept of one may be. */
export const COMMITS_MAX = 1_000;
export const COMMIT_ID_CHARS = 64;
export const COMMIT_MESSAGE_CHARS = 4_096;
export const COMMIT_NAME_CHARS = 200;

export interface ReleaseCommit {
  id: string;
  repository: string | null;
  message: string;
  authorName: string;
  authorEmail: string;
  atMs: number | null;
}

/** What a tool tells of a release; absent fields stay as they are. */
export interface ToldRelease {
  release: string;
  url?: string | null;
  releasedMs?: number | null;
  /** The newest first; in place of those that were told before. */
  commits?: ReleaseCommit[];
}

/** A release as a project knows it. */
export interface KnownRelease {
  release: string;
  /** Its place in the order in which releases were first seen. */
  number: number;
  firstSeenMs: number;
  releasedMs: number | null;
  url: string | null;
  commits: number;
  lastCommit: string | null;
}

/** Words by which a commit's message says that it mends an issue, as Sentry reads them: `Fixes WEB-12, WEB-1A`. */
const FIXES =
  /\b(?:fix|fixes|fixed|close|closes|closed|resolve|resolves|resolved):?\s+((?:[a-z0-9][\w-]{0,49}-[0-9a-z]{1,10}\b(?:\s*(?:,|and)\s*)?)+)/gi;

/** Short ids of the issues that a commit's message says are mended by it. */
export const mendedBy = (message: string): string[] => [
  ...new Set(
    [...message.matchAll(FIXES)].flatMap(([, list = ""]) => list.match(/[a-z0-9][\w-]{0,49}-[0-9a-z]{1,10}\b/gi) ?? []),
  ),
];
