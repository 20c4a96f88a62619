import { useMutation } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import type { Company } from "../../../../workers/billing/ledger/view.ts";
import { countryChoices } from "../../../../workers/kit/country.ts";
import { ProblemError } from "../../api/request.ts";
import { Select } from "../../customers/choice.tsx";
import { useMay } from "../../shell/me.ts";
import { Check, Field, TextField } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { FormFailure } from "../../ui/form-failure.tsx";
import { Moment } from "../../ui/moment.tsx";
import { useToasts } from "../../ui/toast.tsx";
import { useLedgerChange } from "../books/use-ledger-change.ts";
import { type CompanyFields, companyOf, fieldsOf } from "./company-fields.ts";

interface CompanyFormProps {
  company: Company;
  versions: readonly { company: Company; changedByName: string; changedMs: number }[];
}

/** Who sells, how documents are numbered, where tax is collected, what happens to what is not paid. Each save is a version. */
export function CompanyForm({ company, versions }: CompanyFormProps) {
  const [fields, setFields] = useState(() => fieldsOf(company));
  const [wrong, setWrong] = useState("");
  const send = useLedgerChange();
  const toasts = useToasts();
  const may = useMay("billing:settings");
  const save = useMutation({
    mutationFn: (wanted: Company) => send("PUT", "company", wanted),
    onSuccess: (_, { version }) => toasts.say(`Version ${version + 1} holds from now on.`),
  });
  const causes = save.error instanceof ProblemError ? save.error.fields : {};
  const line = (name: keyof CompanyFields, label: string, path: string, hint?: string) => (
    <TextField
      label={label}
      hint={hint}
      error={causes[path]}
      value={fields[name]}
      disabled={!may}
      onChange={(value) => setFields((now) => ({ ...now, [name]: value }))}
    />
  );
  const list = (name: "taxRegistrations" | "salesTaxRates" | "thresholds", label: string, hint: string) => (
    <Field label={label} hint={hint}>
      {(control) => (
        <textarea
          {...control}
          className="input"
          rows={3}
          disabled={!may}
          value={fields[name]}
          onChange={(event) => setFields((now) => ({ ...now, [name]: event.target.value }))}
        />
      )}
    </Field>
  );
  const submit = () => {
    const wanted = companyOf(fields, company);
    setWrong(typeof wanted === "string" ? wanted : "");
    if (typeof wanted === "string") save.reset();
    else save.mutate(wanted);
  };
  const [latest] = versions;
  const countries = useMemo(() => countryChoices(company.seller.address.country), [company]);
  return (
    <Form onSubmit={submit}>
      <h2 id="company">Company</h2>
      <p className="muted">
        Version {company.version}
        {latest && (
          <>
            {" "}
            by {latest.changedByName}, <Moment atMs={latest.changedMs} />
          </>
        )}
        . Invoices keep the version with which they were made.
      </p>
      {line("name", "Name", "seller.name")}
      {line("legalName", "Legal name", "seller.legalName")}
      {line("line1", "Street", "seller.address.line1")}
      {line("line2", "More of the address", "seller.address.line2")}
      {line("postalCode", "Postal code", "seller.address.postalCode")}
      {line("city", "City", "seller.address.city")}
      {line("region", "Region or state", "seller.address.region")}
      <Select
        label="Country"
        error={causes["seller.address.country"]}
        disabled={!may}
        choices={countries}
        value={fields.country}
        onChange={(country) => setFields((now) => ({ ...now, country }))}
      />
      {line("taxId", "VAT id", "seller.taxId")}
      {line("email", "Mail address on documents", "seller.email")}
      <h2 id="numbers">Numbers of documents</h2>
      {line("legalEntity", "Legal entity", "legalEntity", "Numbers of documents are gapless for each")}
      {line("invoicePrefix", "Prefix of invoices", "invoicePrefix")}
      {line("creditNotePrefix", "Prefix of credit notes", "creditNotePrefix")}
      <h2 id="taxes">Taxes</h2>
      {list("taxRegistrations", "Tax registrations", "One a line: country or state, then the number")}
      {list("salesTaxRates", "Sales tax", "One a line: state, percents, name, such as US-CA 7.25 State")}
      <h2 id="unpaid">What is not paid</h2>
      {line("retryDays", "New tries of a failed payment", "dunning.retryDays", "Days after the first, such as 1, 3, 5")}
      {line("cancelAfterDays", "Cancel what stays unpaid after", "dunning.cancelAfterDays", "Days")}
      {line("trialCancelAfterDays", "Cancel a trial that ended after", "trialCancelAfterDays", "Days")}
      {line("incinerateAfterDays", "Delete what was cancelled after", "incinerateAfterDays", "Days")}
      <h2 id="limits">Second person</h2>
      {list(
        "thresholds",
        "Refunds, credits, voids and write-offs above need a second person",
        "One a line: currency, then the amount",
      )}
      <h2 id="books">Payments and books</h2>
      {line("gateway", "Payments go through", "gateway")}
      {line(
        "currency",
        "Currency of the company's books",
        "currency",
        "Reports take in the others by the month's rates",
      )}
      <fieldset className="field" disabled={!may}>
        <legend>A payment that its bank takes for fraud</legend>
        {(["case", "refund"] as const).map((what) => (
          <Check
            key={what}
            among="fraud"
            label={
              what === "refund" ? "is given back at once, by a credit note" : "is a case, on which a person decides"
            }
            checked={fields.fraud === what}
            onChange={() => setFields((now) => ({ ...now, fraud: what }))}
          />
        ))}
      </fieldset>
      <fieldset className="field" disabled={!may}>
        <legend>Exchange rates</legend>
        {(["by-hand", "ecb"] as const).map((source) => (
          <Check
            key={source}
            among="exchangeRates"
            label={source === "ecb" ? "of the European Central Bank, each of its days" : "entered by hand"}
            checked={fields.exchangeRates === source}
            onChange={() => setFields((now) => ({ ...now, exchangeRates: source }))}
          />
        ))}
      </fieldset>
      <fieldset className="field" disabled={!may}>
        <legend>Deferred revenue becomes revenue</legend>
        {(["daily", "monthly"] as const).map((rule) => (
          <Check
            key={rule}
            among="recognition"
            label={rule === "daily" ? "by the day" : "by the month"}
            checked={fields.recognition === rule}
            onChange={() => setFields((now) => ({ ...now, recognition: rule }))}
          />
        ))}
      </fieldset>
      {wrong && (
        <p className="field-error" role="alert">
          {wrong}
        </p>
      )}
      <FormFailure error={save.error} />
      <div className="line-up settings-foot">
        <button type="submit" className="button primary" disabled={save.isPending || !may}>
          Save version {company.version + 1}
        </button>
        {!may && <span className="muted small">An owner changes these settings.</span>}
      </div>
    </Form>
  );
}
