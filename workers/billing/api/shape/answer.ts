import * as z from "zod";
import type { COMMANDS, CommandName } from "../../command/commands.ts";
import type { ToldMethod } from "../../payment/payment.ts";
import { accountRecordShape, noteShape, overrideShape, personPartShape, waiverShape } from "./account.ts";
import { creditNoteShape, invoiceShape } from "./invoice.ts";
import { balanceEntryShape, transactionShape } from "./ledger.ts";
import { paymentMethodShape, paymentShape, refundShape } from "./payment.ts";
import { moment, of, text } from "./shape.ts";
import { subscriptionShape } from "./subscription.ts";

type CommandValue<Name extends CommandName> = Extract<
  ReturnType<(typeof COMMANDS)[Name]["rule"]>,
  { ok: true }
>["value"];

const started = z.object({ subscription: subscriptionShape, invoice: invoiceShape.nullable() });
const method = z.object({ method: paymentMethodShape });
/** An invoice that is gone, or only named. */
const namedInvoice = z.object({ ...of("invoice"), id: text });

/** What commands answer that programs run; a command is only offered when its answer is described here. */
export const ANSWERS = {
  "account.change": accountRecordShape,
  "account.import": z.object({ accountId: text }),
  "account.cancel": accountRecordShape,
  "account.reactivate": accountRecordShape,
  "account.freeze": accountRecordShape,
  "account.unfreeze": accountRecordShape,
  "account.tag": accountRecordShape,
  "account.link": accountRecordShape,
  "account.transfer": accountRecordShape,
  "account.assign": accountRecordShape,
  "account.exempt": accountRecordShape,
  "tax-id.set": accountRecordShape,
  "person.add": personPartShape,
  "person.remove": personPartShape,
  "note.add": noteShape,
  "note.remove": z.object({ ...of("note"), id: text }),
  "note.restore": noteShape,
  "waiver.give": waiverShape,
  "waiver.end": waiverShape,
  "waiver.review": waiverShape,
  "override.set": overrideShape,
  "override.end": overrideShape,
  "clock.set": z.object({ clockMs: moment }),
  "clock.end": z.object({ clockMs: z.null() }),
  "subscription.create": started,
  "subscription.change": started.extend({ effectiveMs: moment }),
  "subscription.unschedule": subscriptionShape,
  "subscription.terms": subscriptionShape,
  "subscription.cancel": subscriptionShape,
  "subscription.keep": subscriptionShape,
  "subscription.extend-trial": subscriptionShape,
  "subscription.pause": subscriptionShape,
  "subscription.resume": subscriptionShape,
  "subscription.redeem": subscriptionShape,
  "subscription.discount": subscriptionShape,
  "subscription.end-discount": subscriptionShape,
  "invoice.create": invoiceShape,
  "invoice.finalise": invoiceShape,
  "invoice.void": invoiceShape,
  "invoice.write-off": invoiceShape,
  "invoice.delete": namedInvoice,
  "invoice.mail": namedInvoice,
  "credit-note.mail": z.object({ ...of("credit_note"), id: text }),
  "payment.mail": z.object({ ...of("payment"), id: text }),
  "balance.adjust": balanceEntryShape,
  "credit-note.issue": z.object({ creditNote: creditNoteShape, invoice: invoiceShape, refunds: z.array(text) }),
  "credit-note.void": z.object({ creditNote: creditNoteShape, invoice: invoiceShape }),
  "refund.start": z.object({ refund: refundShape, payment: paymentShape }),
  "payment.collect": z.object({
    became: z.enum(["charging", "moved-to-balance", "under-way"]),
  }),
  "refund.record-transfer": z.object({
    refund: refundShape,
    transactions: z.array(transactionShape),
    ignored: z.enum(["already-settled", "out-of-date", "nothing-new"]).nullable(),
  }),
  "payment.ask": z.object({ payment: paymentShape }),
  "payment.cancel": z.object({ payment: paymentShape }),
  "method.attach": method,
  "method.default": method,
  "method.detach": method,
} satisfies { [Name in CommandName]?: z.ZodType<Widened<CommandValue<Name>>> };

/** A rule's own answer may be narrower than what is described, and says of a method what is told nobody. */
type Widened<Value> = Value extends { kind: "adjustment" }
  ? Omit<Value, "kind" | "source">
  : Value extends { method: ToldMethod }
    ? { method: ToldMethod }
    : Value;

/** Commands that programs may run. */
export type OfferedCommand = keyof typeof ANSWERS;
