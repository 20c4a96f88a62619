import { useQuery } from "@tanstack/react-query";
import { CURRENCIES } from "../../../../workers/billing/currency.ts";
import { catalogueApi } from "../../api/catalogue.ts";
import { CheckList } from "../../ui/check-list.tsx";
import { Check, Field } from "../../ui/field.tsx";
import { CatalogueDialog, type Fields } from "./catalogue-dialog.tsx";
import { catalogueQuery } from "./catalogue-queries.ts";
import { type CouponForm, couponOf, NEW_COUPON } from "./coupon-form.ts";

/** Makes a coupon: what it takes off, for how long, of what, and how often it may be redeemed. */
export function CouponDialog({ onClose }: { onClose: () => void }) {
  const products = useQuery(catalogueQuery).data?.products ?? [];
  const sold = products.filter(({ archivedMs }) => archivedMs === null);
  return (
    <CatalogueDialog
      title="New coupon"
      verb="Create the coupon"
      first={NEW_COUPON}
      send={(form, key) => catalogueApi.createCoupon(couponOf(form), key)}
      onClose={onClose}
    >
      {(fields) => (
        <>
          {fields.line("name", "Name", {
            hint: "What an invoice calls it when no code was used.",
            required: true,
            maxLength: 100,
            autoFocus: true,
          })}
          <Off {...fields} />
          {fields.line("invoices", "Invoices that it lowers", {
            ...{ hint: "Empty: all of them.", type: "number", min: 1, className: "short" },
          })}
          {fields.line("months", "Months that it lasts", {
            ...{ hint: "From its redemption on, whatever the interval. Empty: no end by time.", type: "number" },
            ...{ min: 1, className: "short" },
          })}
          {fields.line("redemptionsMax", "Redeemed at most", {
            ...{ hint: "Empty: as often as wished.", type: "number", min: 1, className: "short" },
          })}
          {fields.line("expires", "Last day on which it is redeemed", {
            ...{ hint: "Empty: for ever. Days are those of UTC.", type: "date", className: "short" },
          })}
          {sold.length > 1 && (
            <CheckList
              legend="Lowers only"
              hint="None ticked: whatever is on the invoice."
              choices={sold.map(({ id, name }) => [id, name] as const)}
              chosen={fields.form.productIds}
              onChange={(productIds) => fields.change({ productIds })}
              error={fields.wrong("productIds")}
            />
          )}
        </>
      )}
    </CatalogueDialog>
  );
}

function Off({ form, change, line }: Fields<CouponForm>) {
  const { kind, currency } = form;
  return (
    <>
      <Check
        among="off"
        label="A share, in percent"
        checked={kind === "percent"}
        onChange={() => change({ kind: "percent" })}
      />
      <Check among="off" label="An amount" checked={kind === "amount"} onChange={() => change({ kind: "amount" })} />
      <div className="line-up">
        {line("off", kind === "percent" ? "Percent off" : `${currency} off`, {
          ...{ inputMode: "decimal", className: "short", required: true },
        })}
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
      </div>
    </>
  );
}
