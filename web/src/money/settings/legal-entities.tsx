import { useState } from "react";
import type { Company } from "../../../../workers/billing/ledger/view.ts";
import { useMay } from "../../shell/me.ts";
import { SendButton, useSend } from "../../ui/send-button.tsx";
import { ACTIONS, Table } from "../../ui/table.tsx";
import { useLedgerChange } from "../books/use-ledger-change.ts";
import { LegalEntityDialog } from "./legal-entity-dialog.tsx";

/** The company's legal entities beside its own: each sells in its name, with its own numbers and books. */
export function LegalEntities({ company }: { company: Company }) {
  const [open, setOpen] = useState<{ id: string } | null>(null);
  const send = useLedgerChange();
  const may = useMay("billing:settings");
  const { legalEntities } = company;
  const remove = useSend(
    (id: string) =>
      send("PUT", "company", { ...company, legalEntities: legalEntities.filter((each) => each.id !== id) }),
    "It stays.",
  );
  return (
    <section className="stack" aria-labelledby="entities">
      <div className="line-up apart">
        <h2 id="entities">Legal entities</h2>
        <button type="button" className="button" disabled={!may} onClick={() => setOpen({ id: "" })}>
          Add a legal entity
        </button>
      </div>
      <p className="muted">
        {legalEntities.length === 0
          ? "The company above sells everything. Another legal entity sells in its own name, with its own numbers and books."
          : "Each sells in its own name, with its own numbers and books. Which one sells to a customer stands on the customer's page."}
      </p>
      {legalEntities.length > 0 && (
        <Table columns={["Id", "Name", "Country", "Invoices", "Credit notes", ACTIONS]}>
          {legalEntities.map(({ id, seller, invoicePrefix, creditNotePrefix }) => (
            <tr key={id}>
              <td data-label="Id">
                <span className="code-name">{id}</span>
              </td>
              <td data-label="Name">{seller.legalName || seller.name}</td>
              <td data-label="Country">{seller.address.country}</td>
              <td data-label="Invoices">{invoicePrefix}</td>
              <td data-label="Credit notes">{creditNotePrefix}</td>
              <td className="actions">
                <button type="button" className="button quiet small" disabled={!may} onClick={() => setOpen({ id })}>
                  Change
                </button>
                <SendButton by={remove} wish={id} className="button quiet small" disabled={!may}>
                  Remove
                </SendButton>
              </td>
            </tr>
          ))}
        </Table>
      )}
      {open && <LegalEntityDialog company={company} id={open.id} onClose={() => setOpen(null)} />}
    </section>
  );
}
