import { Hono } from "hono";
import * as z from "zod";
import { allow } from "../../front/access.ts";
import type { App } from "../../front/context.ts";
import { problem } from "../../front/problem.ts";
import { ingestOrigin } from "../project/ingest-origin.ts";
import { addKey, changeKey, findKey, removeKey } from "../project/key-change.ts";
import { findProject, KEYS_MAX, listKeys, NAME_MAX } from "../project/project.ts";
import type { ProjectKeyView } from "../view.ts";
import { sentryInput } from "./input.ts";
import { keyJson } from "./key-json.ts";
import { answerPage } from "./pagination.ts";
import { noSuchResource } from "./refusal.ts";

const label = z.string().trim().min(1).max(NAME_MAX);
const rateLimit = z
  .object({ count: z.number().int().min(0).max(1e9).nullish(), window: z.number().int().min(0).max(86_400).nullish() })
  .nullish();

const newKey = z.object({ name: label.nullish(), rateLimit });
const keyChange = z.object({ name: label.nullish(), isActive: z.boolean().optional(), rateLimit });

/** A project's keys. In paths a key is named by its public key. */
export const keyApi = new Hono<App>()
  .get("/projects/:org/:project/keys", allow("project:read"), async (c) => {
    const project = await findProject(c.env.DB, c.req.param("project"));
    if (project === null) return noSuchResource(c);
    const status = c.req.query("status");
    const keys = (await listKeys(c.env.DB, project.id, ingestOrigin(c))).filter(
      ({ active }) => (status !== "active" || active) && (status !== "inactive" || !active),
    );
    return answerPage(c, keys, (key) => keyJson(ingestOrigin(c), project.id, key));
  })
  .post("/projects/:org/:project/keys", allow("project:write"), sentryInput(newKey), async (c) => {
    const project = await findProject(c.env.DB, c.req.param("project"));
    if (project === null) return noSuchResource(c);
    const wanted = c.req.valid("json");
    const key = await addKey(c, project, {
      label: wanted.name ?? "Key",
      rateLimit: limitOf(wanted.rateLimit) ?? null,
    });
    if (key !== null) return c.json(keyJson(ingestOrigin(c), project.id, key), 201);
    return problem(c, { status: 409, reason: "too-many-keys", detail: `A project has ${KEYS_MAX} keys at most.` });
  })
  .get("/projects/:org/:project/keys/:key", allow("project:read"), async (c) => {
    const project = await findProject(c.env.DB, c.req.param("project"));
    const key = project && (await findKey(c, project, named(c.req.param("key"))));
    if (project === null || key === null) return noSuchResource(c);
    return c.json(keyJson(ingestOrigin(c), project.id, key));
  })
  .put("/projects/:org/:project/keys/:key", allow("project:write"), sentryInput(keyChange), async (c) => {
    const project = await findProject(c.env.DB, c.req.param("project"));
    const key = project && (await findKey(c, project, named(c.req.param("key"))));
    if (project === null || key === null) return noSuchResource(c);
    const wanted = c.req.valid("json");
    const changed = await changeKey(c, project, key, {
      label: wanted.name ?? undefined,
      active: wanted.isActive,
      rateLimit: limitOf(wanted.rateLimit),
    });
    return changed === null ? noSuchResource(c) : c.json(keyJson(ingestOrigin(c), project.id, changed));
  })
  .delete("/projects/:org/:project/keys/:key", allow("project:admin"), async (c) => {
    const project = await findProject(c.env.DB, c.req.param("project"));
    const key = project && (await findKey(c, project, named(c.req.param("key"))));
    if (project === null || key === null) return noSuchResource(c);
    await removeKey(c, project, key);
    return c.body(null, 204);
  });

const named = (publicKey: string) => (key: ProjectKeyView) => key.publicKey === publicKey;

/** Sentry switches a limit off by null, or by a count or window of zero or null; absent, it stays. */
function limitOf(wanted: z.infer<typeof rateLimit>) {
  if (wanted === undefined || wanted === null) return wanted;
  return wanted.count && wanted.window ? { count: wanted.count, windowSeconds: wanted.window } : null;
}
