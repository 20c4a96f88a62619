import { Hono } from "hono";
import { allow } from "../../front/access.ts";
import type { App } from "../../front/context.ts";
import { findPerson, listPeople } from "../../identity/person.ts";
import { listEnvironments } from "../count/tag-value.ts";
import { listProjects } from "../project/project.ts";
import { memberJson } from "./member-json.ts";
import { organizationJson, TEAM, teamJson } from "./organization.ts";
import { answerPage } from "./pagination.ts";
import { projectJson } from "./project-json.ts";
import { noSuchResource } from "./refusal.ts";

/** Who asks, the organisation, its people, its team and its environments. */
export const organizationApi = new Hono<App>()
  .get("/", async (c) => {
    const actor = c.get("actor");
    const person = actor.personId === undefined ? null : await findPerson(c.env, { id: actor.personId });
    const user = person ?? { id: actor.id, email: actor.name, name: actor.name };
    return c.json({
      version: "0",
      auth: { scopes: [...actor.scopes] },
      user: { id: user.id, email: user.email, name: user.name, username: user.email },
    });
  })
  .get("/organizations", allow("org:read"), (c) => answerPage(c, [organizationJson(c.env)], (org) => org))
  .get("/organizations/:org", allow("org:read"), async (c) => {
    const projects = await listProjects(c.env.DB);
    return c.json({
      ...organizationJson(c.env),
      access: [...c.get("actor").scopes],
      teams: [teamJson((await activePeople(c.env)).length)],
      projects: c.get("actor").scopes.has("project:read") ? projects.map((record) => projectJson(c, record)) : [],
    });
  })
  .get("/organizations/:org/members", allow("member:read"), async (c) =>
    answerPage(c, await activePeople(c.env), memberJson),
  )
  .get("/organizations/:org/users", allow("member:read"), async (c) =>
    answerPage(c, await activePeople(c.env), memberJson),
  )
  .get("/organizations/:org/teams", allow("org:read"), async (c) =>
    answerPage(c, [teamJson((await activePeople(c.env)).length)], (team) => team),
  )
  // No repository is linked here: tools that find none send the commits of a release themselves.
  .get("/organizations/:org/repos", allow("org:read"), (c) => answerPage(c, [], (repository) => repository))
  .get("/teams/:org/:team", allow("org:read"), async (c) => {
    if (c.req.param("team") !== TEAM.slug) return noSuchResource(c);
    return c.json({ ...teamJson((await activePeople(c.env)).length), organization: organizationJson(c.env) });
  })
  .get("/organizations/:org/environments", allow("project:read"), async (c) => {
    return answerPage(c, await listEnvironments(c.env.DB, null), (name) => ({ id: name, name }));
  });

const activePeople = async (env: Env) => (await listPeople(env)).filter((person) => !person.disabled);
