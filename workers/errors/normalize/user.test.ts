import { describe, expect, it } from "vitest";
import type { Json } from "../../kit/json.ts";
import { Notes } from "./notes.ts";
import { type AddressSource, EMAIL_CHARS, readUser, USER_CHARS } from "./user.ts";

const IP = "192.0.2.1";

describe("a user", () => {
  it("is read leniently", () => {
    const sent = {
      id: 42,
      email: "a@b.example",
      username: "a",
      name: "A",
      geo: { city: "X" },
      segment: "pro",
      data: { b: 1 },
    };
    const { id: _, segment: __, ...same } = sent;
    expect(user(sent)).toEqual({ ...same, id: "42", data: { b: 1, segment: "pro" } });
    for (const value of [null, {}, [], "x", { id: null }]) expect(user(value)).toBeUndefined();
  });

  it("has limits", () => {
    for (const [name, limit] of [
      ["id", USER_CHARS],
      ["email", EMAIL_CHARS],
    ] as const) {
      expect(user({ [name]: "x".repeat(limit) })?.[name]).toBe("x".repeat(limit));
      expect(user({ [name]: "x".repeat(limit + 1) })?.[name]).toBe(`${"x".repeat(limit - 3)}...`);
    }
  });
});

describe("a user's address", () => {
  it("is what the client says, when that is one", () => {
    for (const address of ["10.0.0.1", "2001:db8::1", "::ffff:10.0.0.1"]) {
      expect(user({ ip_address: address })?.ip_address).toBe(address);
    }
    const notes = new Notes(undefined);
    for (const address of ["300.0.0.1", "localhost", 7])
      expect(user({ ip_address: address }, {}, notes)).toBeUndefined();
    expect(notes.list()).toHaveLength(3);
  });

  it("is the request's when the client asks for it, unless it forbids it", () => {
    expect(user({ ip_address: "{{auto}}" })?.ip_address).toBe(IP);
    expect(user({ ip_address: "{{auto}}" }, { inferIp: "never" })).toBeUndefined();
    expect(user({ ip_address: "{{auto}}" }, { remoteIp: null })).toBeUndefined();
  });

  it("is the request's when the client may be on the person's own machine", () => {
    expect(user({}, { platform: "javascript" })).toEqual({ ip_address: IP });
    expect(user({}, { platform: "javascript", inferIp: "never" })).toBeUndefined();
    expect(user({}, { platform: "node" })).toBeUndefined();
    expect(user({}, { platform: "node", inferIp: "auto" })).toEqual({ ip_address: IP });
  });
});

function user(value: Json, over: Partial<AddressSource> = {}, notes = new Notes(undefined)) {
  return readUser(value, { platform: "python", remoteIp: IP, inferIp: undefined, ...over }, notes);
}
