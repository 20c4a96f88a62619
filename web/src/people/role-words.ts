import type { Role } from "../../../workers/identity/role.ts";

/** What each role is for. Written as a record, so that a role without words does not compile. */
export const ROLE_WORDS: Record<Role, string> = {
  support: "Reads issues and projects",
  finance: "Reads who is here",
  ops: "Triages issues, changes projects",
  developer: "Triages issues, runs projects, makes tokens",
  security: "Reads everything, the audit log too, and makes tokens",
  owner: "Invites people and gives roles",
};

// The record's own keys, which `Object.keys` forgets.
export const ROLE_NAMES = Object.keys(ROLE_WORDS) as Role[];
