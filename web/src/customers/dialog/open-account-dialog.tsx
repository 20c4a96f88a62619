import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { CURRENCIES } from "../../../../workers/billing/currency.ts";
import { countryChoices } from "../../../../workers/kit/country.ts";
import { stateQuery } from "../../money/books/ledger-api.ts";
import { TextField } from "../../ui/field.tsx";
import { FormDialog } from "../../ui/form-dialog.tsx";
import { fieldError } from "../../ui/form-failure.tsx";
import { useToasts } from "../../ui/toast.tsx";
import { tagsOf } from "../account-words.ts";
import { Select } from "../choice.tsx";
import { catalogueQuery, customersApi } from "../customers-api.ts";

const EMPTY = {
  productId: "",
  name: "",
  ownerName: "",
  ownerMail: "",
  currency: "",
  country: "",
  language: "en",
  tags: "",
};

/** Opens a customer's account, then its page. The owner's name and mail are personal data: nothing of them is kept in the browser. */
export default function OpenAccountDialog({ onClose }: { onClose: () => void }) {
  // One id for as long as the dialog is open: however often it is sent, it is one account.
  const [id] = useState(() => crypto.randomUUID());
  const [fields, setFields] = useState(EMPTY);
  const countries = useMemo(() => countryChoices(""), []);
  const toasts = useToasts();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const catalogue = useQuery(catalogueQuery);
  const state = useQuery(stateQuery);
  const products = catalogue.data?.products.filter(({ archivedMs }) => archivedMs === null) ?? [];
  const [only, ...others] = products;
  const productId = fields.productId || (only && others.length === 0 ? only.id : "");
  const currency = fields.currency || (state.data?.currency ?? "");
  const open = useMutation({
    mutationFn: () =>
      customersApi.open({
        ...{ id, productId, currency, name: fields.name, language: fields.language.trim(), tags: tagsOf(fields.tags) },
        owner: { name: fields.ownerName, mail: fields.ownerMail.trim() },
        address: fields.country === "" ? null : { country: fields.country },
      }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ["customers"] }),
  });
  // Said and shown once, however often it was pressed, and not to who has left the dialog.
  const showIt = () => {
    toasts.say(`${fields.name.trim()}: opened.`);
    onClose();
    void navigate({ to: "/customers/$accountId", params: { accountId: id } });
  };
  /** What binds a part of the form, which the server knows by the name `told`. */
  const field = (name: keyof typeof EMPTY, told: string) => ({
    value: fields[name],
    error: fieldError(open.error, told),
    onChange: (value: string) => setFields((now) => ({ ...now, [name]: value })),
  });
  const needed = [productId, currency, fields.name, fields.ownerName, fields.ownerMail, fields.language];
  return (
    <FormDialog
      title="Open an account"
      verb="Open the account"
      disabled={open.isPending || needed.some((value) => value.trim() === "")}
      error={open.error ?? catalogue.error ?? state.error}
      onSubmit={() => open.mutate(undefined, { onSuccess: showIt })}
      onClose={onClose}
    >
      <Select
        label="Product"
        choices={[
          ...(productId === "" ? [["", "–"] as const] : []),
          ...products.map((product) => [product.id, product.name] as const),
        ]}
        {...field("productId", "productId")}
        value={productId}
      />
      {catalogue.data && products.length === 0 && (
        <p className="muted">
          Nothing is sold yet. Products are made in the <Link to="/money/catalogue">catalogue</Link>.
        </p>
      )}
      <TextField label="Name" required {...field("name", "name")} />
      <TextField label="Owner's name" required {...field("ownerName", "owner.name")} />
      <TextField label="Owner's mail address" required {...field("ownerMail", "owner.mail")} />
      <Select
        label="Currency"
        hint="Stays once something was bought."
        choices={[...(currency === "" ? [["", "–"] as const] : []), ...CURRENCIES.map((code) => [code, code] as const)]}
        {...field("currency", "currency")}
        value={currency}
      />
      <Select label="Country" hint="Decides on tax." choices={countries} {...field("country", "address.country")} />
      <TextField
        label="Language"
        hint="Of invoices and mails, such as en or pt-BR."
        required
        {...field("language", "language")}
      />
      <TextField
        label="Tags"
        hint="With spaces between them; customers are found by #tag."
        {...field("tags", "tags")}
      />
    </FormDialog>
  );
}
