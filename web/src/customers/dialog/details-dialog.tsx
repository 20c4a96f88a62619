import { useMemo } from "react";
import { CURRENCIES } from "../../../../workers/billing/currency.ts";
import { countryChoices } from "../../../../workers/kit/country.ts";
import { TextField } from "../../ui/field.tsx";
import { Select } from "../choice.tsx";
import { CommandDialog } from "../command-dialog.tsx";
import { useDialogDraft } from "./dialog-draft.ts";
import type { DialogProps } from "./dialog-props.ts";

const NO_ADDRESS = { line1: "", line2: "", city: "", region: "", postalCode: "", country: "" };
const ADDRESS: readonly (readonly [keyof typeof NO_ADDRESS, string, string?])[] = [
  ["line1", "Street and number"],
  ["line2", "Addition"],
  ["postalCode", "Postcode"],
  ["city", "City"],
  ["region", "State or region", "Its code where tax depends on it, such as CA."],
];

/** Changes what an account says of itself: names, address, language, zone, currency. */
export function DetailsDialog(props: DialogProps) {
  const { view } = props;
  const { account } = view;
  const { name, legalName, language, timeZone, currency } = account;
  const saved = { name, legalName, language, timeZone, currency, ...(account.address ?? NO_ADDRESS) };
  const draft = useDialogDraft(props, "details", saved);
  const { line1, line2, city, region, postalCode, country, ...rest } = draft.values;
  const countries = useMemo(() => countryChoices(saved.country), [saved.country]);
  const address = { line1, line2, city, region, postalCode, country };
  const isEmpty = Object.values(address).every((line) => line === "");
  const all = { ...rest, address: isEmpty ? null : address };
  const before: Record<string, unknown> = { ...account };
  const changed = Object.entries(all).filter(
    ([field, value]) => JSON.stringify(before[field]) !== JSON.stringify(value),
  );
  const text = (field: keyof typeof saved, label: string, hint?: string) => (
    <TextField
      key={field}
      label={label}
      {...(hint !== undefined && { hint })}
      value={draft.values[field]}
      onChange={(value) => draft.change({ [field]: value })}
    />
  );
  return (
    <CommandDialog
      view={view}
      title="Change the details"
      verb="Change"
      command="account.change"
      input={changed.length === 0 ? null : Object.fromEntries(changed)}
      onClose={draft.close}
    >
      {text("name", "Name")}
      {text("legalName", "Name on invoices", "Empty: the same.")}
      {ADDRESS.map(([field, label, hint]) => text(field, label, hint))}
      <Select label="Country" choices={countries} {...draft.field("country")} />
      {text("language", "Language", "Of invoices and mails, such as en or pt-BR.")}
      {text("timeZone", "Time zone", "Such as Europe/Berlin.")}
      <Select
        label="Currency"
        hint="Stays once something was bought."
        choices={CURRENCIES.map((code) => [code, code])}
        {...draft.field("currency")}
      />
    </CommandDialog>
  );
}
