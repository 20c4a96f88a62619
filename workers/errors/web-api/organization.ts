import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import type { App } from "../../front/context.ts";
import { problem } from "../../front/problem.ts";

/** The one team that every project belongs to. */
export const TEAM = { id: "1", slug: "staff", name: "Staff" } as const;

/** Refuses paths that name another organisation than ours, as Sentry does. */
export const ownOrganization = () =>
  createMiddleware<App>(async (c, next) => {
    const named = c.req.param("org");
    return named === undefined || named === c.env.APIARY_ORG ? next() : noSuchResource(c);
  });

/** Sentry's answer for anything that is not there. */
export const noSuchResource = (c: Context<App>): Response =>
  problem(c, { status: 404, reason: "no-such-resource", detail: "The requested resource does not exist" });

/** The organisation in Sentry's shape. */
export const organizationView = (env: Env) => ({
  id: "1",
  slug: env.APIARY_ORG,
  name: env.APIARY_ORG,
  status: { id: "active", name: "active" },
  dateCreated: "2026-01-01T00:00:00.000Z",
  isEarlyAdopter: false,
  require2FA: false,
  requireEmailVerification: false,
  features: [] as string[],
});
