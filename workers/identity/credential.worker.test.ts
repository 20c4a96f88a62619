import { env } from "cloudflare:workers";
import { createHmac } from "node:crypto";
import { expect, it } from "vitest";
import { firstOwner, tokenIn, Visitor } from "./visitor.ts";

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** The code that an authenticator app shows (RFC 6238) for the secret in an `otpauth:` address. */
function codeFor(totpUri: string, nowMs = Date.now()): string {
  const letters = new URL(totpUri).searchParams.get("secret") ?? "";
  const bits = [...letters].map((letter) => BASE32.indexOf(letter).toString(2).padStart(5, "0")).join("");
  const secret = Uint8Array.from(bits.match(/.{8}/g) ?? [], (octet) => Number.parseInt(octet, 2));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(nowMs / 30_000)));
  const mac = createHmac("sha1", secret).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 0x0f;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

/** The owner with an authenticator app enrolled. */
async function enrolled(): Promise<{ owner: Visitor; totpUri: string; recoveryCodes: string[] }> {
  const owner = await firstOwner();
  const begun = await owner.post("/id/auth/two-factor/enable");
  const { totpURI, backupCodes } = begun.body;
  const proved = await owner.post("/id/auth/two-factor/verify-totp", { code: codeFor(totpURI) });
  expect(proved).toMatchObject({ status: 200, body: { ok: true } });
  return { owner, totpUri: totpURI, recoveryCodes: backupCodes };
}

/** A new browser that has used a link of the owner's and is asked for the second factor. */
async function halfIn(owner: Visitor): Promise<Visitor> {
  const id = (await owner.get("/me")).body.person.id;
  const { body } = await owner.post(`/people/${id}/sign-in-link`);
  const visitor = new Visitor();
  const redeemed = await visitor.post("/id/link/redeem", { token: tokenIn(body.url) });
  expect(redeemed).toMatchObject({ status: 200, body: { ok: false, twoFactorRedirect: true } });
  expect((await visitor.get("/me")).status).toBe(401);
  return visitor;
}

it("enrols an authenticator app, which then is asked for after a link", async () => {
  const { owner, totpUri } = await enrolled();
  expect((await owner.get("/me")).body.person.hasTotp).toBe(true);
  const visitor = await halfIn(owner);
  expect((await visitor.post("/id/auth/two-factor/verify-totp", { code: "000000" })).status).toBe(401);
  expect((await visitor.post("/id/auth/two-factor/verify-totp", { code: codeFor(totpUri) })).body).toEqual({
    ok: true,
  });
  expect((await visitor.get("/me")).status).toBe(200);
});

it("does not ask for an app whose enrolment was begun and not proved", async () => {
  const owner = await firstOwner();
  await owner.post("/id/auth/two-factor/enable");
  expect((await owner.get("/me")).body.person.hasTotp).toBe(false);
  const id = (await owner.get("/me")).body.person.id;
  const { body } = await owner.post(`/people/${id}/sign-in-link`);
  const visitor = new Visitor();
  expect((await visitor.post("/id/link/redeem", { token: tokenIn(body.url) })).body).toEqual({ ok: true });
});

it("takes a recovery code once", async () => {
  const { owner, recoveryCodes } = await enrolled();
  const [code] = recoveryCodes;
  const first = await halfIn(owner);
  expect((await first.post("/id/auth/two-factor/verify-backup-code", { code })).body).toEqual({ ok: true });
  expect((await first.get("/me")).status).toBe(200);
  const second = await halfIn(owner);
  expect((await second.post("/id/auth/two-factor/verify-backup-code", { code })).status).toBe(401);
});

it("replaces recovery codes and removes the app", async () => {
  const { owner, recoveryCodes } = await enrolled();
  const replaced = await owner.post("/id/auth/two-factor/generate-backup-codes");
  expect(replaced.body.backupCodes).toHaveLength(recoveryCodes.length);
  const visitor = await halfIn(owner);
  expect((await visitor.post("/id/auth/two-factor/verify-backup-code", { code: recoveryCodes[0] })).status).toBe(401);
  expect((await owner.post("/id/auth/two-factor/disable")).body).toEqual({ ok: true });
  expect((await owner.get("/me")).body.person.hasTotp).toBe(false);
});

it("stops guessing the second factor", async () => {
  const { owner, totpUri } = await enrolled();
  const visitor = await halfIn(owner);
  for (let tries = 0; tries < 5; tries++) {
    expect((await visitor.post("/id/auth/two-factor/verify-totp", { code: "000000" })).status).toBe(401);
  }
  expect((await visitor.post("/id/auth/two-factor/verify-totp", { code: codeFor(totpUri) })).status).toBe(400);
});

it("lets nobody in with a second factor after they were disabled", async () => {
  const { owner, totpUri } = await enrolled();
  const visitor = await halfIn(owner);
  await env.DB.prepare("update person set disabled_at_ms = 1").run();
  const answer = await visitor.post("/id/auth/two-factor/verify-totp", { code: codeFor(totpUri) });
  expect(answer).toMatchObject({ status: 403, body: { title: "person-disabled" } });
});

it("offers passkeys bound to the console's host", async () => {
  const owner = await firstOwner();
  const register = await owner.get("/id/auth/passkey/generate-register-options?name=Laptop");
  expect(register.body).toMatchObject({
    rp: { id: "localhost", name: "Apiary" },
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
  });
  expect((await new Visitor().get("/id/auth/passkey/generate-register-options")).status).toBe(401);
  const signIn = await new Visitor().get("/id/auth/passkey/generate-authenticate-options");
  expect(signIn.body).toMatchObject({ rpId: "localhost", challenge: expect.any(String) });
});

it("refuses an answer to no challenge", async () => {
  const answer = await new Visitor().post("/id/auth/passkey/verify-authentication", { response: { id: "x" } });
  expect(answer).toMatchObject({ status: 400, body: { title: "challenge-not-found" } });
});

it("records how people sign in and change their credentials", async () => {
  const { owner, totpUri } = await enrolled();
  const visitor = await halfIn(owner);
  await visitor.post("/id/auth/two-factor/verify-totp", { code: codeFor(totpUri) });
  const { entries } = (await owner.get("/audit")).body;
  expect(entries.map(({ action }: { action: string }) => action)).toEqual([
    "session.opened",
    "link.used",
    "sign-in-link.created",
    "authenticator.proved",
    "authenticator.begun",
    "ownership.claimed",
  ]);
  expect(entries[0]).toMatchObject({ actor: { name: "ana@apiary.test" }, detail: { by: "/two-factor/verify-totp" } });
});
