import type { hc } from "hono/client";
import type { Role, Scope } from "../../../workers/identity/role.ts";
import type { IdentityRoutes } from "../../../workers/identity/routes.ts";
import type { AuditSearch } from "../audit/audit-search.ts";
import { routesAt } from "./client.ts";
import { cancelledBy, read } from "./request.ts";

const part = encodeURIComponent;

/** Checks every path and body against the Worker's own routes, and takes the types of the answers from them. */
const { me, people, invitations, tokens, sessions, passkeys, audit } =
  routesAt<ReturnType<typeof hc<IdentityRoutes>>>("/console/api/identity");

/** The identity system's routes, one function each. */
export const identityApi = {
  me: (signal?: AbortSignal) => read(me.$get({}, cancelledBy(signal))),
  changeMe: (json: { issueMails: boolean }) => read(me.$patch({ json })),
  people: (signal?: AbortSignal) => read(people.$get({}, cancelledBy(signal))),
  changePerson: (id: string, json: { roles?: Role[]; disabled?: boolean }) =>
    read(people[":id"].$patch({ param: { id: part(id) }, json })),
  signInLink: (id: string) => read(people[":id"]["sign-in-link"].$post({ param: { id: part(id) } })),
  invite: (email: string, roles: Role[]) => read(invitations.$post({ json: { email, roles } })),
  withdrawInvitation: (id: string) => read(invitations[":id"].$delete({ param: { id: part(id) } })),
  tokens: (signal?: AbortSignal) => read(tokens.$get({}, cancelledBy(signal))),
  createToken: (json: { name: string; scopes: Scope[]; expiresInDays: number | null }) => read(tokens.$post({ json })),
  revokeToken: (id: string) => read(tokens[":id"].$delete({ param: { id: part(id) } })),
  sessions: (signal?: AbortSignal) => read(sessions.$get({}, cancelledBy(signal))),
  endSession: (id: string) => read(sessions[":id"].$delete({ param: { id: part(id) } })),
  endOtherSessions: () => read(sessions.$delete()),
  passkeys: (signal?: AbortSignal) => read(passkeys.$get({}, cancelledBy(signal))),
  removePasskey: (id: string) => read(passkeys[":id"].$delete({ param: { id: part(id) } })),
  audit: (filter: AuditSearch, cursor: string | null, signal?: AbortSignal) =>
    read(audit.$get({ query: { ...filter, ...(cursor && { cursor: Number(cursor) }) } }, cancelledBy(signal))),
  verifyAudit: () => read(audit.verify.$get()),
};
