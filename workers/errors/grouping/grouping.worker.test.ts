import { expect, it } from "vitest";
import { eventWith, RULES } from "./event-fixture.ts";
import { groupEvent } from "./grouping.ts";

it("hashes in workerd as everywhere: MD5 of `KeyErrorkein Benutzer für <int>` in UTF-8", () => {
  const event = eventWith({ exception: { values: [{ type: "KeyError", value: "kein Benutzer für 42" }] } });
  expect(groupEvent(event, RULES).hashes).toEqual(["e3b5fd0fdb1f5d18c49e60d9309facd6"]);
});
