import { type ParsedMail, simpleParser } from "mailparser";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { NotificationContent } from "../../workers/alerts/view.ts";
import { TestAlerts } from "../alerts.ts";
import { errorEnvelope } from "../envelope-text.ts";
import { type MailServer, startMailServer } from "../mail-server.ts";
import { until } from "../poll.ts";
import { TestProject } from "../project.ts";
import { startTestServer, type TestServer } from "../server.ts";
import { startWebhookServer, type WebhookServer } from "../webhook-server.ts";

/** From an event to its alert, without waiting for a cron. */
const SOON_MS = 15_000;

const mails: ParsedMail[] = [];
let smtp: MailServer;
let server: TestServer;
let hooks: WebhookServer;
let alerts: TestAlerts;

beforeAll(async () => {
  hooks = await startWebhookServer();
  smtp = await startMailServer(async ({ message }) => {
    mails.push(await simpleParser(message));
  });
  server = await startTestServer({
    APIARY_OUTBOUND_ALLOW: "127.0.0.1",
    APIARY_MAIL_URL: smtp.url,
    APIARY_MAIL_FROM: "Apiary <apiary@shop.example>",
  });
  alerts = new TestAlerts(server);
});

afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await hooks[Symbol.asyncDispose]();
  await smtp[Symbol.asyncDispose]();
});

test("a new issue is told by mail, chat and webhook, once each and soon", async () => {
  const project = await TestProject.create(server, "told");
  const receivers = [
    await alerts.receiver({ kind: "mail", name: "Team", addresses: ["ana@shop.example", "bo@shop.example"] }),
    await alerts.receiver({ kind: "slack", name: "Chat", url: `${hooks.url}/chat` }),
    await alerts.receiver({ kind: "webhook", name: "Hook", url: `${hooks.url}/hook` }),
  ];
  await alerts.rule({ triggers: [{ kind: "new-issue" }], receivers: receivers.map(({ receiver }) => receiver.id) });
  const sentMs = Date.now();
  const { bytes } = errorEnvelope("Žluťoučký <kůň>");
  await project.send(bytes);
  await project.send(bytes);
  const ended = await alerts.untilEnded(3);
  expect(Date.now() - sentMs).toBeLessThan(SOON_MS);
  expect(ended.map(({ status, attempts }) => [status, attempts])).toEqual(Array(3).fill(["delivered", 1]));

  const [issue] = await project.untilEvents(1);
  const subject = "New issue in told: Žluťoučký <kůň>: it broke";
  // Links go to the address that the server prints, whose name passkeys belong to.
  const url = `${/^Apiary at (\S+)$/m.exec(server.output())?.[1]}/errors/${issue?.id}`;
  expect(mails).toHaveLength(1);
  const [mail] = mails;
  expect(mail).toMatchObject({ subject, messageId: expect.stringMatching(/^<[\w.-]+@shop\.example>$/) });
  expect([mail?.from?.text, [mail?.to].flat().map((to) => to?.text)]).toEqual([
    '"Apiary" <apiary@shop.example>',
    ["ana@shop.example, bo@shop.example"],
  ]);
  expect(mail?.text).toContain(url);
  expect(mail?.html).toContain(`<a href="${url}"`);
  expect(mail?.html).toContain("&lt;kůň&gt;");
  expect(await alerts.mails()).toMatchObject([{ subject, kind: "alert", sent: true, error: null }]);

  const chat = hooks.requests.filter(({ path }) => path === "/chat").map(({ body }) => JSON.parse(body));
  expect(chat).toHaveLength(1);
  expect(chat[0].text).toContain(`<${url}|`);
  expect(chat[0].text).toContain("&lt;kůň&gt;");
  expect(chat[0].blocks).toMatchObject([
    { type: "header", text: { type: "plain_text", text: subject } },
    { type: "section", text: { type: "mrkdwn" } },
    { type: "context" },
  ]);

  const [hook, ...more] = hooks.requests.filter(({ path }) => path === "/hook");
  expect(more).toEqual([]);
  const secret = receivers[2]?.secret ?? "";
  const told = new Webhook(secret).verify(hook?.body ?? "", hook?.headers as Record<string, string>); // all are single
  expect(told).toMatchObject({ type: "alert.fired", data: { subject, test: false, more: 0 } });
  const { issues } = (told as { data: NotificationContent }).data; // as the line above found
  expect(issues).toMatchObject([{ id: issue?.id, url, reason: "New issue", project: { slug: "told" } }]);
});

