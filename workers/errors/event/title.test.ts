import { describe, expect, it } from "vitest";
import { eventWith } from "../grouping/event-fixture.ts";
import type { NormalEvent } from "./event.ts";
import { MAX_TITLE_LENGTH, MAX_TYPE_LENGTH, MAX_VALUE_LENGTH, titleOf } from "./title.ts";

const typeError = { type: "TypeError", value: "x is undefined\n  at line 2" };

const names = (event: Partial<NormalEvent>) => {
  const { title, subtitle } = titleOf(eventWith(event));
  return { title, subtitle };
};

describe("the title of an exception", () => {
  it("is its type and the first line of its value", () => {
    expect(names({ exception: { values: [typeError] } })).toEqual({
      title: "TypeError: x is undefined",
      subtitle: "x is undefined",
    });
  });

  it("is its type alone when there is no value", () => {
    expect(names({ exception: { values: [{ type: "KeyError" }] } })).toEqual({ title: "KeyError", subtitle: "" });
  });

  it("is that of the last one in a chain", () => {
    expect(names({ exception: { values: [{ type: "OSError", value: "disk" }, typeError] } }).title).toMatch(
      "TypeError",
    );
  });

  it("is that of the exception that grouping names", () => {
    const carried = { type: "OSError", value: "disk", mechanism: { type: "chained", exception_id: 1, parent_id: 0 } };
    const group = { type: "AggregateError", mechanism: { type: "generic", exception_id: 0, is_exception_group: true } };
    expect(names({ exception: { values: [carried, group] }, main_exception_id: 1 }).title).toBe("OSError: disk");
    expect(names({ exception: { values: [carried, group] }, main_exception_id: 7 }).title).toBe("AggregateError");
  });

  it("goes up to its limit", () => {
    const title = (length: number) =>
      names({ exception: { values: [{ type: "E", value: "v".repeat(length) }] } }).title;
    expect(title(MAX_TITLE_LENGTH - 3)).toBe(`E: ${"v".repeat(MAX_TITLE_LENGTH - 3)}`);
    expect(title(MAX_TITLE_LENGTH - 2)).toBe(`E: ${"v".repeat(MAX_TITLE_LENGTH - 6)}...`);
  });

  it("is the function that crashed when type and value are missing", () => {
    const frames = [
      { function: "main", in_app: true },
      { function: "next", in_app: false },
    ];
    expect(names({ exception: { values: [{ stacktrace: { frames } }] } })).toEqual({ title: "main", subtitle: "" });
  });
});

describe("the parts of a title", () => {
  it("go up to their limits", () => {
    const lengths = (length: number) => {
      const values = [{ type: "t".repeat(length), value: "v".repeat(length) }];
      const { subtitle, metadata } = titleOf(eventWith({ exception: { values } }));
      return [subtitle.length, metadata.value?.length, metadata.type?.length];
    };
    expect(lengths(MAX_TYPE_LENGTH)).toEqual([MAX_TYPE_LENGTH, MAX_TYPE_LENGTH, MAX_TYPE_LENGTH]);
    expect(lengths(MAX_VALUE_LENGTH)).toEqual([MAX_VALUE_LENGTH, MAX_VALUE_LENGTH, MAX_TYPE_LENGTH]);
    expect(lengths(MAX_VALUE_LENGTH + 1)).toEqual([MAX_VALUE_LENGTH, MAX_VALUE_LENGTH, MAX_TYPE_LENGTH]);
    expect(titleOf(eventWith({ exception: { values: [{ type: "t".repeat(129) }] } })).metadata.type).toMatch(
      /t\.\.\.$/,
    );
  });
});

describe("the title of a message", () => {
  it("is its first line that is not blank", () => {
    expect(names({ logentry: { formatted: "\n Cart is empty \nof user 7" } })).toEqual({
      title: "Cart is empty",
      subtitle: "Cart is empty",
    });
  });

  it("is the message when the SDK sends a synthetic exception with it", () => {
    const mechanism = { type: "generic", handled: true, synthetic: true };
    const stacktrace = { frames: [{ function: "main", in_app: true }] };
    const values = [{ type: "Error", value: "Cart is empty", mechanism, stacktrace }];
    expect(names({ logentry: { formatted: "Cart is empty" }, exception: { values } }).title).toBe("Cart is empty");
    expect(names({ exception: { values } }).title).toBe("Cart is empty");
  });
});

describe("the title of a security report", () => {
  const titleOfCsp = (effective_directive: string, blocked_uri: string) =>
    names({ type: "csp", csp: { effective_directive, blocked_uri } }).title;

  it.each([
    ["img-src", "https://evil.example/a.png", "Blocked 'image' from 'evil.example'"],
    ["script-src-elem", "https://evil.example/a.js", "Blocked 'script' from 'evil.example'"],
    ["form-action", "https://evil.example/", "Blocked 'form' action to 'evil.example'"],
    ["worker-src", "blob", "Blocked 'worker-src' from 'blob:'"],
    ["script-src", "inline", "Blocked unsafe inline 'script'"],
    ["script-src", "eval", "Blocked unsafe eval() 'script'"],
    ["script-src", "self", "Blocked unsafe (eval() or inline) 'script'"],
    ["style-src", "self", "Blocked inline 'style'"],
    ["base-uri", "self", "Blocked inline 'base-uri'"],
  ])("%s by %s is %s", (directive, uri, title) => expect(titleOfCsp(directive, uri)).toBe(title));

  it("names the host of the other reports", () => {
    expect(names({ type: "expectct", expectct: { hostname: "shop.example" } }).title).toBe(
      "Expect-CT failed for 'shop.example'",
    );
  });

  it("tells directive and origin apart for lists", () => {
    const event = eventWith({ type: "csp", csp: { violated_directive: "img-src *", blocked_uri: "data" } });
    expect(titleOf(event).metadata).toMatchObject({ directive: "img-src", uri: "data:" });
  });
});

describe("an event that says nothing", () => {
  it("still has a title", () => expect(names({})).toEqual({ title: "<unknown>", subtitle: "" }));
});

describe("unhandled", () => {
  const unhandled = (...handled: (boolean | undefined)[]) =>
    titleOf(
      eventWith({
        exception: {
          values: handled.map((one) => ({ mechanism: { type: "x", ...(one !== undefined && { handled: one }) } })),
        },
      }),
    ).unhandled;

  it("is an event with an exception that no code caught", () => {
    expect(unhandled(true, false)).toBe(true);
    expect(unhandled(false, true)).toBe(true);
    expect(unhandled(true, undefined)).toBe(false);
    expect(titleOf(eventWith({})).unhandled).toBe(false);
  });
});

it("is what a fingerprint rule says, in one line", () => {
  expect(names({ title: "Database down\nagain", exception: { values: [typeError] } })).toEqual({
    title: "Database down",
    subtitle: "x is undefined",
  });
});
