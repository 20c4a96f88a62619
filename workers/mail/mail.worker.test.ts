import { env, exports } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import { firstOwner, invited } from "../identity/visitor.ts";
import { listMailsAbout, MAIL_KEPT_MS, sweepMails } from "./kept-mail.ts";
import { type Mail, sendMail } from "./mail.ts";
import type { MailDetail, MailList } from "./view.ts";

afterEach(() => vi.restoreAllMocks());

const NOW_MS = Date.UTC(2027, 0, 1);
const MAIL: Mail = {
  id: "m1",
  kind: "alert",
  to: ["ana@x.test", "bo@x.test"],
  subject: "S",
  text: "T",
  html: "<p>H</p>",
};
const { APIARY_ENGINE: _, ...cloudflare } = { ...env, APIARY_MAIL_FROM: "apiary@x.test" };
const kept = async () => (await env.DB.prepare("select * from mail").all()).results;

describe("in production a mail", () => {
  it("goes by the binding when nothing else is configured, and is not kept", async () => {
    const send = vi.fn();
    expect(await sendMail({ ...cloudflare, MAIL: { send } }, MAIL, NOW_MS)).toEqual({ ok: true, value: undefined });
    const { to, subject, text, html } = MAIL;
    expect(send.mock.calls).toEqual([[{ from: "apiary@x.test", to, subject, text, html }]]);
    expect(await kept()).toEqual([]);
  });

  it.each([
    [
      "resend:key",
      "https://api.resend.com/emails",
      { authorization: "Bearer key", "idempotency-key": "m1" },
      { to: MAIL.to, text: "T" },
    ],
    [
      "postmark:key",
      "https://api.postmarkapp.com/email",
      { "x-postmark-server-token": "key" },
      { To: "ana@x.test, bo@x.test", HtmlBody: "<p>H</p>", Metadata: { id: "m1" } },
    ],
  ])("goes by %s in its form", async (APIARY_MAIL_URL, url, headers, body) => {
    const fetch = vi.spyOn(globalThis, "fetch").mockResolvedValue(Response.json({}));
    expect(await sendMail({ ...cloudflare, APIARY_MAIL_URL }, MAIL, NOW_MS)).toMatchObject({ ok: true });
    const [called, init] = fetch.mock.calls[0] ?? [];
    expect([called, init?.headers, JSON.parse(String(init?.body))]).toMatchObject([url, headers, body]);
  });

  it("that may be ended says so in the headers that mail programs look for, by whichever way it goes", async () => {
    const unsubscribeUrl = "https://apiary.test/id/unfollow?token=t";
    const headers = {
      "List-Unsubscribe": `<${unsubscribeUrl}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    };
    const send = vi.fn();
    await sendMail({ ...cloudflare, MAIL: { send } }, { ...MAIL, unsubscribeUrl }, NOW_MS);
    expect(send.mock.calls[0]?.[0]).toMatchObject({ headers });
    const fetch = vi.spyOn(globalThis, "fetch").mockImplementation(async () => Response.json({}));
    for (const url of ["resend:key", "postmark:key"]) {
      await sendMail({ ...cloudflare, APIARY_MAIL_URL: url }, { ...MAIL, unsubscribeUrl }, NOW_MS);
    }
    const [resend, postmark] = fetch.mock.calls.map(([, init]) => JSON.parse(String(init?.body)));
    expect(resend.headers).toEqual(headers);
    expect(postmark.Headers).toEqual(Object.entries(headers).map(([Name, Value]) => ({ Name, Value })));
  });

  it("that nobody takes is a failure with what was said", async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    vi.spyOn(globalThis, "fetch").mockResolvedValue(new Response("bad key", { status: 401 }));
    const environment = { ...cloudflare, APIARY_MAIL_URL: "resend:key" };
    expect(await sendMail(environment, MAIL, NOW_MS)).toEqual({
      ok: false,
      reason: "not-accepted",
      detail: "resend answered 401: bad key",
    });
    const inactive = JSON.stringify({ ErrorCode: 406, Message: "You tried to send to an inactive recipient" });
    vi.spyOn(globalThis, "fetch").mockResolvedValue(new Response(inactive, { status: 422 }));
    expect(await sendMail({ ...cloudflare, APIARY_MAIL_URL: "postmark:key" }, MAIL, NOW_MS)).toMatchObject({
      reason: "no-mailbox",
    });
    expect(await sendMail({ ...cloudflare, APIARY_MAIL_URL: "?" }, MAIL, NOW_MS)).toMatchObject({
      reason: "misconfigured",
    });
  });
});

describe("on the embedded server a mail", () => {
  const read = async <Body>(path: string): Promise<Body> => {
    const answer = await exports.default.fetch(`http://localhost:8787/console/api/mail${path}`, {
      headers: { authorization: "Bearer test-owner-token" },
    });
    return answer.json();
  };

  it("is kept, listed page by page and swept after its time", async () => {
    for (const subject of ["one", "two", "three"]) await sendMail(env, { ...MAIL, subject }, NOW_MS);
    const first = await read<MailList>("/kept?limit=2");
    expect(first).toMatchObject({
      kept: true,
      rows: [{ subject: "three", to: MAIL.to, sent: false }, { subject: "two" }],
    });
    const second = await read<MailList>(`/kept?limit=2&cursor=${first.nextCursor}`);
    expect(second).toMatchObject({ rows: [{ subject: "one" }], nextCursor: null });
    expect(await read<MailDetail>(`/kept/${first.rows[0]?.id}`)).toMatchObject({ text: "T", html: "<p>H</p>" });
    await sweepMails(env.DB, NOW_MS + MAIL_KEPT_MS);
    expect(await kept()).toHaveLength(3);
    await sweepMails(env.DB, NOW_MS + MAIL_KEPT_MS + 1);
    expect(await kept()).toEqual([]);
  });

  it("with a link that signs somebody in, or to a customer, shows to those alone who may make such links, or read such addresses", async () => {
    const owner = await firstOwner();
    const { visitor: developer } = await invited(owner, "dev@apiary.test", ["developer"]);
    await sendMail(env, { ...MAIL, kind: "sign-in" }, NOW_MS);
    await sendMail(env, { ...MAIL, kind: "billing", accountId: "a1" }, NOW_MS);
    await sendMail(env, MAIL, NOW_MS);
    const seen = async (visitor: typeof owner) => {
      const { body } = await visitor.send("GET", "/../mail/kept");
      return body.rows.map(({ kind }: { kind: string }) => kind);
    };
    expect(await seen(owner)).toEqual(["alert", "sign-in"]);
    expect(await seen(developer)).toEqual(["alert"]);
    const { visitor: support } = await invited(owner, "help@apiary.test", ["support"]);
    expect(await seen(support)).toEqual(["alert", "billing"]);
    const about = await listMailsAbout(env.DB, "a1", 10);
    expect(about).toMatchObject([{ subject: MAIL.subject }]);
    expect([JSON.stringify(about).includes("@"), await listMailsAbout(env.DB, "a2", 10)]).toEqual([false, []]);
    const id = await env.DB.prepare("select id from mail where kind = 'sign-in'").first("id");
    expect((await developer.send("GET", `/../mail/kept/${id}`)).status).toBe(404);
    expect((await owner.send("GET", `/../mail/kept/${id}`)).status).toBe(200);
  });
});
