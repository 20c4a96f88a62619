import { expect, test } from "vitest";
import { deviceName } from "./device-name.ts";

test("a user agent in a person's words", () => {
  const iphone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Version/18.1 Mobile/15E148 Safari/604.1";
  const edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0 Safari/537.36 Edg/140.0";
  expect(deviceName(iphone)).toBe("Safari on iPhone");
  expect(deviceName(edge)).toBe("Edge on Windows");
  const headless =
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/140.0 Safari/537.36";
  expect(deviceName(headless)).toBe("Chrome on Linux");
  expect(deviceName("curl/8.5.0")).toBe("curl/8.5.0");
  expect(deviceName("")).toBe("Unknown device");
});
