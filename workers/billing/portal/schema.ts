import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Member } from "./member.ts";

/** Links that let somebody into the portal once; the row goes when the link is used. */
export const portalLink = sqliteTable(
  "billing_portal_link",
  {
    /** SHA-256 of the token in the link, hex. */
    hash: text("hash").primaryKey(),
    /** Keyed hash of the mail address that it went to. */
    who: text("who").notNull(),
    /** JSON: the people of accounts that it lets in as. */
    members: text("members", { mode: "json" }).$type<Member[]>().notNull(),
    expiresMs: integer("expires_ms").notNull(),
    /** Sealed: the mail address that becomes theirs by it, and which was. Null for a link that only lets in. */
    sealedMail: text("sealed_mail"),
  },
  (t) => [index("billing_portal_link_who").on(t.who), index("billing_portal_link_expiry").on(t.expiresMs)],
);

/** Browsers that somebody came into the portal with. */
export const portalSession = sqliteTable(
  "billing_portal_session",
  {
    /** SHA-256 of the cookie's text, hex. */
    hash: text("hash").primaryKey(),
    who: text("who").notNull(),
    members: text("members", { mode: "json" }).$type<Member[]>().notNull(),
    /** The account that is looked at; null until one is chosen. */
    accountId: text("account_id"),
    expiresMs: integer("expires_ms").notNull(),
  },
  (t) => [index("billing_portal_session_who").on(t.who), index("billing_portal_session_expiry").on(t.expiresMs)],
);

/** Staff who looked at an account's page, once per person and hour. */
export const accountLook = sqliteTable(
  "billing_account_look",
  {
    accountId: text("account_id").notNull(),
    hourMs: integer("hour_ms").notNull(),
    personId: text("person_id").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.hourMs, t.personId] }),
    index("billing_account_look_hour").on(t.hourMs),
  ],
);
