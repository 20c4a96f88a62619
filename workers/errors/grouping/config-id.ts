import { DAY_MS } from "../../kit/time.ts";

/** Versions of the grouping rules by Sentry's names, the newest first. */
export const CONFIG_IDS = ["newstyle:2026-01-20", "newstyle:2023-01-11"] as const;
export type ConfigId = (typeof CONFIG_IDS)[number];

/** How long the hashes of a version that a project leaves go on to find its issues, where nobody says otherwise. */
export const TRANSITION_MS = 30 * DAY_MS;
