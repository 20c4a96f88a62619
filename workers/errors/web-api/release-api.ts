import { type Context, Hono } from "hono";
import * as z from "zod";
import { allow } from "../../front/access.ts";
import { audit } from "../../front/audit.ts";
import type { App } from "../../front/context.ts";
import { OBJECTS_AT_ONCE } from "../issue/issue.ts";
import { deedOf } from "../issue/issue-change.ts";
import { isReleaseName } from "../normalize/release.ts";
import { findProject, listProjects, type ProjectRecord } from "../project/project.ts";
import { shardOf } from "../project/project-shard.ts";
import {
  COMMIT_ID_CHARS,
  COMMIT_MESSAGE_CHARS,
  COMMIT_NAME_CHARS,
  COMMITS_MAX,
  type KnownRelease,
  type ReleaseCommit,
} from "../release/told-release.ts";
import { repositoryJson } from "./activity-json.ts";
import { sentryInput } from "./input.ts";
import { answerPage } from "./pagination.ts";
import { badRequest, noSuchResource } from "./refusal.ts";

/** Releases of one project that a list shows, the newest seen first. */
const LISTED_MAX = 1_000;
const PROJECTS_MAX = 100;
const URL_CHARS = 2_000;

/** Texts of commits are cut, as Sentry cuts them: a long message must not fail a deployment. */
const cut = (chars: number) => z.string().transform((text) => text.slice(0, chars));
const moment = z.iso.datetime({ offset: true, local: true });

const commit = z.object({
  id: z.string().trim().toLowerCase().min(1).max(COMMIT_ID_CHARS),
  repository: cut(COMMIT_NAME_CHARS).nullish(),
  message: cut(COMMIT_MESSAGE_CHARS).nullish(),
  author_name: cut(COMMIT_NAME_CHARS).nullish(),
  author_email: cut(COMMIT_NAME_CHARS).nullish(),
  timestamp: moment.nullish(),
});

const projects = z.array(z.union([z.string(), z.number().int()])).max(PROJECTS_MAX);

const change = z.object({
  projects: projects.nullish(),
  url: z.string().max(URL_CHARS).nullish(),
  dateReleased: moment.nullish(),
  commits: z.array(commit).max(COMMITS_MAX).nullish(),
  /** What tools send that know repositories: the last commit of each. */
  refs: z
    .array(z.object({ repository: cut(COMMIT_NAME_CHARS), commit: commit.shape.id }))
    .max(COMMITS_MAX)
    .nullish(),
});
const newRelease = change.extend({ version: z.string().trim().refine(isReleaseName, "Invalid release name") });

/** A release with the projects that know it. */
interface Found {
  project: ProjectRecord;
  known: KnownRelease;
}

/** Releases as sentry-cli makes and reads them, with their commits. A release is of every project that was told of it or got events of it. */
export const releaseApi = new Hono<App>()
  .get("/organizations/:org/releases", allow("project:read"), async (c) => {
    const all = await each(await listProjects(c.env.DB), async (project) => {
      const known = await shardOf(c.env, project.id).releases(LISTED_MAX, null);
      return known.map((release) => ({ project, known: release }));
    });
    const named = Map.groupBy(all.flat(), ({ known }) => known.release);
    const rows = [...named.values()].map(releaseJson).toSorted((a, b) => b.dateCreated.localeCompare(a.dateCreated));
    return answerPage(c, rows, (row) => row);
  })
  .get("/projects/:org/:project/releases", allow("project:read"), async (c) => {
    const project = await findProject(c.env.DB, c.req.param("project"));
    if (project === null) return noSuchResource(c);
    const known = await shardOf(c.env, project.id).releases(LISTED_MAX, null);
    return answerPage(c, known, (release) => releaseJson([{ project, known: release }]));
  })
  .post("/organizations/:org/releases", allow("project:releases"), sentryInput(newRelease), async (c) => {
    const { version, ...told } = c.req.valid("json");
    const named = await projectsNamed(c, told.projects ?? []);
    if (named === null || named.length === 0) return badRequest(c, "no-such-project", "Invalid project ids or slugs");
    return tell(c, version, named, told, 201);
  })
  .post("/projects/:org/:project/releases", allow("project:releases"), sentryInput(newRelease), async (c) => {
    const project = await findProject(c.env.DB, c.req.param("project"));
    if (project === null) return noSuchResource(c);
    const { version, ...told } = c.req.valid("json");
    return tell(c, version, [project], told, 201);
  })
  .get("/organizations/:org/releases/:version", allow("project:read"), async (c) => {
    const found = await findRelease(c.env, c.req.param("version"));
    return found.length === 0 ? noSuchResource(c) : c.json(releaseJson(found));
  })
  .put("/organizations/:org/releases/:version", allow("project:releases"), sentryInput(change), async (c) => {
    const version = c.req.param("version");
    const told = c.req.valid("json");
    const named = await projectsNamed(c, told.projects ?? []);
    if (named === null) return badRequest(c, "no-such-project", "Invalid project ids or slugs");
    const own = named.length > 0 ? named : (await findRelease(c.env, version)).map(({ project }) => project);
    return own.length === 0 || !isReleaseName(version) ? noSuchResource(c) : tell(c, version, own, told, 200);
  })
  .get("/organizations/:org/releases/:version/commits", allow("project:read"), async (c) => {
    const version = c.req.param("version");
    const found = await findRelease(c.env, version);
    if (found.length === 0) return noSuchResource(c);
    const commits = await each(found, ({ project }) => shardOf(c.env, project.id).commits(version));
    const distinct = new Map(commits.flat().map((each) => [each.id, each]));
    return answerPage(c, [...distinct.values()], commitJson);
  })
  // Where the range of a next release's commits begins: the newest other one with commits.
  .get("/organizations/:org/releases/:version/previous-with-commits", allow("project:read"), async (c) => {
    const version = c.req.param("version");
    const found = await findRelease(c.env, version);
    const earlier = await each(found, async ({ project, known: { number } }) => {
      const known = await shardOf(c.env, project.id).releases(LISTED_MAX, null);
      const before = known.find((release) => release.number < number && release.commits > 0);
      return before === undefined ? [] : [{ project, known: before }];
    });
    const previous = earlier.flat().toSorted((a, b) => b.known.firstSeenMs - a.known.firstSeenMs)[0];
    return c.json(previous === undefined ? {} : releaseJson([previous]));
  });

