import { TextField } from "../../ui/field.tsx";
import { taxIdWords } from "../account-words.ts";
import { Choice } from "../choice.tsx";
import { CommandDialog } from "../command-dialog.tsx";
import { DateField, dayEnd, dayOf } from "../date-field.tsx";
import { useDialogDraft } from "./dialog-draft.ts";
import type { DialogProps } from "./dialog-props.ts";

/** Sets or takes away an account's tax id; the register is asked about it. */
export function TaxIdDialog(props: DialogProps) {
  const { view } = props;
  const { taxId } = view.account;
  const draft = useDialogDraft(props, "tax-id", { value: taxId?.value ?? "" });
  const value = draft.values.value.trim();
  return (
    <CommandDialog
      view={view}
      title="Tax id"
      verb={value === "" ? "Take it away" : "Set and ask the register"}
      command="tax-id.set"
      input={value === (taxId?.value ?? "") ? null : { value: value || null }}
      onClose={draft.close}
    >
      {taxId && <p className="muted">{taxIdWords(taxId)}</p>}
      <TextField label="Tax id" hint="Country first, such as DE136695976. Empty: none." {...draft.field("value")} />
    </CommandDialog>
  );
}

const KINDS = [
  ["none", "By the rules"],
  ["exempt", "Exempt by a certificate"],
  ["fixed", "At a rate set by hand", "On every invoice, whatever the rules say."],
] as const;

/** Says where an account's tax departs from the rules: a certificate, or a rate by hand. */
export function ExemptionDialog(props: DialogProps) {
  const { view } = props;
  const { exemption, address } = view.account;
  const draft = useDialogDraft(props, "exemption", {
    kind: exemption.kind,
    certificate: exemption.kind === "exempt" ? exemption.certificate : "",
    until: exemption.kind === "exempt" ? dayOf(exemption.untilMs) : "",
    jurisdiction: exemption.kind === "fixed" ? exemption.jurisdiction : (address?.country ?? ""),
    name: exemption.kind === "fixed" ? exemption.name : "VAT",
    rate: exemption.kind === "fixed" ? exemption.rate : "",
    because: exemption.kind === "fixed" ? exemption.because : "",
  });
  const { kind, certificate, until, jurisdiction, name, rate, because } = draft.values;
  const input = {
    none: { kind },
    exempt: certificate.trim() === "" ? null : { kind, certificate, untilMs: dayEnd(until) },
    fixed:
      rate.trim() === "" || because.trim() === "" ? null : { kind, jurisdiction, name, rate: rate.trim(), because },
  }[kind];
  const text = (field: "certificate" | "jurisdiction" | "name" | "rate" | "because", label: string, hint: string) => (
    <TextField
      label={label}
      hint={hint}
      value={draft.values[field]}
      onChange={(value) => draft.change({ [field]: value })}
    />
  );
  return (
    <CommandDialog
      view={view}
      title="How it is taxed"
      verb="Tax it so"
      command="account.exempt"
      input={input}
      onClose={draft.close}
    >
      <Choice legend="Taxed" choices={KINDS} {...draft.field("kind")} />
      {kind === "exempt" && (
        <>
          {text("certificate", "Certificate", "Its number, as it is archived.")}
          <DateField label="Valid until" hint="Empty: without an end." {...draft.field("until")} />
        </>
      )}
      {kind === "fixed" && (
        <>
          {text("rate", "Rate in percent", "Such as 19 or 8.875.")}
          {text("jurisdiction", "Place", "A country such as DE, or a state such as US-CA.")}
          {text("name", "Name of the tax", "As the invoice shows it.")}
          {text("because", "Why, on the invoice", "The customer reads it.")}
        </>
      )}
    </CommandDialog>
  );
}
