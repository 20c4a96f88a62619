import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../kit/json.ts";
import { normalizeEvent } from "../normalize/event.ts";
import { DEFAULT_SETTINGS } from "../project/project-settings.ts";
import { contributingValues } from "./component.ts";
import { RULES } from "./event-fixture.ts";
import { explainGrouping, groupEvent } from "./grouping.ts";

/**
 * Events as SDKs send them, written from the protocol, taken the way from the wire to the hash. `variants` spells out the
 * values that the rule makes count, from outer frame to inner; `hashes` is the MD5 of each list's plain concatenation,
 * worked out outside this package.
 */
interface Recorded {
  sdk: string;
  rule: string;
  event: JsonObject;
  variants: Record<string, string[]>;
  hashes: string[];
}

const folder = new URL("./recorded/", import.meta.url).pathname;
const recorded = readdirSync(folder).map((file): [string, Recorded] => [
  file.replace(".json", ""),
  // The files are part of this test and have its shape.
  JSON.parse(readFileSync(folder + file, "utf8")) as Recorded,
]);

const arrival = { nowMs: 1_790_000_000_000, sentAtMs: null, sdk: null, remoteIp: null, userAgent: null };

describe.each(recorded)("%s", (_, { sdk, rule, event, variants, hashes }) => {
  const normal = normalizeEvent(event, { ...arrival, eventId: "0".repeat(32), settings: DEFAULT_SETTINGS });
  if (!normal.ok) throw new Error(normal.detail);
  const grouping = groupEvent(normal.value, RULES);

  it(`${sdk}: ${rule}`, () => {
    const contributing = grouping.variants.filter((one) => one.contributes);
    const values = contributing.map((one): [string, string[]] => [one.name, contributingValues(one.tree)]);
    expect(Object.fromEntries(values)).toEqual(variants);
    expect(grouping.hashes).toEqual(hashes);
    const worked = Object.values(variants).map((list) => createHash("md5").update(list.join("")).digest("hex"));
    expect([...new Set(worked)]).toEqual(hashes);
  });

  it("explains the same hashes", () => {
    const explained = explainGrouping(normal.value, RULES).variants.flatMap((one) => one.hash ?? []);
    expect([...new Set(explained)]).toEqual(hashes);
  });
});
