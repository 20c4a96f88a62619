import { Webhook } from "standardwebhooks";
import { expect, it } from "vitest";
import { REPLAY_WINDOW_MS, sign, verifySignature } from "./signature.ts";

const SECRETS = ["whsec_b25lLXNlY3JldC1vbmUtc2VjcmV0", "whsec_b3RoZXItc2VjcmV0LW90aGVyLXNl"];
const [FIRST = "", SECOND = ""] = SECRETS;
const NOW = Date.now();
const body = `{"type":"account.cancelled"}`;

it("verifies what a maintained library signs, and signs what it verifies", async () => {
  const at = new Date(NOW);
  const theirs = {
    "webhook-id": "evt_1",
    "webhook-timestamp": String(Math.floor(NOW / 1_000)),
    "webhook-signature": new Webhook(FIRST).sign("evt_1", at, body),
  };
  expect(await verifySignature({ headers: new Headers(theirs), body }, [FIRST], NOW)).toEqual({
    ok: true,
    id: "evt_1",
  });
  const ours = await sign({ id: "evt_1", body }, [SECOND, FIRST], NOW);
  expect(new Webhook(FIRST).verify(body, ours)).toEqual({ type: "account.cancelled" });
});

it("takes either secret while one is being replaced, and no other", async () => {
  const headers = new Headers(await sign({ id: "evt_1", body }, [FIRST], NOW));
  expect((await verifySignature({ headers, body }, [SECOND, FIRST], NOW)).ok).toBe(true);
  expect(await verifySignature({ headers, body }, [SECOND], NOW)).toEqual({ ok: false, reason: "wrong-signature" });
  expect(await verifySignature({ headers, body }, [], NOW)).toEqual({ ok: false, reason: "wrong-signature" });
});

it("takes messages within the window, either way, and none beyond it", async () => {
  const second = Math.floor(NOW / 1_000) * 1_000;
  const headers = new Headers(await sign({ id: "evt_1", body }, [FIRST], second));
  for (const way of [1, -1]) {
    expect((await verifySignature({ headers, body }, SECRETS, second + way * REPLAY_WINDOW_MS)).ok).toBe(true);
    const late = await verifySignature({ headers, body }, SECRETS, second + way * (REPLAY_WINDOW_MS + 1));
    expect(late).toEqual({ ok: false, reason: "outside-of-window" });
    expect((await verifySignature({ headers, body }, SECRETS, second + way * 1_000, 1_000)).ok).toBe(true);
    expect((await verifySignature({ headers, body }, SECRETS, second + way * 1_001, 1_000)).ok).toBe(false);
  }
});

it.each([
  [{ "webhook-id": "" }, "no-signature"],
  [{ "webhook-timestamp": "1e9" }, "no-signature"],
  [{ "webhook-signature": "v1,%%%" }, "wrong-signature"],
  [{ "webhook-signature": "v2,AAAA" }, "wrong-signature"],
])("refuses %j", async (over, reason) => {
  const headers = new Headers({ ...(await sign({ id: "evt_1", body }, [FIRST], NOW)), ...over });
  expect(await verifySignature({ headers, body }, [FIRST], NOW)).toEqual({ ok: false, reason });
});

it("does not run with a secret that is none", async () => {
  await expect(sign({ id: "evt_1", body }, ["whsec_"], NOW)).rejects.toThrow("secret");
});
