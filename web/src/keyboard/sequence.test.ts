import { describe, expect, test } from "vitest";
import { COMMANDS, KEYMAP, keyCaps } from "./keymap.ts";
import { keyName, type Pending, SEQUENCE_TIMEOUT_MS, step } from "./sequence.ts";

/** Presses keys one after the other, 100 ms apart, and gives the commands they ran. */
function press(...keys: string[]): (string | null)[] {
  let pending: Pending | null = null;
  return keys.map((key, index) => {
    const next = step(pending, key, index * 100);
    pending = next.pending;
    return next.command;
  });
}

describe("the keymap", () => {
  test("gives no two commands the same keys", () => {
    const keys = COMMANDS.flatMap((command) => [...KEYMAP[command]]);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test("has no key that also begins a pair", () => {
    const keys: string[] = COMMANDS.flatMap((command) => [...KEYMAP[command]]);
    const firsts = keys.filter((each) => each.includes(" ")).map((each) => each.split(" ")[0]);
    expect(keys.filter((each) => firsts.includes(each))).toEqual([]);
  });

  test("shows caps as the keyboard has them", () => {
    expect(keyCaps("mod+k", true)).toEqual(["⌘K"]);
    expect(keyCaps("mod+k", false)).toEqual(["Ctrl K"]);
    expect(keyCaps("g e", true)).toEqual(["g", "e"]);
    expect(keyCaps("X", true)).toEqual(["⇧X"]);
  });
});

describe("pressing keys", () => {
  test("runs a single key at once and a pair after its second", () => {
    expect(press("j")).toEqual(["list.next"]);
    expect(press("g", "e")).toEqual([null, "go.errors"]);
    expect(press("g", "p")).toEqual([null, "go.projects"]);
  });

  test("starts over with a key that does not continue the pair", () => {
    expect(press("g", "j")).toEqual([null, "list.next"]);
    expect(press("g", "g", "e")).toEqual([null, null, "go.errors"]);
  });

  test("forgets the first key after a while", () => {
    const { pending } = step(null, "g", 0);
    expect(step(pending, "e", SEQUENCE_TIMEOUT_MS).command).toBe("go.errors");
    expect(step(pending, "e", SEQUENCE_TIMEOUT_MS + 1).command).toBe("issue.resolve");
  });

  test("leaves the browser's own combinations alone", () => {
    const plain = { ctrlKey: false, metaKey: false, altKey: false };
    expect(keyName({ ...plain, key: "k", metaKey: true })).toBe("mod+k");
    expect(keyName({ ...plain, key: "Shift" })).toBeNull();
    expect(keyName({ ...plain, key: "e", altKey: true })).toBeNull();
    expect(step(null, "mod+j", 0).command).toBeNull();
  });
});
