import { Hono } from "hono";
import * as z from "zod";
import { allow } from "../../front/access.ts";
import type { App } from "../../front/context.ts";
import { jsonInput } from "../../front/input.ts";
import { problem } from "../../front/problem.ts";
import { listPeople } from "../../identity/person.ts";
import { asksSomething, NOTHING_ASKED } from "../difference.ts";
import { noSuchIssue } from "../unknown.ts";
import type { IssueMarksView } from "../view.ts";
import { knownIssues } from "./issue.ts";
import { NO_MARKS, readMarks, readWatchers } from "./issue-mark.ts";
import { applyMarks } from "./issue-marking.ts";

const markChange = z
  .strictObject({
    bookmarked: z.boolean().optional(),
    subscribed: z.boolean().optional(),
    seen: z.boolean().optional(),
  })
  .refine(asksSomething, NOTHING_ASKED);

/** What people set on issues for themselves, and who follows an issue or has seen it. */
export const markRoutes = new Hono<App>()
  .get("/issues/:id/marks", allow("event:read"), async (c) => {
    const id = c.req.param("id");
    if ((await knownIssues(c.env.DB, [id])).length === 0) return noSuchIssue(c);
    const { personId } = c.get("actor");
    const [watchers, people, marks] = await Promise.all([
      readWatchers(c.env.DB, id),
      listPeople(c.env),
      personId === undefined ? null : readMarks(c.env.DB, [id], personId),
    ]);
    const names = new Map(people.filter(({ disabled }) => !disabled).map((person) => [person.id, person]));
    const watching = watchers.flatMap(({ person, ...watch }) => {
      const found = names.get(person);
      return found === undefined ? [] : [{ id: found.id, name: found.name || found.email, ...watch }];
    });
    return c.json<IssueMarksView>({
      own: marks?.get(id) ?? NO_MARKS,
      followers: watching.filter(({ subscribed }) => subscribed).map(({ id, name }) => ({ id, name })),
      seenBy: watching.flatMap(({ id, name, seenAtMs }) => (seenAtMs === null ? [] : [{ id, name, seenAtMs }])),
    });
  })
  // Whoever may read an issue may follow it: a mark is its person's own.
  .patch("/issues/:id/marks", allow("event:read"), jsonInput(markChange), async (c) => {
    const { bookmarked, subscribed, seen } = c.req.valid("json");
    const applied = await applyMarks(c, [c.req.param("id")], {
      ...(bookmarked !== undefined && { bookmarked }),
      ...(subscribed !== undefined && { subscribed }),
      ...(seen !== undefined && { seen }),
    });
    if (applied.ok) return c.json({ ok: true });
    return problem(c, { status: 403, reason: applied.reason, detail: applied.detail });
  });
