import { describe, expect, test } from "vitest";
import { QUERY_MAX } from "../../../workers/errors/search/parse.ts";
import { asksForState, issueParams, MAX_QUERY_LENGTH, parseIssueSearch } from "./issue-search.ts";

describe("the search in the address", () => {
  test("keeps what is known and drops what is not", () => {
    const search = { query: "is:ignored time out", sort: "users" };
    expect(parseIssueSearch(search)).toEqual(search);
    expect(parseIssueSearch({ sort: "name", status: "gone", other: "x" })).toEqual({});
  });

  test("leaves defaults out, so that one list has one address, and keeps asking for everything", () => {
    expect(parseIssueSearch({ query: " is:unresolved ", sort: "last-seen", paused: "no" })).toEqual({});
    expect(parseIssueSearch({ query: "", paused: "yes" })).toEqual({ query: "", paused: "yes" });
  });

  test("takes a number for the text that it was", () => {
    expect(parseIssueSearch({ query: 500 })).toEqual({ query: "500" });
  });

  test("cuts a query at the server's limit", () => {
    expect(MAX_QUERY_LENGTH).toBe(QUERY_MAX);
    expect(parseIssueSearch({ query: "x".repeat(MAX_QUERY_LENGTH) }).query).toHaveLength(MAX_QUERY_LENGTH);
    expect(parseIssueSearch({ query: "x".repeat(MAX_QUERY_LENGTH + 1) }).query).toHaveLength(MAX_QUERY_LENGTH);
  });

  test("becomes the API's parameters with defaults filled in; pausing is the page's own", () => {
    expect(issueParams({ paused: "yes" }, 50)).toEqual({ query: "is:unresolved", sort: "last-seen", limit: "50" });
    expect(issueParams({ query: "", sort: "users" }, 9)).toEqual({ query: "", sort: "users", limit: "9" });
  });

  test("tells whether an issue leaves the list when its state changes", () => {
    expect([undefined, "x is:resolved", "!is:ignored", "is:for_review"].map(asksForState)).toEqual(Array(4).fill(true));
    expect(["", "is:assigned", "this:is", "is:unhandled x"].map(asksForState)).toEqual(Array(4).fill(false));
  });
});
