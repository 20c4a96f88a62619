import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { NormalEvent } from "../event/event.ts";
import { eventWith } from "./event-fixture.ts";
import { explainGrouping, groupEvent } from "./grouping.ts";
import { compileGrouping } from "./rules.ts";
import { DEFAULT_GROUPING, type GroupingSettings } from "./settings.ts";

/**
 * One file per rule. `variants` names the variants that contribute and spells out the values that the rule makes count;
 * `hashes` is the MD5 of each list's plain concatenation, worked out outside this package. A checksum that is itself the
 * hash has no values.
 */
interface Case {
  rule: string;
  /** What the project says of its grouping. */
  settings?: Partial<GroupingSettings>;
  event: Partial<NormalEvent>;
  variants: Record<string, string[]>;
  hashes: string[];
}

const folder = new URL("./cases/", import.meta.url).pathname;
const cases = readdirSync(folder).map((file): [string, Case] => [
  file.replace(".json", ""),
  // The files are part of this test and have its shape.
  JSON.parse(readFileSync(folder + file, "utf8")) as Case,
]);

const md5 = (values: string[]): string => createHash("md5").update(values.join(""), "utf8").digest("hex");

describe.each(cases)("%s", (_, { rule, settings, event, variants, hashes }) => {
  const rules = compileGrouping({ ...DEFAULT_GROUPING, ...settings });

  it(rule, () => {
    const grouping = groupEvent(eventWith(event), rules);
    expect(grouping.hashes).toEqual(hashes);
    for (const [name, values] of Object.entries(variants)) {
      expect(grouping.variants.find((one) => one.name === name)?.hash).toBe(md5(values));
    }
    const contributing = grouping.variants.filter((one) => one.contributes).map((one) => one.name);
    expect(contributing).toEqual(Object.keys(variants).length > 0 ? Object.keys(variants) : ["checksum"]);
  });

  it("explains the same hashes", () => {
    const explained = explainGrouping(eventWith(event), rules).variants.filter((one) => one.contributes);
    expect(explained.map((one) => one.hash)).toEqual(groupEvent(eventWith(event), rules).hashes);
  });
});
