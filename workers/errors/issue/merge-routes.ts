import { type Context, Hono } from "hono";
import * as z from "zod";
import { UNMERGE_HASHES_MAX } from "../../../durable-objects/project-shard/deed/unmerge.ts";
import { allow } from "../../front/access.ts";
import type { App } from "../../front/context.ts";
import { jsonInput } from "../../front/input.ts";
import { problem } from "../../front/problem.ts";
import type { Failure } from "../../kit/result.ts";
import { noSuchIssue } from "../unknown.ts";
import { readHashes } from "./issue.ts";
import { issueIds } from "./issue-input.ts";
import { mergeIssues, unmergeIssue } from "./issue-merge.ts";

const merge = z.strictObject({ into: z.string().max(20), ids: issueIds });
const unmerge = z.strictObject({ hashes: z.array(z.string().max(64)).min(1).max(UNMERGE_HASHES_MAX) });

/** Issues that become one, and hashes that become an issue of their own. Both answer with the issue that came of it. */
export const mergeRoutes = new Hono<App>()
  .post("/issues/merge", allow("event:write"), jsonInput(merge), async (c) => {
    const { into, ids } = c.req.valid("json");
    const merged = await mergeIssues(c, into, ids);
    return merged.ok ? c.json({ id: merged.value }) : refusal(c, merged);
  })
  .get("/issues/:id/hashes", allow("event:read"), async (c) => {
    const hashes = await readHashes(c.env, c.req.param("id"));
    return hashes === null ? noSuchIssue(c) : c.json({ hashes });
  })
  .post("/issues/:id/unmerge", allow("event:write"), jsonInput(unmerge), async (c) => {
    const unmerged = await unmergeIssue(c, c.req.param("id"), c.req.valid("json").hashes);
    return unmerged.ok ? c.json({ id: unmerged.value }) : refusal(c, unmerged);
  });

/** What is merely not possible now is a conflict; what never will be is a wrong request. */
const refusal = (c: Context<App>, { reason, detail }: Failure<string>) =>
  problem(c, { status: reason === "no-such-issue" ? 404 : reason === "moving" ? 409 : 422, reason, detail });
