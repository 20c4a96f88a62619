import { Hono } from "hono";
import * as z from "zod";
import { allow } from "../front/access.ts";
import { audit } from "../front/audit.ts";
import type { App } from "../front/context.ts";
import { jsonInput } from "../front/input.ts";
import { publicOrigin } from "../front/origin.ts";
import { problem } from "../front/problem.ts";
import { Email, Roles } from "./input.ts";
import { createInvitation, deleteInvitation, listInvitations } from "./invitation.ts";
import { linkTo } from "./link.ts";
import { createLink, LIVE_LINKS_MAX } from "./one-time-link.ts";
import { changePerson, findPerson, leavesNoOwner, listPeople } from "./person.ts";
import { forgetTokens } from "./token.ts";
import type { InvitationView, LinkView, PersonView } from "./view.ts";

const NO_PERSON = { status: 404, reason: "no-such-person", detail: "There is no such person." } as const;
const LAST_OWNER = {
  status: 409,
  reason: "last-owner",
  detail: "This is the last owner. Make somebody else an owner first.",
} as const;

const Change = z
  .object({ roles: Roles.optional(), disabled: z.boolean().optional() })
  .refine(({ roles, disabled }) => roles !== undefined || disabled !== undefined, "Nothing to change.");

/** People, their roles, sign-in links that owners hand out, and invitations. */
export const peopleRoutes = new Hono<App>()
  .get("/people", allow("member:read"), async (c) => {
    const [people, invitations] = await Promise.all([listPeople(c.env), listInvitations(c.env, c.get("nowMs"))]);
    return c.json<{ people: PersonView[]; invitations: InvitationView[] }>({ people, invitations });
  })
  .patch("/people/:id", allow("member:admin"), jsonInput(Change), async (c) => {
    const person = await findPerson(c.env, { id: c.req.param("id") });
    if (!person) return problem(c, NO_PERSON);
    const change = c.req.valid("json");
    if (await leavesNoOwner(c.env, person.id, change)) return problem(c, LAST_OWNER);
    const { roles = person.roles, disabled = person.disabled } = change;
    const detail = { before: { roles: person.roles, disabled: person.disabled }, after: { roles, disabled } };
    await audit(c, { action: "person.changed", target: `person:${person.id}`, detail });
    const changed = await changePerson(c.env, person.id, change, c.get("nowMs"));
    forgetTokens();
    return changed.ok ? c.json({ ok: true }) : problem(c, LAST_OWNER);
  })
  .post("/people/:id/sign-in-link", allow("member:admin"), async (c) => {
    const person = await findPerson(c.env, { id: c.req.param("id") });
    if (!person) return problem(c, NO_PERSON);
    if (person.disabled) {
      return problem(c, {
        status: 409,
        reason: "person-disabled",
        detail: "This person is disabled. Enable them first.",
      });
    }
    await audit(c, { action: "sign-in-link.created", target: `person:${person.id}` });
    const link = await createLink(c.env, person.id, c.get("nowMs"));
    if (!link) {
      const detail = `${LIVE_LINKS_MAX} links of this person are still good. Use one, or wait until they expire.`;
      return problem(c, { status: 409, reason: "too-many-links", detail });
    }
    const url = linkTo(publicOrigin(c.env, c.req.url), "link", link.token);
    return c.json<LinkView>({ url, expiresAtMs: link.expiresAtMs });
  })
  .post("/invitations", allow("member:admin"), jsonInput(z.object({ email: Email, roles: Roles })), async (c) => {
    const { email, roles } = c.req.valid("json");
    if (await findPerson(c.env, { email })) {
      const detail = "This address belongs to somebody already.";
      return problem(c, { status: 409, reason: "person-exists", detail, fields: { email: detail } });
    }
    await audit(c, { action: "invitation.created", target: `invitation:${email}`, detail: { roles } });
    const invited = { email, roles, invitedBy: c.get("actor").name };
    const { id, token, expiresAtMs } = await createInvitation(c.env, invited, c.get("nowMs"));
    const url = linkTo(publicOrigin(c.env, c.req.url), "invitation", token);
    return c.json<LinkView & { id: string }>({ id, url, expiresAtMs }, 201);
  })
  .delete("/invitations/:id", allow("member:admin"), async (c) => {
    const id = c.req.param("id");
    await audit(c, { action: "invitation.withdrawn", target: `invitation:${id}` });
    if (await deleteInvitation(c.env, id)) return c.json({ ok: true });
    return problem(c, { status: 404, reason: "no-such-invitation", detail: "There is no such invitation." });
  });
