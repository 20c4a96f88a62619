import { expect, it } from "vitest";
import { bringsBack, endsWait, settleResolution } from "./resolution.ts";

const COMMIT = "c0ffee00c0ffee00";
const seen = (...names: string[]) => ({
  list: () => names,
  withCommit: (commit: string) => (COMMIT.startsWith(commit) ? (names.at(-1) ?? null) : null),
});
const order = (name: string) => ({ "a@1.0.0": 1, "a@2.0.0": 2, "a@1.5.0": 3, "a@3.0.0": 4, beef: 5 })[name] ?? null;
const wait = (after: string | null) => ({ in: "upcoming-release", after }) as const;
const arrival = (release: string, fields: object = {}) => ({ release, isNew: true, commits: [], ...fields });

it("a wish for the upcoming release waits for one newer than the newest, if there is any", () => {
  expect(settleResolution({ in: "upcoming-release" }, seen("a@2.0.0", "a@1.0.0"))).toEqual({
    ok: true,
    value: wait("a@2.0.0"),
  });
  expect(settleResolution({ in: "upcoming-release" }, seen())).toEqual({ ok: true, value: wait(null) });
});

it("a wish for a commit is settled where a release has it, by its beginning too, and waits else", () => {
  const wish = { in: "commit", commit: "c0ffee0", repository: null } as const;
  expect(settleResolution(wish, seen("a@1.0.0"))).toEqual({ ok: true, value: { in: "release", release: "a@1.0.0" } });
  const other = { ...wish, commit: "decaf00" };
  expect(settleResolution(other, seen("a@1.0.0"))).toEqual({ ok: true, value: other });
});

it("the first new and newer release ends the wait for the upcoming one", () => {
  expect(endsWait(wait("a@2.0.0"), arrival("a@3.0.0"), order)).toBe(true);
  expect(endsWait(wait("a@2.0.0"), arrival("beef"), order)).toBe(true);
  expect(endsWait(wait(null), arrival("a@1.0.0"), order)).toBe(true);
  expect(endsWait(wait("a@2.0.0"), arrival("a@1.5.0"), order)).toBe(false);
  expect(endsWait(wait("a@2.0.0"), arrival("a@3.0.0", { isNew: false }), order)).toBe(false);
});

it("a release with the commit ends the wait for it, new or not; nothing else does", () => {
  const waiting = { in: "commit", commit: "c0ffee0", repository: null } as const;
  expect(endsWait(waiting, arrival("a@1.0.0", { isNew: false, commits: ["aa", COMMIT] }), order)).toBe(true);
  expect(endsWait(waiting, arrival("a@3.0.0", { commits: ["c0ffee1"] }), order)).toBe(false);
  expect(endsWait({ in: "now" }, arrival("a@3.0.0", { commits: [COMMIT] }), order)).toBe(false);
});

it("no event brings back what waits for a release", () => {
  const sighting = { timestampMs: 2, release: "a@3.0.0" };
  expect(bringsBack(wait("a@2.0.0"), 1, sighting, order)).toBe(false);
  expect(bringsBack({ in: "commit", commit: "c0ffee0", repository: null }, 1, sighting, order)).toBe(false);
  expect(bringsBack({ in: "release", release: "a@2.0.0" }, 1, sighting, order)).toBe(true);
});
