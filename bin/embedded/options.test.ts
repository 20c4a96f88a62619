import { describe, expect, it } from "vitest";
import { parseOptions } from "./options.ts";

describe("the options of npm start", () => {
  it("have defaults", () => {
    expect(parseOptions([])).toMatchObject({ ok: true, value: { port: 8787, host: "127.0.0.1", demo: false } });
  });

  it("are read from the command line", () => {
    const parsed = parseOptions(["--port", "0", "--host", "0.0.0.0", "--data", "/srv/apiary", "--demo"]);
    expect(parsed).toEqual({ ok: true, value: { port: 0, host: "0.0.0.0", dataDirectory: "/srv/apiary", demo: true } });
  });

  it("take the highest port and not one past it", () => {
    expect(parseOptions(["--port", "65535"]).ok).toBe(true);
    expect(parseOptions(["--port", "65536"])).toMatchObject({ ok: false, reason: "bad-option" });
  });

  it.each([["--port", "x"], ["--prot", "1"], ["stray"]])("refuse %s %s in one line", (...argv) => {
    const parsed = parseOptions(argv);
    expect(parsed.ok ? "" : parsed.detail).toMatch(/^[^\n]+$/);
  });
});
