import type { Scope } from "../../../workers/identity/role.ts";

/** What each scope lets a token do. A scope without words does not compile. */
export const SCOPE_WORDS: Record<Scope, string> = {
  "org:read": "See the organisation",
  "org:admin": "Change the organisation",
  "project:read": "See projects and their outcomes",
  "project:write": "Create and change projects and keys",
  "project:admin": "Delete projects",
  "project:releases": "Create releases",
  "event:read": "Read issues and events",
  "event:write": "Resolve, ignore and assign issues",
  "event:admin": "Delete issues",
  "member:read": "See people",
  "member:admin": "Invite people and change roles",
  "token:admin": "Make and revoke tokens",
  "audit:read": "Read the audit log",
  "billing:read": "Look up customers and invoices, personal data masked",
  "billing:write": "Change customers' accounts and subscriptions",
  "billing:reveal": "See customers' personal data, for a reason",
  "billing:comp": "Comp accounts, up to a year",
  "billing:comp-any": "Approve longer comps",
  "billing:refund": "Refund, up to the threshold",
  "billing:refund-any": "Approve larger refunds",
  "billing:credit": "Issue credit notes, adjust balances",
  "billing:write-off": "Write off invoices",
  "billing:close": "Close periods, post journals",
  "billing:export": "Export the books",
  "billing:bulk": "Bill everything that is due, import accounts",
  "billing:catalogue": "Change products, plans and prices",
  "billing:operate": "Run billing's jobs, replay effects, test the gateway",
  "billing:settings": "Change the company's billing settings",
};

// The record's own keys, which `Object.keys` forgets.
export const SCOPE_NAMES = Object.keys(SCOPE_WORDS) as Scope[];
