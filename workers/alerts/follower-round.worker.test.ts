import { evictDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeEach, expect, it } from "vitest";
import { TestApp, Tool, thrown } from "../errors/web-api/tool.ts";
import { firstOwner, invited, Visitor } from "../identity/visitor.ts";
import { unfollowToken } from "./follower.ts";
import { TOLD_WITHIN_MS } from "./follower-round.ts";
import { runAlerts } from "./round.ts";

let ana: Visitor;
let bo: { visitor: Visitor; id: string };
let web: TestApp;
let issue: string;

const change = (who: Visitor, body: object) =>
  who.send("PATCH", "/console/api/errors/issues", { ids: [issue], ...body });
const mark = (who: Visitor, body: object) => who.send("PATCH", `/console/api/errors/issues/${issue}/marks`, body);
const say = (who: Visitor, text: string) =>
  who.post(`/console/api/errors/issues/${issue}/comments`, { id: crypto.randomUUID(), text });

interface Kept {
  recipients: string;
  subject: string;
  text: string;
}
const mails = async () =>
  (await env.DB.prepare("select recipients, subject, text from mail where kind = 'issue' order by id").all<Kept>())
    .results;
const told = async () => (await mails()).map(({ recipients, subject }) => [JSON.parse(recipients)[0], subject]);

/** Rounds as the platform may run them: several at once, after a restart of the object, and again. */
async function rounds(nowMs = Date.now()) {
  const shard = env.PROJECT_SHARD.getByName(web.id);
  await web.settle();
  await Promise.all([1, 2, 3].map(() => runAlerts(env, nowMs)));
  // Only what runs can be stopped, and only what runs is taken away with the test.
  await shard.monitors();
  await evictDurableObject(shard);
  await runAlerts(env, nowMs);
  await shard.monitors();
}

beforeEach(async () => {
  web = await TestApp.create(new Tool(), "web");
  await web.send(thrown("TypeError", "no"));
  issue = String(Number(web.id) * 100_000_000 + 1);
  ana = await firstOwner();
  bo = await invited(ana, "bo@apiary.test", ["developer"]);
});

it("mails who follows an issue what others do to it, each thing once, and nobody what they did themselves", async () => {
  expect((await change(ana, { assignee: bo.id })).status).toBe(200);
  await rounds();
  expect(await told()).toEqual([["bo@apiary.test", "WEB-1 assigned to bo@apiary.test by Ana: TypeError: no"]]);
  await say(ana, "It is the cart.");
  await say(bo.visitor, "I look.");
  await change(bo.visitor, { status: "resolved" });
  await rounds();
  await rounds();
  await web.send(thrown("TypeError", "no", { timestamp: Date.now() / 1_000 + 1 }));
  await rounds();
  const later = (await told()).slice(1);
  expect(later.toSorted()).toEqual([
    ["ana@apiary.test", "WEB-1 back, after it was resolved: TypeError: no"],
    ["ana@apiary.test", "WEB-1 commented on by bo@apiary.test: TypeError: no"],
    ["ana@apiary.test", "WEB-1 resolved by bo@apiary.test: TypeError: no"],
    ["bo@apiary.test", "WEB-1 back, after it was resolved: TypeError: no"],
    ["bo@apiary.test", "WEB-1 commented on by Ana: TypeError: no"],
  ]);
  expect((await mails()).find(({ subject }) => subject.includes("by Ana: "))?.text).toContain("assigned to");
  const outbox = await ana.send("GET", "/console/api/alerts/notifications");
  expect(outbox.body.rows).toHaveLength(6);
  expect(outbox.body.rows[0]).toMatchObject({ rule: null, receiver: { kind: "mail" }, status: "delivered" });
  const { id } = outbox.body.rows[0];
  const detail = await ana.send("GET", `/console/api/alerts/notifications/${id}`);
  expect(detail.body).toMatchObject({ message: { kind: "mail" }, content: { quote: null } });
  expect(JSON.stringify(detail.body)).not.toContain("token=");
});

it("tells nobody who said no, turned such mails off, may not read issues, or is disabled", async () => {
  const fin = await invited(ana, "fin@apiary.test", ["finance"]);
  const gone = await invited(ana, "gone@apiary.test", ["developer"]);
  const off = await invited(ana, "off@apiary.test", ["developer"]);
  for (const { visitor } of [bo, gone, off]) expect((await mark(visitor, { subscribed: true })).status).toBe(200);
  expect((await mark(fin.visitor, { subscribed: true })).status).toBe(403);
  await env.DB.prepare("insert into issue_mark values (?, ?, 0, 1, 'unknown', 0, 0)").bind(fin.id, issue).run();
  expect((await off.visitor.patch("/me", { issueMails: false })).status).toBe(200);
  expect((await off.visitor.get("/me")).body.person.issueMails).toBe(false);
  await ana.patch(`/people/${gone.id}`, { disabled: true });
  await mark(bo.visitor, { bookmarked: true, subscribed: false });
  await say(ana, "Nobody hears.");
  await rounds();
  expect(await told()).toEqual([]);
  await off.visitor.patch("/me", { issueMails: true });
  await say(ana, "One does.");
  await rounds();
  expect(await told()).toEqual([["off@apiary.test", "WEB-1 commented on by Ana: TypeError: no"]]);
});

it("ends by the link of a mail, which needs no sign-in and changes nothing when it is only opened", async () => {
  await mark(bo.visitor, { subscribed: true });
  await say(ana, "First.");
  await rounds();
  const token = unfollowToken(env.APIARY_SECRET, { person: bo.id, issue });
  const stranger = new Visitor();
  const opened = await stranger.get(`/id/unfollow?token=${token}`);
  expect([opened.status, opened.body]).toEqual([200, { shortId: "WEB-1", title: "TypeError: no" }]);
  expect((await stranger.get("/id/unfollow?token=x")).status).toBe(404);
  expect((await stranger.post("/id/unfollow?token=x")).status).toBe(404);
  const marks = async () => (await bo.visitor.get(`/console/api/errors/issues/${issue}/marks`)).body;
  expect(await marks()).toMatchObject({ own: { subscribed: true }, followers: [{ name: "Ana" }, { id: bo.id }] });
  const oneClick = { "content-type": "application/x-www-form-urlencoded", origin: "https://mail.example" };
  expect((await stranger.send("POST", `/id/unfollow?token=${token}`, undefined, oneClick)).status).toBe(200);
  expect((await stranger.post(`/id/unfollow?token=${token}`)).status).toBe(200);
  expect(await marks()).toMatchObject({ own: { subscribed: false }, followers: [{ name: "Ana" }] });
  await say(ana, "Second.");
  await rounds();
  expect(await told()).toHaveLength(1);
});

it("tells each entry though ids of removed comments are free, and nothing of longer than a day ago", async () => {
  await mark(bo.visitor, { subscribed: true });
  const first = await say(ana, "A slip.");
  await rounds();
  await ana.delete(`/console/api/errors/issues/${issue}/comments/${first.body.id}`);
  const second = await say(ana, "Meant.");
  expect(Number(second.body.id)).toBeGreaterThan(Number(first.body.id));
  await rounds();
  expect((await mails()).map(({ text }) => /^> .*/m.exec(text)?.[0])).toEqual(["> A slip.", "> Meant."]);
  await say(ana, "Long ago.");
  await env.DB.prepare("delete from follower_feed").run();
  await rounds(Date.now() + TOLD_WITHIN_MS + 60_000);
  expect(await mails()).toHaveLength(2);
});
