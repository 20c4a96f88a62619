// How large a catalogue and what is in it may be. All of it is read at once, so it stays small.

export const PRODUCTS_MAX = 50;
/** Versions of one product. */
export const PRODUCT_VERSIONS_MAX = 500;
/** Plans and add-ons with all their versions, of the company. */
export const PLANS_MAX = 500;
/** Prices with all their versions, of the company. */
export const PRICES_MAX = 2_000;
export const COUPONS_MAX = 1_000;
export const CODES_PER_COUPON_MAX = 500;
export const NAME_CHARS_MAX = 100;
export const DESCRIPTION_CHARS_MAX = 1_000;
export const ENTITLEMENTS_MAX = 100;
export const TIERS_MAX = 50;
export const TRIAL_DAYS_MAX = 730;
/** An amount in minor units, ten billion euros: far from the safe integers, so that sums stay exact. */
export const AMOUNT_MAX = 1_000_000_000_000;
/** A unit's price in minor units, and how many units or packages there may be of anything. */
export const UNIT_AMOUNT_MAX = 1_000_000_000;
export const QUANTITY_MAX = 1_000_000_000_000;
/** Invoices that a coupon lowers, where not all. */
export const COUPON_INVOICES_MAX = 120;
/** Months that a coupon lasts, where it ends by time. */
export const COUPON_MONTHS_MAX = 120;
export const REDEMPTIONS_MAX = 10_000_000;
/** Intervals last at most a year. */
export const INTERVAL_COUNT_MAX = { day: 365, week: 52, month: 12, year: 1 };
