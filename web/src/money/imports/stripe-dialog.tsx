import { useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { CURRENCIES } from "../../../../workers/billing/currency.ts";
import { Check, Field } from "../../ui/field.tsx";
import { FormDialog } from "../../ui/form-dialog.tsx";
import { fieldError } from "../../ui/form-failure.tsx";
import { catalogueQuery } from "../catalogue/catalogue-queries.ts";
import { useJobChange } from "../operations/job-api.ts";
import { StripeKeyField } from "./stripe-key-field.tsx";

/** Begins an import of a Stripe account: by which key it is read, and what its customers become. Nothing is written by it. */
export function StripeDialog({ onClose }: { onClose: () => void }) {
  const [key, setKey] = useState("");
  const [product, setProduct] = useState("");
  const [currency, setCurrency] = useState("EUR");
  const [testMode, setTestMode] = useState(false);
  const products = (useQuery(catalogueQuery).data?.products ?? []).filter(({ archivedMs }) => archivedMs === null);
  const productId = product || (products[0]?.id ?? "");
  const send = useJobChange();
  const navigate = useNavigate();
  const start = useMutation({
    mutationFn: async () => {
      const { id } = await send<{ id: string }>("imports/stripe", { key: key.trim(), testMode, productId, currency });
      await navigate({ to: "/money/imports/$jobId", params: { jobId: id } });
    },
  });
  return (
    <FormDialog
      title="Import from Stripe"
      verb="Read the account"
      disabled={start.isPending || key.trim() === "" || productId === ""}
      error={start.error}
      onSubmit={() => start.mutate()}
      onClose={onClose}
    >
      <p className="muted">
        Products, prices, coupons and customers with their subscriptions, cards, balances and open invoices. Nothing is
        changed at Stripe, and you see what would be done here before anything is.
      </p>
      <StripeKeyField value={key} onChange={setKey} error={start.error} />
      <Field
        label="Product"
        hint={
          products.length === 0
            ? "Make a product under Catalogue first: Stripe's products become its plans."
            : "What customers become accounts of; Stripe's products become its plans."
        }
        error={fieldError(start.error, "productId")}
      >
        {(control) => (
          <select {...control} className="input" value={productId} onChange={(event) => setProduct(event.target.value)}>
            {products.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label="Currency" hint="Of customers who never had anything." error={fieldError(start.error, "currency")}>
        {(control) => (
          <select
            {...control}
            className="input short"
            value={currency}
            onChange={(event) => setCurrency(event.target.value)}
          >
            {CURRENCIES.map((code) => (
              <option key={code}>{code}</option>
            ))}
          </select>
        )}
      </Field>
      <Check label="Take over Stripe's test data" checked={testMode} onChange={setTestMode} />
    </FormDialog>
  );
}
