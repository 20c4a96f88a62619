import { describe, expect, it } from "vitest";
import type { Json } from "../../kit/json.ts";
import { Notes } from "./notes.ts";
import { PAIR_CHARS, PAIRS, readRequest, URL_CHARS } from "./request.ts";

const read = (value: Json) => readRequest(value, new Notes(undefined));

describe("a request", () => {
  it("is taken apart", () => {
    expect(read({ url: "https://a.example/b?x=1&y=%20#top", method: "post" })).toEqual({
      url: "https://a.example/b",
      method: "POST",
      query_string: [
        ["x", "1"],
        ["y", " "],
      ],
      fragment: "top",
    });
    for (const value of [null, {}, [], { url: "" }, { method: "G E T" }]) expect(read(value)).toBeUndefined();
  });

  it("has its query as a text, a map or pairs", () => {
    const pairs = [["a", "1"]];
    for (const query_string of ["a=1", "?a=1", { a: "1" }, { a: 1 }, [["a", "1"]], { a: ["1"] }]) {
      expect(read({ query_string })?.query_string).toEqual(pairs);
    }
    expect(read({ url: "https://a.example/?b=2", query_string: "a=1" })?.query_string).toEqual(pairs);
  });

  it("has its headers under one spelling, without its cookies", () => {
    for (const headers of [
      { "user-agent": "x", COOKIE: "a=b; c" },
      [
        ["User-Agent", "x"],
        ["cookie", "a=b; c"],
      ],
    ] as Json[]) {
      expect(read({ headers })).toEqual({
        headers: [["User-Agent", "x"]],
        cookies: [
          ["a", "b"],
          ["c", ""],
        ],
      });
    }
    expect(read({ headers: { Accept: ["a", "b"] } })?.headers).toEqual([["Accept", "a, b"]]);
    expect(read({ cookies: { a: "b" } })?.cookies).toEqual([["a", "b"]]);
  });

  it("has its body taken apart where that can be done", () => {
    const form = { "Content-Type": "application/x-www-form-urlencoded; charset=utf-8" };
    expect(read({ data: '{"a":1}' })).toEqual({ data: { a: 1 }, inferred_content_type: "application/json" });
    expect(read({ data: '{"a":1', headers: { "content-type": "application/json" } })).toMatchObject({ data: '{"a":1' });
    expect(read({ data: "a=1&b=2&b=3", headers: form })).toMatchObject({ data: { a: "1", b: ["2", "3"] } });
    expect(read({ data: "plain" })).toEqual({ data: "plain" });
    expect(read({ data: [1] })).toEqual({ data: [1] });
    expect(read({ data: "x".repeat(9_000) })?.data).toHaveLength(8_192);
  });

  it("has limits", () => {
    expect(read({ url: "x".repeat(URL_CHARS) })?.url).toBe("x".repeat(URL_CHARS));
    expect(read({ url: "x".repeat(URL_CHARS + 1) })?.url).toBe(`${"x".repeat(URL_CHARS - 3)}...`);
    const pairs = (count: number) => Array.from({ length: count }, (_, index) => [`k${index}`, "v"]);
    for (const name of ["headers", "cookies", "query_string"] as const) {
      expect(read({ [name]: pairs(PAIRS) })?.[name]).toHaveLength(PAIRS);
      expect(read({ [name]: pairs(PAIRS + 1) })?.[name]).toHaveLength(PAIRS);
      expect(read({ [name]: { k: "v".repeat(PAIR_CHARS + 1) } })?.[name]?.[0]?.[1]).toHaveLength(PAIR_CHARS);
    }
    expect(read({ query_string: "a=1&".repeat(PAIRS + 1) })?.query_string).toHaveLength(PAIRS);
    expect(read({ cookies: "a=1;".repeat(PAIRS + 1) })?.cookies).toHaveLength(PAIRS);
  });
});
