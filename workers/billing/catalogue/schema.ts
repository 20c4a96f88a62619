import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";

/** What accounts subscribe to, as its newest version says it. */
export const billingProduct = sqliteTable("billing_product", {
  id: text().primaryKey(),
  version: integer().notNull().default(1),
  name: text().notNull(),
  description: text().notNull(),
  taxCode: text("tax_code").notNull(),
  createdAtMs: integer("created_at_ms").notNull(),
  archivedAtMs: integer("archived_at_ms"),
});

/** What products were called and said, version by version; a row never changes. */
export const billingProductVersion = sqliteTable(
  "billing_product_version",
  {
    productId: text("product_id").notNull(),
    version: integer().notNull(),
    /** JSON: name, description and tax code. */
    content: text().notNull(),
    createdAtMs: integer("created_at_ms").notNull(),
    /** Who made it, by name; empty where that was not kept. */
    createdBy: text("created_by").notNull().default(""),
  },
  (t) => [primaryKey({ columns: [t.productId, t.version] })],
);

/** Versions of plans and add-ons; a row changes only by being archived, and by who may buy it. */
export const billingPlan = sqliteTable(
  "billing_plan",
  {
    id: text().primaryKey(),
    productId: text("product_id").notNull(),
    kind: text({ enum: ["plan", "add-on"] }).notNull(),
    code: text().notNull(),
    version: integer().notNull(),
    /** JSON: name, description, trial and entitlements. */
    content: text().notNull(),
    createdAtMs: integer("created_at_ms").notNull(),
    archivedAtMs: integer("archived_at_ms"),
    /** Its id in the system that it was taken over from, `stripe:price_…`; null for what was made here. */
    externalId: text("external_id"),
    /** Whether customers buy it themselves. */
    selfService: integer("self_service", { mode: "boolean" }).notNull().default(true),
    /** The product's version of then, and who made it, by name: empty where that was not kept. */
    productVersion: integer("product_version").notNull().default(1),
    createdBy: text("created_by").notNull().default(""),
  },
  (t) => [uniqueIndex("billing_plan_version").on(t.productId, t.code, t.version)],
);

/** Versions of prices; a row changes only by being archived. */
export const billingPrice = sqliteTable(
  "billing_price",
  {
    id: text().primaryKey(),
    /** The id of the first version: what all versions of a price have in common. */
    series: text().notNull(),
    version: integer().notNull(),
    planId: text("plan_id").notNull(),
    productId: text("product_id").notNull(),
    /** JSON: `PriceTerms`. */
    terms: text().notNull(),
    createdAtMs: integer("created_at_ms").notNull(),
    archivedAtMs: integer("archived_at_ms"),
    /** Its id in the system that it was taken over from, `stripe:price_…`; null for what was made here. */
    externalId: text("external_id"),
    /** Who made it, by name; empty where that was not kept. */
    createdBy: text("created_by").notNull().default(""),
  },
  (t) => [uniqueIndex("billing_price_version").on(t.series, t.version), index("billing_price_plan").on(t.planId)],
);

export const billingCoupon = sqliteTable("billing_coupon", {
  id: text().primaryKey(),
  /** JSON: name, what is off, of what, for how many invoices. */
  content: text().notNull(),
  redemptionsMax: integer("redemptions_max"),
  redemptions: integer().notNull().default(0),
  expiresAtMs: integer("expires_at_ms"),
  createdAtMs: integer("created_at_ms").notNull(),
  archivedAtMs: integer("archived_at_ms"),
  /** Its id in the system that it was taken over from, `stripe:price_…`; null for what was made here. */
  externalId: text("external_id"),
});

/** Words by which customers redeem coupons. */
export const billingCouponCode = sqliteTable(
  "billing_coupon_code",
  {
    code: text().primaryKey(),
    couponId: text("coupon_id").notNull(),
    redemptionsMax: integer("redemptions_max"),
    redemptions: integer().notNull().default(0),
    expiresAtMs: integer("expires_at_ms"),
    archivedAtMs: integer("archived_at_ms"),
  },
  (t) => [index("billing_coupon_code_coupon").on(t.couponId)],
);

/** Who redeemed what: an account redeems a coupon once, however often it is asked. */
export const billingRedemption = sqliteTable(
  "billing_redemption",
  {
    /** Coupon and account. */
    id: text().primaryKey(),
    couponId: text("coupon_id").notNull(),
    code: text(),
    accountId: text("account_id").notNull(),
    /** JSON: the `CouponGrant`. */
    discount: text().notNull(),
    atMs: integer("at_ms").notNull(),
  },
  (t) => [index("billing_redemption_coupon").on(t.couponId, t.atMs)],
);