/** Tells each project's object of a release, after the audit entry. */
async function tell(
  c: Context<App>,
  release: string,
  own: readonly ProjectRecord[],
  { url, dateReleased, commits, refs }: Omit<z.output<typeof change>, "projects">,
  status: 200 | 201,
): Promise<Response> {
  const told = commits?.map(commitOf) ?? refs?.map(refOf);
  await audit(c, {
    action: "release.told",
    target: `release:${release}`,
    detail: { projects: own.map(({ slug }) => slug), ...(told && { commits: told.length }) },
  });
  const news = {
    release,
    ...(url !== undefined && { url }),
    ...(dateReleased !== undefined && { releasedMs: dateReleased === null ? null : Date.parse(dateReleased) }),
    ...(told !== undefined && { commits: told }),
  };
  const isNew = await each(own, (project) => shardOf(c.env, project.id).tellRelease(news, project.slug, deedOf(c)));
  const found = await findRelease(c.env, release, own);
  // A release that every project knew already was not made.
  return c.json(releaseJson(found), status === 201 && !isNew.includes(true) ? 208 : status);
}

const commitOf = (commit: NonNullable<z.output<typeof change>["commits"]>[number]): ReleaseCommit => ({
  id: commit.id,
  repository: commit.repository || null,
  message: commit.message ?? "",
  authorName: commit.author_name ?? "",
  authorEmail: commit.author_email ?? "",
  atMs: commit.timestamp ? Date.parse(commit.timestamp) : null,
});

const refOf = ({ commit, repository }: { commit: string; repository: string }): ReleaseCommit => ({
  ...{ id: commit, repository, message: "", authorName: "", authorEmail: "", atMs: null },
});

/** The projects of these slugs or ids; null when one of them is none. */
async function projectsNamed(c: Context<App>, named: readonly (string | number)[]): Promise<ProjectRecord[] | null> {
  const found = await Promise.all(named.map((name) => findProject(c.env.DB, String(name))));
  const known = found.filter((project) => project !== null);
  return known.length === found.length ? known : null;
}

/** The projects that know a release, of all or of some. */
async function findRelease(env: Env, release: string, of?: readonly ProjectRecord[]): Promise<Found[]> {
  const found = await each(of ?? (await listProjects(env.DB)), async (project) => {
    const known = await shardOf(env, project.id).releases(1, release);
    return known.map((each) => ({ project, known: each }));
  });
  return found.flat();
}

/** Does something for each, as many at a time as objects may be asked at once. */
async function each<Item, Value>(items: readonly Item[], work: (item: Item) => Promise<Value>): Promise<Value[]> {
  const done: Value[] = [];
  for (let at = 0; at < items.length; at += OBJECTS_AT_ONCE) {
    done.push(...(await Promise.all(items.slice(at, at + OBJECTS_AT_ONCE).map(work))));
  }
  return done;
}

function releaseJson(found: readonly Found[]) {
  const all = found.map(({ known }) => known);
  const [first] = all;
  const releasedMs = Math.max(...all.map((known) => known.releasedMs ?? 0));
  const lastCommit = all.find((known) => known.lastCommit !== null)?.lastCommit ?? null;
  return {
    version: first?.release ?? "",
    shortVersion: first?.release ?? "",
    ref: null,
    url: all.find(({ url }) => url !== null)?.url ?? null,
    dateCreated: new Date(Math.min(...all.map(({ firstSeenMs }) => firstSeenMs))).toISOString(),
    dateReleased: releasedMs === 0 ? null : new Date(releasedMs).toISOString(),
    newGroups: 0,
    commitCount: Math.max(...all.map(({ commits }) => commits)),
    lastCommit: lastCommit === null ? null : { id: lastCommit },
    lastEvent: null,
    firstEvent: null,
    deployCount: 0,
    lastDeploy: null,
    owner: null,
    authors: [],
    status: "open",
    projects: found.map(({ project }) => ({ id: project.id, slug: project.slug, name: project.name })),
  };
}

const commitJson = ({ id, repository, message, authorName, authorEmail, atMs }: ReleaseCommit) => ({
  id,
  message,
  repository: repositoryJson(repository),
  author: authorName === "" && authorEmail === "" ? null : { name: authorName, email: authorEmail },
  dateCreated: atMs === null ? null : new Date(atMs).toISOString(),
  releases: [],
});
