import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { DAY_MS } from "../kit/time.ts";
import { sweepIdentity } from "./sweep.ts";
import { firstOwner, Visitor } from "./visitor.ts";

const rows = async () => {
  const counts: Record<string, number> = {};
  for (const table of ["session", "verification", "one_time_link", "invitation", "token"]) {
    const row = await env.DB.prepare(`select count(*) as n from ${table}`).first<{ n: number }>();
    counts[table] = row?.n ?? -1;
  }
  return counts;
};

it("removes what expired and keeps the rest", async () => {
  const owner = await firstOwner();
  const { id } = (await owner.get("/me")).body.person;
  await owner.post(`/people/${id}/sign-in-link`);
  await owner.post("/invitations", { email: "bo@apiary.test", roles: ["ops"] });
  const { body } = await owner.post("/tokens", { name: "ci", scopes: ["org:read"], expiresInDays: null });
  await owner.delete(`/tokens/${body.id}`);
  await new Visitor().get("/id/auth/passkey/generate-authenticate-options");
  const all = { session: 1, verification: 1, one_time_link: 1, invitation: 1, token: 1 };
  await sweepIdentity(env, Date.now());
  expect(await rows()).toEqual(all);
  await sweepIdentity(env, Date.now() + 8 * DAY_MS);
  expect(await rows()).toEqual({ ...all, verification: 0, one_time_link: 0, invitation: 0 });
  await sweepIdentity(env, Date.now() + 91 * DAY_MS);
  expect(await rows()).toEqual({ session: 0, verification: 0, one_time_link: 0, invitation: 0, token: 0 });
});
