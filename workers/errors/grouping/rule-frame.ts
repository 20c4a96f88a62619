import type { Frame } from "../event/event.ts";
import { pathParts } from "./path-glob.ts";
import { type Family, familyOf } from "./platform.ts";

/** What stack trace rules see of a frame and no rule changes. */
export interface FrameNames {
  readonly family: Family;
  readonly function: string;
  readonly module: string | null;
  readonly package: readonly string[] | null;
  readonly path: readonly string[] | null;
}

/** What rules say of a frame; the rules behind them see that. */
export interface FrameMarks {
  inApp: boolean;
  category: string | null;
}

/** What rules see of the exception whose stack trace it is. */
export interface RuleException {
  readonly type: string;
  readonly value: string;
  readonly mechanism: string;
}

/** Stands for a name that is not known; patterns can ask for it. */
export const UNKNOWN_NAME = "<unknown>";

/** What of a frame rules look at, by the names that rules have for it. */
export function frameNames(frame: Frame, eventPlatform: string): FrameNames {
  const path = frame.abs_path || frame.filename;
  return {
    family: familyOf(frame.platform ?? eventPlatform),
    function: frame.function || UNKNOWN_NAME,
    module: frame.module ?? null,
    package: frame.package === undefined ? null : pathParts(frame.package),
    path: path ? pathParts(path) : null,
  };
}

/** Equal for frames of equal names. */
export const namesKey = (frame: Frame, eventPlatform: string): string =>
  `${frame.platform ?? eventPlatform}\n${frame.function ?? ""}\n${frame.module ?? ""}\n${frame.package ?? ""}\n${frame.abs_path || frame.filename || ""}`;

/** A frame as the client marked it. */
export const clientMarks = (frame: Frame): FrameMarks => ({
  inApp: (frame.client_in_app === undefined ? frame.in_app : frame.client_in_app) ?? false,
  category: null,
});
