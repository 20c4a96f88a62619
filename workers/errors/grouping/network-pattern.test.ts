import { expect, it } from "vitest";
import { isAddress, isHostname } from "./network-pattern.ts";

it.each([
  ["10.0.0.1", true],
  ["10.0.0.256", false],
  ["::", true],
  ["1:2:3:4:5:6:7:8", true],
  ["1:2:3:4:5:6:7", false],
  ["1:2:3:4:5:6:7::", true],
  ["1:2:3:4:5:6:7:8::", false],
  ["1::2::3", false],
  ["1:::2", false],
  ["::ffff:10.0.0.1", true],
  ["::10.0.0.1:5", false],
  ["1:2:3:4:5:6:10.0.0.1", true],
  ["1:2:3:4:5:6:7:10.0.0.1", false],
  ["fe80::1%eth0", true],
])("%s is an address: %s", (text, expected) => expect(isAddress(text)).toBe(expected));

it.each([
  ["shop.com", true],
  ["WWW.SHOP.COM", true],
  ["shop.Com", false],
  ["config.yaml", false],
  [`${"a.".repeat(125)}b.com`, true],
  [`${"a.".repeat(126)}b.com`, false],
])("%s is a host: %s", (text, expected) => expect(isHostname(text)).toBe(expected));
