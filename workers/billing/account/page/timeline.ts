import { field, isObject, type Json, type JsonObject } from "../../../kit/json.ts";
import type { AccountBooks } from "../../account-client.ts";
import type { Deed } from "../../command/command.ts";
import type { LoggedCommand } from "../../command/command-log.ts";
import type { PaymentOutcome } from "../../payment/payment.ts";
import { amountWords, entitlementWords, lastDayWords } from "../command/amount-words.ts";
import type { TimelineActor, TimelineEntry, TimelineKind, TimelinePage } from "../view.ts";

/** Entries on one page. */
export const TIMELINE_PAGE = 50;
/** Commands that are asked of the log at once, and how often for one page. */
export const LOG_PAGE = 200;
export const LOG_PAGES = 10;

const text = (value: Json | undefined): string => (typeof value === "string" ? value : "");

/** What a command did, in words, by its name and input; those that are missing are the machinery's own. */
const WORDS: Record<string, (input: JsonObject, value: Json) => string> = {
  "account.create": () => "Account opened",
  "account.change": (input) => `Changed ${Object.keys(input).map(detailWords).join(", ")}`,
  "account.transfer": () => "Ownership transferred",
  "account.tag": () => "Tags changed",
  "account.link": ({ system }) => `Known to ${text(system)} by another id`,
  "account.exempt": ({ kind, rate }) =>
    kind === "exempt" ? "Exempt from tax" : kind === "fixed" ? `Taxed at ${text(rate)} %` : "Taxed by the rules again",
  "account.assign": ({ entityId }) => `Sold by ${text(entityId)} from then on`,
  "account.cancel": () => "Account cancelled",
  "account.reactivate": () => "Account reactivated",
  "account.freeze": () => "Account frozen",
  "account.unfreeze": () => "Account unfrozen",
  "account.incinerate": () => "Personal data removed",
  "account.absorb": ({ fromId }) => `Took in account ${text(fromId)}`,
  "account.dissolve": ({ intoId }) => `Merged into account ${text(intoId)}`,
  "person.add": ({ role }) => `Somebody joined as ${text(role)}`,
  "person.remove": () => "Somebody left",
  "person.change-mail": () => "Somebody changed their mail address",
  "waiver.give": ({ planName, planId, expiresMs }) =>
    `Comped on ${text(planName) || text(planId)}${typeof expiresMs === "number" ? ` until ${lastDayWords(expiresMs)}` : ""}`,
  "waiver.end": () => "Comp ended",
  "waiver.review": () => "Comp reviewed",
  "override.set": ({ name, value, expiresMs }) =>
    `Set ${text(name)} to ${entitlementWords(typeof value === "boolean" || typeof value === "number" ? value : null)}${typeof expiresMs === "number" ? ` until ${lastDayWords(expiresMs)}` : ""}`,
  "override.end": () => "Override ended",
  "note.add": () => "Note written",
  "note.remove": () => "Note removed",
  "note.restore": () => "Note brought back",
  "tax-id.set": ({ value }) => (value === null ? "Tax id removed" : "Tax id set, the register is asked"),
  "subscription.create": ({ items }) => `Subscribed to ${wantedWords(items)}`,
  "subscription.change": ({ items }) => `Subscription changed to ${wantedWords(items)}`,
  "subscription.unschedule": () => "A change that waited was taken back",
  "subscription.cancel": ({ at }) => (at === "now" ? "Subscription cancelled" : "Subscription ends with its period"),
  "subscription.keep": () => "Cancellation taken back",
  "subscription.extend-trial": ({ endMs }) =>
    `Trial until ${typeof endMs === "number" ? lastDayWords(endMs) : "a day"}`,
  "subscription.pause": () => "Subscription paused",
  "subscription.resume": () => "Subscription resumed",
  "subscription.redeem": ({ coupon }) => `Redeemed ${couponName(coupon)}`,
  "subscription.terms": () => "Terms of payment changed",
  "subscription.discount": ({ name }) => `Discount ${text(name)}`,
  "subscription.end-discount": () => "Discount ended",
  "invoice.create": () => "Invoice by hand",
  "invoice.number": () => "Invoice finalised",
  "invoice.mail": () => "Invoice mailed again",
  "credit-note.mail": () => "Credit note mailed again",
  "payment.mail": () => "Receipt mailed again",
  "invoice.void": () => "Invoice voided",
  "invoice.write-off": () => "Invoice written off",
  "credit-note.issue": (_, value) => `Credit note${overOf(field(value, "creditNote"), "total")}`,
  "credit-note.void": (_, value) => `Credit note voided${overOf(field(value, "creditNote"), "total")}`,
  "sales-tax.quoted": () => "Sales tax quoted",
  "balance.adjust": (_, value) => `Balance adjusted${overOf(value, "amount")}`,
  "payment.start": () => "Payment started",
  "payment.pay-once": () => "Payment started by the link of the invoice",
  "payment.settle": ({ result }) => `Payment ${outcomeOf(result)}`,
  "payment.record-transfer": () => "Bank transfer recorded",
  "refund.start": (_, value) => `Refund started${overOf(field(value, "refund"), "amount")}`,
  "refund.record-transfer": ({ outcome }) =>
    outcome === "sent" ? "Refund sent by bank transfer" : "Refund by bank transfer given up",
  "refund.settle": ({ result }) => `Refund ${outcomeOf(result)}`,
  "dispute.record": () => "Dispute recorded",
  "method.attach": () => "Payment method added",
  "method.default": () => "Payment method made the default",
  "method.detach": () => "Payment method removed",
  "clock.set": () => "Test clock moved",
  "clock.end": () => "Test clock taken away",
};

