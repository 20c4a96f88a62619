import fc from "fast-check";
import { expect, it } from "vitest";
import { canonicalJson, field, type Json } from "./json.ts";

it("writes the same JSON whatever the order of the keys, and loses nothing", () => {
  const json = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as Json); // JSON by construction
  fc.assert(
    fc.property(json, (value) => {
      expect(JSON.parse(canonicalJson(value))).toEqual(value);
    }),
  );
  expect(canonicalJson({ b: 1, a: 2 })).toBe(canonicalJson({ a: 2, b: 1 }));
});

it("finds in an object what it has by a name, and in anything else nothing", () => {
  expect(field({ amount: 5 }, "amount")).toBe(5);
  for (const value of [{}, [1], null, "amount", 5]) expect(field(value, "amount")).toBeNull();
});
