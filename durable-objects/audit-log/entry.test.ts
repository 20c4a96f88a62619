import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { canonicalJson } from "../../workers/kit/json.ts";
import { FIRST_PREVIOUS_HASH, hashEntry } from "./entry.ts";

const EVENT = {
  atMs: 1,
  actor: { kind: "person", id: "p1", name: 'ana "x"@apiary.test' },
  action: "project.created",
  target: "project:1",
  requestId: "r1",
} as const;

it("hashes the previous hash and the canonical JSON of the whole entry", () => {
  const detail = { b: [1, { d: null, c: true }], a: "ž" };
  const whole = canonicalJson({ ...EVENT, detail, seq: 7 });
  const expected = createHash("sha256").update(FIRST_PREVIOUS_HASH).update(whole).digest("hex");
  expect(hashEntry(FIRST_PREVIOUS_HASH, 7, { ...EVENT, detail: canonicalJson(detail) })).toBe(expected);
});
