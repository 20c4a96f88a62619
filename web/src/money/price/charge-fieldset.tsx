import { FieldError, TextField } from "../../ui/field.tsx";
import { Icon } from "../../ui/icon.tsx";
import type { PriceForm, TierForm } from "./price-form.ts";

interface ChargeFieldsetProps {
  form: PriceForm;
  change: (edit: Partial<PriceForm>) => void;
  /** Why a field was refused, if it was. */
  wrong: (field: string) => string | undefined;
}

/** How much a price charges, by its kind. Amounts are in major units of the currency. */
export function ChargeFieldset({ form, change, wrong }: ChargeFieldsetProps) {
  const { kind, currency } = form;
  const amount = (label: string, field: "amount" | "free" | "perEvent" | "size" | "freeEvents", path: string) => (
    <TextField
      label={label}
      inputMode="decimal"
      className="short"
      value={form[field]}
      onChange={(text) => change({ [field]: text })}
      error={wrong(path)}
    />
  );
  if (kind === "flat") return amount(`Amount, ${currency}`, "amount", "charge.amount");
  if (kind === "per-unit") return amount(`Each, ${currency}`, "amount", "charge.unitAmount");
  if (kind === "package") {
    return (
      <div className="line-up">
        {amount(`A package, ${currency}`, "amount", "charge.amount")}
        {amount("Units in it", "size", "charge.size")}
        {amount("Free units", "free", "charge.freeUnits")}
      </div>
    );
  }
  if (kind === "percentage") {
    return (
      <div className="line-up">
        {amount("Share, %", "amount", "charge.rate")}
        {amount(`Free amount, ${currency}`, "free", "charge.freeAmount")}
        {amount(`Each event, ${currency}`, "perEvent", "charge.perEvent")}
        {amount("Free events", "freeEvents", "charge.freeEvents")}
      </div>
    );
  }
  return <TierList form={form} change={change} wrong={wrong} />;
}

/** The tiers: the last has no bound, and each may be taken out while one stays. */
function TierList({ form, change, wrong }: ChargeFieldsetProps) {
  const { tiers, currency } = form;
  const share = form.kind === "graduated-percentage";
  const set = (index: number, edit: Partial<TierForm>) =>
    change({ tiers: tiers.map((tier, at) => (at === index ? { ...tier, ...edit } : tier)) });
  const add = () => change({ tiers: [...tiers.slice(0, -1), { upTo: "", price: "", flat: "" }, ...tiers.slice(-1)] });
  const error = wrong("charge.tiers");
  return (
    <fieldset className="field">
      <legend>Tiers</legend>
      <p className="hint">
        {share ? "Up to which amount, the share of it" : "Up to how many, the price of each"}, and what the tier costs
        once.
      </p>
      {tiers.map((tier, index) => {
        const isLast = index === tiers.length - 1;
        const nth = `tier ${index + 1}`;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a tier is its place
          <div className="line-up" key={index}>
            {isLast ? (
              <span className="label short">Everything above</span>
            ) : (
              <input
                className="input short"
                aria-label={`Up to, ${nth}`}
                placeholder={share ? `Up to, ${currency}` : "Up to"}
                inputMode="decimal"
                value={tier.upTo}
                onChange={(event) => set(index, { upTo: event.target.value })}
              />
            )}
            <input
              className="input short"
              aria-label={`${share ? "Share, %" : `Each, ${currency}`}, ${nth}`}
              placeholder={share ? "%" : `Each, ${currency}`}
              inputMode="decimal"
              value={tier.price}
              onChange={(event) => set(index, { price: event.target.value })}
            />
            <input
              className="input short"
              aria-label={`Once, ${currency}, ${nth}`}
              placeholder={`Once, ${currency}`}
              inputMode="decimal"
              value={tier.flat}
              onChange={(event) => set(index, { flat: event.target.value })}
            />
            {!isLast && (
              <button
                type="button"
                className="button quiet small icon"
                aria-label={`Take out ${nth}`}
                onClick={() => change({ tiers: tiers.filter((_, at) => at !== index) })}
              >
                <Icon name="trash" />
              </button>
            )}
          </div>
        );
      })}
      <div>
        <button type="button" className="button small" onClick={add}>
          <Icon name="plus" /> Add a tier
        </button>
      </div>
      <FieldError id="tiers-error" error={error} />
    </fieldset>
  );
}
