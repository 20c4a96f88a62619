import * as z from "zod";
import type { COMMANDS, CommandName } from "../../commands.ts";
import type { ToldMethod } from "../../payment/payment.ts";
import { accountRecordShape, overrideShape, waiverShape } from "./account.ts";
import { creditNoteShape, invoiceShape } from "./invoice.ts";
import { balanceEntryShape } from "./ledger.ts";
import { paymentMethodShape, paymentShape, refundShape } from "./payment.ts";
import { moment, text } from "./shape.ts";
import { subscriptionShape } from "./subscription.ts";

type CommandValue<Name extends CommandName> = Extract<
  ReturnType<(typeof COMMANDS)[Name]["rule"]>,
  { ok: true }
>["value"];

const started = z.object({ subscription: subscriptionShape, invoice: invoiceShape.nullable() });
const method = z.object({ method: paymentMethodShape });

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
  "tax-id.set": accountRecordShape,
  "waiver.give": waiverShape,
  "waiver.end": waiverShape,
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
  "subscription.pause": subscriptionShape,
  "subscription.resume": subscriptionShape,
  "subscription.redeem": subscriptionShape,
  "subscription.discount": subscriptionShape,
  "invoice.create": invoiceShape,
  "invoice.finalise": invoiceShape,
  "invoice.void": invoiceShape,
  "invoice.write-off": invoiceShape,
  "invoice.delete": z.object({ accountId: text, id: text }),
  "balance.adjust": balanceEntryShape,
  "credit-note.issue": z.object({ creditNote: creditNoteShape, invoice: invoiceShape, refunds: z.array(text) }),
  "refund.start": z.object({ refund: refundShape, payment: paymentShape }),
  "payment.collect": z.object({
    became: z.enum(["charging", "moved-to-balance", "no-method", "nothing-to-collect", "under-way"]),
  }),
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
