import type { Deeds } from "../../durable-objects/project-shard/shelf/activity-log.ts";
import { readIssue } from "../errors/issue/issue.ts";
import { issueId } from "../errors/issue/issue-id.ts";
import { readFollowers } from "../errors/issue/issue-mark.ts";
import { shardOf } from "../errors/project/project-shard.ts";
import { errorFields, log } from "../front/log.ts";
import { sentOrigin } from "../front/origin.ts";
import { issueReaders, listPeople, type Person } from "../identity/person.ts";
import { DAY_MS } from "../kit/time.ts";
import { toldIssue } from "./content.ts";
import { deedWords, isTold } from "./deed-words.ts";
import { personReceiver } from "./follower.ts";
import { advanceDeeds, type FollowerFeed, feedsWithDeeds } from "./follower-feed.ts";
import { type NewNotification, putNotifications } from "./notification-book.ts";
import type { FollowerContent } from "./view.ts";

/** The names of all people, and who is mailed. */
interface Company {
  names: ReadonlyMap<string, string>;
  readers: readonly Person[];
}

/** What happened longer ago is told nobody: who comes back to a server that was away reads it in the console. */
export const TOLD_WITHIN_MS = DAY_MS;
/** People that one thing is told to. */
export const FOLLOWERS_MAX = 200;
/** Calls to one project in one round; the next round goes on where this one ends. */
const CALLS_MAX = 20;
/** Characters of a comment that a mail quotes. */
const QUOTE_CHARS = 2_000;

/**
 * Puts into the outbox what those who follow issues are to be told. A project's activity in its order is the feed, and a notification's id is that of
 * entry and person: so each is told once wherever a round ends, and rounds may overlap. Nobody is told what they did themselves.
 */
export async function tellFollowers(env: Env, nowMs: number, projectId: number | null): Promise<void> {
  const feeds = await feedsWithDeeds(env.DB, projectId);
  if (feeds.length === 0) return;
  const [everybody, readers] = await Promise.all([listPeople(env), issueReaders(env)]);
  const company = { names: new Map(everybody.map(({ id, name, email }) => [id, name || email])), readers };
  for (const feed of feeds) {
    try {
      await follow(env, feed, company, nowMs);
    } catch (error) {
      log("error", "follower-feed-failed", { project: feed.projectId, ...errorFields(error) });
    }
  }
}

async function follow(env: Env, { projectId, deed }: FollowerFeed, company: Company, nowMs: number): Promise<void> {
  let [after, more] = [deed, true];
  for (let calls = 0; more && calls < CALLS_MAX; calls += 1) {
    const deeds: Deeds = await shardOf(env, projectId).deeds(after, nowMs - TOLD_WITHIN_MS);
    for (const entry of deeds.entries) {
      if (isTold(entry)) await putNotifications(env.DB, await toldOf(env, projectId, entry, company, nowMs), nowMs);
    }
    await advanceDeeds(env.DB, { projectId, deed: deeds.seq });
    [after, more] = [deeds.seq, deeds.more];
  }
}

/** One notification for each who follows the issue and did not do it. */
async function toldOf(
  env: Env,
  projectId: number,
  entry: Deeds["entries"][number],
  { names, readers }: Company,
  nowMs: number,
): Promise<NewNotification[]> {
  const id = String(issueId(projectId, entry.issue));
  const followers = await readFollowers(env.DB, id);
  const people = readers.filter((person) => followers.has(person.id) && person.id !== entry.actorId);
  const issue = people.length === 0 ? null : await readIssue(env, id, nowMs);
  if (issue === null) return [];
  const who = entry.actor === null ? null : (names.get(entry.actorId ?? "") ?? entry.actor);
  const words = deedWords(entry, who);
  const origin = sentOrigin(env) ?? "";
  const content: FollowerContent = {
    subject: `${issue.shortId} ${words}: ${issue.title}`,
    test: false,
    issues: [{ ...toldIssue(issue, origin), atMs: entry.atMs, reason: `${words[0]?.toUpperCase()}${words.slice(1)}` }],
    more: 0,
    quote: entry.kind === "comment" ? (entry.detail?.slice(0, QUOTE_CHARS) ?? null) : null,
    settingsUrl: `${origin}/account`,
  };
  return people.slice(0, FOLLOWERS_MAX).map((person) => ({
    ...{ id: `deed.${projectId}.${entry.id}.${person.id}`, ruleId: null, ruleName: "Followed issue" },
    // Its activity says so already: who was mailed is not part of what an issue's alerts are.
    ...{ receiverId: personReceiver(person.id), content, subjects: [] },
  }));
}
