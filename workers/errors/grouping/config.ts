/** A version of the grouping rules, under Sentry's name for it. Published ones never change: a change is a new one. */
export interface GroupingConfig {
  readonly id: string;
}

/** The config of new projects. */
export const DEFAULT_CONFIG: GroupingConfig = { id: "newstyle:2026-01-20" };

const CONFIGS: ReadonlyMap<string, GroupingConfig> = new Map([[DEFAULT_CONFIG.id, DEFAULT_CONFIG]]);

/** The config of this id; undefined when there is none. */
export const configOf = (id: string): GroupingConfig | undefined => CONFIGS.get(id);
