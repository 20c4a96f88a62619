import { env, exports } from "cloudflare:workers";
import { expect, it, vi } from "vitest";
import { REFERENCE_LENGTH_MAX } from "../account/limits.ts";
import { accountBooks } from "../account-client.ts";
import { TEST_CARD } from "../account-fixture.ts";
import { sweepPortal } from "./activity/look.ts";
import { portalApp } from "./app.ts";
import { Customer, enter, openAccount, run, subscribed } from "./customer-fixture.ts";
import { mailPortalLink } from "./entry/link-mail.ts";
import { createPortalLink, PORTAL_LINK_LIFETIME_MS, PORTAL_LINKS_MAX } from "./entry/portal-link.ts";
import { PORTAL_SESSION_MS } from "./entry/portal-session.ts";

const MAIL = "mira@quiet-harbor.test";
const DAY_MS = 86_400_000;

const staff = (path: string, body: object) =>
  exports.default.fetch(`http://localhost:8787${path}`, {
    method: "POST",
    headers: { authorization: "Bearer test-owner-token", "content-type": "application/json" },
    body: JSON.stringify(body),
  });

async function mails(): Promise<{ recipients: string; subject: string; text: string; kind: string }[]> {
  const { results } = await env.DB.prepare("select recipients, subject, text, kind from mail order by id").all();
  return results as { recipients: string; subject: string; text: string; kind: string }[]; // as selected
}

