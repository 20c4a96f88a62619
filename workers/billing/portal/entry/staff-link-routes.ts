import { Hono } from "hono";
import * as z from "zod";
import { allow } from "../../../front/access.ts";
import { audit } from "../../../front/audit.ts";
import type { App } from "../../../front/context.ts";
import { jsonInput } from "../../../front/input.ts";
import { originIsTrusted, publicOrigin } from "../../../front/origin.ts";
import { problem } from "../../../front/problem.ts";
import { accountBooks } from "../../account-client.ts";
import { whoHas } from "../member.ts";
import { sendPortalLink } from "./link-mail.ts";
import { createPortalLink, PORTAL_LINKS_MAX, portalLinkUrl } from "./portal-link.ts";

const Sent = z.object({ personId: z.string().min(1).max(64) });
/** Whom a program lets in: the owner where it names nobody. */
export const PortalLinkInput = z.object({ personId: z.string().min(1).max(64).optional() });

const NO_PERSON = { status: 404, reason: "no-such-person", detail: "The account has no such person." } as const;
const NO_ADDRESS = {
  status: 409,
  reason: "no-public-address",
  detail: "No link can be made before the server's public address is set as APIARY_URL.",
} as const;
const TOO_MANY = {
  status: 409,
  reason: "too-many-links",
  detail: `${PORTAL_LINKS_MAX} links to this person are out already. They expire within 15 minutes.`,
} as const;

/** Staff have a link mailed to somebody of an account, and never see it. */
export const staffLinkRoutes = new Hono<App>().post(
  "/:id/portal-link",
  allow("billing:write"),
  jsonInput(Sent),
  async (c) => {
    const accountId = c.req.param("id");
    const { personId } = c.req.valid("json");
    const mail = await mailOf(c.env, accountId, personId);
    if (mail === null) return problem(c, NO_PERSON);
    if (!originIsTrusted(c.env, c.req.url)) return problem(c, NO_ADDRESS);
    await audit(c, { action: "billing.portal.link-sent", target: `account:${accountId}`, detail: { personId } });
    const origin = publicOrigin(c.env, c.req.url);
    const members = [{ accountId, personId }];
    const sent = await sendPortalLink(c.env, { mail, members }, origin, c.get("nowMs"));
    if (sent === "sent") return c.json({ sent: true });
    return problem(c, sent === "too-many" ? TOO_MANY : NOT_SENT);
  },
);

/** Programs get a link for who is signed in with them. People do not: what a link opens is the customer's. */
export const portalLinkApi = new Hono<App>().post(
  "/:account/portal_links",
  allow("billing:operate"),
  jsonInput(PortalLinkInput),
  async (c) => {
    const accountId = c.req.param("account");
    if (c.get("actor").kind !== "token")
      return problem(c, { status: 403, reason: "tokens-only", detail: "Only a program's token gets such links." });
    const account = await accountBooks(c.env, accountId).record("account", accountId);
    if (!account) return problem(c, { status: 404, reason: "not-found", detail: "There is no such account." });
    const { personId = account.ownerId } = c.req.valid("json");
    const mail = await mailOf(c.env, accountId, personId);
    if (mail === null) return problem(c, NO_PERSON);
    if (!originIsTrusted(c.env, c.req.url)) return problem(c, NO_ADDRESS);
    await audit(c, { action: "billing.portal.link-made", target: `account:${accountId}`, detail: { personId } });
    const who = whoHas(c.env.APIARY_SECRET, mail);
    const link = await createPortalLink(c.env, { who, members: [{ accountId, personId }] }, c.get("nowMs"));
    if (!link) return problem(c, TOO_MANY);
    const url = portalLinkUrl(publicOrigin(c.env, c.req.url), link.token);
    return c.json({ object: "portal_link", account: accountId, person: personId, url, expiresMs: link.expiresMs }, 201);
  },
);

const NOT_SENT = { status: 502, reason: "not-sent", detail: "The mail was not accepted. Try again later." } as const;

/** The address of somebody who has a part in an account now; null when there is nobody of that id. */
async function mailOf(env: Env, accountId: string, personId: string): Promise<string | null> {
  const books = accountBooks(env, accountId);
  const [person, known] = await Promise.all([books.record("person", personId), books.people()]);
  return person?.endedMs === null ? (known.get(personId)?.mail ?? null) : null;
}
