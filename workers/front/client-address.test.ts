import { expect, it } from "vitest";
import { clientAddress } from "./client-address.ts";

const CLAIMED = new Headers({ "cf-connecting-ip": "192.0.2.1", "x-forwarded-for": "192.0.2.2, 192.0.2.3" });
const EMBEDDED = { APIARY_ENGINE: "embedded" } as const;

it("is what Cloudflare's network says", () => {
  expect(clientAddress({}, CLAIMED)).toBe("192.0.2.1");
  expect(clientAddress({ APIARY_TRUST_PROXY: "1" }, CLAIMED)).toBe("192.0.2.1");
  expect(clientAddress({}, new Headers({ "x-forwarded-for": "192.0.2.2" }))).toBeNull();
});

it("is unknown on the embedded server, whatever the client claims", () => {
  expect(clientAddress(EMBEDDED, CLAIMED)).toBeNull();
  expect(clientAddress({ ...EMBEDDED, APIARY_TRUST_PROXY: "0" }, CLAIMED)).toBeNull();
});

it("is what a trusted proxy added, not what came with the request before it", () => {
  const trusting = { ...EMBEDDED, APIARY_TRUST_PROXY: "1" };
  expect(clientAddress(trusting, CLAIMED)).toBe("192.0.2.3");
  expect(clientAddress(trusting, new Headers({ "x-forwarded-for": "2001:db8::1" }))).toBe("2001:db8::1");
  for (const nothing of [{}, { "x-forwarded-for": "" }, { "x-forwarded-for": "192.0.2.2, " }]) {
    expect(clientAddress(trusting, new Headers({ ...nothing, "cf-connecting-ip": "192.0.2.1" }))).toBeNull();
  }
});
