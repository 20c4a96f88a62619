import { DAY_MS, HOUR_MS } from "../../kit/time.ts";

/** Letters of an account's name or legal name. */
export const NAME_LENGTH_MAX = 200;
/** Letters of the customer's reference on invoices. */
export const REFERENCE_LENGTH_MAX = 100;
/** Letters of one line of an address. */
export const ADDRESS_LINE_LENGTH_MAX = 200;
/** People of an account at one time. */
export const PEOPLE_MAX = 1_000;
/** People of an account ever, those that left included. */
export const PEOPLE_EVER_MAX = 10_000;
export const NOTES_MAX = 1_000;
export const NOTE_LENGTH_MAX = 4_000;
/** How long a note that was removed can be brought back. */
export const NOTE_REMOVED_KEPT_MS = HOUR_MS;
export const TAGS_MAX = 20;
export const TAG_LENGTH_MAX = 40;
/** Systems that know an account by an id of their own. */
export const EXTERNAL_IDS_MAX = 20;
export const EXTERNAL_ID_LENGTH_MAX = 200;
/** Waivers of an account, ended ones included. */
export const WAIVERS_MAX = 200;
/** How long one person alone may waive an account's payments; longer needs a second person. */
export const COMP_ALONE_MAX_MS = 366 * DAY_MS;
/** Where the company has not said how long a cancelled account is kept. */
export const INCINERATE_AFTER_DAYS = 30;
