import type { NormalEvent } from "../event.ts";

/** What every part of grouping is handed. */
export interface GroupingContext {
  event: NormalEvent;
  /** True: also work out the parts that cannot count, for people to read. False: skip what changes no hash. */
  explain: boolean;
}