it("lets in by a mailed link, once and in time, and tells nobody who is known", async () => {
  const id = await openAccount(MAIL);
  const asked = async (mail: string) => {
    const customer = new Customer();
    await customer.get("/id/account/enter");
    const answer = await customer.send("/id/account/enter", { mail });
    return [answer.status, customer.html.replace(/value="[^"]*"/g, "")];
  };
  // What only looks like an address in the books is another mailbox.
  await asked("mirà@quiet-harbor.test");
  expect(await asked("nobody@quiet-harbor.test")).toEqual(await asked(` ${MAIL.toUpperCase()} `));
  await vi.waitFor(async () => expect(await mails()).toHaveLength(1), { timeout: 5_000 });
  const [mail] = await mails();
  expect(mail).toMatchObject({ recipients: JSON.stringify([MAIL]), kind: "sign-in" });
  const url = new URL(/http\S+/.exec(mail?.text ?? "")?.[0] ?? "");

  const customer = new Customer();
  const opened = await customer.get(url.pathname + url.search);
  expect([opened.status, opened.headers.get("location")]).toEqual([303, "/id/account/link"]);
  await customer.get("/id/account/link");
  const second = new Customer();
  await second.get(url.pathname + url.search);
  await second.get("/id/account/link");
  const page = await customer.send("/id/account/link");
  expect(page.headers.get("content-security-policy")).toMatch(
    /^default-src 'none'; style-src 'sha256-[^;]+; .*form-action 'self'/,
  );
  expect([page.headers.get("cache-control"), page.headers.get("referrer-policy")]).toEqual(["no-store", "no-referrer"]);
  expect(customer.html).toContain("<h1>Quiet &lt;Harbor&gt;</h1>");
  expect(customer.html).not.toContain("<script");
  expect((await second.send("/id/account/link")).status).toBe(410);
  expect((await second.get("/id/account")).headers.get("location")).toBe("/id/account/enter");

  const link = (nowMs: number) =>
    createPortalLink(env, { who: "w", members: [{ accountId: id, personId: `o_${id}` }] }, nowMs);
  const late = await link(Date.now() - PORTAL_LINK_LIFETIME_MS);
  for (const token of [late?.token ?? "", "0".repeat(64), "x"]) {
    const stranger = new Customer();
    await stranger.get(`/id/account/link?token=${token}`);
    await stranger.get("/id/account/link");
    if (token !== "x") await stranger.send("/id/account/link");
    expect(stranger.html).toContain("This link does not work any more");
  }
  for (let count = 0; count < PORTAL_LINKS_MAX; count += 1) expect(await link(Date.now())).not.toBeNull();
  expect(await link(Date.now())).toBeNull();
});

it("ends sessions here, everywhere, with their time, and with the person's part in the account", async () => {
  const id = await openAccount(MAIL);
  const [a, b, c] = [await enter(MAIL), await enter(MAIL), await enter(MAIL)];
  const isIn = async (customer: Customer) => (await customer.get("/id/account")).status === 200;
  await a.send("/id/account/sign-out");
  expect([await isIn(a), await isIn(b), await isIn(c)]).toEqual([false, true, true]);
  // A form of another session is foreign, however it came here.
  const foreign = new URLSearchParams({ key: /name="key" value="([^"]*)"/.exec(c.html)?.[1] ?? "" });
  expect((await b.post(`/id/account/cancel`, foreign)).status).toBe(403);
  await b.get("/id/account");
  await b.send("/id/account/sign-out", { everywhere: "1" });
  expect([await isIn(b), await isIn(c)]).toEqual([false, false]);

  const bills = await enter(`bills-${MAIL}`);
  expect(await isIn(bills)).toBe(true);
  expect((await bills.get("/id/account/plan")).status).toBe(403);
  expect((await bills.get("/id/account/cancel")).status).toBe(403);
  expect((await bills.get("/id/account/methods")).status).toBe(200);
  await run(id, "person.remove", { personId: `b_${id}` });
  expect(await isIn(bills)).toBe(false);
  const owner = await enter(MAIL);
  await sweepPortal(env.DB, Date.now() + PORTAL_SESSION_MS + 1);
  expect(await isIn(owner)).toBe(false);
});

it("lets somebody of several accounts choose", async () => {
  const [first, other] = [await openAccount(MAIL), await openAccount(MAIL)];
  await run(other, "account.change", { name: "Other Harbor", language: "de" });
  const customer = await enter(MAIL);
  expect(customer.html).toContain("Which account?");
  await customer.send("/id/account/choose", { account: first });
  expect(customer.html).toContain("<h1>Quiet");
  await customer.get("/id/account/choose");
  await customer.send("/id/account/choose", { account: other });
  expect(customer.html).toContain("<h1>Other Harbor</h1>");
  await customer.get("/id/account/choose");
  await customer.send("/id/account/choose", { account: crypto.randomUUID() });
  expect(customer.html).toContain("<h1>Other Harbor</h1>");
});

it("keeps details, lets its owner end and reopen the account, and says who looked", async () => {
  const id = await openAccount(MAIL);
  await subscribed(id);
  const customer = await enter(MAIL);
  const books = accountBooks(env, id);
  const details = {
    name: "Harbor",
    line1: "Weg 1",
    city: "Berlin",
    country: "de",
    reference: "PO-7",
    language: "de",
    timeZone: "Europe/Berlin",
  };
  await customer.get("/id/account/details");
  await customer.send("/id/account/details", { ...details, country: "Germany" });
  expect(customer.html).toContain("Something is not valid: Country");
  await customer.send("/id/account/details", { ...details, reference: "x".repeat(REFERENCE_LENGTH_MAX + 1) });
  expect(customer.html).toContain("Something is not valid: Your reference");
  await customer.send("/id/account/details", { ...details, reference: "x".repeat(REFERENCE_LENGTH_MAX) });
  expect(await accountBooks(env, id).record("account", id)).toMatchObject({
    reference: "x".repeat(REFERENCE_LENGTH_MAX),
  });
  await run(id, "account.change", { language: "en" });
  await customer.get("/id/account/details");
  await customer.send("/id/account/details", details);
  expect(await accountBooks(env, id).record("account", id)).toMatchObject({
    name: "Harbor",
    reference: "PO-7",
    address: { country: "DE" },
  });

  // A form of another site is not looked at, even with a key of this session.
  await customer.get("/id/account/details");
  const stolen = new URLSearchParams({
    key: /name="key" value="([^"]*)"/.exec(customer.html)?.[1] ?? "",
    name: "Evil",
  });
  for (const site of ["cross-site", "same-site"])
    expect((await customer.post("/id/account/details", stolen, { "sec-fetch-site": site })).status).toBe(403);
  expect((await books.record("account", id))?.name).toBe("Harbor");
  // Who gets the bills: one more, once, and one less.
  const [first] = (await books.records(["person"])).person.filter(({ role }) => role === "billing");
  await customer.get("/id/account/details");
  await customer.send("/id/account/people", { name: "Ada", mail: "nowhere" });
  expect(customer.html).toContain("Geben Sie einen Namen und eine gültige Mailadresse ein.");
  const form = customer.html;
  for (const told of ["Gespeichert.", "Gespeichert."]) {
    customer.html = form;
    await customer.send("/id/account/people", { name: "Ada", mail: "ada@quiet-harbor.test" });
    expect(customer.html).toContain(told);
  }
  await customer.send("/id/account/people", { name: "Ada", mail: "ADA@quiet-harbor.test" });
  expect(customer.html).toContain("Rechnungen gehen schon an diese Adresse.");
  await customer.send("/id/account/people/remove", { person: first?.id ?? "" });
  const present = (await books.records(["person"])).person.filter(({ endedMs }) => endedMs === null);
  const addresses = await books.people();
  expect(present.map(({ id, role }) => [role, addresses.get(id)?.mail])).toEqual([
    ["owner", MAIL],
    ["billing", "ada@quiet-harbor.test"],
  ]);
  await customer.send("/id/account/people/remove", { person: `o_${id}` });
  expect((await books.record("person", `o_${id}`))?.endedMs).toBeNull();

  await customer.get("/id/account/cancel");
  await customer.send("/id/account/cancel", { why: "Too dear" });
  const [ending] = (await accountBooks(env, id).records(["subscription"])).subscription;
  expect(ending?.cancelAtMs).toBe(ending?.period.endMs);
  await customer.get("/id/account/cancel");
  await customer.send("/id/account/cancel/undo");
  expect((await accountBooks(env, id).records(["subscription"])).subscription[0]?.cancelAtMs).toBeNull();
  await customer.get("/id/account/cancel");
  await customer.send("/id/account/close", { why: "Moved" });
  const closed = await accountBooks(env, id).record("account", id);
  expect(closed?.incinerateAtMs).toBeGreaterThan(Date.now() + 29 * DAY_MS);
  await customer.send("/id/account/reopen");
  expect((await accountBooks(env, id).record("account", id))?.cancelledMs).toBeNull();
  const copy = await (await customer.get("/id/account/export")).text();
  expect(copy).toContain(MAIL);

  await staff(`/console/api/billing/accounts/${id}/reveal`, { reason: "ticket 7" });
  await env.DB.prepare("insert into billing_account_look values (?, ?, 'p1')").bind(id, Date.now()).run();
  await run(id, "account.change", { language: "en" });
  await customer.get("/id/account/activity");
  for (const told of [
    "Looked at the account",
    "Saw names and mail addresses",
    "Reason: ticket 7",
    "Cancelled the subscription",
    "you",
  ])
    expect(customer.html).toContain(told);
  expect(customer.html).not.toContain("Too dear");
  expect(customer.html).not.toContain("owner token");
});

