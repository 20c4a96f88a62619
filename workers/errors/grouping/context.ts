import type { NormalEvent } from "../event/event.ts";
import { classifyFrames, type StackVerdicts } from "./frame-verdict.ts";
import type { GroupingVersion } from "./rules.ts";

/** What every part of grouping is handed. */
export interface GroupingContext extends GroupingVersion {
  event: NormalEvent;
  /** What the stack trace rules say of the event's frames. */
  verdicts: StackVerdicts;
  /** True: also work out the parts that cannot count, for people to read. False: skip what changes no hash. */
  explain: boolean;
}

/** The context to group an event by one version. */
export const contextOf = (event: NormalEvent, version: GroupingVersion, explain: boolean): GroupingContext => ({
  config: version.config,
  stackTraceRules: version.stackTraceRules,
  event,
  verdicts: classifyFrames(event, version.stackTraceRules.classifying),
  explain,
});
