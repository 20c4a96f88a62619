import { expect, it } from "vitest";
import { joined } from "./bytes.ts";

const bytes = (...values: number[]) => new Uint8Array(values);

it("joins no, one and several parts, and copies only where it must", () => {
  const one = bytes(1, 2);
  expect(joined([])).toEqual(bytes());
  expect(joined([bytes(), one])).toBe(one);
  expect(joined([one, bytes(), bytes(3)])).toEqual(bytes(1, 2, 3));
});
