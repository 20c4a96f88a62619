import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { call, hire, open, run, timeline, view } from "../console-fixture.ts";
import type { EffectView } from "../view.ts";
import { askApproval, carryOutApproved, decideApproval, findApproval } from "./approval.ts";

it("comps alone for a year, and with a second person, exactly once, for longer", async () => {
  const { id } = await open("Golden Field", "a@golden.test");
  const year = Date.now() + 360 * 86_400_000;
  const give = (expiresMs: number | null, reason = "partner") =>
    call(`/accounts/${id}/commands`, { command: "waiver.give", input: { planId: "pro", expiresMs }, reason });
  expect((await give(year, "")).status).toBe(409);
  expect(await (await give(year)).json()).toMatchObject({ done: true });
  const seen = await call(`/accounts/${id}/preview`, {
    command: "waiver.give",
    input: { planId: "max", expiresMs: null },
  });
  expect(await seen.json()).toMatchObject({
    ok: true,
    needsApproval: true,
    effect: expect.arrayContaining([expect.stringMatching(/^Comped on max/)]),
  });
  const asked = await give(null);
  expect(asked.status).toBe(202);
  const { approvalId } = (await asked.json()) as { approvalId: string };
  const decide = (person: string, nowMs = Date.now()) =>
    decideApproval(env.DB, approvalId, true, { id: person, name: "bo@apiary.test" }, "", nowMs);
  await hire("p2", "finance");
  expect(await decide("owner-token")).toMatchObject({ reason: "own-request" });
  expect(await decide("p2", Date.now() + 4 * 86_400_000)).toMatchObject({ reason: "decided-already" });
  expect(await decide("p2")).toMatchObject({ ok: true });
  expect(await decide("p3")).toMatchObject({ reason: "decided-already" });
  for (let time = 0; time < 2; time++) await carryOutApproved(env, Date.now());
  expect(await findApproval(env.DB, approvalId)).toMatchObject({ status: "done" });
  const { waivers } = await view(id);
  expect(waivers.map(({ expiresMs, endedMs }) => [expiresMs === null, endedMs === null])).toEqual([
    [false, false],
    [true, true],
  ]);
  const [newest] = (await timeline(id)).entries;
  expect(newest).toMatchObject({ kind: "comp", by: "owner token, approved by bo@apiary.test", actor: "staff" });
});

it("asks once for what is sent again by its key, and again for something else", async () => {
  const { id } = await open("Twice Sent", "a@twice.test");
  const send = async (amount: number) => {
    const sent = { command: "balance.adjust", input: { amount }, reason: "ticket 2", key: "sent-once" };
    const answer = await call(`/accounts/${id}/commands`, sent);
    expect(answer.status).toBe(202);
    return ((await answer.json()) as { approvalId: string }).approvalId;
  };
  const first = await send(60_000);
  expect(await send(60_000)).toBe(first);
  expect(await send(60_001)).not.toBe(first);
});

it("says why an approved request could not be done, and lets no token decide", async () => {
  const { id } = await open("Iron Leaf", "a@iron.test");
  const deed = { nowMs: 1, actor: { kind: "person" as const, id: "p1", name: "ana" }, reason: "r", requestId: "r" };
  const request = {
    accountId: id,
    command: "waiver.give",
    input: { planId: "" },
    effect: [],
    scope: "billing:comp-any",
  };
  await hire("p1", "support");
  await hire("p2", "finance");
  const approvalId = await askApproval(env.DB, { ...request, deed, requesterId: "p1" });
  expect((await call(`/approvals/${approvalId}/decision`, { approve: true })).status).toBe(403);
  await decideApproval(env.DB, approvalId, true, { id: "p2", name: "bo" }, "", 2);
  await carryOutApproved(env, 3, approvalId);
  expect(await findApproval(env.DB, approvalId)).toMatchObject({
    status: "failed",
    outcome: expect.stringContaining("planId"),
  });
});

it("carries nothing out whose people lost their rights, or that would do something else by now", async () => {
  const { id } = await open("Late Bloom", "a@late.test");
  const expiresMs = Date.now() + 500 * 86_400_000;
  const asked = { planId: "max", planName: "Max", expiresMs };
  const give = async () => {
    const answer = await call(`/accounts/${id}/commands`, { command: "waiver.give", input: asked, reason: "partner" });
    expect(answer.status).toBe(202);
    const { approvalId } = (await answer.json()) as { approvalId: string };
    expect(await decideApproval(env.DB, approvalId, true, { id: "p2", name: "bo" }, "", Date.now())).toMatchObject({
      ok: true,
    });
    return approvalId;
  };
  const outcome = async (approvalId: string) => {
    await carryOutApproved(env, Date.now(), approvalId);
    return findApproval(env.DB, approvalId);
  };
  await hire("p2", "finance");
  // Killed between approval and carrying out; meanwhile the approver changes to another role.
  const first = await give();
  await hire("p2", "developer");
  expect(await outcome(first)).toMatchObject({ status: "failed", outcome: expect.stringContaining("Who approved") });
  // Meanwhile another comp was given: this one would end that.
  await hire("p2", "finance");
  const second = await give();
  await run(id, "waiver.give", { planId: "pro", planName: "Pro", expiresMs: Date.now() + 86_400_000 });
  expect(await outcome(second)).toMatchObject({ status: "failed", outcome: expect.stringContaining("something else") });
  // Killed after it was carried out and before that is written: it only is told.
  const third = await give();
  expect(await outcome(third)).toMatchObject({ status: "done" });
  await env.DB.prepare("update billing_approval set status = 'approved' where id = ?").bind(third).run();
  expect(await outcome(third)).toMatchObject({ status: "done" });
  expect((await view(id)).waivers).toHaveLength(2);
});

it("does what was shown, as of then where it has to be, and nothing else", async () => {
  const { id } = await open("Shown Works", "mira@shown.test");
  const credit = { command: "balance.adjust", input: { amount: 500 }, reason: "ticket 1" };
  const shown = (await (await call(`/accounts/${id}/preview`, credit)).json()) as EffectView;
  if (!shown.ok) throw new Error(shown.detail);
  const { atMs, effect } = shown;
  const send = (key: string, more: object) =>
    call(`/accounts/${id}/commands`, { ...credit, key, shown: { atMs, effect, ...more } });
  expect((await send("a", { effect: ["Something else."] })).status).toBe(409);
  expect((await send("b", {})).status).toBe(200);
  // The balance is another one by now, so that the same is not the same any more; a repeat is answered all the same.
  const stale = await send("c", {});
  expect([stale.status, await stale.json()]).toMatchObject([409, { title: "effect-changed" }]);
  expect((await send("b", {})).status).toBe(200);
  expect((await view(id)).balance).toBe(500);
});
