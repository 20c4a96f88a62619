import { env, exports } from "cloudflare:workers";
import { beforeEach, expect, it } from "vitest";
import { accountBooks } from "../account-client.ts";
import { Customer, enter, openAccount, run } from "./customer-fixture.ts";
import { changeMailBy } from "./entry/mail-change.ts";
import { createPortalLink, PORTAL_LINKS_MAX } from "./entry/portal-link.ts";
import { findMembers, whoHas } from "./member.ts";

const CONFIRM = "/id/account/link";

let tests = 0;
/** An address that nobody had before, and another one. */
let former = "";
let next = "";
beforeEach(() => {
  tests += 1;
  [former, next] = [`mira@quiet-harbor-${tests}.test`, `mira@deep-water-${tests}.test`];
});

async function mails(): Promise<{ recipients: string; subject: string; text: string; kind: string }[]> {
  const { results } = await env.DB.prepare("select recipients, subject, text, kind from mail order by id").all();
  return results as { recipients: string; subject: string; text: string; kind: string }[]; // as selected
}

/** Asks for another address in a browser that is in; gives the path of the link that went there. */
async function asked(customer: Customer, mail: string): Promise<string> {
  await customer.get("/id/account/mail");
  await customer.send("/id/account/mail", { mail });
  const sent = (await mails()).findLast(({ recipients }) => recipients === JSON.stringify([mail]));
  const url = new URL(/http\S+/.exec(sent?.text ?? "")?.[0] ?? "http://none");
  return url.pathname + url.search;
}

/** Opens a link in a browser of its own and says yes. */
async function confirmed(path: string): Promise<{ browser: Customer; status: number }> {
  const browser = new Customer();
  await browser.get(path);
  await browser.get(CONFIRM);
  const { status } = await browser.send(CONFIRM);
  return { browser, status };
}

const addressOf = async (accountId: string, personId: string) =>
  (await accountBooks(env, accountId).people()).get(personId)?.mail;

it("changes an address once its new mailbox confirmed it, tells the former one, and lets nobody in by that", async () => {
  const [id, second] = [await openAccount(former), await openAccount(former.toUpperCase())];
  const customer = await enter(former);
  const elsewhere = await enter(former);
  await elsewhere.send("/id/account/choose", { account: id });
  await customer.send("/id/account/choose", { account: id });
  expect(customer.html).toContain(`You are here as Mira Okafor, ${former}.`);
  const members = (await findMembers(env, former))?.members ?? [];
  const waiting = await createPortalLink(env, { who: whoHas(env.APIARY_SECRET, former), members }, Date.now());

  await customer.get("/id/account/mail");
  expect(customer.html).toContain("in all accounts that you can choose here");
  const path = await asked(customer, next);
  expect(customer.html).toContain("A link is on its way to the new address.");
  expect(await addressOf(id, `o_${id}`)).toBe(former);

  const opened = new Customer();
  await opened.get(path);
  await opened.get(CONFIRM);
  expect(opened.html).toContain("<h1>Confirm your new mail address</h1>");
  expect(opened.html).toContain(next);
  expect(await addressOf(id, `o_${id}`)).toBe(former);

  const { browser } = await confirmed(path);
  expect(await Promise.all([id, second].map((one) => addressOf(one, `o_${one}`)))).toEqual([next, next]);
  await browser.send("/id/account/choose", { account: id });
  expect(browser.html).toContain(`You are here as Mira Okafor, ${next}.`);
  expect(await findMembers(env, former)).toBeNull();
  expect((await findMembers(env, next))?.members).toHaveLength(2);
  for (const one of [customer, elsewhere])
    expect((await one.get("/id/account")).headers.get("location")).toBe("/id/account/enter");
  expect((await confirmed(`/id/account/link?token=${waiting?.token}`)).status).toBe(410);
  expect((await opened.send(CONFIRM)).status).toBe(410);

  const told = (await mails()).filter(({ recipients }) => recipients === JSON.stringify([former]));
  expect(told.map(({ subject, kind }) => [subject, kind])).toEqual([["Your mail address was changed", "billing"]]);

  const timeline = await exports.default.fetch(`http://localhost:8787/console/api/billing/accounts/${id}/timeline`, {
    headers: { authorization: "Bearer test-owner-token" },
  });
  const { entries } = (await timeline.json()) as { entries: { words: string; actor: string; by: string }[] };
  expect(entries[0]).toMatchObject({ words: "Somebody changed their mail address", actor: "customer", by: "customer" });
  await browser.get("/id/account/activity");
  expect(browser.html).toContain("Changed the mail address of somebody here");
  // Neither the log nor the lists say the address.
  const log = JSON.stringify(await accountBooks(env, id).commands(null));
  const { results } = await env.DB.prepare("select * from billing_account").all();
  for (const kept of [log, JSON.stringify(results)]) expect(kept).not.toContain("deep-water");
});

