import { type Context, Hono } from "hono";
import * as z from "zod";
import { allow } from "../../front/access.ts";
import type { App } from "../../front/context.ts";
import { problem } from "../../front/problem.ts";
import { SECOND_MS } from "../../kit/time.ts";
import { listEnvironments } from "../count/tag-value.ts";
import { CONFIG_IDS, TRANSITION_MS } from "../grouping/config-id.ts";
import type { GroupingVersions } from "../grouping/settings.ts";
import { findProject, listProjects, NAME_MAX, PLATFORM, SLUG, slugOf } from "../project/project.ts";
import { addProject, changeProject, removeProject } from "../project/project-change.ts";
import { projectSettingsPatch, readSettings } from "../project/project-settings.ts";
import { sentryInput } from "./input.ts";
import { TEAM } from "./organization.ts";
import { answerPage } from "./pagination.ts";
import { projectDetailJson, projectJson } from "./project-json.ts";
import { badRequest, noSuchResource } from "./refusal.ts";

const name = z.string().trim().min(1).max(NAME_MAX);
const platform = z.string().regex(PLATFORM).nullish();
const { scrubFields, safeFields, scrubDefaults, allowedOrigins, stackTraceRules, fingerprintRules } =
  projectSettingsPatch.shape;

const newProject = z.object({ name, platform, slug: z.string().regex(SLUG).nullish() });

const projectChange = z.object({
  name: name.optional(),
  slug: z.string().optional(),
  platform,
  allowedDomains: allowedOrigins,
  dataScrubberDefaults: scrubDefaults,
  sensitiveFields: scrubFields,
  safeFields,
  scrubIPAddresses: z.boolean().optional(),
  groupingEnhancements: stackTraceRules,
  fingerprintingRules: fingerprintRules,
  groupingConfig: z.enum(CONFIG_IDS).optional(),
  secondaryGroupingConfig: z.enum(CONFIG_IDS).nullish(),
  /** Seconds since the epoch. */
  secondaryGroupingExpiry: z.number().int().min(0).max(1e11).nullish(),
});

/** Projects. */
export const projectApi = new Hono<App>()
  .get("/projects", allow("project:read"), (c) => answerProjects(c))
  .get("/organizations/:org/projects", allow("project:read"), (c) => answerProjects(c))
  .get("/teams/:org/:team/projects", allow("project:read"), (c) =>
    c.req.param("team") === TEAM.slug ? answerProjects(c) : noSuchResource(c),
  )
  .post("/teams/:org/:team/projects", allow("project:write"), sentryInput(newProject), async (c) => {
    if (c.req.param("team") !== TEAM.slug) return noSuchResource(c);
    const wanted = c.req.valid("json");
    const slug = wanted.slug ?? slugOf(wanted.name);
    if (slug === "") return badRequest(c, "no-slug", "The name makes no slug; give one.");
    const created = await addProject(c, { name: wanted.name, slug, platform: wanted.platform ?? "other" });
    if (!created.ok) return problem(c, { status: 409, reason: created.reason, detail: created.detail });
    return c.json(projectJson(c, created.value), 201);
  })
  .get("/projects/:org/:project", allow("project:read"), async (c) => {
    const record = await findProject(c.env.DB, c.req.param("project"));
    return record === null ? noSuchResource(c) : c.json(projectDetailJson(c, record));
  })
  .put("/projects/:org/:project", allow("project:write"), sentryInput(projectChange), async (c) => {
    const record = await findProject(c.env.DB, c.req.param("project"));
    if (record === null) return noSuchResource(c);
    const wanted = c.req.valid("json");
    if (wanted.slug !== undefined && wanted.slug !== record.slug) {
      return badRequest(c, "fixed-slug", "A project keeps its slug: its issues are named by it.");
    }
    const changed = await changeProject(c, record, {
      name: wanted.name,
      platform: wanted.platform ?? undefined,
      settings: given({
        allowedOrigins: wanted.allowedDomains,
        scrubDefaults: wanted.dataScrubberDefaults,
        scrubFields: wanted.sensitiveFields,
        safeFields: wanted.safeFields,
        stackTraceRules: wanted.groupingEnhancements,
        fingerprintRules: wanted.fingerprintingRules,
        grouping: groupingOf(readSettings(record.settings).grouping, wanted, c.get("nowMs")),
        storeIpAddresses: wanted.scrubIPAddresses === undefined ? undefined : !wanted.scrubIPAddresses,
      }),
    });
    return c.json(projectDetailJson(c, changed));
  })
  .delete("/projects/:org/:project", allow("project:admin"), async (c) => {
    const record = await findProject(c.env.DB, c.req.param("project"));
    if (record === null) return noSuchResource(c);
    await removeProject(c, record);
    return c.body(null, 204);
  })
  .get("/projects/:org/:project/environments", allow("project:read"), async (c) => {
    const record = await findProject(c.env.DB, c.req.param("project"));
    if (record === null) return noSuchResource(c);
    const environments = await listEnvironments(c.env.DB, record.id);
    return answerPage(c, environments, (name) => ({ id: name, name, isHidden: false }));
  });

/** The versions that a change leads to: without more words the one that is left is the one of the transition. */
function groupingOf(
  now: GroupingVersions,
  { groupingConfig, secondaryGroupingConfig, secondaryGroupingExpiry }: z.infer<typeof projectChange>,
  nowMs: number,
): GroupingVersions | undefined {
  if (groupingConfig === undefined && secondaryGroupingConfig === undefined && secondaryGroupingExpiry === undefined)
    return undefined;
  const config = groupingConfig ?? now.config;
  const moved = config !== now.config;
  const untilMs = moved ? nowMs + TRANSITION_MS : (now.previous?.untilMs ?? nowMs + TRANSITION_MS);
  const left =
    secondaryGroupingConfig === undefined ? (moved ? now.config : now.previous?.config) : secondaryGroupingConfig;
  if (!left || left === config) return { config, previous: null };
  return {
    config,
    previous: { config: left, untilMs: secondaryGroupingExpiry ? secondaryGroupingExpiry * SECOND_MS : untilMs },
  };
}

const answerProjects = async (c: Context<App>): Promise<Response> =>
  answerPage(c, await listProjects(c.env.DB), (record) => projectJson(c, record));

/** The fields that have a value: an absent setting stays, one set to undefined would not. */
const given = <Fields extends object>(fields: Fields): Partial<Fields> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<Fields>; // a subset
