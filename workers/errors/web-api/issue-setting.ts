import type { Context } from "hono";
import type { App } from "../../front/context.ts";
import { publicOrigin } from "../../front/origin.ts";
import { listPeople } from "../../identity/person.ts";
import { readMarks, readWatchers } from "../issue/issue-mark.ts";
import type { IssueDetail } from "../view.ts";
import { type IssueSetting, issueDetailJson } from "./issue-json.ts";
import { userJson } from "./member-json.ts";
import { noSuchResource } from "./refusal.ts";

/** What the JSON of these issues needs beside them, for who asks. */
export async function settingOf(c: Context<App>, ids: readonly string[]): Promise<IssueSetting> {
  const { personId } = c.get("actor");
  return {
    consoleOrigin: publicOrigin(c.env, c.req.url),
    nowMs: c.get("nowMs"),
    marks: personId === undefined || ids.length === 0 ? new Map() : await readMarks(c.env.DB, ids, personId),
  };
}

/** Answers with one issue and who follows it or has seen it. */
export async function answerIssue(c: Context<App>, issue: IssueDetail | null): Promise<Response> {
  if (issue === null) return noSuchResource(c);
  const [setting, watchers] = await Promise.all([settingOf(c, [issue.id]), readWatchers(c.env.DB, issue.id)]);
  const people = watchers.length === 0 ? [] : (await listPeople(c.env)).filter(({ disabled }) => !disabled);
  const watching = watchers.flatMap(({ person, ...watch }) => {
    const found = people.find(({ id }) => id === person);
    return found === undefined ? [] : [{ user: userJson(found), ...watch }];
  });
  return c.json({
    ...issueDetailJson(issue, setting),
    participants: watching.filter(({ subscribed }) => subscribed).map(({ user }) => user),
    seenBy: watching.flatMap(({ user, seenAtMs }) =>
      seenAtMs === null ? [] : [{ ...user, lastSeen: new Date(seenAtMs).toISOString() }],
    ),
  });
}
