import { createHash, createSecretKey } from "node:crypto";
import { expect, it } from "vitest";
import { canonicalJson } from "../../kit/json.ts";
import { newSealingKey } from "../../kit/sealing.ts";
import { linked } from "./command-chain.ts";

const key = createSecretKey(newSealingKey());
const keys = { newest: () => ({ number: 1, key }), own: () => key, find: () => key };
const actor = { kind: "person" as const, id: 'p"1\u2028', name: "Ana" };
const deed = { nowMs: 1_700_000_000_000, actor, reason: "r", requestId: "ü\n" };
const head = { seq: 6, hash: "f".repeat(64) };

it.each([
  ["of its own", { key: "k\\", command: "account.tag", input: null, deed }],
  [
    "that was approved and settles an effect",
    {
      key: "k",
      command: "account.tag",
      input: null,
      deed: { ...deed, approvedBy: { ...actor, id: "p2" } },
      settles: "ef_1",
    },
  ],
])("hashes the canonical JSON of a command %s", (_, envelope) => {
  const { form: _form, hash, previousHash, ...entry } = linked(head, envelope, { done: true }, keys);
  const { approvedBy = null } = entry.deed;
  const whole = canonicalJson({ settles: null, ...entry, deed: { ...entry.deed, approvedBy } });
  expect(hash).toBe(createHash("sha256").update(previousHash).update(whole).digest("hex"));
});
