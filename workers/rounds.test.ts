import { expect, it, vi } from "vitest";
import { eachRound } from "./rounds.ts";

it("goes on after a round that fails, and says which it was", async () => {
  const logged = vi.spyOn(console, "error").mockImplementation(() => {});
  const done: string[] = [];
  const rounds = {
    first: async () => done.push("first"),
    broken: () => Promise.reject(new Error("bank is away")),
    last: async () => done.push("last"),
  };
  await eachRound(rounds);
  expect(done).toEqual(["first", "last"]);
  expect(logged.mock.calls.flat().join()).toMatch(/"round":"broken".*bank is away/);
  logged.mockRestore();
});
