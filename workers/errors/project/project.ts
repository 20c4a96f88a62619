import { type Histogram, readHistogram } from "../../kit/histogram.ts";
import { newId, randomHex } from "../../kit/ids.ts";
import { fail, ok, type Result } from "../../kit/result.ts";
import { hourOf } from "../../kit/time.ts";
import { forgetKeys } from "../ingest/project-key.ts";
import type { ProjectKeyView, ProjectView } from "../view.ts";
import { DEFAULT_SETTINGS, readSettings, type SettingsPatch } from "./project-settings.ts";
import { shardOf } from "./project-shard.ts";

/** What names a project in addresses and short ids, and what its name and platform may be. */
export const SLUG = /^[a-z][a-z0-9-]{0,49}$/;
export const NAME_MAX = 64;
export const PLATFORM = /^[a-z0-9.-]{1,40}$/;
/** Projects and keys per project; the lists show all of them. */
export const PROJECTS_MAX = 1_000;
export const KEYS_MAX = 50;

/** A slug made from a name: `Web shop` becomes `web-shop`. Empty when nothing of the name can be in one. */
export const slugOf = (name: string): string =>
  name
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+|-+$/g, "")
    .slice(0, 50);

/** What makes a project. */
export interface NewProject {
  name: string;
  slug: string;
  platform: string;
}

/** A project as it is kept; its settings as JSON, its events per hour as a `Histogram`. */
export interface ProjectRecord {
  id: number;
  slug: string;
  name: string;
  platform: string;
  settings: string;
  created_at_ms: number;
  first_event_at_ms: number | null;
  last_event_at_ms: number | null;
  hourly: string;
  unresolved: number;
}

const SELECT = `select project.*,
  (select count(*) from issue where project_id = project.id and status = 'unresolved') as unresolved from project`;

/** All projects, by name. */
export async function listProjects(db: D1Database): Promise<ProjectRecord[]> {
  return (await db.prepare(`${SELECT} order by name, id limit ${PROJECTS_MAX}`).all<ProjectRecord>()).results;
}

/** One project by slug or by its digits; null when there is none. */
export async function findProject(db: D1Database, slugOrId: string): Promise<ProjectRecord | null> {
  const column = /^\d+$/.test(slugOrId) ? "id" : "slug";
  return db.prepare(`${SELECT} where ${column} = ?`).bind(slugOrId).first<ProjectRecord>();
}

/** The ids of projects by the slugs or digits that name them, in that order; what names none is absent. */
export async function projectIds(db: D1Database, named: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const { results } = await db
    .prepare(
      `select value as name, project.id from json_each(?) join project
       on slug = value or (value not glob '*[^0-9]*' and project.id = cast(value as integer)) order by key`,
    )
    .bind(JSON.stringify(named))
    .all<{ name: string; id: number }>();
  return new Map(results.map(({ name, id }) => [name, id]));
}

/** Creates a project and its first key, both or neither. */
export async function createProject(
  db: D1Database,
  project: NewProject,
  nowMs: number,
): Promise<Result<ProjectRecord, "slug-taken" | "too-many-projects">> {
  const [inserted] = await db.batch([
    db
      .prepare(
        `insert into project (slug, name, platform, settings, created_at_ms)
         select ?1, ?2, ?3, ?4, ?5 where (select count(*) from project) < ?6 on conflict do nothing`,
      )
      .bind(project.slug, project.name, project.platform, JSON.stringify(DEFAULT_SETTINGS), nowMs, PROJECTS_MAX),
    db
      .prepare(
        `insert into project_key (id, project_id, public_key, label, active, created_at_ms)
         select ?, id, ?, 'Default', 1, ? from project where slug = ?
         and not exists (select 1 from project_key where project_id = project.id)`,
      )
      .bind(newId(), randomHex(16), nowMs, project.slug),
  ]);
  const record = await findProject(db, project.slug);
  if (inserted?.meta.changes !== 0 && record !== null) return ok(record);
  return record === null
    ? fail("too-many-projects", `There are ${PROJECTS_MAX} projects, the most that fit.`)
    : fail("slug-taken", `A project with the slug "${project.slug}" exists already.`);
}

/** Writes what changed of a project. */
export async function updateProject(
  env: Env,
  record: ProjectRecord,
  change: { name?: string | undefined; platform?: string | undefined; settings?: SettingsPatch | undefined },
): Promise<void> {
  const settings = { ...readSettings(record.settings), ...change.settings };
  await env.DB.prepare("update project set name = ?, platform = ?, settings = ? where id = ?")
    .bind(change.name ?? record.name, change.platform ?? record.platform, JSON.stringify(settings), record.id)
    .run();
  await forgetKeys(env);
}

