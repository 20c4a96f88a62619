import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { call } from "../account/console-fixture.ts";
import { MAIN_ENTITY } from "../company/legal-entity.ts";
import { manualEntries } from "../ledger/period/manual.ts";
import { readCase } from "./case.ts";
import { REOPENINGS_MAX } from "./case-reopening.ts";

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

it("opens a case again that was explained, once for the same, and keeps what was said of it", async () => {
  await env.DB.prepare(OPENED).bind("local:word").run();
  const reopen = async (id: string, reason: string) => {
    const answer = await call(`/payments/cases/${id}/reopen`, { reason });
    return { status: answer.status, json: await answer.json() };
  };
  const refused = (title: string) => ({ status: 409, json: { title } });
  expect(await reopen("local:none", "No")).toMatchObject({ status: 404, json: { title: "no-such-case" } });
  expect(await reopen("local:word", "No")).toMatchObject(refused("case-open"));
  for (let time = 1; time <= REOPENINGS_MAX; time += 1) {
    expect((await settle("local:word", { reason: `Word ${time}` })).status).toBe(200);
    for (const _ of ["once", "again"]) expect((await reopen("local:word", "It is not")).status).toBe(200);
  }
  const found = await readCase(env.DB, "local:word");
  expect(found).toMatchObject({ resolvedMs: null, resolvedBy: null, resolution: null, reason: null });
  expect(found?.reopenings).toHaveLength(REOPENINGS_MAX);
  const said = { explanation: "Word 1", explainedBy: "owner token", reason: "It is not", by: "owner token" };
  expect(found?.reopenings[0]).toEqual({ ...said, explainedMs: expect.any(Number), atMs: expect.any(Number) });
  expect((await settle("local:word", { reason: "Last word" })).status).toBe(200);
  expect(await reopen("local:word", "It is not")).toMatchObject(refused("too-many-reopenings"));

  await env.DB.prepare(OPENED).bind("local:booked").run();
  expect((await settle("local:booked", { account: "5000" })).status).toBe(200);
  expect(await reopen("local:booked", "No")).toMatchObject(refused("not-explained"));
});
