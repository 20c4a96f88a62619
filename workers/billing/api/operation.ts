import type { Scope } from "../../identity/role.ts";
import type { RecordKind } from "../books/record.ts";
import type { OfferedCommand } from "./shape/answer.ts";

/** A request that changes something: which command it is, and what of the command's input the path brings. */
export interface Operation {
  method: "post" | "delete";
  path: string;
  command: OfferedCommand;
  scope: Scope;
  summary: string;
  /** The field of the command's input that the path's `:id` is; null where the account itself is meant. */
  idField: string | null;
  /** Whose id the path's `:id` has to be, where the command would take any; null else. */
  known: RecordKind | null;
  /** The account is named by the path's `:account`, or it is told by the id of the thing. */
  account: "path" | "id";
}

const ofAccount = (
  path: string,
  command: OfferedCommand,
  scope: Scope,
  summary: string,
  method: Operation["method"] = "post",
): Operation => ({
  method,
  path: `/accounts/:account${path}`,
  command,
  scope,
  summary,
  idField: null,
  known: null,
  account: "path",
});

/** About somebody of an account: such ids do not tell their account. */
const ofPerson = (command: OfferedCommand, summary: string, method: Operation["method"]): Operation => ({
  ...ofAccount("/people/:id", command, "billing:write", summary, method),
  idField: "personId",
  known: "person",
});

const of = (
  path: string,
  command: OfferedCommand,
  idField: string,
  scope: Scope,
  summary: string,
  method: Operation["method"] = "post",
): Operation => ({
  method,
  path,
  command,
  scope,
  summary,
  idField,
  known: null,
  account: "id",
});

