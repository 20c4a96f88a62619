import { useQuery } from "@tanstack/react-query";
import { TextField } from "../../ui/field.tsx";
import { Select } from "../choice.tsx";
import { CommandDialog } from "../command-dialog.tsx";
import { catalogueQuery } from "../customers-api.ts";
import { liveSubscription, termsOf } from "../price-terms.ts";
import { useDialogDraft } from "./dialog-draft.ts";
import type { DialogProps } from "./dialog-props.ts";

/** Adds an add-on to the subscription, changes how many of it there are, or takes it off; its price says when. */
export function AddOnDialog(props: DialogProps) {
  const { view } = props;
  const { plans = [], prices = [] } = useQuery(catalogueQuery).data ?? {};
  const subscription = liveSubscription(view);
  const [plan, ...held] = subscription?.items ?? [];
  const addOns = new Set(plans.flatMap(({ id, kind }) => (kind === "add-on" ? [id] : [])));
  // What is sold beside a plan renews with it.
  const rhythm = JSON.stringify(plan?.price.interval);
  const sold = prices.filter(
    ({ id, planId, currency, interval, archivedMs }) =>
      archivedMs === null &&
      addOns.has(planId) &&
      currency === view.account.currency &&
      JSON.stringify(interval) === rhythm &&
      !held.some(({ price }) => price.id === id),
  );
  const offers = [...held.map(({ price }) => price), ...sold];
  const draft = useDialogDraft(props, "add-on", { priceId: "", quantity: "" });
  const chosen = offers.find(({ id }) => id === draft.values.priceId) ?? offers[0];
  const item = held.find(({ price }) => price.id === chosen?.id);
  const quantity = draft.values.quantity || String(item?.quantity ?? 1);
  const count = Number(quantity);
  const fits = Number.isInteger(count) && count >= 0 && count !== (item?.quantity ?? 0);
  const others = (subscription?.items ?? []).filter(({ id }) => id !== item?.id);
  const items = chosen && [
    ...others.map((one) => ({ id: one.id, price: termsOf(one.price), quantity: one.quantity })),
    ...(count > 0 ? [{ ...(item && { id: item.id }), price: termsOf(chosen), quantity: count }] : []),
  ];
  return (
    <CommandDialog
      view={view}
      title="Add-ons"
      verb="Change"
      command="subscription.change"
      input={subscription && items && fits ? { subscriptionId: subscription.id, items } : null}
      onClose={draft.close}
    >
      {offers.length === 0 && <p className="muted">No add-on is sold that renews with what it has.</p>}
      {offers.length > 0 && (
        <>
          <Select
            label="Add-on"
            value={chosen?.id ?? ""}
            onChange={(priceId) => draft.change({ priceId, quantity: "" })}
            choices={offers.map(({ id, name }) => [id, name] as const)}
          />
          <TextField
            label="How many"
            hint="0 takes it off."
            inputMode="numeric"
            value={quantity}
            onChange={(value) => draft.change({ quantity: value })}
          />
        </>
      )}
    </CommandDialog>
  );
}
