import { describe, expect, test } from "vitest";
import { complete, completionsAt, type Known, placeAt, tagAt } from "./completion.ts";

const known: Known = {
  tagKeys: ["release", "region", "the room"],
  values: ["web@1.0", "the lab"],
  projects: [{ slug: "web", name: "Web shop" }],
  people: [{ name: "Kim Lee", email: "kim@example.com" }],
};

/** What a text becomes when the first completion at the caret `|` is taken; `|` shows where the caret goes. */
const taken = (marked: string) => {
  const caret = marked.indexOf("|");
  const text = marked.replace("|", "");
  const place = placeAt(text, caret);
  const first = place && completionsAt(place, known)[0];
  if (!place || !first) return null;
  const done = complete(text, place, first);
  return `${done.text.slice(0, done.caret)}|${done.text.slice(done.caret)}`;
};

describe("the first completion", () => {
  test.each([
    ["|", "is:|"],
    ["rel|", "release:|"],
    ["x !reg|", "x !region:|"],
    ["room|", 'tags["the room"]:|'],
    ["is:reg|", "is:regressed |"],
    ["is:reg| x", "is:regressed| x"],
    ["is:|", "is:unresolved |"],
    ["level:[error,fa|", "level:[error,fatal|"],
    ["assigned:kim|", "assigned:kim@example.com |"],
    ["project:shop|", "project:web |"],
    ["release:|", "release:latest |"],
    ["release:w|", "release:web@1.0 |"],
    ["region:lab|", 'region:"the lab" |'],
    ['region:"the l|', 'region:"the lab" |'],
    ['region:"the l|" x', 'region:"the lab"| x'],
    ["tags[region]:web|", "tags[region]:web@1.0 |"],
    ["age:|", "age:-1h |"],
    ["timesSeen:|", "timesSeen:>10 |"],
    ["has:reg|", "has:region |"],
  ])("of %s makes %s", (typed, made) => {
    expect(taken(typed)).toBe(made);
  });

  test.each(['"is:|', "title:|", "zzz|", "is:new|", "a/b|"])("of %s is none", (typed) => {
    expect(taken(typed)).toBeNull();
  });
});

test("values are asked for of the tag that a key means", () => {
  const tag = (text: string) => tagAt(placeAt(text, text.length));
  expect(["env:", "error.type:T", "region:", "tags[is]:", "is:", "user.id:", "x"].map(tag)).toEqual([
    "environment",
    "error.type",
    "region",
    null,
    null,
    null,
    null,
  ]);
});
