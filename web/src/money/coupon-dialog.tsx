import { useState } from "react";
import { CURRENCIES } from "../../../workers/billing/currency.ts";
import { catalogueApi } from "../api/catalogue.ts";
import { Check, Field, TextField } from "../ui/field.tsx";
import { FormDialog } from "../ui/form-dialog.tsx";
import { fieldError } from "../ui/form-failure.tsx";
import { minorAmount } from "./price-amount.ts";
import { useChange } from "./use-change.ts";

/** Makes a coupon. */
export function CouponDialog({ onClose }: { onClose: () => void }) {
  const [form, setForm] = useState({ name: "", kind: "percent", off: "", currency: "EUR", invoices: "1", max: "" });
  const change = (edit: Partial<typeof form>) => setForm((now) => ({ ...now, ...edit }));
  const { kind, off, currency, invoices, max } = form;
  const save = useChange(
    () =>
      catalogueApi.createCoupon({
        name: form.name.trim(),
        off:
          kind === "percent"
            ? { kind: "percent", percent: off.trim() }
            : { kind: "amount", amount: minorAmount(off, currency), currency },
        invoices: invoices === "" ? null : Number(invoices),
        redemptionsMax: max === "" ? null : Number(max),
      }),
    onClose,
  );
  return (
    <FormDialog
      title="New coupon"
      verb="Create the coupon"
      disabled={save.isPending}
      error={save.error}
      onSubmit={() => save.mutate(undefined)}
      onClose={onClose}
    >
      <TextField
        label="Name"
        hint="What an invoice calls it when no code was used."
        value={form.name}
        onChange={(name) => change({ name })}
        error={fieldError(save.error, "name")}
        required
        maxLength={100}
        autoFocus
      />
      <Check
        among="off"
        label="A share, in percent"
        checked={kind === "percent"}
        onChange={() => change({ kind: "percent" })}
      />
      <Check among="off" label="An amount" checked={kind === "amount"} onChange={() => change({ kind: "amount" })} />
      <TextField
        label={kind === "percent" ? "Percent off" : `${currency} off`}
        inputMode="decimal"
        className="short"
        value={off}
        onChange={(off) => change({ off })}
        error={fieldError(save.error, "off")}
        required
      />
      {kind === "amount" && (
        <Field label="Currency">
          {(control) => (
            <select
              {...control}
              className="input short"
              value={currency}
              onChange={(event) => change({ currency: event.target.value })}
            >
              {CURRENCIES.map((code) => (
                <option key={code}>{code}</option>
              ))}
            </select>
          )}
        </Field>
      )}
      <TextField
        label="Invoices that it lowers"
        hint="Empty: all of them."
        type="number"
        min={1}
        className="short"
        value={invoices}
        onChange={(invoices) => change({ invoices })}
        error={fieldError(save.error, "invoices")}
      />
      <TextField
        label="Redeemed at most"
        hint="Empty: as often as wished."
        type="number"
        min={1}
        className="short"
        value={max}
        onChange={(max) => change({ max })}
        error={fieldError(save.error, "redemptionsMax")}
      />
    </FormDialog>
  );
}
