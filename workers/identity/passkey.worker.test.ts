import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { PASSKEYS_MAX } from "./own-passkey.ts";
import { SoftPasskey } from "./soft-passkey.ts";
import { firstOwner, Visitor } from "./visitor.ts";

const ORIGIN = "http://localhost:8787";
const BASE = "/id/auth/passkey";

async function register(visitor: Visitor, passkey: SoftPasskey) {
  const options = await visitor.get(`${BASE}/generate-register-options?name=Laptop`);
  return visitor.post(`${BASE}/verify-registration`, {
    response: await passkey.register(options.body),
    name: "Laptop",
  });
}

async function signIn(visitor: Visitor, passkey: SoftPasskey) {
  const options = await visitor.get(`${BASE}/generate-authenticate-options`);
  return visitor.post(`${BASE}/verify-authentication`, { response: await passkey.signIn(options.body) });
}

it("is registered and signs in, without anybody saying who they are", async () => {
  const owner = await firstOwner();
  const passkey = new SoftPasskey(ORIGIN);
  expect(await register(owner, passkey)).toMatchObject({ status: 200, body: { ok: true } });
  expect((await owner.get("/me")).body.person.hasPasskey).toBe(true);
  expect((await owner.get("/passkeys")).body.passkeys).toMatchObject([
    { name: "Laptop", createdAtMs: expect.any(Number) },
  ]);
  const visitor = new Visitor();
  expect(await signIn(visitor, passkey)).toMatchObject({ status: 200, body: { ok: true } });
  expect((await visitor.get("/me")).body.person.email).toBe("ana@apiary.test");
});

it("signs in without a second factor: it is two already", async () => {
  const owner = await firstOwner();
  const passkey = new SoftPasskey(ORIGIN);
  await register(owner, passkey);
  await env.DB.prepare("update person set two_factor_enabled = 1").run();
  expect((await signIn(new Visitor(), passkey)).body).toEqual({ ok: true });
});

it("works no more once removed", async () => {
  const owner = await firstOwner();
  const passkey = new SoftPasskey(ORIGIN);
  await register(owner, passkey);
  const [{ id }] = (await owner.get("/passkeys")).body.passkeys;
  expect((await owner.delete(`/passkeys/${id}`)).status).toBe(200);
  expect((await owner.delete(`/passkeys/${id}`)).status).toBe(404);
  expect((await signIn(new Visitor(), passkey)).status).toBe(401);
});

it("lets no disabled person in", async () => {
  const owner = await firstOwner();
  const passkey = new SoftPasskey(ORIGIN);
  await register(owner, passkey);
  await env.DB.prepare("update person set disabled_at_ms = 1").run();
  expect(await signIn(new Visitor(), passkey)).toMatchObject({ status: 403, body: { title: "person-disabled" } });
});

it("must check who holds it", async () => {
  const owner = await firstOwner();
  const careless = new SoftPasskey(ORIGIN, { checksPerson: false });
  expect(await register(owner, careless)).toMatchObject({ status: 401, body: { title: "person-not-verified" } });
  expect((await owner.get("/passkeys")).body.passkeys).toEqual([]);
});

it("is refused when another site asked for it", async () => {
  const owner = await firstOwner();
  expect((await register(owner, new SoftPasskey("https://evil.test"))).status).toBe(400);
  const passkey = new SoftPasskey(ORIGIN);
  await register(owner, passkey);
  const elsewhere = new Visitor("http://localhost:9999");
  expect((await signIn(elsewhere, passkey)).status).toBe(400);
});

it("answers a challenge once", async () => {
  const owner = await firstOwner();
  const passkey = new SoftPasskey(ORIGIN);
  await register(owner, passkey);
  const visitor = new Visitor();
  const options = await visitor.get(`${BASE}/generate-authenticate-options`);
  const cookies = new Map(visitor.cookies);
  const response = await passkey.signIn(options.body);
  expect((await visitor.post(`${BASE}/verify-authentication`, { response })).status).toBe(200);
  const replay = new Visitor();
  for (const [name, value] of cookies) replay.cookies.set(name, value);
  expect((await replay.post(`${BASE}/verify-authentication`, { response })).status).toBe(400);
});

it("can be added for a day after signing in; then a new sign-in comes first", async () => {
  const owner = await firstOwner();
  await env.DB.prepare("update session set created_at = created_at - 86400001").run();
  const options = await owner.get(`${BASE}/generate-register-options`);
  expect(options).toMatchObject({ status: 403, body: { title: "session-not-fresh" } });
});

it("is one of a bounded number", async () => {
  const owner = await firstOwner();
  await register(owner, new SoftPasskey(ORIGIN));
  await env.DB.prepare(
    `insert into passkey (id, public_key, person_id, credential_id, counter, device_type, backed_up)
     select value, public_key, person_id, value, 0, device_type, 0 from passkey, json_each(?)`,
  )
    .bind(JSON.stringify(Array.from({ length: PASSKEYS_MAX - 2 }, (_, at) => `more-${at}`)))
    .run();
  expect((await register(owner, new SoftPasskey(ORIGIN))).status).toBe(200);
  const past = await register(owner, new SoftPasskey(ORIGIN));
  expect(past).toMatchObject({ status: 409, body: { title: "too-many-passkeys" } });
});