/** Takes a project away: its keys stop at once, its object removes everything else step by step. */
export async function deleteProject(env: Env, record: ProjectRecord, nowMs: number): Promise<void> {
  await shardOf(env, record.id).dismantle(record.id, nowMs);
  await env.DB.batch([
    env.DB.prepare("delete from project_key where project_id = ?").bind(record.id),
    env.DB.prepare("delete from project where id = ?").bind(record.id),
  ]);
  await forgetKeys(env);
}

/** A project as lists show it. */
export function projectView(record: ProjectRecord, nowMs: number): ProjectView {
  const hourly: Histogram = JSON.parse(record.hourly);
  return {
    id: String(record.id),
    slug: record.slug,
    name: record.name,
    platform: record.platform,
    createdAtMs: record.created_at_ms,
    firstEventAtMs: record.first_event_at_ms,
    lastEventAtMs: record.last_event_at_ms,
    unresolvedIssues: record.unresolved,
    hourly: readHistogram(hourly, hourOf(nowMs), 24),
  };
}

interface KeyRecord {
  id: string;
  label: string;
  public_key: string;
  active: number;
  limit_count: number | null;
  limit_window_seconds: number | null;
  created_at_ms: number;
}

/** A project's keys, oldest first. `ingestOrigin` is where SDKs send to. */
export async function listKeys(db: D1Database, projectId: number, ingestOrigin: string): Promise<ProjectKeyView[]> {
  const { results } = await db
    .prepare("select * from project_key where project_id = ? order by created_at_ms, id")
    .bind(projectId)
    .all<KeyRecord>();
  return results.map((row) => ({
    id: row.id,
    label: row.label,
    publicKey: row.public_key,
    dsn: dsnOf(ingestOrigin, row.public_key, projectId),
    active: row.active === 1,
    rateLimit:
      row.limit_count === null || row.limit_window_seconds === null
        ? null
        : { count: row.limit_count, windowSeconds: row.limit_window_seconds },
    createdAtMs: row.created_at_ms,
  }));
}

/** Adds a key. Returns its id; null when the project has as many as it may. */
export async function createKey(
  db: D1Database,
  projectId: number,
  { label, rateLimit }: Pick<ProjectKeyView, "label" | "rateLimit">,
  nowMs: number,
): Promise<string | null> {
  const id = newId();
  const { meta } = await db
    .prepare(
      `insert into project_key (id, project_id, public_key, label, active, created_at_ms, limit_count, limit_window_seconds)
       select ?1, ?2, ?3, ?4, 1, ?5, ?7, ?8 where (select count(*) from project_key where project_id = ?2) < ?6`,
    )
    .bind(
      id,
      projectId,
      randomHex(16),
      label,
      nowMs,
      KEYS_MAX,
      rateLimit?.count ?? null,
      rateLimit?.windowSeconds ?? null,
    )
    .run();
  return meta.changes === 0 ? null : id;
}

/** What may change of a key. Absent fields stay; a limit of null takes it away. */
export interface KeyChange {
  label?: string | undefined;
  active?: boolean | undefined;
  rateLimit?: { count: number; windowSeconds: number } | null | undefined;
}

/** Changes a key of a project. */
export async function updateKey(env: Env, projectId: number, id: string, change: KeyChange): Promise<void> {
  const limit = change.rateLimit;
  await env.DB.prepare(
    `update project_key set label = coalesce(?3, label), active = coalesce(?4, active),
       limit_count = iif(?5, ?6, limit_count), limit_window_seconds = iif(?5, ?7, limit_window_seconds)
       where id = ?1 and project_id = ?2`,
  )
    .bind(
      id,
      projectId,
      change.label ?? null,
      change.active === undefined ? null : Number(change.active),
      limit === undefined ? 0 : 1,
      limit?.count ?? null,
      limit?.windowSeconds ?? null,
    )
    .run();
  await forgetKeys(env);
}

/** Deletes a key of a project. */
export async function deleteKey(env: Env, projectId: number, id: string): Promise<void> {
  await env.DB.prepare("delete from project_key where id = ? and project_id = ?").bind(id, projectId).run();
  await forgetKeys(env);
}

/** What an SDK is configured with. */
export function dsnOf(ingestOrigin: string, publicKey: string, projectId: number): string {
  const url = new URL(ingestOrigin);
  return `${url.protocol}//${publicKey}@${url.host}/${projectId}`;
}
