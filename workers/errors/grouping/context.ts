import type { NormalEvent } from "../event.ts";
import type { GroupingConfig } from "./config.ts";
import type { GroupingRules } from "./rules.ts";

/** What every part of grouping is handed. */
export interface GroupingContext {
  event: NormalEvent;
  rules: GroupingRules;
  /** The config to group by: the rules' own, or the one that the project leaves. */
  config: GroupingConfig;
  /** True: also work out the parts that cannot count, for people to read. False: skip what changes no hash. */
  explain: boolean;
}
