import { describe, expect, it } from "vitest";
import { isObject } from "../kit/json.ts";
import { defined, filledObject, parseJson, parseJsonObject } from "./json.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

describe("JSON off the wire", () => {
  it("may hold broken UTF-8", () => {
    expect(parseJson(new Uint8Array([0x22, 0xff, 0x22]))).toEqual({ ok: true, value: "�" });
  });

  it("is refused when it is none, or no object where one is needed", () => {
    expect(parseJson(bytes("{"))).toMatchObject({ reason: "bad-json" });
    expect(parseJson(bytes(""))).toMatchObject({ reason: "bad-json" });
    expect(parseJsonObject(bytes("[]"))).toMatchObject({ reason: "not-an-object" });
    expect(parseJsonObject(bytes("null"))).toMatchObject({ reason: "not-an-object" });
    expect(parseJsonObject(bytes('{"a":1}'))).toEqual({ ok: true, value: { a: 1 } });
  });

  it("may nest as deep as it likes", () => {
    const depth = 100_000;
    expect(parseJson(bytes("[".repeat(depth) + "]".repeat(depth))).ok).toBe(true);
  });
});

describe("objects", () => {
  it("are told from lists and null", () => {
    expect([{}, [], null, "x"].map(isObject)).toEqual([true, false, false, false]);
  });

  it("lose their undefined fields", () => {
    expect(defined<{ a?: number; b?: number }>({ a: 1, b: undefined })).toStrictEqual({ a: 1 });
    expect(filledObject({})).toBeUndefined();
    expect(filledObject({ a: null })).toEqual({ a: null });
  });
});
