/**
 * What an actor may do. The `org:` to `event:` and `member:` names are Sentry's own token scopes, so that tokens
 * made for Sentry's tools mean the same here; the others are Apiary's. Of `billing:`, each verb that moves money is one.
 */
export const SCOPES = [
  "org:read",
  "org:admin",
  "project:read",
  "project:write",
  "project:admin",
  "project:releases",
  "event:read",
  "event:write",
  "event:admin",
  "member:read",
  "member:admin",
  "token:admin",
  "audit:read",
  "billing:read",
  "billing:write",
  "billing:reveal",
  "billing:comp",
  "billing:comp-any",
  "billing:refund",
  "billing:refund-any",
  "billing:credit",
  "billing:write-off",
  "billing:close",
  "billing:export",
  "billing:bulk",
  "billing:catalogue",
  "billing:operate",
  "billing:settings",
] as const;

export type Scope = (typeof SCOPES)[number];

/** The roles of staff; no role has every scope of the company, and a person may hold several. */
export const ROLES = ["support", "finance", "ops", "developer", "security", "owner"] as const;

export type Role = (typeof ROLES)[number];

const READ: Scope[] = ["org:read", "project:read", "event:read", "member:read"];

/** Looking after customers: their accounts and subscriptions, and their personal data where a reason is given. */
const CARE: Scope[] = ["billing:read", "billing:write", "billing:reveal"];

/** The scopes that each role gives. Who gives roles and keeps the settings moves no money. */
export const ROLE_SCOPES: Record<Role, readonly Scope[]> = {
  support: [...READ, ...CARE, "billing:comp", "billing:refund"],
  finance: [
    "org:read",
    "member:read",
    ...CARE,
    "billing:comp",
    "billing:comp-any",
    "billing:refund",
    "billing:refund-any",
    "billing:credit",
    "billing:write-off",
    "billing:close",
    "billing:export",
    "billing:bulk",
    "billing:catalogue",
  ],
  ops: [...READ, "project:write", "event:write", "project:releases", "billing:read", "billing:operate"],
  developer: [
    ...READ,
    "project:write",
    "project:admin",
    "project:releases",
    "event:write",
    "event:admin",
    "token:admin",
  ],
  security: [...READ, "audit:read", "token:admin"],
  owner: [
    ...READ,
    "org:admin",
    "project:write",
    "project:admin",
    "project:releases",
    "event:write",
    "event:admin",
    "member:admin",
    "token:admin",
    "audit:read",
    "billing:read",
    "billing:settings",
  ],
};

/** Whether a stored or received text names a role. */
export const isRole = (text: unknown): text is Role => ROLES.some((role) => role === text);

/** Whether a stored or received text names a scope. */
export const isScope = (text: unknown): text is Scope => SCOPES.some((scope) => scope === text);

/** The roles that give a scope. */
export const rolesWith = (scope: Scope): Role[] => ROLES.filter((role) => ROLE_SCOPES[role].includes(scope));

/** The union of the scopes of several roles. */
export function scopesOf(roles: readonly Role[]): Set<Scope> {
  return new Set(roles.flatMap((role) => ROLE_SCOPES[role]));
}
