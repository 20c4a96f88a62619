import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { AUDIT_LOG_NAME } from "../../../durable-objects/audit-log/entry.ts";
import { accountBooks } from "../account-client.ts";
import type { BookNews } from "../command/effect-order.ts";
import { call, find, open, run, timeline, view } from "./console-fixture.ts";
import { accountView } from "./page/account-view.ts";
import { billingAttention } from "./page/attention.ts";
import { endEmployeeComps } from "./person/employee-comps.ts";
import { clearErased, projectErasures } from "./person/erasure.ts";
import { renewLists } from "./search/listing.ts";
import { LISTS_VERSION } from "./search/projection.ts";
import type { AccountPage, BillingAttention, EffectView, LookPage } from "./view.ts";

it("opens accounts, finds them by everything that names them, and shows nobody's name or mail", async () => {
  const { id } = await open("Quiet Harbor GmbH", "mira@quiet-harbor.test");
  await call(`/accounts/${id}/commands`, { command: "account.link", input: { system: "crm", externalId: "Q-77" } });
  for (const query of [
    "quiet",
    "harb",
    "QUIET harbor",
    id,
    "mira@quiet-harbor.test",
    "okafor",
    "@quiet-harbor.test",
    "#vip",
    "q-77",
  ]) {
    expect([query, await find(query)]).toEqual([query, ["Quiet Harbor GmbH"]]);
  }
  for (const query of ["mira@quiet", "nobody", '"', "* OR *", "harbor NOT quiet x"])
    expect(await find(query)).toEqual([]);
  const row = await (await call("/accounts?query=quiet")).text();
  expect(row).toContain("m***@q***");
  expect(row + JSON.stringify(await view(id))).not.toMatch(/mira@|Okafor/);
});

it("reveals and erases personal data with a reason, and the log stays whole", async () => {
  const { id, ownerId } = await open("Bright Works", "mira@bright.test");
  expect((await call(`/accounts/${id}/reveal`, { reason: "" })).status).toBe(422);
  const shown = await call(`/accounts/${id}/reveal`, { reason: "ticket 7" });
  expect(await shown.json()).toEqual({
    people: [{ id: ownerId, personal: { name: "Mira Okafor", mail: "mira@bright.test" } }],
  });
  await env.DB.prepare("insert into billing_account_look values (?, 1000, 'of-nobody')").bind(id).run();
  const { looks } = (await (await call(`/accounts/${id}/looks`)).json()) as LookPage;
  expect(looks).toMatchObject([
    { what: "revealed", by: "owner token", reason: "ticket 7" },
    { what: "looked", by: "of-nobody", atMs: 1000, reason: "" },
  ]);
  await call(`/accounts/${id}/people/${ownerId}/erase`, { reason: "asked to" });
  expect((await view(id)).people).toMatchObject([{ name: "erased", mail: "" }]);
  expect(await find("mira@bright.test")).toEqual([]);
  expect(await accountBooks(env, id).verify()).toMatchObject({ brokenAt: null });
});

it("comps an employee's own account for as long as they work here, and nobody else's so", async () => {
  const person = (id: string, email: string) =>
    env.DB.prepare(
      "insert into person (id, name, email, created_at, updated_at, roles) values (?, 'Ola', ?, 0, 0, '[]')",
    ).bind(id, email);
  await env.DB.batch([person("p-ola", "ola@apiary.test"), person("p-bo", "bo@apiary.test")]);
  const { id } = await open("Ola's own", "Ola@apiary.test");
  const give = (employeeId: string) =>
    call(`/accounts/${id}/commands`, {
      ...{ command: "waiver.give", reason: "works here" },
      input: { planId: "plan", expiresMs: null, employeeId },
    });
  for (const nobody of ["p-bo", "p-none"]) {
    const refused = await give(nobody);
    expect([refused.status, await refused.json()]).toMatchObject([403, { title: "not-an-employees-account" }]);
  }
  expect((await give("p-ola")).status).toBe(200);
  await endEmployeeComps(env, Date.now());
  expect((await view(id)).waiver).toMatchObject({ employeeId: "p-ola", endedMs: null });
  await env.DB.prepare("update person set disabled_at_ms = 1 where id = 'p-ola'").run();
  await endEmployeeComps(env, Date.now());
  await endEmployeeComps(env, Date.now());
  expect((await view(id)).waiver).toBeNull();
  const { waiver } = await accountBooks(env, id).records(["waiver"]);
  expect(waiver).toMatchObject([{ endedBecause: "The employee left." }]);
});

