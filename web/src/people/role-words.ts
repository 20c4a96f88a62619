import type { Role } from "../../../workers/identity/role.ts";

/** What each role is for. Written as a record, so that a role without words does not compile. */
export const ROLE_WORDS: Record<Role, string> = {
  support: "Reads issues and projects, looks after customers, comps and refunds up to a limit",
  finance: "Refunds, credits, prices, the books and their exports",
  ops: "Triages issues, changes projects, runs billing's jobs",
  developer: "Triages issues, runs projects, makes tokens",
  security: "Reads everything, the audit log too, and makes tokens",
  owner: "Invites people, gives roles, keeps the settings",
};

// The record's own keys, which `Object.keys` forgets.
export const ROLE_NAMES = Object.keys(ROLE_WORDS) as Role[];
