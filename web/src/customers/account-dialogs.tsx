import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { AccountView, Invoice } from "../../../workers/billing/account/view.ts";
import { minorDigits } from "../../../workers/billing/currency.ts";
import { moneyText } from "../money/amount.tsx";
import { Check, Field, TextField } from "../ui/field.tsx";
import { CommandDialog } from "./command-dialog.tsx";
import { catalogueQuery } from "./customers-api.ts";

export type DialogName =
  | "comp"
  | "uncomp"
  | "plan"
  | "refund"
  | "cancel"
  | "note"
  | "reveal"
  | "keep"
  | "reactivate"
  | "unfreeze";
interface Props {
  view: AccountView;
  onClose: () => void;
}

const DAY_MS = 86_400_000;
const COMP_DAYS: [days: number | null, words: string][] = [
  [30, "30 days"],
  [90, "90 days"],
  [365, "A year"],
  [null, "Without an end"],
];

/** Waives an account's payments for a time. */
export function CompDialog({ view, onClose }: Props) {
  const plans = useQuery(catalogueQuery).data?.plans ?? [];
  const [planId, setPlanId] = useState("");
  const [days, setDays] = useState<number | null>(90);
  const [openedMs] = useState(() => Date.now());
  const plan = plans.find(({ id }) => id === planId) ?? plans[0];
  const expiresMs = days === null ? null : openedMs + days * DAY_MS;
  const input = {
    planId: plan?.id ?? "none",
    planName: plan?.name ?? view.plan,
    expiresMs,
    reviewMs: expiresMs === null ? openedMs + 365 * DAY_MS : null,
  };
  const words = COMP_DAYS.find(([count]) => count === days)?.[1] ?? "";
  return (
    <CommandDialog
      accountId={view.account.id}
      title="Comp this account"
      verb={`Comp ${words.toLowerCase()}`}
      command="waiver.give"
      input={input}
      onClose={onClose}
    >
      <Field label="Plan">
        {(control) => (
          <select
            {...control}
            className="input"
            value={plan?.id ?? ""}
            onChange={(event) => setPlanId(event.target.value)}
          >
            {plans.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <fieldset className="field">
        <legend>For</legend>
        {COMP_DAYS.map(([count, label]) => (
          <Check key={label} among="comp-days" label={label} checked={days === count} onChange={() => setDays(count)} />
        ))}
      </fieldset>
    </CommandDialog>
  );
}

/** Gives an invoice's money back, or puts it on the balance: never without saying which. */
export function RefundDialog({ view, onClose }: Props) {
  const paid = view.invoices.filter((invoice) => invoice.status === "paid" && invoice.paid > 0);
  const [invoiceId, setInvoiceId] = useState(paid[0]?.id ?? "");
  const invoice = paid.find(({ id }) => id === invoiceId);
  const digits = minorDigits(view.account.currency);
  const [amount, setAmount] = useState(() => (invoice ? (invoice.total / 10 ** digits).toFixed(digits) : ""));
  const [to, setTo] = useState<"card" | "balance">("card");
  const minor = Math.round(Number(amount) * 10 ** digits);
  const input = invoice && minor > 0 ? refundOf(invoice, minor, to) : null;
  const words = moneyText(minor || 0, view.account.currency);
  return (
    <CommandDialog
      accountId={view.account.id}
      title="Refund or credit"
      verb={to === "card" ? `Refund ${words}` : `Credit ${words}`}
      command="credit-note.issue"
      input={input}
      onClose={onClose}
    >
      <Field label="Invoice" hint={paid.length === 0 ? "No invoice was paid yet." : undefined}>
        {(control) => (
          <select
            {...control}
            className="input"
            value={invoiceId}
            onChange={(event) => setInvoiceId(event.target.value)}
          >
            {paid.map(({ id, number, total, currency }) => (
              <option key={id} value={id}>
                {number ?? id}, {moneyText(total, currency)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <TextField
        label={`Amount in ${view.account.currency}, tax included`}
        inputMode="decimal"
        value={amount}
        onChange={setAmount}
      />
      <fieldset className="field">
        <legend>The money</legend>
        <Check
          among="refund-to"
          label="goes back to where it came from"
          checked={to === "card"}
          onChange={() => setTo("card")}
        />
        <Check
          among="refund-to"
          label="stays as a credit for the next invoices"
          checked={to === "balance"}
          onChange={() => setTo("balance")}
        />
      </fieldset>
    </CommandDialog>
  );
}

/** The credit note over an amount, taken from the invoice's lines one after the other. */
function refundOf(invoice: Invoice, amount: number, to: "card" | "balance"): object {
  let left = amount;
  const lines = invoice.lines.flatMap(({ id, netAmount, taxAmounts }) => {
    const grossAmount = Math.min(left, netAmount + taxAmounts.reduce((sum, tax) => sum + tax, 0));
    left -= Math.max(0, grossAmount);
    return grossAmount > 0 ? [{ invoiceLineId: id, grossAmount }] : [];
  });
  const settlement = {
    refundAmount: to === "card" ? amount : 0,
    balanceAmount: to === "balance" ? amount : 0,
    outOfBandAmount: 0,
  };
  return { invoiceId: invoice.id, lines, reason: "goodwill", settlement };
}

/** Subscribes an account, or changes what it has subscribed to. */
export function PlanDialog({ view, onClose }: Props) {
  const all = useQuery(catalogueQuery).data?.prices ?? [];
  const prices = all.filter(
    ({ currency, interval, archivedMs }) => currency === view.account.currency && interval && archivedMs === null,
  );
  const subscription = view.subscriptions.find(({ status }) => status !== "cancelled" && status !== "expired");
  const item = subscription?.items[0];
  const [priceId, setPriceId] = useState(item?.price.id ?? "");
  const [quantity, setQuantity] = useState(String(item?.quantity ?? 1));
  const held = item && item.price.id === priceId ? item.price : undefined;
  const chosen = held ?? prices.find(({ id }) => id === priceId) ?? prices[0];
  const count = Number(quantity);
  const items =
    chosen && Number.isInteger(count) && count > 0
      ? [{ ...(item && { id: item.id }), price: termsOf(chosen), quantity: count }]
      : null;
  const input = items && (subscription ? { subscriptionId: subscription.id, items } : { items });
  return (
    <CommandDialog
      accountId={view.account.id}
      title={subscription ? "Change the subscription" : "Subscribe"}
      verb={subscription ? "Change" : "Subscribe"}
      command={subscription ? "subscription.change" : "subscription.create"}
      input={input}
      onClose={onClose}
    >
      <Field label="Price">
        {(control) => (
          <select
            {...control}
            className="input"
            value={chosen?.id ?? ""}
            onChange={(event) => setPriceId(event.target.value)}
          >
            {item && !prices.some(({ id }) => id === item.price.id) && (
              <option value={item.price.id}>{item.price.name} (held)</option>
            )}
            {prices.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <TextField label="Quantity" inputMode="numeric" value={quantity} onChange={setQuantity} />
    </CommandDialog>
  );
}

type Price = AccountView["subscriptions"][number]["items"][number]["price"];

/** A price as a subscription holds it, without its place in the catalogue. */
const termsOf = ({
  id,
  productId,
  planId,
  name,
  currency,
  interval,
  charge,
  usage,
  proration,
  tax,
  minimumAmount,
}: Price): Price => ({
  ...{ id, productId, planId, name, currency, interval },
  ...{ charge, usage, proration, tax, minimumAmount },
});

/** Ends the subscription with its period or now, or the whole account. */
export function CancelDialog({ view, onClose }: Props) {
  const subscription = view.subscriptions.find(({ status }) => status !== "cancelled" && status !== "expired");
  const [what, setWhat] = useState<"period-end" | "now" | "account">(subscription ? "period-end" : "account");
  const input = what === "account" ? {} : subscription ? { subscriptionId: subscription.id, at: what } : null;
  return (
    <CommandDialog
      accountId={view.account.id}
      title="Cancel"
      verb={what === "account" ? "Cancel the account" : "Cancel the subscription"}
      command={what === "account" ? "account.cancel" : "subscription.cancel"}
      input={input}
      onClose={onClose}
    >
      <fieldset className="field">
        <legend>What ends</legend>
        {subscription && (
          <>
            <Check
              among="cancel"
              label="The subscription, with its period"
              checked={what === "period-end"}
              onChange={() => setWhat("period-end")}
            />
            <Check
              among="cancel"
              label="The subscription, now"
              checked={what === "now"}
              onChange={() => setWhat("now")}
            />
          </>
        )}
        <Check
          among="cancel"
          label="The whole account"
          checked={what === "account"}
          onChange={() => setWhat("account")}
        />
      </fieldset>
    </CommandDialog>
  );
}
