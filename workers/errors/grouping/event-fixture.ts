import type { NormalEvent } from "../event/event.ts";
import { compileGrouping } from "./rules.ts";
import { DEFAULT_GROUPING } from "./settings.ts";

/** The grouping of a project that changed nothing. */
export const RULES = compileGrouping(DEFAULT_GROUPING);

/** A normalised event for tests: the required fields, then what the test is about. */
export const eventWith = (fields: Partial<NormalEvent>): NormalEvent => ({
  event_id: "0".repeat(32),
  type: "error",
  timestamp: 1_700_000_000,
  received: 1_700_000_001,
  platform: "node",
  level: "error",
  tags: [],
  ...fields,
});
