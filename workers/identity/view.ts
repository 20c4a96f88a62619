import type { Role, Scope } from "./role.ts";

/** Who is signed in, and what they may do. */
export interface MeView {
  person: {
    id: string;
    name: string;
    email: string;
    roles: Role[];
    scopes: Scope[];
    hasPasskey: boolean;
    hasTotp: boolean;
    /** Whether mails say what happens to issues that they follow. */
    issueMails: boolean;
  };
  org: { slug: string };
}

export interface PersonView {
  id: string;
  name: string;
  email: string;
  roles: Role[];
  createdAtMs: number;
  lastSeenAtMs: number | null;
  disabled: boolean;
}

export interface InvitationView {
  id: string;
  email: string;
  roles: Role[];
  expiresAtMs: number;
  /** Mail address of the person, or name of the token, that invited. */
  invitedBy: string;
}

/** A link, shown once. */
export interface LinkView {
  url: string;
  expiresAtMs: number;
}

export interface TokenView {
  id: string;
  name: string;
  scopes: Scope[];
  /** The token's last four characters. */
  prefix: string;
  createdAtMs: number;
  expiresAtMs: number | null;
  lastUsedAtMs: number | null;
  createdBy: string;
}

/** A token just made, with its text, shown once. */
export interface NewTokenView extends TokenView {
  token: string;
}

export interface SessionView {
  id: string;
  current: boolean;
  userAgent: string | null;
  ipAddress: string | null;
  createdAtMs: number;
  lastSeenAtMs: number;
}

export interface PasskeyView {
  id: string;
  name: string | null;
  createdAtMs: number;
}

export interface AuditEntryView {
  seq: number;
  atMs: number;
  actor: { kind: "person" | "token"; id: string; name: string };
  action: string;
  target: string;
  detail: Record<string, unknown>;
  requestId: string;
  hash: string;
  previousHash: string;
}

/** Whether the audit log's chain is whole; `brokenAt` is the first entry that does not fit. */
export interface AuditVerification {
  ok: boolean;
  entries: number;
  brokenAt: number | null;
}

/** What the ways in answer: signed in, or a code from the authenticator app is asked for first. */
export interface SignInView {
  ok: boolean;
  twoFactorRedirect?: boolean;
}
