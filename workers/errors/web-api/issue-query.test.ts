import { describe, expect, it } from "vitest";
import { parseIssueQuery, QUERY_MAX_LENGTH } from "./issue-query.ts";

const empty = { status: "all", projects: [], environments: [], text: "" };

describe("parseIssueQuery", () => {
  it.each([
    ["", {}],
    ["is:unresolved", { status: "unresolved" }],
    ["is:archived", { status: "ignored" }],
    ["is:muted", { status: "ignored" }],
    ["is:unassigned", { assignee: "none" }],
    ["assigned:me", { assignee: "me" }],
    ["level:Fatal", { level: "fatal" }],
    ["environment:production environment:staging", { environments: ["production", "staging"] }],
    ['environment:"the lab"', { environments: ["the lab"] }],
    ["project:web", { projects: ["web"] }],
    ["is:resolved   cannot read  is:resolved", { status: "resolved", text: "cannot read" }],
    ['"TypeError: x" is:ignored', { status: "ignored", text: "TypeError: x" }],
    ['"say \\"hi\\""', { text: 'say "hi"' }],
    ["WEB-1A", { text: "WEB-1A" }],
  ])("reads %j", (query, expected) => {
    expect(parseIssueQuery(query)).toEqual({ ok: true, value: { ...empty, ...expected } });
  });

  it.each([
    ["browser.name:Chrome", '"browser.name" is not searched by'],
    ["is:linked", '"is:linked" is not known'],
    ["is:__proto__", '"is:__proto__" is not known'],
    ["is:resolved is:unresolved", "one status only"],
    ["level:loud", '"loud" is no level'],
    ["!is:resolved", '"is" cannot be negated'],
    ["!text", "free text cannot be negated"],
    ["environment:", 'nothing after "environment:"'],
    ["x".repeat(QUERY_MAX_LENGTH + 1), "longer than 400"],
  ])("refuses %j", (query, why) => {
    const result = parseIssueQuery(query);
    expect(result).toMatchObject({ ok: false, reason: "bad-query", detail: expect.stringContaining(why) });
    expect(result).toMatchObject({ detail: expect.stringMatching(/^Error parsing search query: /) });
  });

  it("takes the longest query", () => {
    expect(parseIssueQuery("x".repeat(QUERY_MAX_LENGTH))).toMatchObject({ ok: true });
  });
});
