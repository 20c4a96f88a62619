import { env, exports } from "cloudflare:workers";
import { expect } from "vitest";
import type { AccountPage, AccountView, TimelinePage } from "./view.ts";

const BASE = "https://apiary.test/console/api/billing";
/** Calls the console's API of billing as an owner; a body makes it a post. */
export const call = (path: string, body?: unknown) =>
  exports.default.fetch(`${BASE}${path}`, {
    method: body === undefined ? "GET" : "POST",
    headers: { authorization: "Bearer test-owner-token", "content-type": "application/json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
/** Opens an account. */
export const open = async (name: string, mail: string) => {
  const owner = { name: "Mira Okafor", mail };
  const answer = await call("/accounts", { productId: "shop", name, currency: "EUR", tags: ["vip"], owner });
  expect(answer.status).toBe(201);
  return (await answer.json()) as { id: string; ownerId: string };
};

/** The names of accounts that a search finds. */
export const find = async (query: string) => {
  const answer = await call(`/accounts?query=${encodeURIComponent(query)}`);
  return ((await answer.json()) as AccountPage).accounts.map(({ name }) => name);
};

/** What the page of an account shows. */
export const view = async (id: string) => (await (await call(`/accounts/${id}`)).json()) as AccountView;

/** A page of what happened to an account. */
export const timeline = async (id: string, filter = "") =>
  (await (await call(`/accounts/${id}/timeline?${filter}`)).json()) as TimelinePage;
/** Carries a command out. */
export const run = async (id: string, command: string, input: object) => {
  const answer = await call(`/accounts/${id}/commands`, { command, input, reason: "asked for" });
  expect([command, answer.status]).toEqual([command, 200]);
};

/** Somebody of the company with a role; the id is theirs. */
export const hire = (id: string, role: string) =>
  env.DB.prepare(
    `insert or replace into person (id, name, email, email_verified, two_factor_enabled, created_at, updated_at, roles)
     values (?1, ?1, ?1 || '@apiary.test', 1, 0, 1, 1, json_array(?2))`,
  )
    .bind(id, role)
    .run();