it("merges one account into another and leads from the first to the second", async () => {
  const [from, into] = [await open("Rapid Stone", "a@rapid.test"), await open("Clear Point", "b@clear.test")];
  const seen = await call(`/accounts/${from.id}/merge/preview`, { intoId: into.id });
  expect(((await seen.json()) as EffectView & { ok: true }).effect).toEqual([
    "Rapid Stone: The account is cancelled instead of active.",
    expect.stringMatching(/^Rapid Stone: Its data is removed on/),
    expect.stringMatching(/^Rapid Stone: Then nobody reads its names/),
    `Rapid Stone: It leads to account ${into.id} from now on.`,
    "Clear Point: Somebody joins as admin.",
  ]);
  expect((await view(from.id)).account.status).toBe("active");
  for (let time = 0; time < 2; time++) {
    expect((await call(`/accounts/${from.id}/merge`, { intoId: into.id, reason: "the same company" })).status).toBe(
      200,
    );
  }
  expect((await view(from.id)).account).toMatchObject({ status: "cancelled", mergedIntoId: into.id });
  expect((await view(into.id)).people.map(({ mail }) => mail)).toEqual(["b***@c***", "a***@r***"]);
  expect(await find(from.id)).toEqual(["Clear Point", "Rapid Stone"]);
});

it("runs nothing that only the system runs", async () => {
  const { id } = await open("Grand Cloud", "a@grand.test");
  for (const command of ["payment.settle", "company.adopt", "account.create", "clock.set", "nonsense"]) {
    expect((await call(`/accounts/${id}/commands`, { command, input: {} })).status).toBe(422);
  }
});

it("tells what happened by kind and by whose deed, and hands out everything that it keeps", async () => {
  const { id, ownerId } = await open("Silver Forge", "mira@silver.test");
  await run(id, "note.add", { text: "calls often" });
  await run(id, "balance.adjust", { amount: 500 });
  const joined = { role: "member", personal: { name: "Bo Lind", mail: "bo@silver.test" }, id: crypto.randomUUID() };
  for (let time = 0; time < 2; time++) expect((await call(`/accounts/${id}/people`, joined)).status).toBe(201);
  expect((await timeline(id)).entries.map(({ words }) => words)).toEqual([
    "Somebody joined as member",
    "Balance adjusted: €5.00",
    "Note written",
    "Account opened",
  ]);
  expect((await timeline(id, "kind=note&actor=staff")).entries).toMatchObject([
    { thingId: expect.stringMatching(/^note_/) },
  ]);
  expect(await timeline(id, "actor=customer")).toEqual({ entries: [], next: null });
  const { entries } = await timeline(id, `before=${(await timeline(id)).entries[1]?.seq}`);
  expect(entries.map(({ words }) => words)).toEqual(["Note written", "Account opened"]);

  expect((await call(`/accounts/${id}/export`, { reason: "" })).status).toBe(422);
  const answer = await call(`/accounts/${id}/export`, { reason: "they asked" });
  const whole = (await answer.json()) as { people: { id: string }[]; records: { kind: string }[]; commands: object[] };
  expect(JSON.stringify(whole.people)).toContain("bo@silver.test");
  expect(whole.people.map((person) => person.id)).toContain(ownerId);
  const kinds = new Set(whole.records.map(({ kind }) => kind));
  expect(["account", "person", "note", "balance-entry", "transaction"].filter((kind) => !kinds.has(kind))).toEqual([]);
  expect(whole.commands).toHaveLength((await accountBooks(env, id).commands(null)).length);
  // The request that brought somebody, sent again, does not bring back who was erased since.
  const personId = `person_${joined.id.replaceAll("-", "")}`;
  await call(`/accounts/${id}/people/${personId}/erase`, { reason: "asked to" });
  await call(`/accounts/${id}/people`, joined);
  expect((await accountBooks(env, id).people()).get(personId)).toBeNull();
  expect((await call(`/accounts/${crypto.randomUUID()}/export`, { reason: "x" })).status).toBe(404);
});

