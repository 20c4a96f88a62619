import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { call } from "../account/console-fixture.ts";
import { MAIN_ENTITY } from "../company/legal-entity.ts";
import { manualEntries } from "../ledger/period/manual.ts";
import { readCase } from "./case.ts";

const OPENED = `insert into billing_case (id, kind, gateway, amount, currency, known, occurred_ms, opened_ms)
  values (?, 'unknown-movement', 'local', -500, 'EUR', '{}', 1, 1)`;

const settle = (id: string, body: object) => call(`/payments/cases/${id}`, { reason: "Fee of the bank", ...body });

const asked = async (id: string) =>
  (await manualEntries(env.DB, MAIN_ENTITY)).filter(({ description }) => description.startsWith(`Case ${id}:`)).length;

it("asks for the booking of a case once, whoever is cut off or settles it at the same time", async () => {
  await env.DB.batch(["local:cut", "local:race"].map((id) => env.DB.prepare(OPENED).bind(id)));
  await env.DB.exec("create trigger cut before update on billing_case begin select raise(abort, 'cut off'); end");
  expect((await settle("local:cut", { account: "5000" })).status).toBe(500);
  await env.DB.exec("drop trigger cut");
  expect([(await readCase(env.DB, "local:cut"))?.resolvedMs, await asked("local:cut")]).toEqual([null, 0]);
  for (const _ of ["once", "again"]) expect((await settle("local:cut", { account: "5000" })).status).toBe(200);
  expect((await settle("local:cut", { account: "7000" })).status).toBe(409);
  expect((await settle("local:cut", { account: null })).status).toBe(409);
  expect(await asked("local:cut")).toBe(1);

  const both = await Promise.all(["5000", "7000"].map((account) => settle("local:race", { account })));
  expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  expect(await asked("local:race")).toBe(1);
});
