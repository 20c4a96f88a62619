import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import { LINK_LIFETIME_MS, LIVE_LINKS_MAX } from "./one-time-link.ts";
import { ADDRESS_HEADER } from "./session.ts";
import { signInApp } from "./sign-in.ts";
import { firstOwner, invited, tokenIn, Visitor } from "./visitor.ts";

const CLAIM = { token: "test-first-owner-token", name: "Ana", email: "Ana@Apiary.test " };
const age = (table: string, column: string, byMs: number) =>
  env.DB.prepare(`update ${table} set ${column} = ${column} - ?`).bind(byMs).run();

const { APIARY_ENGINE: _, ...onCloudflare } = env;

describe("the first owner", () => {
  it("is the visitor with the printed link, signed in at once", async () => {
    const visitor = new Visitor();
    const claimed = await visitor.post("/id/first-owner", CLAIM);
    expect(claimed).toMatchObject({ status: 200, body: { ok: true } });
    const { body } = await visitor.get("/me");
    expect(body).toMatchObject({
      person: { name: "Ana", email: "ana@apiary.test", roles: ["owner"], hasPasskey: false, hasTotp: false },
      org: { slug: "apiary" },
    });
    expect(body.person.scopes).toContain("member:admin");
  });

  it("needs the right token", async () => {
    const answer = await new Visitor().post("/id/first-owner", { ...CLAIM, token: "guess" });
    expect(answer).toMatchObject({ status: 403, body: { title: "wrong-token" } });
  });

  it("is one of several who race", async () => {
    const visitors = Array.from({ length: 5 }, () => new Visitor());
    const answers = await Promise.all(
      visitors.map((visitor, at) => visitor.post("/id/first-owner", { ...CLAIM, email: `p${at}@apiary.test` })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409]);
    const winner = visitors[answers.findIndex(({ status }) => status === 200)];
    expect((await winner?.get("/people"))?.body.people).toHaveLength(1);
  });

  it("comes once: afterwards the link is dead", async () => {
    await firstOwner();
    const answer = await new Visitor().post("/id/first-owner", CLAIM);
    expect(answer).toMatchObject({ status: 409, body: { title: "owner-exists" } });
  });

  it("is told what is wrong with the form", async () => {
    const answer = await new Visitor().post("/id/first-owner", { ...CLAIM, name: " ", email: "ana" });
    expect(answer).toMatchObject({
      status: 422,
      body: { fields: { name: "A name is needed.", email: "Not a mail address." } },
    });
  });
});

describe("the session cookie", () => {
  it("is closed to scripts and other sites, and plain on http", async () => {
    const answer = await new Visitor("http://127.0.0.1:9000").post("/id/first-owner", CLAIM);
    const [line] = answer.headers.getSetCookie();
    expect(line).toMatch(/^apiary\.session_token=/);
    expect(line).toContain("HttpOnly");
    expect(line).toContain("SameSite=Lax");
    expect(line).not.toContain("Secure");
  });

  it("is Secure on https, and read back there", async () => {
    const visitor = new Visitor("https://console.apiary.test");
    const answer = await visitor.post("/id/first-owner", CLAIM);
    expect(answer.headers.getSetCookie()[0]).toMatch(/^__Secure-apiary\.session_token=.*Secure/);
    expect((await visitor.get("/me")).status).toBe(200);
  });

  it("is worth nothing when its signature is not ours", async () => {
    const visitor = await firstOwner();
    const [name = "", value = ""] = [...visitor.cookies][0] ?? [];
    visitor.cookies.set(name, `${value.slice(0, -10)}AAAAAA${value.slice(-4)}`);
    expect((await visitor.get("/me")).status).toBe(401);
  });

  it("notes no address that the client made up", async () => {
    const claims = { "cf-connecting-ip": "192.0.2.9", "x-forwarded-for": "192.0.2.9", [ADDRESS_HEADER]: "192.0.2.9" };
    const visitor = new Visitor();
    await visitor.send("POST", "/id/first-owner", CLAIM, claims);
    const [session] = (await visitor.get("/sessions")).body.sessions;
    expect(session.ipAddress).not.toBe("192.0.2.9");
  });

  it("ends with the session", async () => {
    const visitor = await firstOwner();
    await env.DB.prepare("update session set expires_at = ?").bind(Date.now()).run();
    expect((await visitor.get("/me")).status).toBe(401);
  });

  it("is taken back at sign-out", async () => {
    const visitor = await firstOwner();
    const kept = new Map(visitor.cookies);
    expect(await visitor.post("/id/auth/sign-out")).toMatchObject({ status: 200, body: { ok: true } });
    expect(visitor.cookies.size).toBe(0);
    for (const [name, value] of kept) visitor.cookies.set(name, value);
    expect((await visitor.get("/me")).status).toBe(401);
  });
});

