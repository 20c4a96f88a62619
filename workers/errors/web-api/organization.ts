import { createMiddleware } from "hono/factory";
import type { App } from "../../front/context.ts";
import { noSuchResource } from "./refusal.ts";

/** The one team that every project belongs to. */
export const TEAM = { id: "1", slug: "staff", name: "Staff" } as const;

const ORGANIZATION_ID = "1";

/** Refuses paths that name another organisation than ours, as Sentry does. The slug and the id both name it. */
export const ownOrganization = () =>
  createMiddleware<App>(async (c, next) => {
    const named = c.req.param("org");
    return named === c.env.APIARY_ORG || named === ORGANIZATION_ID ? next() : noSuchResource(c);
  });

/** The organisation in Sentry's shape. */
export const organizationJson = (env: Env) => ({
  id: ORGANIZATION_ID,
  slug: env.APIARY_ORG,
  name: env.APIARY_ORG,
  status: { id: "active", name: "active" },
  dateCreated: "2026-01-01T00:00:00.000Z",
  isEarlyAdopter: false,
  require2FA: false,
  requireEmailVerification: false,
  avatar: { avatarType: "letter_avatar", avatarUuid: null },
  features: [] as string[],
});

/** The team in Sentry's shape. */
export const teamJson = (memberCount: number) => ({
  ...TEAM,
  isMember: true,
  isPending: false,
  hasAccess: true,
  memberCount,
  avatar: { avatarType: "letter_avatar", avatarUuid: null },
});