it("lists by plan, comp and need, and counts what waits for whoever can do something about it", async () => {
  const { id } = await open("North Wind", "a@north.test");
  const reviewMs = Date.now() + 50;
  const expiresMs = Date.now() + 86_400_000;
  await run(id, "waiver.give", { planId: "rare", planName: "Rare", expiresMs, reviewMs });
  const list = async (filter: string) =>
    ((await (await call(`/accounts?${filter}`)).json()) as AccountPage).accounts.map(({ name }) => name);
  expect(await list("plan=Rare&comped=true")).toEqual(["North Wind"]);
  expect(await list("plan=Rare&comped=false")).toEqual([]);
  expect(await (await call("/accounts/plans")).json()).toMatchObject({ plans: expect.arrayContaining(["Rare"]) });
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(await list("needs=review")).toEqual(["North Wind"]);
  expect([await list("needs=payment"), await list("needs=effect")]).toEqual([[], []]);
  const attention = (await (await call("/attention")).json()) as BillingAttention;
  expect(attention).toMatchObject({ reviews: 1, failing: 0, parked: 0, openCases: 0, webhooks: 0, disputes: [] });
  const asked = await env.DB.prepare(
    `insert into ledger_close (id, month, kind, status, reason, asked_by_id, asked_by_name, asked_ms)
     values ('of-me', '2026-01', 'reopen', 'asked', 'late', 'me', 'Me', 1), ('of-you', '2026-02', 'reopen', 'asked', 'late', 'you', 'You', 1)`,
  ).run();
  expect(asked.success).toBe(true);
  const closing = await billingAttention(env.DB, { id: "me", scopes: new Set(["billing:close"]) }, Date.now());
  expect(closing, "nobody is told of their own request").toEqual({
    ...{ openCases: 0, transfers: 0, entries: 1, differences: 0 },
  });
  expect(await billingAttention(env.DB, { id: "me", scopes: new Set(["billing:read"]) }, Date.now())).toEqual({});
  expect(await billingAttention(env.DB, { id: "me", scopes: new Set(["billing:comp"]) }, Date.now())).toEqual({
    reviews: 1,
  });
});

it("counts what is parked of an account, says why, and tries it again", async () => {
  const { id, ownerId } = await open("Copper Lake", "mira@copper.test");
  // Nobody is left who could get the mail about it.
  expect((await call(`/accounts/${id}/people/${ownerId}/erase`, { reason: "asked to" })).status).toBe(200);
  const lines = [{ description: "Onboarding", amount: 4_000 }];
  await run(id, "invoice.create", { lines, collection: { kind: "send-invoice", daysUntilDue: 14 } });
  await accountBooks(env, id).wake();
  const [parked] = (await view(id)).parked;
  expect(parked).toMatchObject({ kind: "mail", attempts: 1, because: expect.stringContaining("mail address") });
  const list = (await (await call("/accounts?needs=effect")).json()) as AccountPage;
  expect(list.accounts.map(({ name, parked: count }) => [name, count])).toEqual([["Copper Lake", 1]]);
  const replay = (effectId: string) => call(`/accounts/${id}/effects/${encodeURIComponent(effectId)}/replay`, {});
  expect((await replay(parked?.id ?? "")).status).toBe(200);
  expect((await view(id)).parked).toHaveLength(1);
  expect((await replay("mail:of:nothing")).status).toBe(409);
  await accountBooks(env, id).identify([{ id: ownerId, personal: { name: "Mira Okafor", mail: "mira@copper.test" } }]);
  expect((await replay(parked?.id ?? "")).status).toBe(200);
  await accountBooks(env, id).wake();
  expect((await view(id)).parked).toEqual([]);
  expect(((await (await call("/accounts?needs=effect")).json()) as AccountPage).accounts).toEqual([]);
});

it("has accounts of an earlier version tell the lists everything again, once", async () => {
  const { id } = await open("Old Installation", "mira@old.test");
  const lines = [{ description: "Onboarding", amount: 4_000 }];
  await run(id, "invoice.create", { lines, collection: { kind: "send-invoice", daysUntilDue: 14 } });
  await accountBooks(env, id).wake();
  const listed = async () => {
    const of =
      "select a.listed, count(i.id) as invoices from billing_account a left join billing_invoice i on i.account_id = a.id where a.id = ?";
    return env.DB.prepare(of).bind(id).first();
  };
  expect(await listed()).toEqual({ listed: LISTS_VERSION, invoices: 1 });
  await env.DB.batch([
    env.DB.prepare("delete from billing_invoice where account_id = ?").bind(id),
    env.DB.prepare("update billing_account set listed = 0 where id = ?").bind(id),
  ]);
  expect(await renewLists(env)).toBe(1);
  await accountBooks(env, id).wake();
  expect(await listed()).toEqual({ listed: LISTS_VERSION, invoices: 1 });
  expect(await renewLists(env)).toBe(0);
  const [{ number } = { number: "" }] = (await accountBooks(env, id).records(["invoice"])).invoice;
  expect(number).toMatch(/-/);
  for (const typed of [`${number}`, `${number}`.toLowerCase().replaceAll("-", "")])
    expect([typed, await find(typed)]).toEqual([typed, ["Old Installation"]]);
});