/** What a detail of an account is called: `legal name`. */
const detailWords = (name: string): string => name.replace(/[A-Z]/g, (capital) => ` ${capital.toLowerCase()}`);

const couponName = (coupon: Json | undefined): string => text(field(coupon ?? null, "name")) || "a coupon";

/** The amount of an answer, `: €20.00`; nothing where it has none. */
function overOf(value: Json, name: string): string {
  const [amount, currency] = [field(value, name), field(value, "currency")];
  return typeof amount === "number" && typeof currency === "string" ? `: ${amountWords(amount, currency)}` : "";
}

/** What a subscription was to have, `3 × Team`. */
function wantedWords(items: Json | undefined): string {
  if (!Array.isArray(items)) return "";
  const words = items.map(
    (item) => `${String(field(item, "quantity"))} × ${text(field(field(item, "price"), "name"))}`,
  );
  return words.join(", ");
}

const OUTCOME_WORDS: Record<PaymentOutcome, string> = {
  success: "succeeded",
  pending: "waits for the bank",
  "requires-action": "waits for the customer",
  failure: "declined",
  cancelled: "not carried out",
  unknown: "without an answer",
};

const outcomeOf = (result: Json | undefined): string => {
  const outcome = text(field(result ?? null, "outcome"));
  return Object.hasOwn(OUTCOME_WORDS, outcome) ? OUTCOME_WORDS[outcome as PaymentOutcome] : "settled"; // asked before
};

/** What the noun of a command is about. */
const KIND: Record<string, TimelineKind> = {
  person: "people",
  waiver: "comp",
  note: "note",
  subscription: "subscription",
  invoice: "invoice",
  "credit-note": "invoice",
  balance: "invoice",
  payment: "payment",
  refund: "payment",
  dispute: "payment",
  method: "payment",
};
const ACTOR: Record<Deed["actor"]["kind"], TimelineActor> = {
  person: "staff",
  token: "staff",
  customer: "customer",
  system: "system",
};
/** Where a command's input names the record that it is about, the most telling first. */
const THINGS = [
  "invoiceId",
  "subscriptionId",
  "paymentId",
  "refundId",
  "methodId",
  "waiverId",
  "personId",
  "toPersonId",
  "id",
];
/** Where the answer of one that made a record has it. */
const MADE = ["subscription", "invoice", "payment", "refund", "method"];

/** The story that a command of the log tells; null for what only the machinery cares for. */
export function timelineEntry({ seq, command, input, deed, value, erased }: LoggedCommand): TimelineEntry | null {
  const words = WORDS[command];
  const given: JsonObject = isObject(input) ? input : {};
  if (!words || !(erased || isObject(input))) return null;
  const { nowMs, reason } = deed;
  // Where names were erased, ids are left.
  const [by, approver] = [deed.actor, deed.approvedBy].map((one) => one && (one.name || one.id));
  return {
    seq,
    atMs: nowMs,
    command,
    kind: KIND[command.split(".")[0] ?? ""] ?? "account",
    words: erased ? `Erased: ${command}` : words(given, value),
    by: approver ? `${by}, approved by ${approver}` : (by ?? ""),
    actor: ACTOR[deed.actor.kind],
    reason,
    thingId: command.startsWith("account.") && command !== "account.transfer" ? null : thingOf(given, value),
  };
}

function thingOf(input: JsonObject, value: Json): string | null {
  for (const name of THINGS) if (typeof input[name] === "string") return input[name];
  if (!isObject(value)) return null;
  for (const name of MADE) {
    const made = value[name];
    if (made !== undefined && isObject(made) && typeof made.id === "string") return made.id;
  }
  return typeof value.id === "string" ? value.id : null;
}

/** What a timeline is narrowed to; null for all. */
interface TimelineFilter {
  kind: TimelineKind | null;
  actor: TimelineActor | null;
}

/**
 * A page of an account's story as its log tells it, before a command. At most `LOG_PAGES` pages of the log are read for it, so
 * that a page may be short, even empty, though more follows.
 */
export async function readTimeline(
  books: Pick<AccountBooks, "commands">,
  beforeSeq: number | null,
  { kind, actor }: TimelineFilter,
): Promise<TimelinePage> {
  const entries: TimelineEntry[] = [];
  let before = beforeSeq;
  for (let page = 0; page < LOG_PAGES; page += 1) {
    const commands = await books.commands(before, LOG_PAGE);
    for (const command of commands) {
      before = command.seq;
      const entry = timelineEntry(command);
      if (!entry || (kind !== null && entry.kind !== kind) || (actor !== null && entry.actor !== actor)) continue;
      entries.push(entry);
      if (entries.length === TIMELINE_PAGE) return { entries, next: before > 1 ? before : null };
    }
    if (commands.length < LOG_PAGE) return { entries, next: null };
  }
  return { entries, next: before };
}
