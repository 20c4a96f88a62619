import { type Context, Hono } from "hono";
import * as z from "zod";
import { allow } from "../../front/access.ts";
import { audit } from "../../front/audit.ts";
import type { App } from "../../front/context.ts";
import { jsonInput } from "../../front/input.ts";
import { problem } from "../../front/problem.ts";
import { ingestOrigin } from "../ingest-origin.ts";
import { createProject, findProject, listKeys, listProjects, NAME_MAX, PLATFORM, type ProjectRecord, SLUG, slugOf } from "../project.ts";
import type { ProjectKeyView } from "../view.ts";
import { noSuchResource, organizationView, ownOrganization, TEAM } from "./organization.ts";

const newProject = z.object({
  name: z.string().trim().min(1).max(NAME_MAX),
  slug: z.string().regex(SLUG).nullish(),
  platform: z.string().regex(PLATFORM).nullish(),
});

/** Projects and their keys. */
export const projectApi = new Hono<App>()
  .get("/projects", allow("project:read"), async (c) =>
    c.json((await listProjects(c.env.DB)).map((record) => projectJson(c, record))),
  )
  .get("/organizations/:org/projects", allow("project:read"), ownOrganization(), async (c) =>
    c.json((await listProjects(c.env.DB)).map((record) => projectJson(c, record))),
  )
  .get("/teams/:org/:team/projects", allow("project:read"), ownOrganization(), async (c) =>
    c.req.param("team") === TEAM.slug
      ? c.json((await listProjects(c.env.DB)).map((record) => projectJson(c, record)))
      : noSuchResource(c),
  )
  .post("/teams/:org/:team/projects", allow("project:write"), ownOrganization(), jsonInput(newProject), async (c) => {
    if (c.req.param("team") !== TEAM.slug) return noSuchResource(c);
    const { name, slug, platform } = c.req.valid("json");
    const wanted = { name, slug: slug ?? slugOf(name), platform: platform ?? "other" };
    if (wanted.slug === "") return problem(c, { status: 400, reason: "no-slug", detail: "The name makes no slug; give one." });
    await audit(c, { action: "project.created", target: `project:${wanted.slug}`, detail: { name } });
    const created = await createProject(c.env.DB, wanted, c.get("nowMs"));
    if (!created.ok) return problem(c, { status: 409, reason: created.reason, detail: created.detail });
    return c.json(projectJson(c, created.value), 201);
  })
  .get("/projects/:org/:project", allow("project:read"), ownOrganization(), async (c) => {
    const record = await findProject(c.env.DB, c.req.param("project"));
    return record === null ? noSuchResource(c) : c.json(projectJson(c, record));
  })
  .get("/projects/:org/:project/keys", allow("project:read"), ownOrganization(), async (c) => {
    const record = await findProject(c.env.DB, c.req.param("project"));
    if (record === null) return noSuchResource(c);
    const keys = await listKeys(c.env.DB, record.id, ingestOrigin(c));
    return c.json(keys.map((key) => keyJson(c, record, key)));
  });

/** A project in Sentry's shape. */
export const projectJson = (c: Context<App>, record: ProjectRecord) => ({
  id: String(record.id),
  slug: record.slug,
  name: record.name,
  platform: record.platform,
  platforms: [record.platform],
  status: "active",
  isPublic: false,
  isBookmarked: false,
  isMember: true,
  hasAccess: true,
  features: [],
  dateCreated: new Date(record.created_at_ms).toISOString(),
  firstEvent: record.first_event_at_ms === null ? null : new Date(record.first_event_at_ms).toISOString(),
  team: TEAM,
  teams: [TEAM],
  organization: organizationView(c.env),
});

/** A key in Sentry's shape. The secret form of the DSN is deprecated; it is the public one here. */
export function keyJson(c: Context<App>, record: ProjectRecord, key: ProjectKeyView) {
  const base = `${ingestOrigin(c)}/api/${record.id}`;
  return {
    id: key.publicKey,
    name: key.label,
    label: key.label,
    public: key.publicKey,
    secret: key.publicKey,
    projectId: record.id,
    isActive: key.active,
    rateLimit: key.rateLimit === null ? null : { window: key.rateLimit.windowSeconds, count: key.rateLimit.count },
    dsn: {
      public: key.dsn,
      secret: key.dsn,
      csp: `${base}/csp-report/?sentry_key=${key.publicKey}`,
      security: `${base}/security/?sentry_key=${key.publicKey}`,
      minidump: `${base}/minidump/?sentry_key=${key.publicKey}`,
      cdn: "",
    },
    dateCreated: new Date(key.createdAtMs).toISOString(),
  };
}