it("masks what tax is decided by for who may not reveal it", async () => {
  const { id } = await open("Masked Works", "mira@masked.test");
  const address = { line1: "Weg 1", line2: "", city: "Berlin", region: "", postalCode: "10115", country: "DE" };
  await run(id, "account.change", { address });
  await run(id, "tax-id.set", { value: "DE136695976" });
  const seen = await accountView(env, id, Date.now(), false);
  expect(seen?.account).toMatchObject({ taxId: { value: "DE*********" }, address: { city: "***", country: "DE" } });
  expect(JSON.stringify(seen)).not.toMatch(/136695976|Berlin|10115/);
  expect((await view(id)).account).toMatchObject({ taxId: { value: "DE136695976" }, address });
});

it("clears the lists of what they say of an incinerated account beside its row, once, and of no other", async () => {
  const [gone, other] = [crypto.randomUUID(), crypto.randomUUID()];
  const account = (incineratedMs: number | null) => ({ kind: "account", id: "a", place: 1, row: { incineratedMs } });
  const news = (accountId: string, incineratedMs: number | null) =>
    ({ accountId, changed: [account(incineratedMs)] }) as unknown as BookNews; // what the projector reads of it
  const approval = `insert into billing_approval (id, account_id, command, input, effect, reason, scope, requester_id, requester_name, created_ms, expires_ms, status)
    values (?, ?, 'refund.start', '{"memo":"Word"}', '["Word"]', 'Word', 'billing:refund', 's1', 'ana', 1, 2, 'done')`;
  const row =
    "insert into billing_job_row (job_id, no, status, subject, account_id, name, detail) values ('j', ?, 'done', '', ?, 'Word', 'Word')";
  const told = '{"key":"k","deed":{"reason":"Word","actor":{"id":"s1","name":"Word"}}}';
  await env.DB.batch([
    ...[gone, other].map((id) => env.DB.prepare(approval).bind(id, id)),
    ...[gone, other].map((id, no) => env.DB.prepare(row).bind(no, id)),
    ...[gone, other].map((id) =>
      env.DB.prepare("insert into billing_refund_transfer values (?1, ?1, ?2)").bind(id, told),
    ),
    ...[gone, other].map((id) =>
      env.DB.prepare(
        "insert into mail (id, kind, recipients, subject, text, sent, at_ms, account_id) values (?1, 'billing', '[]', 'Word', '', 0, 1, ?1)",
      ).bind(id),
    ),
    ...projectErasures(env, [news(gone, 5), news(other, null)]),
    ...projectErasures(env, [news(gone, 5)]),
  ]);
  const log = env.AUDIT_LOG.getByName(AUDIT_LOG_NAME);
  const entry = { atMs: 1, actor: { kind: "person", id: "s1", name: "ana" }, action: "billing.note.add" } as const;
  const detail = '{"reason":"Word"}';
  await log.append([gone, other].map((id) => ({ ...entry, target: `account:${id}`, detail, requestId: "r" })));
  await clearErased(env, 9);
  await clearErased(env, 10);
  const inAudit = async (id: string) =>
    (await log.page(null, { target: `account:${id}` })).entries.map((one) => one.detail);
  expect([await inAudit(gone), await inAudit(other)]).toEqual([['{"erased":true}'], [detail]]);
  const { results } = await env.DB.prepare("select account_id, at_ms, cleared_ms from billing_erasure").all();
  expect(results).toEqual([{ account_id: gone, at_ms: 5, cleared_ms: 9 }]);
  const mails = await env.DB.prepare("select account_id from mail where subject = 'Word'").all();
  expect(mails.results).toEqual([{ account_id: other }]);
  const cut = await env.DB.prepare("select account_id, told from billing_refund_transfer order by told").all();
  expect(cut.results).toEqual([
    { account_id: gone, told: told.replaceAll("Word", "") },
    { account_id: other, told },
  ]);
  const said =
    "select a.account_id as id, a.input || a.effect || a.reason || r.name || r.detail as said from billing_approval a join billing_job_row r using (account_id)";
  const left = (await env.DB.prepare(said).all<{ id: string; said: string }>()).results;
  expect(left.filter(({ said }) => said.includes("Word")).map(({ id }) => id)).toEqual([other]);
});
