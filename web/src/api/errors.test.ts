import { afterEach, expect, test, vi } from "vitest";
import { CHANGED_AT_ONCE, errorsApi } from "./errors.ts";

afterEach(() => vi.unstubAllGlobals());

test("a change of more issues than the server takes at once goes in parts", async () => {
  const sizes: number[] = [];
  vi.stubGlobal("fetch", async (_path: string, init: { body: string }) => {
    sizes.push(JSON.parse(init.body).ids.length);
    return Response.json({ updated: 1 });
  });
  const ids = Array.from({ length: CHANGED_AT_ONCE + 1 }, (_, index) => String(index));
  await errorsApi.changeIssues(ids.slice(1), { status: "resolved" });
  expect(sizes).toEqual([CHANGED_AT_ONCE]);
  await errorsApi.changeIssues(ids, { status: "resolved" });
  expect(sizes).toEqual([CHANGED_AT_ONCE, CHANGED_AT_ONCE, 1]);
});