describe("a webhook's signature", () => {
  test("verifies with either secret while one is replaced, and with no other", async () => {
    const { receiver, secret } = await alerts.receiver({ kind: "webhook", name: "Signed", url: `${hooks.url}/signed` });
    const rotated = await alerts.rotate(receiver.id);
    expect(await alerts.test(receiver.id)).toEqual({ delivered: true, error: null });
    const { body, headers } = hooks.requests.filter(({ path }) => path === "/signed").at(-1) ?? {
      body: "",
      headers: {},
    };
    const signed = headers as Record<string, string>; // all are single
    for (const each of [secret, rotated.secret]) {
      expect(new Webhook(each ?? "").verify(body, signed)).toMatchObject({ type: "alert.test" });
    }
    const other = Buffer.alloc(32).toString("base64");
    expect(() => new Webhook(other).verify(body, signed)).toThrow();
    expect(() => new Webhook(secret ?? "").verify(`${body} `, signed)).toThrow();
  });
});

describe("a failing receiver", () => {
  test("is tried again, holds up nobody, and what it refused for good shows until it is replayed", async () => {
    const project = await TestProject.create(server, "failing");
    const made = async (name: string) =>
      (await alerts.receiver({ kind: "webhook", name, url: `${hooks.url}/${name}` })).receiver.id;
    const [gone, busy, fine] = [await made("gone"), await made("busy"), await made("fine")];
    hooks.statuses.set("/gone", 410).set("/busy", 503);
    const trigger = { triggers: [{ kind: "new-issue" }], projects: ["failing"] };
    await alerts.rule({ ...trigger, receivers: [gone, busy, fine] });
    await project.send(errorEnvelope("Fails").bytes);
    const mine = async () =>
      (await alerts.notifications()).filter(({ receiver }) => [gone, busy, fine].includes(receiver.id));
    const rows = await until("three tries", mine, (list) => list.length === 3 && list.every((row) => row.attempts > 0));
    const of = (list: typeof rows, id: string) => list.find(({ receiver }) => receiver.id === id);
    await until(
      "the end of two",
      mine,
      (list) => of(list, gone)?.status === "parked" && of(list, fine)?.status === "delivered",
    );
    expect(of(await mine(), gone)).toMatchObject({ lastError: "It answered 410: as you say", attempts: 1 });
    const waiting = await until("the wait", mine, (list) => of(list, busy)?.lastError !== null);
    expect(of(waiting, busy)).toMatchObject({ status: "waiting", lastError: "It answered 503: as you say" });
    expect(of(waiting, busy)?.nextAttemptAtMs).toBeGreaterThan(Date.now());

    hooks.statuses.delete("/gone");
    const parked = of(await mine(), gone)?.id ?? "";
    expect(await alerts.replay([parked])).toEqual({ changed: 1 });
    await until("the replay", mine, (list) => of(list, gone)?.status === "delivered");
    const requests = hooks.requests.filter(({ path }) => path === "/gone");
    expect(requests.map(({ headers }) => headers["webhook-id"])).toEqual([parked, parked]);
    expect(await alerts.dismiss([of(waiting, busy)?.id ?? ""])).toEqual({ changed: 1 });
    expect(of(await mine(), busy)).toMatchObject({ status: "dismissed", nextAttemptAtMs: null });
  });

  test("that redirects is not followed", async () => {
    hooks.statuses.set("/moved", 307);
    const { receiver } = await alerts.receiver({ kind: "slack", name: "Moved", url: `${hooks.url}/moved` });
    expect(await alerts.test(receiver.id)).toMatchObject({
      delivered: false,
      error: expect.stringContaining("redirect"),
    });
    expect(hooks.requests.filter(({ path }) => path === "/redirected")).toEqual([]);
  });
});

describe("where nobody allowed it", () => {
  test("no private address is called, however it is spelled or named; mails are kept and not sent", async () => {
    await using strict = await startTestServer();
    const inside = new TestAlerts(strict);
    const { port } = new URL(hooks.url);
    const before = hooks.requests.length;
    const hosts = ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]", "127.0.0.1.nip.io"];
    for (const host of [...hosts, "169.254.169.254", "10.0.0.1"]) {
      const { receiver } = await inside.receiver({ kind: "slack", name: host, url: `http://${host}:${port}/inside` });
      expect(await inside.test(receiver.id), host).toMatchObject({ delivered: false });
    }
    expect(hooks.requests).toHaveLength(before);
    const { receiver } = await inside.receiver({ kind: "mail", name: "Team", addresses: ["ana@shop.example"] });
    expect(await inside.test(receiver.id)).toEqual({ delivered: true, error: null });
    expect(await inside.mails()).toMatchObject([{ kind: "test", to: ["ana@shop.example"], sent: false, error: null }]);
  });
});