it("answers alike whether anybody is known by the new address, and so often only", async () => {
  await openAccount(former);
  await openAccount("ada@somewhere.test");
  const customer = await enter(former);
  const send = async (mail: string) => {
    await customer.get("/id/account/mail");
    const { status } = await customer.send("/id/account/mail", { mail });
    return [status, customer.html.replace(/value="[^"]*"/g, "")];
  };
  expect(await send("ada@somewhere.test")).toEqual(await send("nobody@somewhere.test"));
  for (const [mail, words] of [
    ["no address", "This is no mail address."],
    [` ${former.toUpperCase()} `, "This is your address already."],
  ] as const) {
    expect((await send(mail))[0]).toBe(422);
    expect(customer.html).toContain(words);
  }
  for (let sent = 2; sent < PORTAL_LINKS_MAX; sent += 1) expect((await send(`${sent}@somewhere.test`))[0]).toBe(200);
  expect((await send("more@somewhere.test"))[0]).toBe(429);
  expect(customer.html).toContain("Too many tries");
  expect((await mails()).filter(({ recipients }) => recipients.includes("somewhere"))).toHaveLength(PORTAL_LINKS_MAX);
});

it("changes nothing by a link whose asker signed out everywhere, left, was erased, or has another address by now", async () => {
  const id = await openAccount(former);
  const bills = `b_${id}`;
  const out = await enter(`bills-${former}`);
  const stopped = await asked(out, next);
  await out.get("/id/account");
  await out.send("/id/account/sign-out", { everywhere: "1" });
  expect((await confirmed(stopped)).status).toBe(410);
  expect(await addressOf(id, bills)).toBe(`bills-${former}`);

  const [first, other] = [await enter(`bills-${former}`), await enter(`bills-${former}`)];
  const [here, there] = [await asked(first, next), await asked(other, `third-${next}`)];
  await confirmed(here);
  expect((await confirmed(there)).status).toBe(410);
  expect(await addressOf(id, bills)).toBe(next);

  const gone = await asked(await enter(next), `fourth-${next}`);
  await run(id, "person.remove", { personId: bills });
  expect((await confirmed(gone)).status).toBe(410);
  expect(await addressOf(id, bills)).toBe(next);

  const erased = await asked(await enter(former), `fifth-${next}`);
  await accountBooks(env, id).erase(`o_${id}`);
  expect((await confirmed(erased)).status).toBe(410);
  expect(await addressOf(id, `o_${id}`)).toBeUndefined();
});

it("does the rest of a change that was cut off, and nothing twice", async () => {
  const [id, second] = [await openAccount(former), await openAccount(former)];
  const members = [id, second].map((accountId) => ({ accountId, personId: `o_${accountId}` }));
  const change = { was: former, mail: next };
  const who = whoHas(env.APIARY_SECRET, former);
  const by = (some: typeof members) =>
    changeMailBy(env, "t".repeat(64), { who, members: some }, change, { nowMs: Date.now(), requestId: "test" });
  await by(members.slice(0, 1));
  expect(await findMembers(env, former)).toMatchObject({ members: [{ accountId: second }] });
  for (let time = 0; time < 2; time += 1)
    expect(await by(members)).toEqual({ who: whoHas(env.APIARY_SECRET, next), members });
  const commands = await accountBooks(env, id).commands(null);
  expect(commands.filter(({ command }) => command === "person.change-mail")).toHaveLength(1);
  // Changed back since, the link of then does nothing more.
  await accountBooks(env, id).identify([{ id: `o_${id}`, personal: { name: "Mira Okafor", mail: former } }]);
  await by(members);
  expect(await addressOf(id, `o_${id}`)).toBe(former);
});

it("is everybody's own, whatever their part, and nobody else's", async () => {
  const id = await openAccount(former);
  await run(id, "person.add", { personId: "m1", role: "member" });
  await accountBooks(env, id).identify([{ id: "m1", personal: { name: "Max", mail: "max@quiet-harbor.test" } }]);
  const { browser } = await confirmed(await asked(await enter("max@quiet-harbor.test"), "max@deep-water.test"));
  expect(browser.html).toContain("Your mail address was changed.");
  const deed = {
    nowMs: Date.now(),
    actor: { kind: "customer", id: "m1", name: "customer" },
    reason: "",
    requestId: "t",
  };
  const envelope = { key: "other", command: "person.change-mail", input: { personId: `o_${id}` }, deed } as const;
  const stolen = await accountBooks(env, id).readdress(envelope as never, {
    personId: `o_${id}`,
    was: former,
    mail: next,
  });
  expect(stolen).toMatchObject({ ok: false, reason: "no-right" });
  expect(await addressOf(id, `o_${id}`)).toBe(former);
});
