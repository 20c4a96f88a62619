import { fail, ok, type Result } from "../kit/result.ts";
import { type Role, scopesOf } from "./role.ts";
import { parseRoles } from "./session.ts";
import type { PersonView } from "./view.ts";

/** A person as far as rules need to know. */
export interface Person {
  id: string;
  name: string;
  email: string;
  roles: Role[];
  disabled: boolean;
}

/** What an owner may change of a person. */
export interface PersonChange {
  roles?: Role[] | undefined;
  disabled?: boolean | undefined;
}

interface Row {
  id: string;
  name: string;
  email: string;
  roles: string;
  disabled_at_ms: number | null;
  created_at: number;
  last_seen_at_ms: number | null;
}

const COLUMNS = "id, name, email, roles, disabled_at_ms, created_at, last_seen_at_ms";
/** True while someone can act as an owner. */
const HAS_OWNER = `exists (select 1 from person o, json_each(o.roles) r where r.value = 'owner' and o.disabled_at_ms is null`;

/**
 * Makes the first visitor the owner. One statement, so that of several at once exactly one succeeds; false for the
 * others and whenever an owner exists.
 */
export async function createFirstOwner(
  env: Env,
  owner: { id: string; name: string; email: string },
  nowMs: number,
): Promise<boolean> {
  const row = await env.DB.prepare(
    `insert into person (id, name, email, email_verified, two_factor_enabled, created_at, updated_at, roles)
     select ?1, ?2, ?3, 0, 0, ?4, ?4, '["owner"]' where not ${HAS_OWNER})
     on conflict (email) do nothing returning id`,
  )
    .bind(owner.id, owner.name, owner.email, nowMs)
    .first();
  return row !== null;
}

/** Whether the company has an owner who can sign in. */
export async function hasOwner(env: Env): Promise<boolean> {
  const row = await env.DB.prepare(`select ${HAS_OWNER}) as has_owner`).first<{ has_owner: number }>();
  return row?.has_owner === 1;
}

/** Everyone, by name. */
export async function listPeople(env: Env): Promise<PersonView[]> {
  const { results } = await env.DB.prepare(`select ${COLUMNS} from person order by name, email`).all<Row>();
  return results.map((row) => ({
    ...personOf(row),
    createdAtMs: row.created_at,
    lastSeenAtMs: row.last_seen_at_ms,
  }));
}

/** Who is mailed what happens to issues that they follow: who may read issues and has not turned such mails off. */
export async function issueReaders(env: Env): Promise<Person[]> {
  const { results } = await env.DB.prepare(
    `select ${COLUMNS} from person where disabled_at_ms is null and issue_mails = 1 order by id`,
  ).all<Row>();
  return results.map(personOf).filter(({ roles }) => scopesOf(roles).has("event:read"));
}

/** Whether somebody is mailed what happens to issues that they follow. */
export async function wantsIssueMails(env: Env, id: string): Promise<boolean> {
  const row = await env.DB.prepare("select issue_mails from person where id = ?").bind(id).first("issue_mails");
  return row === 1;
}

/** Turns such mails on or off. */
export async function setIssueMails(env: Env, id: string, wanted: boolean): Promise<void> {
  await env.DB.prepare("update person set issue_mails = ? where id = ?").bind(Number(wanted), id).run();
}

/** The person with this id or this mail address, or null. */
export async function findPerson(env: Env, by: { id: string } | { email: string }): Promise<Person | null> {
  const [column, value] = "id" in by ? ["id", by.id] : ["email", by.email];
  const row = await env.DB.prepare(`select ${COLUMNS} from person where ${column} = ?`).bind(value).first<Row>();
  return row && personOf(row);
}

/** Whether the change would leave the company without an owner. */
export async function leavesNoOwner(env: Env, id: string, change: PersonChange): Promise<boolean> {
  if (!change.disabled && (!change.roles || change.roles.includes("owner"))) return false;
  const row = await env.DB.prepare(`select ${HAS_OWNER} and o.id <> ?) as has_other`)
    .bind(id)
    .first<{ has_other: number }>();
  return row?.has_other !== 1;
}

/**
 * Changes a person's roles or whether they are disabled; a disabled person's sessions and links end in the same
 * transaction. The condition on owners is part of the statement, so two owners cannot demote each other at once.
 */
export async function changePerson(
  env: Env,
  id: string,
  change: PersonChange,
  nowMs: number,
): Promise<Result<Person, "last-owner">> {
  const roles = change.roles === undefined ? null : JSON.stringify(change.roles);
  const disabled = change.disabled === undefined ? null : Number(change.disabled);
  const [changed] = await env.DB.batch<Row>([
    env.DB.prepare(
      `update person set
         roles = coalesce(?2, roles),
         disabled_at_ms = case ?3 when 1 then coalesce(disabled_at_ms, ?4) when 0 then null else disabled_at_ms end,
         updated_at = ?4
       where id = ?1 and (
         ${HAS_OWNER} and o.id <> ?1)
         or (coalesce(?3, disabled_at_ms is not null) = 0
             and exists (select 1 from json_each(coalesce(?2, roles)) r where r.value = 'owner')))
       returning ${COLUMNS}`,
    ).bind(id, roles, disabled, nowMs),
    ...["session", "one_time_link"].map((table) =>
      env.DB.prepare(
        `delete from ${table} where person_id = ?1
         and exists (select 1 from person where id = ?1 and disabled_at_ms is not null)`,
      ).bind(id),
    ),
  ]);
  const row = changed?.results[0];
  return row ? ok(personOf(row)) : fail("last-owner", "Somebody must stay owner.");
}

const personOf = (row: Row): Person => ({
  id: row.id,
  name: row.name,
  email: row.email,
  roles: parseRoles(row.roles),
  disabled: row.disabled_at_ms !== null,
});