/** What programs may do by `/billing/v1`; each is one command on one account's books. */
export const OPERATIONS: readonly Operation[] = [
  ofAccount("", "account.change", "billing:write", "Change an account"),
  ofAccount("/cancel", "account.cancel", "billing:write", "Cancel an account and all it has subscribed to"),
  ofAccount("/reactivate", "account.reactivate", "billing:write", "Take a cancelled account back"),
  ofAccount("/freeze", "account.freeze", "billing:write", "Keep an account from being used"),
  ofAccount("/unfreeze", "account.unfreeze", "billing:write", "Let a frozen account be used again"),
  ofAccount("/tags", "account.tag", "billing:write", "Add and remove tags"),
  ofAccount("/external_ids", "account.link", "billing:write", "Say by which id another system knows it"),
  ofAccount("/transfer", "account.transfer", "billing:write", "Make somebody else of its people the owner"),
  ofPerson("person.add", "Give somebody another role, or take them in again", "post"),
  ofPerson("person.remove", "End somebody's part in an account", "delete"),
  ofAccount("/notes", "note.add", "billing:write", "Note what the next one should know"),
  of("/notes/:id", "note.remove", "noteId", "billing:write", "Take a note away, for good after an hour", "delete"),
  of("/notes/:id/restore", "note.restore", "noteId", "billing:write", "Bring a note back"),
  ofAccount(
    "/legal_entity",
    "account.assign",
    "billing:settings",
    "Have another legal entity of the company sell to it",
  ),
  ofAccount("/exemption", "account.exempt", "billing:write", "Say where its tax departs from the rules"),
  ofAccount("/tax_id", "tax-id.set", "billing:write", "Set the VAT id or its like"),
  ofAccount("/waivers", "waiver.give", "billing:comp", "Comp an account: waive its payments until a date"),
  ofAccount("/overrides", "override.set", "billing:comp", "Set a feature or limit by hand, for one account"),
  ofAccount("/test_clock", "clock.set", "billing:operate", "Give an account a time of its own, or move it forward"),
  ofAccount("/test_clock", "clock.end", "billing:operate", "Let an account go by everyone's time again", "delete"),
  ofAccount("/import", "account.import", "billing:bulk", "Take over what an account has in another system"),
  ofAccount("/subscriptions", "subscription.create", "billing:write", "Subscribe to prices"),
  ofAccount("/invoices", "invoice.create", "billing:credit", "Make an invoice by hand"),
  ofAccount("/balance", "balance.adjust", "billing:credit", "Change what the company owes the customer"),
  ofAccount("/credit_notes", "credit-note.issue", "billing:refund", "Take a part of an invoice back"),
  ofAccount("/refunds", "refund.start", "billing:refund", "Give money of a payment back"),
  ofAccount("/payment_methods", "method.attach", "billing:operate", "Attach a payment method of the gateway"),
  of("/subscriptions/:id", "subscription.change", "subscriptionId", "billing:write", "Change what is subscribed to"),
  of(
    "/subscriptions/:id/unschedule",
    "subscription.unschedule",
    "subscriptionId",
    "billing:write",
    "Take a change back",
  ),
  of("/subscriptions/:id/cancel", "subscription.cancel", "subscriptionId", "billing:write", "End a subscription"),
  of("/subscriptions/:id/keep", "subscription.keep", "subscriptionId", "billing:write", "Take an end back"),
  of(
    "/subscriptions/:id/extend_trial",
    "subscription.extend-trial",
    "subscriptionId",
    "billing:write",
    "Let its trial end at another time",
  ),
  of("/subscriptions/:id/pause", "subscription.pause", "subscriptionId", "billing:write", "Pause a subscription"),
  of("/subscriptions/:id/resume", "subscription.resume", "subscriptionId", "billing:write", "Resume a subscription"),
  of("/subscriptions/:id/redeem", "subscription.redeem", "subscriptionId", "billing:write", "Redeem a coupon's code"),
  of("/subscriptions/:id/discounts", "subscription.discount", "subscriptionId", "billing:credit", "Lower its invoices"),
  of(
    "/subscriptions/:id/end_discount",
    "subscription.end-discount",
    "subscriptionId",
    "billing:credit",
    "Take a discount off",
  ),
  of(
    "/subscriptions/:id/terms",
    "subscription.terms",
    "subscriptionId",
    "billing:write",
    "Set how its invoices are paid",
  ),
  of("/waivers/:id/end", "waiver.end", "waiverId", "billing:comp", "Let a comped account pay again"),
  of("/waivers/:id/review", "waiver.review", "waiverId", "billing:comp", "Let a comp be, and say when to look again"),
  of("/overrides/:id/end", "override.end", "overrideId", "billing:comp", "Let the plan's own entitlement hold again"),
  of("/invoices/:id/finalize", "invoice.finalise", "id", "billing:credit", "Finalise a draft"),
  of("/invoices/:id/pay", "payment.collect", "invoiceId", "billing:write", "Try to collect an invoice now"),
  of("/invoices/:id/send", "invoice.mail", "id", "billing:write", "Mail an invoice again"),
  of("/credit_notes/:id/send", "credit-note.mail", "id", "billing:write", "Mail a credit note again"),
  of("/credit_notes/:id/void", "credit-note.void", "id", "billing:refund", "Void a credit note to an open invoice"),
  of("/payments/:id/send", "payment.mail", "id", "billing:write", "Mail the receipt of a payment again"),
  of("/invoices/:id/void", "invoice.void", "id", "billing:credit", "Void an invoice of which nothing was paid"),
  of("/invoices/:id/mark_uncollectible", "invoice.write-off", "id", "billing:write-off", "Give up what remains"),
  of("/invoices/:id", "invoice.delete", "id", "billing:credit", "Delete a draft", "delete"),
  of(
    "/refunds/:id/transfer",
    "refund.record-transfer",
    "refundId",
    "billing:close",
    "Say what became of a refund by bank",
  ),
  of("/payments/:id/ask", "payment.ask", "paymentId", "billing:write", "Ask its gateway what became of a payment"),
  of("/payments/:id/cancel", "payment.cancel", "paymentId", "billing:write", "Give up a payment that waits"),
  of("/payment_methods/:id/default", "method.default", "methodId", "billing:write", "Charge a payment method first"),
  of("/payment_methods/:id/detach", "method.detach", "methodId", "billing:write", "Detach a payment method"),
];
