import type { Json } from "../../../durable-objects/audit-log/entry.ts";
import type { LoggedCommand } from "../command-log.ts";
import { dayWords, entitlementWords } from "./amount-words.ts";
import type { TimelineEntry } from "./view.ts";

type Input = { [name: string]: Json };
const text = (value: Json | undefined): string => (typeof value === "string" ? value : "");

/** What a command did, in words, by its name and input; those that are missing are the machinery's own. */
const WORDS: Record<string, (input: Input) => string> = {
  "account.create": () => "Account opened",
  "account.change": (input) => `Changed ${Object.keys(input).join(", ")}`,
  "account.transfer": () => "Ownership transferred",
  "account.tag": () => "Tags changed",
  "account.link": ({ system }) => `Known to ${text(system)} by another id`,
  "account.exempt": ({ kind }) => (kind === "exempt" ? "Exempt from tax" : "No longer exempt from tax"),
  "account.cancel": () => "Account cancelled",
  "account.reactivate": () => "Account reactivated",
  "account.freeze": () => "Account frozen",
  "account.unfreeze": () => "Account unfrozen",
  "account.incinerate": () => "Personal data removed",
  "account.absorb": ({ fromId }) => `Took in account ${text(fromId)}`,
  "account.dissolve": ({ intoId }) => `Merged into account ${text(intoId)}`,
  "person.add": ({ role }) => `Somebody joined as ${text(role)}`,
  "person.remove": () => "Somebody left",
  "waiver.give": ({ planName, planId, expiresMs }) =>
    `Comped on ${text(planName) || text(planId)}${typeof expiresMs === "number" ? ` until ${dayWords(expiresMs)}` : ""}`,
  "waiver.end": () => "Comp ended",
  "waiver.review": () => "Comp reviewed",
  "override.set": ({ name, value, expiresMs }) =>
    `Set ${text(name)} to ${entitlementWords(typeof value === "boolean" || typeof value === "number" ? value : null)}${typeof expiresMs === "number" ? ` until ${dayWords(expiresMs)}` : ""}`,
  "override.end": () => "Override ended",
  "note.add": () => "Note written",
  "note.remove": () => "Note removed",
  "tax-id.set": ({ value }) => (value === null ? "Tax id removed" : "Tax id set, the register is asked"),
  "subscription.create": () => "Subscribed",
  "subscription.change": () => "Subscription changed",
  "subscription.cancel": ({ at }) => (at === "now" ? "Subscription cancelled" : "Subscription ends with its period"),
  "subscription.keep": () => "Cancellation taken back",
  "subscription.pause": () => "Subscription paused",
  "subscription.resume": () => "Subscription resumed",
  "subscription.redeem": ({ coupon }) => `Redeemed ${couponName(coupon)}`,
  "subscription.discount": ({ name }) => `Discount ${text(name)}`,
  "subscription.end-discount": () => "Discount ended",
  "invoice.create": () => "Invoice by hand",
  "invoice.number": () => "Invoice finalised",
  "invoice.void": () => "Invoice voided",
  "invoice.write-off": () => "Invoice written off",
  "credit-note.issue": () => "Credit note issued",
  "balance.adjust": () => "Balance adjusted",
  "payment.start": () => "Payment started",
  "payment.settle": ({ result }) => `Payment ${outcomeOf(result)}`,
  "payment.record-transfer": () => "Bank transfer recorded",
  "refund.start": () => "Refund started",
  "refund.settle": ({ result }) => `Refund ${outcomeOf(result)}`,
  "dispute.record": () => "Dispute recorded",
  "method.attach": () => "Payment method added",
  "method.default": () => "Payment method made the default",
  "method.detach": () => "Payment method removed",
  "clock.set": () => "Test clock moved",
  "clock.end": () => "Test clock taken away",
};

const couponName = (coupon: Json | undefined): string =>
  typeof coupon === "object" && coupon !== null && !Array.isArray(coupon) ? text(coupon.name) : "a coupon";

const outcomeOf = (result: Json | undefined): string =>
  typeof result === "object" && result !== null && !Array.isArray(result) ? text(result.outcome) : "settled";

/** The story of an account as its log tells it; what only the machinery cares for is left out. */
export const timelineOf = (commands: readonly LoggedCommand[]): TimelineEntry[] =>
  commands.flatMap(({ seq, command, input, deed }) => {
    const words = WORDS[command];
    if (!words || typeof input !== "object" || input === null || Array.isArray(input)) return [];
    const { nowMs, actor, reason, approvedBy } = deed;
    const by = approvedBy ? `${actor.name}, approved by ${approvedBy.name}` : actor.name;
    return [{ seq, atMs: nowMs, command, words: words(input), by, reason }];
  });
