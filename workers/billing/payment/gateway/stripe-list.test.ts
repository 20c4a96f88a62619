import { expect, it } from "vitest";
import { findInList, LIST_MAX, readList } from "./stripe-list.ts";

async function* listOf(length: number) {
  for (let at = 0; at < length; at += 1) yield at;
}

it("reads a list to its end, and none that is longer than may be read", async () => {
  expect(await readList(listOf(3), (each) => (each === 1 ? null : -each))).toEqual({ ok: true, value: [-0, -2] });
  expect(await readList(listOf(LIST_MAX), String)).toMatchObject({ ok: true });
  expect(await readList(listOf(LIST_MAX + 1), () => null)).toMatchObject({ reason: "unavailable" });
});

it("looks for one no longer than it has to, and no longer than it may", async () => {
  const last = (each: number) => each === LIST_MAX - 1;
  expect(await findInList(listOf(LIST_MAX + 1), last)).toEqual({ ok: true, value: LIST_MAX - 1 });
  expect(await findInList(listOf(LIST_MAX), () => false)).toMatchObject({ reason: "not-found" });
  expect(await findInList(listOf(LIST_MAX + 1), () => false)).toMatchObject({ reason: "unavailable" });
});
