import * as z from "zod";
import { configOf } from "../grouping/config.ts";
import { faultsOf, type RuleFaults } from "../grouping/rules.ts";
import { DEFAULT_GROUPING, MAX_RULES_LENGTH } from "../grouping/settings.ts";
import type { ProjectSettings } from "../view.ts";

/** Most entries of a list in a project's settings, and characters of each. */
const LIST_MAX = 100;
const ENTRY_MAX = 200;

const list = z.array(z.string().trim().min(1).max(ENTRY_MAX)).max(LIST_MAX);

const config = z.string().refine((id) => configOf(id) !== undefined, "There is no grouping config of this name.");

/** A text of rules without a fault; each fault's place is told by its path, `fingerprintRules.3.12` for a line and column. */
function rulesText(field: keyof RuleFaults) {
  return z
    .string()
    .max(MAX_RULES_LENGTH)
    .superRefine((text, ctx) => {
      const faults = faultsOf({ stackTraceRules: "", fingerprintRules: "", [field]: text })[field];
      for (const { line, column, detail } of faults) {
        ctx.addIssue({ code: "custom", path: [line, column], message: detail });
      }
    });
}

/** What the settings form may send; absent fields stay as they are. */
export const projectSettingsPatch = z.strictObject({
  scrubFields: list.optional(),
  safeFields: list.optional(),
  scrubDefaults: z.boolean().optional(),
  storeIpAddresses: z.boolean().optional(),
  allowedOrigins: list.optional(),
  retentionDays: z.number().int().min(1).max(3_650).optional(),
  maxEvents: z.number().int().min(100).max(20_000_000).optional(),
  stackTraceRules: rulesText("stackTraceRules").optional(),
  fingerprintRules: rulesText("fingerprintRules").optional(),
  grouping: z
    .strictObject({ config, previous: z.strictObject({ config, untilMs: z.number().int() }).nullable() })
    .optional(),
});

export type SettingsPatch = z.infer<typeof projectSettingsPatch>;

/** A new project's settings. */
export const DEFAULT_SETTINGS: ProjectSettings = {
  scrubFields: [],
  safeFields: [],
  scrubDefaults: true,
  storeIpAddresses: true,
  allowedOrigins: [],
  retentionDays: 90,
  maxEvents: 1_000_000,
  ...DEFAULT_GROUPING,
};

/** Settings from their column; fields added since it was written have their defaults. */
export const readSettings = (json: string): ProjectSettings => ({ ...DEFAULT_SETTINGS, ...JSON.parse(json) });
