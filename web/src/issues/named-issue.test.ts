import { expect, test } from "vitest";
import { namedIssue } from "./named-issue.ts";

test("an issue is named by its page's address, also that of one of its events", () => {
  const named = { kind: "id", id: "100000007" };
  expect(namedIssue("https://apiary.example.com/errors/100000007")).toEqual(named);
  expect(namedIssue("https://apiary.example.com/errors/100000007/events/latest?project=web")).toEqual(named);
  expect(namedIssue("/errors/100000007?query=x#activity")).toEqual(named);
});

test("or by its short id, and by nothing else", () => {
  expect(namedIssue(" web-1a ")).toEqual({ kind: "short-id", shortId: "WEB-1A" });
  expect(namedIssue("https://apiary.example.com/errors/")).toBeNull();
  expect(namedIssue("the other one")).toBeNull();
  expect(namedIssue("")).toBeNull();
});
