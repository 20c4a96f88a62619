import { Hono } from "hono";
import { UNMERGE_HASHES_MAX } from "../../../durable-objects/project-shard/deed/unmerge.ts";
import { allow } from "../../front/access.ts";
import type { App } from "../../front/context.ts";
import { readHashes } from "../issue/issue.ts";
import { unmergeIssue } from "../issue/issue-merge.ts";
import type { IssueHash } from "../view.ts";
import { eventDetailJson, findIssue, placeOf } from "./event-ref.ts";
import { answerPage, pageSize, parseCursor } from "./pagination.ts";
import { badRequest, noSuchResource } from "./refusal.ts";

/** Hashes per page: each comes with its newest event whole. */
export const HASH_PAGE_MAX = 25;

/** An issue's hashes. To delete some is to take them out into an issue of their own. */
export const issueHashApi = new Hono<App>()
  .get("/issues/:issue/hashes", allow("event:read"), async (c) => {
    const place = await placeOf(c.env, c.req.param("issue"));
    const issue = await findIssue(c.env, c.req.param("issue"), c.get("nowMs"));
    const hashes = issue && (await readHashes(c.env, issue.id));
    if (place === null || hashes === null) return noSuchResource(c);
    const size = pageSize(c, HASH_PAGE_MAX);
    const offset = parseCursor(c.req.query("cursor"))?.offset ?? 0;
    const latest = await Promise.all(
      hashes
        .slice(offset, offset + size)
        .map(({ latest }) => latest && eventDetailJson(c.env, place.project, place.issue, latest.eventId)),
    );
    const present = (hash: IssueHash) => ({
      id: hash.hash,
      latestEvent: latest[hashes.indexOf(hash) - offset] ?? null,
    });
    return answerPage(c, hashes, present, HASH_PAGE_MAX);
  })
  .delete("/issues/:issue/hashes", allow("event:write"), async (c) => {
    const issue = await findIssue(c.env, c.req.param("issue"), c.get("nowMs"));
    if (issue === null) return noSuchResource(c);
    const hashes = c.req.queries("id") ?? [];
    if (hashes.length === 0 || hashes.length > UNMERGE_HASHES_MAX) {
      return badRequest(c, "bad-ids", `Name 1 to ${UNMERGE_HASHES_MAX} hashes by id.`);
    }
    const unmerged = await unmergeIssue(c, issue.id, hashes);
    if (!unmerged.ok) return badRequest(c, unmerged.reason, unmerged.detail);
    return c.json({ detail: `The hashes are in issue ${unmerged.value}.`, groupID: unmerged.value }, 202);
  });