describe("a one-time link", () => {
  const linkFor = async (owner: Visitor, id: string) =>
    tokenIn((await owner.post(`/people/${id}/sign-in-link`)).body.url);

  it("signs in once, also when two race for it", async () => {
    const owner = await firstOwner();
    const { id } = await invited(owner, "bo@apiary.test", ["developer"]);
    const token = await linkFor(owner, id);
    const visitors = [new Visitor(), new Visitor(), new Visitor()];
    const answers = await Promise.all(visitors.map((visitor) => visitor.post("/id/link/redeem", { token })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 410, 410]);
    expect((await new Visitor().post("/id/link/redeem", { token })).body.title).toBe("link-gone");
  });

  it("is good until its time is over", async () => {
    const owner = await firstOwner();
    const { id } = await invited(owner, "bo@apiary.test", ["developer"]);
    const [first, second] = [await linkFor(owner, id), await linkFor(owner, id)];
    await age("one_time_link", "expires_at_ms", LINK_LIFETIME_MS - 60_000);
    expect((await new Visitor().post("/id/link/redeem", { token: first })).status).toBe(200);
    await age("one_time_link", "expires_at_ms", 60_000);
    expect((await new Visitor().post("/id/link/redeem", { token: second })).status).toBe(410);
  });

  it("is stored as a hash only", async () => {
    const owner = await firstOwner();
    const { id } = await invited(owner, "bo@apiary.test", ["developer"]);
    const token = await linkFor(owner, id);
    const { results } = await env.DB.prepare("select * from one_time_link").all();
    expect(JSON.stringify(results)).not.toContain(token);
  });

  const askFor = async (email: string, environment: Env = env) => {
    const ctx = createExecutionContext();
    const answer = await request("/id/link", { email }, {}, environment, ctx);
    return { answer, mailed: () => waitOnExecutionContext(ctx) };
  };
  const links = async () => (await env.DB.prepare("select * from one_time_link").all()).results;

  it("is mailed to people, and nobody learns who is one", async () => {
    await firstOwner();
    const known = await askFor("ana@apiary.test");
    const unknown = await askFor("eve@apiary.test");
    expect(known.answer.status).toBe(200);
    expect(await unknown.answer.json()).toEqual(await known.answer.json());
    await Promise.all([known.mailed(), unknown.mailed()]);
    expect(await links()).toHaveLength(1);
  });

  it("is mailed no more often than the bound of live links", async () => {
    await firstOwner();
    for (let asked = 0; asked <= LIVE_LINKS_MAX; asked++) await (await askFor("ana@apiary.test")).mailed();
    expect(await links()).toHaveLength(LIVE_LINKS_MAX);
  });

  it("is promised before the mail is sent, also when that fails", async () => {
    await firstOwner();
    const logged = vi.spyOn(console, "error").mockImplementation(() => {});
    const { promise: answered, resolve } = Promise.withResolvers<void>();
    const send = () => answered.then(() => Promise.reject(new Error("no route to the mail server")));
    const { answer, mailed } = await askFor("ana@apiary.test", { ...onCloudflare, MAIL: { send } });
    expect(await answer.json()).toEqual({ ok: true });
    resolve();
    await mailed();
    expect(String(logged.mock.calls[0]?.[0])).toContain("no route to the mail server");
    vi.restoreAllMocks();
  });

  it("is not mailed with a host that only the caller vouches for", async () => {
    await firstOwner();
    const answer = await new Visitor("http://evil.test").post("/id/link", { email: "ana@apiary.test" });
    expect(answer).toMatchObject({ status: 409, body: { title: "no-public-address" } });
  });
});

