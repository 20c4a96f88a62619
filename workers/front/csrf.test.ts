import { expect, it } from "vitest";
import { isOwnPage } from "./csrf.ts";

const OWN = "http://localhost:8787";
const passes = (headers: Record<string, string>) => isOwnPage(new Headers(headers), OWN);

it("lets our own pages pass", () => {
  expect(passes({ cookie: "a=1", origin: OWN, "sec-fetch-site": "same-origin" })).toBe(true);
  expect(passes({ cookie: "a=1", origin: OWN })).toBe(true);
  expect(passes({ cookie: "a=1", "sec-fetch-site": "same-origin" })).toBe(true);
});

it("refuses other sites, with and without cookies", () => {
  expect(passes({ cookie: "a=1", origin: "https://evil.test" })).toBe(false);
  expect(passes({ origin: "https://evil.test" })).toBe(false);
  expect(passes({ origin: "null" })).toBe(false);
  expect(passes({ origin: "http://localhost:9999", "sec-fetch-site": "same-site" })).toBe(false);
  expect(passes({ origin: OWN, "sec-fetch-site": "cross-site" })).toBe(false);
  expect(passes({ "sec-fetch-site": "none" })).toBe(false);
});

it("lets what is no browser pass only without cookies", () => {
  expect(passes({})).toBe(true);
  expect(passes({ cookie: "a=1" })).toBe(false);
});
