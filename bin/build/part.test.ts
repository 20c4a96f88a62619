import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fingerprint } from "./part.ts";

describe("the fingerprint of a part's inputs", () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "apiary-part-"));
    mkdirSync(join(root, "source/dist"), { recursive: true });
    writeFileSync(join(root, "source/a.ts"), "one");
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const now = () => fingerprint(["source", "missing"], root);

  it("stays while nothing changes", () => {
    expect(now()).toBe(now());
  });

  it("changes with a file's content, name or presence", () => {
    const seen = new Set([now()]);
    writeFileSync(join(root, "source/a.ts"), "two");
    seen.add(now());
    writeFileSync(join(root, "source/b.ts"), "");
    seen.add(now());
    expect(seen.size).toBe(3);
  });

  it("does not see what is built", () => {
    const before = now();
    writeFileSync(join(root, "source/dist/a.js"), "built");
    expect(now()).toBe(before);
  });
});
