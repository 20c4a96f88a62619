import { type Context, Hono } from "hono";
import * as z from "zod";
import { allow } from "../../front/access.ts";
import { audit } from "../../front/audit.ts";
import type { App } from "../../front/context.ts";
import { jsonInput } from "../../front/input.ts";
import { problem } from "../../front/problem.ts";
import { asksSomething, NOTHING_ASKED } from "../difference.ts";
import { MAX_RULES_LENGTH } from "../grouping/settings.ts";
import { noSuchProject } from "../unknown.ts";
import { tryGrouping } from "./grouping-trial.ts";
import { ingestOrigin } from "./ingest-origin.ts";
import { addKey, changeKey, findKey, removeKey } from "./key-change.ts";
import {
  findProject,
  KEYS_MAX,
  listKeys,
  listProjects,
  NAME_MAX,
  PLATFORM,
  projectView,
  SLUG,
  slugOf,
} from "./project.ts";
import { addProject, changeProject, removeProject } from "./project-change.ts";
import { projectSettingsPatch, readSettings } from "./project-settings.ts";
import { shardOf } from "./project-shard.ts";

const name = z.string().trim().min(1).max(NAME_MAX);
const platform = z.string().regex(PLATFORM);
const newProject = z.strictObject({ name, platform, slug: z.string().regex(SLUG).optional() });
const projectChange = z
  .strictObject({
    name: name.optional(),
    platform: platform.optional(),
    settings: projectSettingsPatch.refine(asksSomething, NOTHING_ASKED).optional(),
  })
  .refine(asksSomething, NOTHING_ASKED);
const rateLimit = z
  .strictObject({ count: z.number().int().min(1).max(1e9), windowSeconds: z.number().int().min(1).max(86_400) })
  .nullable();
const newKey = z.strictObject({ label: name, rateLimit: rateLimit.optional() });
const keyChange = z
  .strictObject({ label: name.optional(), active: z.boolean().optional(), rateLimit: rateLimit.optional() })
  .refine(asksSomething, NOTHING_ASKED);

const rules = z.string().max(MAX_RULES_LENGTH);
const rulesTexts = z.strictObject({ stackTraceRules: rules, fingerprintRules: rules });

/** Projects and their keys. */
export const projectRoutes = new Hono<App>()
  .get("/projects", allow("project:read"), async (c) => {
    const records = await listProjects(c.env.DB);
    return c.json({ projects: records.map((record) => projectView(record, c.get("nowMs"))) });
  })
  .post("/projects", allow("project:write"), jsonInput(newProject), async (c) => {
    const wanted = c.req.valid("json");
    const slug = wanted.slug ?? slugOf(wanted.name);
    if (slug === "") {
      const detail = "A slug needs a letter from a to z; this name has none. Give a slug beside it.";
      return problem(c, { status: 422, reason: "no-slug", detail, fields: { slug: detail } });
    }
    const created = await addProject(c, { ...wanted, slug });
    if (!created.ok) {
      return problem(c, {
        status: 409,
        reason: created.reason,
        detail: created.detail,
        fields: { slug: created.detail },
      });
    }
    return c.json(projectView(created.value, c.get("nowMs")), 201);
  })
  .get("/projects/:slug", allow("project:read"), async (c) => {
    const record = await findProject(c.env.DB, c.req.param("slug"));
    if (record === null) return noSuchProject(c);
    return c.json({
      project: projectView(record, c.get("nowMs")),
      keys: await listKeys(c.env.DB, record.id, ingestOrigin(c)),
      settings: readSettings(record.settings),
    });
  })
  .patch("/projects/:slug", allow("project:write"), jsonInput(projectChange), async (c) => {
    const record = await findProject(c.env.DB, c.req.param("slug"));
    if (record === null) return noSuchProject(c);
    const changed = await changeProject(c, record, c.req.valid("json"));
    return c.json({ project: projectView(changed, c.get("nowMs")), settings: readSettings(changed.settings) });
  })
  .post("/projects/:slug/grouping/try", allow("project:read"), jsonInput(rulesTexts), async (c) => {
    const record = await findProject(c.env.DB, c.req.param("slug"));
    if (record === null) return noSuchProject(c);
    return c.json(await tryGrouping(c.env, record, c.req.valid("json")));
  })
  .delete("/projects/:slug", allow("project:admin"), async (c) => {
    const record = await findProject(c.env.DB, c.req.param("slug"));
    if (record === null) return noSuchProject(c);
    await removeProject(c, record);
    return c.body(null, 204);
  })
  .post("/projects/:slug/rebuild", allow("project:admin"), async (c) => {
    const record = await findProject(c.env.DB, c.req.param("slug"));
    if (record === null) return noSuchProject(c);
    await audit(c, { action: "project.rebuilt", target: `project:${record.slug}` });
    await shardOf(c.env, record.id).rebuild(record.id, c.get("nowMs"));
    return c.body(null, 202);
  })
  .post("/projects/:slug/keys", allow("project:write"), jsonInput(newKey), async (c) => {
    const record = await findProject(c.env.DB, c.req.param("slug"));
    if (record === null) return noSuchProject(c);
    const { label, rateLimit = null } = c.req.valid("json");
    const key = await addKey(c, record, { label, rateLimit });
    if (key !== null) return c.json(key, 201);
    return problem(c, { status: 409, reason: "too-many-keys", detail: `A project has ${KEYS_MAX} keys at most.` });
  })
  .patch("/projects/:slug/keys/:id", allow("project:write"), jsonInput(keyChange), async (c) => {
    const record = await findProject(c.env.DB, c.req.param("slug"));
    if (record === null) return noSuchProject(c);
    const key = await findKey(c, record, ({ id }) => id === c.req.param("id"));
    const changed = key && (await changeKey(c, record, key, c.req.valid("json")));
    return changed === null ? noSuchKey(c) : c.json(changed);
  })
  .delete("/projects/:slug/keys/:id", allow("project:write"), async (c) => {
    const record = await findProject(c.env.DB, c.req.param("slug"));
    if (record === null) return noSuchProject(c);
    const key = await findKey(c, record, ({ id }) => id === c.req.param("id"));
    if (key === null) return noSuchKey(c);
    await removeKey(c, record, key);
    return c.body(null, 204);
  });

const noSuchKey = (c: Context<App>) =>
  problem(c, { status: 404, reason: "no-such-key", detail: "This project has no key of that id." });
