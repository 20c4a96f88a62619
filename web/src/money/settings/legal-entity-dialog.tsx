import { useMutation } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import type { Company } from "../../../../workers/billing/ledger/view.ts";
import { countryChoices } from "../../../../workers/kit/country.ts";
import { ProblemError } from "../../api/request.ts";
import { Select } from "../../customers/choice.tsx";
import { Field, TextField } from "../../ui/field.tsx";
import { FormDialog } from "../../ui/form-dialog.tsx";
import { useLedgerChange } from "../books/use-ledger-change.ts";
import { type SellingFields, sellingFields, sellingOf } from "./company-fields.ts";

interface LegalEntityDialogProps {
  company: Company;
  /** Which one; empty for a new one. */
  id: string;
  onClose: () => void;
}

const LINES: readonly (readonly [field: keyof SellingFields, label: string, path: string])[] = [
  ["name", "Name", "seller.name"],
  ["legalName", "Legal name", "seller.legalName"],
  ["line1", "Street", "seller.address.line1"],
  ["line2", "More of the address", "seller.address.line2"],
  ["postalCode", "Postal code", "seller.address.postalCode"],
  ["city", "City", "seller.address.city"],
  ["region", "Region or state", "seller.address.region"],
];
const AFTER: typeof LINES = [
  ["taxId", "VAT id", "seller.taxId"],
  ["email", "Mail address on documents", "seller.email"],
  ["invoicePrefix", "Prefix of invoices", "invoicePrefix"],
  ["creditNotePrefix", "Prefix of credit notes", "creditNotePrefix"],
];

/** A new one begins as the company's own, but for what has to be another's. */
const blank = (company: Company): SellingFields => ({
  ...sellingFields(company),
  ...{ name: "", legalName: "", line1: "", line2: "", city: "", region: "", postalCode: "", taxId: "" },
  ...{ invoicePrefix: "", creditNotePrefix: "", taxRegistrations: "" },
});

/** A legal entity of the company: who it is, how its documents are numbered, where it collects tax. */
export function LegalEntityDialog({ company, id: known, onClose }: LegalEntityDialogProps) {
  const { legalEntities } = company;
  const before = legalEntities.find((each) => each.id === known);
  const [id, setId] = useState(known);
  const [fields, setFields] = useState(() => (before ? sellingFields(before) : blank(company)));
  const [wrong, setWrong] = useState("");
  const send = useLedgerChange();
  const countries = useMemo(() => countryChoices(fields.country), [fields.country]);
  const save = useMutation({
    mutationFn: (entity: Company["legalEntities"][number]) =>
      send("PUT", "company", { ...company, legalEntities: legalEntities.toSpliced(at, 1, entity) }),
    onSuccess: onClose,
  });
  const at = before ? legalEntities.indexOf(before) : legalEntities.length;
  const causes = save.error instanceof ProblemError ? save.error.fields : {};
  const cause = (path: string) => causes[`legalEntities.${at}.${path}`];
  const set = (field: keyof SellingFields) => (value: string) => setFields((now) => ({ ...now, [field]: value }));
  const line = ([field, label, path]: (typeof LINES)[number]) => (
    <TextField key={field} label={label} error={cause(path)} value={fields[field]} onChange={set(field)} />
  );
  const submit = () => {
    const selling = sellingOf(fields);
    setWrong(typeof selling === "string" ? selling : "");
    if (typeof selling !== "string") save.mutate({ id, ...selling });
  };
  return (
    <FormDialog
      title={before ? before.seller.legalName || before.seller.name : "New legal entity"}
      verb="Save"
      disabled={save.isPending || id === "" || fields.name.trim() === ""}
      error={save.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        label="Id"
        hint="Small letters, digits and hyphens. Its books and numbers are kept by it, so it stays."
        error={cause("id")}
        disabled={before !== undefined}
        value={id}
        onChange={setId}
      />
      {LINES.map(line)}
      <Select
        label="Country"
        error={cause("seller.address.country")}
        choices={countries}
        value={fields.country}
        onChange={set("country")}
      />
      {AFTER.map(line)}
      <Field label="Tax registrations" hint="One a line: country or state, then the number" error={wrong || undefined}>
        {(control) => (
          <textarea
            {...control}
            className="input"
            rows={3}
            value={fields.taxRegistrations}
            onChange={(event) => set("taxRegistrations")(event.target.value)}
          />
        )}
      </Field>
    </FormDialog>
  );
}
