import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json } from "../../kit/json.ts";
import { boundedJson, boundedObject, KEY_CHARS } from "./bounded-json.ts";

const roomy = { depth: 7, chars: 10_000 };

describe("bounded JSON", () => {
  it("names what lies too deep", () => {
    expect(boundedJson({ a: { b: { c: 1 } }, d: [[1]], e: 1 }, { depth: 2, chars: 1_000 })).toEqual({
      a: { b: "[Object]" },
      d: ["[Array]"],
      e: 1,
    });
  });

  it("cuts the text that does not fit and leaves out what follows", () => {
    const bounded = boundedJson({ a: "x".repeat(50), b: "y".repeat(50), c: 1 }, { depth: 3, chars: 100 });
    expect(bounded).toMatchObject({ a: "x".repeat(50) });
    expect(JSON.stringify(bounded).length).toBeLessThanOrEqual(100);
    expect(bounded).not.toHaveProperty("c");
    expect(JSON.stringify(bounded)).toContain("y...");
  });

  it("has no keys that are no names", () => {
    const sent: Json = JSON.parse(
      `{"__proto__":{"x":1},"${"k".repeat(KEY_CHARS)}":1,"${"k".repeat(KEY_CHARS + 1)}":2}`,
    );
    const bounded = boundedJson(sent, roomy);
    expect(Object.values(bounded ?? {})).toEqual([1]);
    expect(Object.getPrototypeOf(bounded)).toBe(Object.prototype);
  });

  it("is an object or nothing where one is asked for", () => {
    expect(boundedObject({ a: 1 }, roomy)).toEqual({ a: 1 });
    for (const value of [{}, [], null, "x", 1, undefined]) expect(boundedObject(value, roomy)).toBeUndefined();
  });

  it("keeps its bound, and bounding it again changes nothing", () => {
    const bound = fc.record({ depth: fc.integer({ min: 0, max: 5 }), chars: fc.integer({ min: 40, max: 300 }) });
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 8 }), bound, (value, limits) => {
        const json: Json = JSON.parse(JSON.stringify(value));
        const once = boundedJson(json, limits);
        expect(boundedJson(once, limits)).toEqual(once);
        // Escapes and long numbers are not counted: a character can take six in JSON.
        expect(JSON.stringify(once).replaceAll(/\\u[0-9a-f]{4}|\\.|-?\d[\d.e+-]{9,}/g, "_").length).toBeLessThanOrEqual(
          limits.chars,
        );
      }),
      { numRuns: 1_000 },
    );
  });
});
