import { expect, test } from "vitest";
import { parseNewRuleSearch, parseOutboxSearch, parseReceiverSearch, parseRuleSearch } from "./alert-search.ts";

test("filters are read from the address, and what is unknown falls away", () => {
  expect(parseRuleSearch({ state: "muted", project: " web ", query: "a ", other: "x" })).toEqual({
    state: "muted",
    project: " web ",
    query: "a ",
  });
  expect(parseRuleSearch({ state: "loud", project: "", query: "  " })).toEqual({});
  expect(parseOutboxSearch({ status: "parked", rule: "r", receiver: 7 })).toEqual({ status: "parked", rule: "r" });
  expect(parseReceiverSearch({ new: "slack" })).toEqual({ new: "slack" });
  expect(parseReceiverSearch({ new: "pigeon" })).toEqual({});
  expect(parseNewRuleSearch({ project: "web-shop" })).toEqual({ project: "web-shop" });
});

test("a text is as long as an address can bear", () => {
  expect(parseRuleSearch({ query: "x".repeat(201) }).query).toHaveLength(200);
});
