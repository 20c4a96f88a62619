import { describe, expect, test } from "vitest";
import { issueParams, MAX_QUERY_LENGTH, parseIssueSearch } from "./issue-search.ts";

describe("the filters in the address", () => {
  test("keep what is known and drop what is not", () => {
    expect(
      parseIssueSearch({
        project: "web",
        environment: "production",
        status: "ignored",
        sort: "users",
        query: "time out",
      }),
    ).toEqual({ project: "web", environment: "production", status: "ignored", sort: "users", query: "time out" });
    expect(parseIssueSearch({ status: "gone", sort: "name", project: "", query: "  ", other: "x" })).toEqual({});
  });

  test("leave defaults out, so that one list has one address", () => {
    expect(parseIssueSearch({ status: "unresolved", sort: "last-seen", paused: "no" })).toEqual({});
    expect(parseIssueSearch({ paused: "yes" })).toEqual({ paused: "yes" });
  });

  test("take a number for the text that it was", () => {
    expect(parseIssueSearch({ query: 500 })).toEqual({ query: "500" });
  });

  test("cut a query at its limit", () => {
    expect(parseIssueSearch({ query: "x".repeat(MAX_QUERY_LENGTH) }).query).toHaveLength(MAX_QUERY_LENGTH);
    expect(parseIssueSearch({ query: "x".repeat(MAX_QUERY_LENGTH + 1) }).query).toHaveLength(MAX_QUERY_LENGTH);
  });

  test("become the API's parameters with defaults filled in; pausing is the page's own", () => {
    expect(issueParams({ project: "web", paused: "yes" }, 50)).toEqual({
      status: "unresolved",
      sort: "last-seen",
      query: "",
      limit: "50",
      project: "web",
    });
  });
});
