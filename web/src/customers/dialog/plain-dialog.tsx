import type { AccountView } from "../../../../workers/billing/account/view.ts";
import { CommandDialog } from "../command-dialog.tsx";
import { liveSubscription } from "../price-terms.ts";
import type { DialogProps } from "./dialog-props.ts";

/** A command that has no fields: what it is called, and what it is about. */
interface Plain {
  title: string;
  verb: string;
  command: string;
  input: (view: AccountView, on: string | undefined) => object | null;
}

const subscriptionOf = (view: AccountView) => {
  const subscription = liveSubscription(view);
  return subscription ? { subscriptionId: subscription.id } : null;
};
const nothing = () => ({});
const it = (_: AccountView, on: string | undefined) => (on === undefined ? null : { id: on });

/** What is done without any more to say than why. */
export const PLAIN = {
  uncomp: {
    title: "End the comp",
    verb: "End the comp",
    command: "waiver.end",
    input: ({ waiver }) => waiver && { waiverId: waiver.id },
  },
  keep: { title: "Keep the subscription", verb: "Keep it", command: "subscription.keep", input: subscriptionOf },
  resume: { title: "Resume the subscription", verb: "Resume", command: "subscription.resume", input: subscriptionOf },
  unschedule: {
    title: "Take the change back",
    verb: "Take it back",
    command: "subscription.unschedule",
    input: ({ subscriptions }, on) => {
      const of = subscriptions.find(({ scheduled }) => scheduled.some(({ id }) => id === on));
      return of ? { subscriptionId: of.id, changeId: on } : null;
    },
  },
  "end-discount": {
    title: "End the discount",
    verb: "End it",
    command: "subscription.end-discount",
    input: ({ subscriptions }, on) => {
      const of = subscriptions.find(({ discounts }) => discounts.some(({ id }) => id === on));
      return of ? { subscriptionId: of.id, discountId: on } : null;
    },
  },
  freeze: { title: "Freeze the account", verb: "Freeze", command: "account.freeze", input: nothing },
  unfreeze: { title: "Unfreeze the account", verb: "Unfreeze", command: "account.unfreeze", input: nothing },
  incinerate: {
    title: "Erase the account before its date",
    verb: "Erase for good",
    command: "account.incinerate",
    input: nothing,
  },
  collect: {
    title: "Collect the invoice now",
    verb: "Collect now",
    command: "payment.collect",
    input: (_, on) => (on === undefined ? null : { invoiceId: on }),
  },
  finalise: { title: "Finalise the draft", verb: "Finalise", command: "invoice.finalise", input: it },
  "delete-draft": { title: "Delete the draft", verb: "Delete", command: "invoice.delete", input: it },
  void: { title: "Void the invoice", verb: "Void", command: "invoice.void", input: it },
  "void-note": { title: "Void the credit note", verb: "Void", command: "credit-note.void", input: it },
  "write-off": { title: "Write the invoice off", verb: "Write off", command: "invoice.write-off", input: it },
  "default-method": {
    title: "Charge this first",
    verb: "Charge it first",
    command: "method.default",
    input: (_, on) => (on === undefined ? null : { methodId: on }),
  },
  "detach-method": {
    title: "Take the payment method away",
    verb: "Take it away",
    command: "method.detach",
    input: (_, on) => (on === undefined ? null : { methodId: on }),
  },
  "end-override": {
    title: "End what was set by hand",
    verb: "End it",
    command: "override.end",
    input: (_, on) => (on === undefined ? null : { overrideId: on }),
  },
  "remove-note": {
    title: "Remove the note",
    verb: "Remove",
    command: "note.remove",
    input: (_, on) => (on === undefined ? null : { noteId: on }),
  },
} as const satisfies Record<string, Plain>;

/** Asks for a command that has no fields. */
export function PlainDialog({ view, on, onClose, name }: DialogProps & { name: keyof typeof PLAIN }) {
  const { title, verb, command, input }: Plain = PLAIN[name];
  return (
    <CommandDialog view={view} title={title} verb={verb} command={command} input={input(view, on)} onClose={onClose} />
  );
}
