import type { Context } from "hono";
import type { App } from "../../front/context.ts";
import { SECOND_MS } from "../../kit/time.ts";
import type { ProjectRecord } from "../project/project.ts";
import { readSettings } from "../project/project-settings.ts";
import { organizationJson, TEAM } from "./organization.ts";

/** A project in Sentry's shape. */
export const projectJson = (c: Context<App>, record: ProjectRecord) => ({
  id: String(record.id),
  slug: record.slug,
  name: record.name,
  platform: record.platform,
  platforms: [record.platform],
  status: "active",
  isPublic: false,
  isInternal: false,
  isBookmarked: false,
  isMember: true,
  hasAccess: true,
  access: [...c.get("actor").scopes],
  features: [] as string[],
  dateCreated: new Date(record.created_at_ms).toISOString(),
  firstEvent: record.first_event_at_ms === null ? null : new Date(record.first_event_at_ms).toISOString(),
  avatar: { avatarType: "letter_avatar", avatarUuid: null },
  team: TEAM,
  teams: [TEAM],
  organization: organizationJson(c.env),
});

/** A project with its settings, by Sentry's names. */
export function projectDetailJson(c: Context<App>, record: ProjectRecord) {
  const settings = readSettings(record.settings);
  return {
    ...projectJson(c, record),
    allowedDomains: settings.allowedOrigins.length === 0 ? ["*"] : settings.allowedOrigins,
    dataScrubber: true,
    dataScrubberDefaults: settings.scrubDefaults,
    sensitiveFields: settings.scrubFields,
    safeFields: settings.safeFields,
    scrubIPAddresses: !settings.storeIpAddresses,
    groupingEnhancements: settings.stackTraceRules,
    groupingEnhancementsBase: null,
    fingerprintingRules: settings.fingerprintRules,
    groupingConfig: settings.grouping.config,
    secondaryGroupingConfig: settings.grouping.previous?.config ?? null,
    secondaryGroupingExpiry: Math.floor((settings.grouping.previous?.untilMs ?? 0) / SECOND_MS),
    subjectTemplate: "$shortID - $title",
    options: {},
    plugins: [],
  };
}
