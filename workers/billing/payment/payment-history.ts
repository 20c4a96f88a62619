import { field } from "../../kit/json.ts";
import { LOG_PAGE, LOG_PAGES, timelineEntry } from "../account/page/timeline.ts";
import type { AccountBooks } from "../account-client.ts";
import type { LoggedCommand } from "../command/command-log.ts";
import type { PaymentStep } from "./view.ts";

/** Commands that make a payment: nothing tells of it before. */
const BEGINNINGS = ["payment.start", "payment.pay-once", "payment.record-transfer"];

/**
 * What happened to a payment, oldest first, as its account's log tells it. `LOG_PAGES` pages of the log are read at most: `whole`
 * is false where the beginning lies further back.
 */
export async function paymentHistory(
  books: Pick<AccountBooks, "commands">,
  paymentId: string,
  refundIds: readonly string[],
): Promise<{ steps: PaymentStep[]; whole: boolean }> {
  const steps: PaymentStep[] = [];
  let before: number | null = null;
  for (let page = 0; page < LOG_PAGES; page += 1) {
    const commands: LoggedCommand[] = await books.commands(before, LOG_PAGE);
    for (const command of commands) {
      before = command.seq;
      if (!isAbout(command, paymentId, refundIds)) continue;
      const step = stepOf(command);
      if (step) steps.push(step);
      if (BEGINNINGS.includes(command.command)) return { steps: steps.toReversed(), whole: true };
    }
    if (commands.length < LOG_PAGE) return { steps: steps.toReversed(), whole: true };
  }
  return { steps: steps.toReversed(), whole: false };
}

function isAbout({ input, value }: LoggedCommand, paymentId: string, refundIds: readonly string[]): boolean {
  const refundId = field(input, "refundId");
  if (typeof refundId === "string") return refundIds.includes(refundId);
  return field(input, "paymentId") === paymentId || field(field(value, "payment"), "id") === paymentId;
}

function stepOf(command: LoggedCommand): PaymentStep | null {
  const told = timelineEntry(command);
  if (!told) return null;
  const message = field(field(field(command.input, "result"), "failure"), "message");
  const dispute = field(field(command.input, "dispute"), "status");
  const ignored = field(command.value, "ignored");
  const { seq, atMs, words, by, reason } = told;
  return {
    ...{ seq, atMs, by, reason },
    words: typeof dispute === "string" ? `Dispute ${dispute.replaceAll("-", " ")}` : words,
    message: typeof message === "string" && message !== "" ? message : null,
    ignored: typeof ignored === "string" ? ignored : null,
  };
}
