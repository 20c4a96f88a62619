import { useQuery } from "@tanstack/react-query";
import { TextField } from "../../ui/field.tsx";
import { Choice, Select } from "../choice.tsx";
import { CommandDialog } from "../command-dialog.tsx";
import { catalogueQuery } from "../customers-api.ts";
import { DateField } from "../date-field.tsx";
import { liveSubscription, termsOf } from "../price-terms.ts";
import { useDialogDraft } from "./dialog-draft.ts";
import type { DialogProps } from "./dialog-props.ts";

const TIMINGS = [
  ["policy", "When the price's policy says"],
  ["now", "Now, and charged now"],
  ["next-invoice", "Now, and charged with the next invoice"],
  ["next-cycle", "With the next period"],
] as const;
type Timing = (typeof TIMINGS)[number][0];

/** Subscribes an account, or changes what it has subscribed to: up, down, or how many. */
export function PlanDialog(props: DialogProps) {
  const { view } = props;
  const all = useQuery(catalogueQuery).data?.prices ?? [];
  const prices = all.filter(
    ({ currency, interval, archivedMs }) => currency === view.account.currency && interval && archivedMs === null,
  );
  const subscription = liveSubscription(view);
  const item = subscription?.items[0];
  const others = subscription?.items.slice(1) ?? [];
  const draft = useDialogDraft(props, "plan", {
    priceId: item?.price.id ?? "",
    quantity: String(item?.quantity ?? 1),
    timing: "policy" as Timing, // one of the choices above
    day: "",
    trialDays: "0",
  });
  const { priceId, quantity, timing, day, trialDays } = draft.values;
  const held = item && item.price.id === priceId ? item.price : undefined;
  const chosen = held ?? prices.find(({ id }) => id === priceId) ?? prices[0];
  const count = Number(quantity);
  const days = Number(trialDays);
  const isWhole = Number.isInteger(count) && count > 0 && Number.isInteger(days) && days >= 0;
  const kept = others.map(({ id, price, quantity: many }) => ({ id, price: termsOf(price), quantity: many }));
  const items =
    chosen && isWhole ? [{ ...(item && { id: item.id }), price: termsOf(chosen), quantity: count }, ...kept] : null;
  const same = item !== undefined && chosen?.id === item.price.id && count === item.quantity;
  const when = { timing: timing === "policy" ? null : timing, ...(day !== "" && { atMs: Date.parse(day) }) };
  const change = items && !same && { subscriptionId: subscription?.id, items, ...when };
  return (
    <CommandDialog
      view={view}
      title={subscription ? "Change the subscription" : "Subscribe"}
      verb={subscription ? "Change" : "Subscribe"}
      command={subscription ? "subscription.change" : "subscription.create"}
      input={subscription ? change || null : items && { items, trialDays: days }}
      onClose={draft.close}
    >
      <Select
        label="Price"
        value={chosen?.id ?? ""}
        onChange={(id) => draft.change({ priceId: id })}
        choices={[
          ...(item && !prices.some(({ id }) => id === item.price.id)
            ? [[item.price.id, `${item.price.name} (held)`] as const]
            : []),
          ...prices.map(({ id, name }) => [id, name] as const),
        ]}
      />
      <TextField label="Quantity" inputMode="numeric" {...draft.field("quantity")} />
      {subscription ? (
        <>
          <Choice legend="When" choices={TIMINGS} {...draft.field("timing")} />
          <DateField
            label="On"
            hint="Empty: as of now. Else as if it were asked for on that day."
            {...draft.field("day")}
          />
        </>
      ) : (
        <TextField label="Days of trial" inputMode="numeric" {...draft.field("trialDays")} />
      )}
    </CommandDialog>
  );
}
