import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, it } from "vitest";
import { canonicalJson, FIRST_PREVIOUS_HASH, hashEntry, type Json } from "./entry.ts";

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

it("writes the same JSON whatever the order of the keys, and loses nothing", () => {
  const json = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as Json); // JSON by construction
  fc.assert(
    fc.property(json, (value) => {
      expect(JSON.parse(canonicalJson(value))).toEqual(value);
    }),
  );
  expect(canonicalJson({ b: 1, a: 2 })).toBe(canonicalJson({ a: 2, b: 1 }));
});
