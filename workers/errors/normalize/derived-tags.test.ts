import { expect, it } from "vitest";
import { derivedTags } from "./derived-tags.ts";

const event = { event_id: "", type: "error", timestamp: 0, received: 0, platform: "other", level: "error" } as const;

it("derives the tags that people search by", () => {
  const tags = derivedTags({
    ...event,
    environment: "production",
    release: "web@1",
    dist: "2",
    user: { id: "1", email: "a@b.example" },
    transaction: "GET\n  /cart",
    request: { url: "https://a.example/" },
    server_name: "web-1",
    logger: "shop",
    contexts: {
      browser: { name: "Firefox", version: "145.0" },
      os: { name: "Linux" },
      client_os: { name: "Windows", version: "10" },
      runtime: { name: "node", version: "24" },
      device: { model: "Pixel 9", family: "Pixel" },
      trace: { trace_id: "t" },
      replay: { replay_id: "r" },
    },
    exception: {
      values: [
        { type: "A", mechanism: { type: "x" } },
        { type: "B", mechanism: { type: "onerror", handled: false } },
      ],
    },
  });
  expect(Object.fromEntries(tags)).toEqual({
    level: "error",
    environment: "production",
    release: "web@1",
    dist: "2",
    user: "id:1",
    transaction: "GET /cart",
    url: "https://a.example/",
    server_name: "web-1",
    logger: "shop",
    browser: "Firefox 145.0",
    "browser.name": "Firefox",
    os: "Linux",
    "os.name": "Linux",
    client_os: "Windows 10",
    "client_os.name": "Windows",
    runtime: "node 24",
    "runtime.name": "node",
    device: "Pixel 9",
    "device.family": "Pixel",
    mechanism: "onerror",
    handled: "no",
    trace: "t",
    replayId: "r",
  });
});

it("names a user by what identifies best", () => {
  const tag = (user: object) => derivedTags({ ...event, user }).get("user");
  expect(tag({ username: "u", email: "e" })).toBe("username:u");
  expect(tag({ email: "e", ip_address: "i" })).toBe("email:e");
  expect(tag({ ip_address: "i" })).toBe("ip:i");
  expect(tag({ name: "n" })).toBeUndefined();
});

it("leaves out what is not there or not a text", () => {
  const contexts = { os: { name: 7 }, trace: { trace_id: {} }, device: {} };
  expect([...derivedTags({ ...event, contexts })]).toEqual([["level", "error"]]);
});
