/** The rules in force, under Sentry's name for them. Stored with every event, so that a change of rules can be told. */
export const GROUPING_CONFIG = "newstyle:2026-01-20";
