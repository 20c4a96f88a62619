import { expect, it } from "vitest";
import { firstOwner, invited, tokenIn, Visitor } from "./visitor.ts";

it("shows people and open invitations to who may read them", async () => {
  const owner = await firstOwner();
  await invited(owner, "bo@apiary.test", ["support"]);
  await owner.post("/invitations", { email: "cy@apiary.test", roles: ["finance"] });
  const { people, invitations } = (await owner.get("/people")).body;
  expect(people).toMatchObject([
    { name: "Ana", email: "ana@apiary.test", roles: ["owner"], disabled: false },
    { name: "bo@apiary.test", roles: ["support"], disabled: false },
  ]);
  expect(invitations).toMatchObject([{ email: "cy@apiary.test", roles: ["finance"], invitedBy: "ana@apiary.test" }]);
});

it("lets only owners change people", async () => {
  const owner = await firstOwner();
  const { visitor: bo, id } = await invited(owner, "bo@apiary.test", ["security"]);
  const answer = await bo.patch(`/people/${id}`, { roles: ["owner"] });
  expect(answer).toMatchObject({ status: 403, body: { title: "missing-scope" } });
  expect(answer.body.detail).toContain("the role owner");
  expect((await bo.post("/invitations", { email: "cy@apiary.test", roles: ["owner"] })).status).toBe(403);
  expect((await bo.post(`/people/${id}/sign-in-link`)).status).toBe(403);
});

it("gives and takes rights at once", async () => {
  const owner = await firstOwner();
  const { visitor: bo, id } = await invited(owner, "bo@apiary.test", ["support"]);
  expect((await bo.get("/audit")).status).toBe(403);
  expect((await owner.patch(`/people/${id}`, { roles: ["support", "security", "support"] })).status).toBe(200);
  expect((await bo.get("/audit")).status).toBe(200);
  expect((await bo.get("/me")).body.person.roles).toEqual(["support", "security"]);
  await owner.patch(`/people/${id}`, { roles: ["finance"] });
  expect((await bo.get("/audit")).status).toBe(403);
});

it("ends a disabled person's sessions and links at once, and lets nobody in for them", async () => {
  const owner = await firstOwner();
  const { visitor: bo, id } = await invited(owner, "bo@apiary.test", ["support"]);
  const link = await owner.post(`/people/${id}/sign-in-link`);
  expect((await owner.patch(`/people/${id}`, { disabled: true })).status).toBe(200);
  expect((await bo.get("/me")).status).toBe(401);
  expect((await new Visitor().post("/id/link/redeem", { token: tokenIn(link.body.url) })).status).toBe(410);
  expect(await owner.post(`/people/${id}/sign-in-link`)).toMatchObject({
    status: 409,
    body: { title: "person-disabled" },
  });
  await owner.patch(`/people/${id}`, { disabled: false });
  expect((await bo.get("/me")).status).toBe(401);
  const again = await owner.post(`/people/${id}/sign-in-link`);
  expect((await new Visitor().post("/id/link/redeem", { token: tokenIn(again.body.url) })).status).toBe(200);
});

it("never loses the last owner", async () => {
  const owner = await firstOwner();
  const id = (await owner.get("/me")).body.person.id;
  const refusal = { status: 409, body: { title: "last-owner" } };
  expect(await owner.patch(`/people/${id}`, { roles: ["ops"] })).toMatchObject(refusal);
  expect(await owner.patch(`/people/${id}`, { disabled: true })).toMatchObject(refusal);
  expect((await owner.patch(`/people/${id}`, { roles: ["ops", "owner"] })).status).toBe(200);
  const bo = await invited(owner, "bo@apiary.test", ["owner"]);
  expect((await owner.patch(`/people/${id}`, { roles: ["ops"] })).status).toBe(200);
  expect(await bo.visitor.patch(`/people/${bo.id}`, { disabled: true })).toMatchObject(refusal);
});

it("never loses the last owner when two owners demote each other", async () => {
  const owner = await firstOwner();
  const anaId = (await owner.get("/me")).body.person.id;
  const bo = await invited(owner, "bo@apiary.test", ["owner"]);
  const answers = await Promise.all([
    owner.patch(`/people/${bo.id}`, { roles: ["ops"] }),
    bo.visitor.patch(`/people/${anaId}`, { roles: ["ops"] }),
  ]);
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
});

it("does not know people who are not there, nor changes that change nothing", async () => {
  const owner = await firstOwner();
  expect((await owner.patch("/people/none", { disabled: true })).status).toBe(404);
  expect((await owner.post("/people/none/sign-in-link")).status).toBe(404);
  expect((await owner.patch("/people/none", {})).status).toBe(422);
  expect((await owner.patch("/people/none", { roles: [] })).status).toBe(422);
  expect((await owner.patch("/people/none", { roles: ["king"] })).status).toBe(422);
});

it("lists a person's sessions and ends them one by one or all others", async () => {
  const owner = await firstOwner();
  const { visitor: bo, id } = await invited(owner, "bo@apiary.test", ["support"]);
  const [phone, tablet] = [new Visitor(), new Visitor()];
  for (const other of [phone, tablet]) {
    const link = await owner.post(`/people/${id}/sign-in-link`);
    await other.post("/id/link/redeem", { token: tokenIn(link.body.url) });
  }
  const { sessions } = (await bo.get("/sessions")).body;
  expect(sessions).toHaveLength(3);
  expect(sessions.filter((session: { current: boolean }) => session.current)).toHaveLength(1);
  const [first] = (await phone.get("/sessions")).body.sessions.filter(
    (session: { current: boolean }) => session.current,
  );
  expect((await owner.delete(`/sessions/${first.id}`)).status).toBe(404);
  expect((await bo.delete(`/sessions/${first.id}`)).status).toBe(200);
  expect((await phone.get("/me")).status).toBe(401);
  expect((await bo.delete("/sessions")).status).toBe(200);
  expect((await tablet.get("/me")).status).toBe(401);
  expect((await bo.get("/sessions")).body.sessions).toMatchObject([{ current: true, userAgent: "visitor" }]);
});

it("writes every change to the audit log, which verifies", async () => {
  const owner = await firstOwner();
  const { id } = await invited(owner, "bo@apiary.test", ["support"]);
  await owner.patch(`/people/${id}`, { roles: ["ops"] });
  const { entries } = (await owner.get("/audit")).body;
  expect(entries.map(({ action }: { action: string }) => action)).toEqual([
    "person.changed",
    "invitation.accepted",
    "invitation.created",
    "ownership.claimed",
  ]);
  expect(entries[0]).toMatchObject({
    actor: { kind: "person", name: "ana@apiary.test" },
    target: `person:${id}`,
    detail: { before: { roles: ["support"], disabled: false }, after: { roles: ["ops"], disabled: false } },
  });
  const accepted = (await owner.get("/audit?action=invitation.accepted&actor=bo@apiary.test")).body;
  expect(accepted.entries).toHaveLength(1);
  expect((await owner.get("/audit/verify")).body).toEqual({ ok: true, entries: 4, brokenAt: null });
});
