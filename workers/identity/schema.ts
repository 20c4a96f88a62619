import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Role, Scope } from "./role.ts";

const moment = (name: string) => integer(name, { mode: "timestamp_ms" });

/** People of the company. The columns up to `twoFactorEnabled` are better-auth's "user". */
export const person = sqliteTable("person", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  email: text("email").notNull().unique(),
  emailVerified: integer("email_verified", { mode: "boolean" }).notNull().default(false),
  image: text("image"),
  createdAt: moment("created_at").notNull(),
  updatedAt: moment("updated_at").notNull(),
  twoFactorEnabled: integer("two_factor_enabled", { mode: "boolean" }).default(false),
  /** JSON array. In the row itself, so that "never without an owner" is the condition of one statement. */
  roles: text("roles", { mode: "json" }).$type<Role[]>().notNull().default([]),
  disabledAtMs: integer("disabled_at_ms"),
  lastSeenAtMs: integer("last_seen_at_ms"),
  /** Whether mails say what happens to issues that they follow. */
  issueMails: integer("issue_mails", { mode: "boolean" }).notNull().default(true),
});

const personId = (name = "person_id") =>
  text(name)
    .notNull()
    .references(() => person.id, { onDelete: "cascade" });

/** Signed-in browsers (better-auth). `updatedAt` is when the session was last used, to the minute. */
export const session = sqliteTable(
  "session",
  {
    id: text("id").primaryKey(),
    token: text("token").notNull().unique(),
    userId: personId(),
    expiresAt: moment("expires_at").notNull(),
    createdAt: moment("created_at").notNull(),
    updatedAt: moment("updated_at").notNull(),
    ipAddress: text("ip_address"),
    userAgent: text("user_agent"),
  },
  (t) => [index("session_person").on(t.userId)],
);

/** Sign-ins through other providers (better-auth). Nothing writes it, but better-auth does not start without it. */
export const account = sqliteTable("account", {
  id: text("id").primaryKey(),
  accountId: text("account_id").notNull(),
  providerId: text("provider_id").notNull(),
  userId: personId(),
  accessToken: text("access_token"),
  refreshToken: text("refresh_token"),
  idToken: text("id_token"),
  accessTokenExpiresAt: moment("access_token_expires_at"),
  refreshTokenExpiresAt: moment("refresh_token_expires_at"),
  scope: text("scope"),
  password: text("password"),
  createdAt: moment("created_at").notNull(),
  updatedAt: moment("updated_at").notNull(),
});

/** Challenges under way: passkey ceremonies and second factors (better-auth). */
export const verification = sqliteTable(
  "verification",
  {
    id: text("id").primaryKey(),
    identifier: text("identifier").notNull(),
    value: text("value").notNull(),
    expiresAt: moment("expires_at").notNull(),
    createdAt: moment("created_at").notNull(),
    updatedAt: moment("updated_at").notNull(),
  },
  (t) => [index("verification_identifier").on(t.identifier), index("verification_expiry").on(t.expiresAt)],
);

/** Passkeys (better-auth). */
export const passkey = sqliteTable(
  "passkey",
  {
    id: text("id").primaryKey(),
    name: text("name"),
    publicKey: text("public_key").notNull(),
    userId: personId(),
    credentialID: text("credential_id").notNull().unique(),
    counter: integer("counter").notNull(),
    deviceType: text("device_type").notNull(),
    backedUp: integer("backed_up", { mode: "boolean" }).notNull(),
    transports: text("transports"),
    createdAt: moment("created_at"),
    aaguid: text("aaguid"),
  },
  (t) => [index("passkey_person").on(t.userId)],
);

/** Authenticator app secrets and recovery codes, both encrypted (better-auth). */
export const twoFactor = sqliteTable("two_factor", {
  id: text("id").primaryKey(),
  secret: text("secret").notNull(),
  backupCodes: text("backup_codes").notNull(),
  userId: personId().unique(),
  verified: integer("verified", { mode: "boolean" }).default(true),
  failedVerificationCount: integer("failed_verification_count").default(0),
  lockedUntil: moment("locked_until"),
});

/** Open invitations; the row goes when it is accepted or withdrawn. */
export const invitation = sqliteTable("invitation", {
  id: text("id").primaryKey(),
  email: text("email").notNull().unique(),
  roles: text("roles", { mode: "json" }).$type<Role[]>().notNull(),
  /** SHA-256 of the token in the link, hex. */
  hash: text("hash").notNull().unique(),
  /** Mail address of the person, or name of the token, that invited. */
  invitedBy: text("invited_by").notNull(),
  createdAtMs: integer("created_at_ms").notNull(),
  expiresAtMs: integer("expires_at_ms").notNull(),
});

/** Links that sign a person in once; the row goes when the link is used. */
export const oneTimeLink = sqliteTable("one_time_link", {
  /** SHA-256 of the token in the link, hex. */
  hash: text("hash").primaryKey(),
  personId: personId(),
  expiresAtMs: integer("expires_at_ms").notNull(),
});

/** API tokens. A token never does more than the person who made it may do at that moment. */
export const token = sqliteTable("token", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  /** SHA-256 of the whole token, hex. */
  hash: text("hash").notNull().unique(),
  /** The token's last four characters, to tell tokens apart. */
  suffix: text("suffix").notNull(),
  scopes: text("scopes", { mode: "json" }).$type<Scope[]>().notNull(),
  /** Who made it; null when the server's owner token did. */
  personId: text("person_id").references(() => person.id, { onDelete: "cascade" }),
  createdAtMs: integer("created_at_ms").notNull(),
  expiresAtMs: integer("expires_at_ms"),
  lastUsedAtMs: integer("last_used_at_ms"),
  revokedAtMs: integer("revoked_at_ms"),
});
