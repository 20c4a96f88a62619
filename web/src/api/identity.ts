import type { Role, Scope } from "../../../workers/identity/role.ts";
import type {
  AuditEntryView,
  AuditVerification,
  InvitationView,
  LinkView,
  MeView,
  NewTokenView,
  PasskeyView,
  PersonView,
  SessionView,
  TokenView,
} from "../../../workers/identity/view.ts";
import type { AuditSearch } from "../audit/audit-search.ts";
import { request } from "./request.ts";

const BASE = "/console/api/identity";
const part = encodeURIComponent;

/** The identity system's routes, one function each. */
export const identityApi = {
  me: (signal?: AbortSignal) => request<MeView>("GET", `${BASE}/me`, undefined, signal),
  people: (signal?: AbortSignal) =>
    request<{ people: PersonView[]; invitations: InvitationView[] }>("GET", `${BASE}/people`, undefined, signal),
  changePerson: (id: string, change: { roles?: Role[]; disabled?: boolean }) =>
    request<unknown>("PATCH", `${BASE}/people/${part(id)}`, change),
  signInLink: (id: string) => request<LinkView>("POST", `${BASE}/people/${part(id)}/sign-in-link`, {}),
  invite: (email: string, roles: Role[]) =>
    request<LinkView & { id: string }>("POST", `${BASE}/invitations`, { email, roles }),
  withdrawInvitation: (id: string) => request<unknown>("DELETE", `${BASE}/invitations/${part(id)}`),
  tokens: (signal?: AbortSignal) => request<{ tokens: TokenView[] }>("GET", `${BASE}/tokens`, undefined, signal),
  createToken: (token: { name: string; scopes: Scope[]; expiresInDays: number | null }) =>
    request<NewTokenView>("POST", `${BASE}/tokens`, token),
  revokeToken: (id: string) => request<unknown>("DELETE", `${BASE}/tokens/${part(id)}`),
  sessions: (signal?: AbortSignal) =>
    request<{ sessions: SessionView[] }>("GET", `${BASE}/sessions`, undefined, signal),
  endSession: (id: string) => request<unknown>("DELETE", `${BASE}/sessions/${part(id)}`),
  endOtherSessions: () => request<unknown>("DELETE", `${BASE}/sessions`),
  passkeys: (signal?: AbortSignal) =>
    request<{ passkeys: PasskeyView[] }>("GET", `${BASE}/passkeys`, undefined, signal),
  removePasskey: (id: string) => request<unknown>("DELETE", `${BASE}/passkeys/${part(id)}`),
  audit: (filter: AuditSearch, cursor: string | null, signal?: AbortSignal) =>
    request<{ entries: AuditEntryView[]; nextCursor: string | null }>(
      "GET",
      `${BASE}/audit?${new URLSearchParams({ ...filter, ...(cursor && { cursor }) })}`,
      undefined,
      signal,
    ),
  verifyAudit: () => request<AuditVerification>("GET", `${BASE}/audit/verify`),
};
