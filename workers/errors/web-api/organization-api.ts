import { Hono } from "hono";
import { allow } from "../../front/access.ts";
import type { App } from "../../front/context.ts";
import { noSuchResource, organizationView, ownOrganization, TEAM } from "./organization.ts";

/** Who asks, the organisation and its team. */
export const organizationApi = new Hono<App>()
  .get("/", (c) => {
    const actor = c.get("actor");
    return c.json({
      version: "0",
      auth: { scopes: [...actor.scopes] },
      user: { id: actor.id, email: actor.name, name: actor.name },
    });
  })
  .get("/organizations", allow("org:read"), (c) => c.json([organizationView(c.env)]))
  .get("/organizations/:org", allow("org:read"), ownOrganization(), (c) => c.json(organizationView(c.env)))
  .get("/organizations/:org/teams", allow("org:read"), ownOrganization(), (c) => c.json([TEAM]))
  .get("/teams/:org/:team", allow("org:read"), ownOrganization(), (c) =>
    c.req.param("team") === TEAM.slug ? c.json({ ...TEAM, organization: organizationView(c.env) }) : noSuchResource(c),
  );
