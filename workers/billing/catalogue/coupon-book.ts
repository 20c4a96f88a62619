import { fail, ok, type Result } from "../../kit/result.ts";
import type { CouponGrant } from "../subscription/redemption.ts";
import { type Coupon, type CouponCode, type NotRedeemable, redeemed } from "./coupon.ts";
import { CODES_PER_COUPON_MAX, COUPONS_MAX } from "./limits.ts";

interface Row {
  id: string;
  content: string;
  redemptions_max: number | null;
  redemptions: number;
  expires_at_ms: number | null;
  created_at_ms: number;
  archived_at_ms: number | null;
}

interface CodeRow {
  code: string;
  coupon_id: string;
  redemptions_max: number | null;
  redemptions: number;
  expires_at_ms: number | null;
  archived_at_ms: number | null;
}

/** All coupons, newest first. */
export async function listCoupons(db: D1Database): Promise<Coupon[]> {
  const { results } = await db
    .prepare(`select * from billing_coupon order by created_at_ms desc, id desc limit ${COUPONS_MAX}`)
    .all<Row>();
  return results.map(couponOf);
}

type CouponContent = Pick<Coupon, "name" | "off" | "invoices" | "months" | "productIds" | "currencies">;

/** What of a coupon never changes, as it is kept. */
export const couponContent = ({ name, off, invoices, months, productIds, currencies }: CouponContent): string =>
  JSON.stringify({ name, off, invoices, months, productIds, currencies });

export async function findCoupon(db: D1Database, id: string): Promise<Coupon | null> {
  const row = await db.prepare("select * from billing_coupon where id = ?").bind(id).first<Row>();
  return row && couponOf(row);
}

/** Adds a coupon; false when there are as many as may be. */
export async function insertCoupon(db: D1Database, coupon: Coupon): Promise<boolean> {
  const { meta } = await db
    .prepare(
      `insert into billing_coupon (id, content, redemptions_max, expires_at_ms, created_at_ms)
       select ?1, ?2, ?3, ?4, ?5 where (select count(*) from billing_coupon) < ?6`,
    )
    .bind(coupon.id, couponContent(coupon), coupon.redemptionsMax, coupon.expiresMs, coupon.createdMs, COUPONS_MAX)
    .run();
  return meta.changes === 1;
}

export async function codesOf(db: D1Database, couponId: string): Promise<CouponCode[]> {
  const { results } = await db
    .prepare(`select * from billing_coupon_code where coupon_id = ? order by code limit ${CODES_PER_COUPON_MAX}`)
    .bind(couponId)
    .all<CodeRow>();
  return results.map(codeOf);
}

export async function findCode(db: D1Database, code: string): Promise<CouponCode | null> {
  const row = await db.prepare("select * from billing_coupon_code where code = ?").bind(code).first<CodeRow>();
  return row && codeOf(row);
}

/** Adds a code; false when it is taken, by whatever coupon, or there are as many as may be. */
export async function insertCode(
  db: D1Database,
  { code, couponId, redemptionsMax, expiresMs }: Omit<CouponCode, "redemptions" | "archivedMs">,
): Promise<boolean> {
  const { meta } = await db
    .prepare(
      `insert into billing_coupon_code (code, coupon_id, redemptions_max, expires_at_ms) select ?1, ?2, ?3, ?4
       where (select count(*) from billing_coupon_code where coupon_id = ?2) < ?5 on conflict do nothing`,
    )
    .bind(code, couponId, redemptionsMax, expiresMs, CODES_PER_COUPON_MAX)
    .run();
  return meta.changes === 1;
}

/** For whom a coupon is redeemed. */
export interface Redeemer {
  accountId: string;
  currency: string;
  nowMs: number;
}

export type CouponRefusal = NotRedeemable | "no-such-coupon";

interface Quote {
  coupon: Coupon;
  code: CouponCode | null;
  grant: CouponGrant;
  /** Whether it is counted for the account already. */
  counted: boolean;
}

/** What a code, or a coupon's id, would give an account; nothing is counted. */
export async function quoteCoupon(
  db: D1Database,
  word: string,
  redeemer: Redeemer,
): Promise<Result<Quote, CouponRefusal>> {
  const code = await findCode(db, word.trim().toUpperCase());
  const coupon = await findCoupon(db, code?.couponId ?? word);
  if (coupon === null) return fail("no-such-coupon", "There is no such coupon.");
  const before = await givenBefore(db, redemptionId(coupon, redeemer));
  if (before) return ok({ coupon, code, grant: before, counted: true });
  const given = redeemed(coupon, code, redeemer);
  return given.ok ? ok({ coupon, code, grant: given.value, counted: false }) : given;
}

/**
 * Redeems a coupon by a code or its id, once for an account: asked again, it gives the same and counts nothing.
 * Counted before the books have it, so that a kill in between leaves one that the account can still take.
 */
export async function redeem(
  db: D1Database,
  word: string,
  redeemer: Redeemer,
): Promise<Result<CouponGrant, CouponRefusal>> {
  const quote = await quoteCoupon(db, word, redeemer);
  if (!quote.ok) return quote;
  const { coupon, code, grant, counted } = quote.value;
  if (counted) return ok(grant);
  const id = redemptionId(coupon, redeemer);
  // The limits are asked again by the statement that counts, so that two at once cannot both be the last.
  const unused = "(redemptions_max is null or redemptions < redemptions_max)";
  await db.batch([
    db
      .prepare(
        `insert into billing_redemption (id, coupon_id, code, account_id, discount, at_ms)
         select ?1, ?2, ?3, ?4, ?5, ?6 where exists (select 1 from billing_coupon where id = ?2 and ${unused})
         and (?3 is null or exists (select 1 from billing_coupon_code where code = ?3 and ${unused}))
         on conflict do nothing`,
      )
      .bind(id, coupon.id, code?.code ?? null, redeemer.accountId, JSON.stringify(grant), redeemer.nowMs),
    // `changes()` is what the statement before did: nothing is counted for what was not written.
    db
      .prepare("update billing_coupon set redemptions = redemptions + 1 where id = ? and changes() = 1")
      .bind(coupon.id),
    db
      .prepare("update billing_coupon_code set redemptions = redemptions + 1 where code = ? and changes() = 1")
      .bind(code?.code ?? ""),
  ]);
  const kept = await givenBefore(db, id);
  return kept ? ok(kept) : fail("used-up", "It was redeemed as often as it may be.");
}

const redemptionId = ({ id }: Coupon, { accountId }: Redeemer): string => `${id}:${accountId}`;

async function givenBefore(db: D1Database, id: string): Promise<CouponGrant | null> {
  const grant = await db
    .prepare("select discount from billing_redemption where id = ?")
    .bind(id)
    .first<string>("discount");
  // Written by `redeem`.
  return grant === null ? null : (JSON.parse(grant) as CouponGrant);
}

const couponOf = (row: Row): Coupon => ({
  id: row.id,
  // Written by `couponContent`; older ones have no end by time.
  months: null,
  ...(JSON.parse(row.content) as Omit<CouponContent, "months"> & Partial<CouponContent>),
  redemptionsMax: row.redemptions_max,
  redemptions: row.redemptions,
  expiresMs: row.expires_at_ms,
  createdMs: row.created_at_ms,
  archivedMs: row.archived_at_ms,
});

const codeOf = (row: CodeRow): CouponCode => ({
  code: row.code,
  couponId: row.coupon_id,
  redemptionsMax: row.redemptions_max,
  redemptions: row.redemptions,
  expiresMs: row.expires_at_ms,
  archivedMs: row.archived_at_ms,
});