describe("an invitation", () => {
  it("shows whom it is for and makes one person", async () => {
    const owner = await firstOwner();
    const { status, body } = await owner.post("/invitations", { email: "Bo@apiary.test", roles: ["support", "ops"] });
    expect(status).toBe(201);
    const token = tokenIn(body.url);
    const bo = new Visitor();
    expect((await bo.get(`/id/invitation?token=${token}`)).body).toEqual({
      email: "bo@apiary.test",
      roles: ["support", "ops"],
    });
    const eve = new Visitor();
    const answers = await Promise.all(
      [bo, eve].map((visitor) => visitor.post("/id/invitation", { token, name: "Bo" })),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 410]);
    const { people, invitations } = (await owner.get("/people")).body;
    expect(people).toHaveLength(2);
    expect(invitations).toEqual([]);
    expect((await new Visitor().get(`/id/invitation?token=${token}`)).status).toBe(410);
  });

  it("is void after its time, once withdrawn, and once replaced", async () => {
    const owner = await firstOwner();
    const invite = async (email: string) => (await owner.post("/invitations", { email, roles: ["ops"] })).body;
    const accept = async (url: string) =>
      (await new Visitor().post("/id/invitation", { token: tokenIn(url), name: "Bo" })).status;
    const [late, withdrawn, replaced] = [await invite("a@x.test"), await invite("b@x.test"), await invite("c@x.test")];
    await env.DB.prepare("update invitation set expires_at_ms = ? where id = ?").bind(Date.now(), late.id).run();
    await owner.delete(`/invitations/${withdrawn.id}`);
    const replacement = await invite("c@x.test");
    expect(await accept(late.url)).toBe(410);
    expect(await accept(withdrawn.url)).toBe(410);
    expect(await accept(replaced.url)).toBe(410);
    expect(await accept(replacement.url)).toBe(200);
    expect((await owner.delete("/invitations/none")).status).toBe(404);
  });

  it("is not for somebody who is here already", async () => {
    const owner = await firstOwner();
    const answer = await owner.post("/invitations", { email: "ana@apiary.test", roles: ["ops"] });
    expect(answer).toMatchObject({ status: 409, body: { title: "person-exists" } });
  });
});

describe("better-auth", () => {
  it("shows only what the console uses", async () => {
    const visitor = await firstOwner();
    for (const path of [
      "/sign-up/email",
      "/sign-in/email",
      "/sign-in/username",
      "/update-user",
      "/delete-user",
      "/change-email",
    ]) {
      expect((await visitor.post(`/id/auth${path}`, { personId: "x" })).status).toBe(404);
    }
    expect((await visitor.get("/id/auth/list-sessions")).status).toBe(404);
  });
});

/** Posts to the sign-in surface, in another environment than the tests' own when one is given. Waits for what goes on after it. */
async function post(
  path: string,
  body: object,
  headers: Record<string, string> = {},
  setting = env,
): Promise<Response> {
  const ctx = createExecutionContext();
  const answer = await request(path, body, headers, setting, ctx);
  await waitOnExecutionContext(ctx);
  return answer;
}

async function request(path: string, body: object, headers: object, setting: Env, ctx: ExecutionContext) {
  const init = {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "content-type": "application/json", ...headers },
  };
  return signInApp.request(`http://localhost:8787${path}`, init, setting, ctx);
}

/** The answers' statuses, each once, in order, of one try more than the limit allows. */
const statusesOf = async (attempt: () => Promise<Response>): Promise<number[]> => {
  const statuses = new Set<number>();
  for (let tries = 0; tries <= SIGN_INS_PER_MINUTE; tries++) {
    const answer = await attempt();
    if (answer.status === 429) expect(answer.headers.get("retry-after")).toBe("60");
    statuses.add(answer.status);
  }
  return [...statuses];
};

/** As wrangler.toml says. */
const SIGN_INS_PER_MINUTE = 30;
const link = (digit: string) => ({ token: digit.repeat(64) });

it.each([
  { where: "on Cloudflare", setting: onCloudflare, header: "cf-connecting-ip" },
  { where: "behind a trusted proxy", setting: { ...env, APIARY_TRUST_PROXY: "1" }, header: "x-forwarded-for" },
])("limits how often an address may try $where", async ({ setting, header }) => {
  const redeem = (address: string, digit: string) =>
    post("/id/link/redeem", link(digit), { [header]: address }, setting);
  expect(await statusesOf(() => redeem("192.0.2.1", "0"))).toEqual([410, 429]);
  expect((await redeem("192.0.2.1", "1")).status).toBe(429);
  expect((await redeem("192.0.2.2", "0")).status).toBe(410);
});

describe("an unknown address", () => {
  it("is limited by what it tries, and locks nobody else out", async () => {
    let address = 0;
    // Nobody stands before the embedded server who could vouch for these.
    const claims = () => ({ "cf-connecting-ip": `192.0.2.${++address}`, "x-forwarded-for": `192.0.2.${address}` });
    expect(await statusesOf(() => post("/id/link/redeem", link("a"), claims()))).toEqual([410, 429]);
    expect((await post("/id/link/redeem", link("b"))).status).toBe(410);
    expect(await statusesOf(() => post("/id/link", { email: "eve@apiary.test" }, claims()))).toEqual([200, 429]);
    expect((await post("/id/link", { email: "ana@apiary.test" })).status).toBe(200);
  });

  it("shares a wide bucket for ceremonies", async () => {
    const ceremony = () => post("/id/auth/sign-out", {});
    expect(await statusesOf(ceremony)).toEqual([200]);
    const full = { ...env, API_LIMIT: { limit: async () => ({ success: false }) } };
    expect((await post("/id/auth/sign-out", {}, {}, full)).status).toBe(429);
  });
});