it("shows one browser so many pages a minute and no more, in its own language, and says how long to wait", async () => {
  await openAccount(MAIL);
  const customer = await enter(MAIL);
  const asked: string[] = [];
  const limit = async ({ key }: { key: string }) => ({ success: asked.push(key) < 3 });
  const get = (path: string) => {
    const cookie = [...customer.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const init = { headers: { cookie, "accept-language": "de" } };
    return portalApp.request(`http://localhost:8787${path}`, init, { ...env, API_LIMIT: { limit } });
  };
  const answers = [await get("/id/account"), await get("/id/account/invoices"), await get("/id/account/plan")];
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
  expect(answers[2]?.headers.get("retry-after")).toBe("60");
  expect(await answers[2]?.text()).toContain("<h1>Zu viele Versuche</h1>");
  // By the session, and by nothing that a stranger could use up.
  expect(new Set(asked)).toEqual(new Set([expect.stringMatching(/^portal:[0-9a-f]{64}$/)]));
});

it("has links sent by staff, who never see them, and gives them to programs", async () => {
  const id = await openAccount(MAIL);
  const sent = await staff(`/console/api/billing/accounts/${id}/portal-link`, { personId: `b_${id}` });
  expect(await sent.text()).toBe('{"sent":true}');
  expect((await mails()).map(({ recipients }) => recipients)).toEqual([`["bills-${MAIL}"]`]);
  expect((await staff(`/console/api/billing/accounts/${id}/portal-link`, { personId: "p9" })).status).toBe(404);
  const given = await staff(`/billing/v1/accounts/${id}/portal_links`, {});
  expect(given.status).toBe(201);
  const { url, person } = (await given.json()) as { url: string; person: string };
  expect(person).toBe(`o_${id}`);
  const customer = new Customer();
  await customer.enter(new URL(url).pathname + new URL(url).search);
  expect(customer.html).toContain("<h1>Quiet");
  // Who is not known is not mailed, and it does not fail.
  await mailPortalLink(env, "nobody@quiet-harbor.test", "http://localhost", Date.now());
  expect(await mails()).toHaveLength(1);
});

const DISPUTE = {
  ...{ reference: "dp_1", amount: 100, fee: 0, currency: "EUR", reason: "fraudulent", status: "needs-response" },
  ...{ respondByMs: null, createdMs: 1, closedMs: null },
};

it("writes to customers when they cancelled, and to the company's people when a payment is disputed or a refund fails", async () => {
  const add =
    "insert into person (id, name, email, email_verified, created_at, updated_at, roles) values (?, ?, ?, 0, 1, 1, ?)";
  await env.DB.batch([
    env.DB.prepare(add).bind("s1", "Fin", "books@apiary.test", '["finance"]'),
    env.DB.prepare(add).bind("s2", "Own", "owner@apiary.test", '["owner"]'),
  ]);
  const id = await openAccount(MAIL);
  await run(id, "method.attach", { ...TEST_CARD, token: "tok_ok" });
  await subscribed(id);
  const books = accountBooks(env, id);
  const [payment] = (await books.records(["payment"])).payment;
  const paymentId = payment?.id ?? "";
  await run(id, "refund.start", { paymentId, creditNoteId: null, amount: 500 });
  await books.wake();
  const [refund] = (await books.records(["refund"])).refund;
  const failure = { code: "closed", message: "The account is closed.", hard: true };
  const result = { outcome: "failure", reference: "re_1", failure };
  await run(id, "refund.settle", { refundId: refund?.id, result, asked: false });
  await run(id, "dispute.record", { paymentId, dispute: DISPUTE });
  const [subscription] = (await books.records(["subscription"])).subscription;
  await run(id, "subscription.cancel", { subscriptionId: subscription?.id, at: "period-end" });
  await books.wake();
  const told = (await mails()).map(({ recipients, subject }) => `${JSON.parse(recipients)}: ${subject}`);
  expect(told).toContain("books@apiary.test: A refund failed: Quiet <Harbor>");
  expect(told).toContain("books@apiary.test: A payment is disputed: Quiet <Harbor>");
  expect(told).toContain(`bills-${MAIL}: Your subscription was cancelled`);
  expect(told.filter((one) => one.startsWith("owner@"))).toEqual([]);
});

it("is done with what the company's people would be told while the server has none: nothing is tried again or parked", async () => {
  const id = await openAccount(MAIL);
  await run(id, "method.attach", { ...TEST_CARD, token: "tok_ok" });
  await subscribed(id);
  const books = accountBooks(env, id);
  const [payment] = (await books.records(["payment"])).payment;
  await run(id, "dispute.record", { paymentId: payment?.id, dispute: DISPUTE });
  await books.wake();
  expect((await books.records(["effect"])).effect).toEqual([]);
  expect((await mails()).map(({ subject }) => subject).filter((one) => one.includes("disputed"))).toEqual([]);
});
