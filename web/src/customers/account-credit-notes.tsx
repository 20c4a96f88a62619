import type { AccountView, CreditNote, Invoice } from "../../../workers/billing/account/view.ts";
import { AmountCell } from "../money/amount-cell.tsx";
import { StateCell } from "../money/billing/payment-cells.tsx";
import { useMay } from "../shell/me.ts";
import { Day } from "../ui/moment.tsx";
import { Section } from "../ui/section.tsx";
import { ACTIONS, numbers, Table } from "../ui/table.tsx";
import { documentHref } from "./customers-api.ts";
import type { DialogName } from "./dialog/account-dialog.tsx";

interface Props {
  view: AccountView;
  ask: (name: DialogName, on: string) => void;
}

/** An account's credit notes and what they took back, the newest first; nothing where there are none. */
export function AccountCreditNotes({ view, ask }: Props) {
  const { creditNotes, invoices } = view;
  const mayVoid = useMay("billing:refund");
  if (creditNotes.length === 0) return null;
  return (
    <Section id="customer-credit-notes" title="Credit notes" note={creditNotes.length}>
      <Table columns={["Number", "State", "Date", "Invoice", "Currency", numbers("Total"), ACTIONS]}>
        {creditNotes.map((note) => {
          const { id, number, status, createdMs, invoiceId, currency, total } = note;
          const invoice = invoices.find((each) => each.id === invoiceId);
          return (
            <tr key={id} id={id}>
              <td data-label="Number">
                {number === null ? (
                  "none yet"
                ) : (
                  <a
                    href={documentHref(view.account.id, id)}
                    target="_blank"
                    rel="noreferrer"
                    title="As the customer sees it"
                  >
                    {number}
                  </a>
                )}
              </td>
              <StateCell state={{ title: status === "void" ? "Void" : "Issued", tone: "" }} />
              <td data-label="Date">
                <Day atMs={createdMs} />
              </td>
              <td data-label="Invoice">{invoice?.number ?? invoiceId}</td>
              <td data-label="Currency">{currency}</td>
              <AmountCell label="Total" amount={total} currency={currency} />
              <td className="actions" data-label="Actions">
                {mayVoid && isLowering(note, invoice) && (
                  <button type="button" className="button quiet small" onClick={() => ask("void-note", id)}>
                    Void<span className="visually-hidden"> {number}</span>
                  </button>
                )}
              </td>
            </tr>
          );
        })}
      </Table>
    </Section>
  );
}

/** Whether a note lowers what is to be paid: only such a one can be voided. */
const isLowering = ({ status, postPaymentAmount }: CreditNote, invoice: Invoice | undefined): boolean =>
  status === "issued" && postPaymentAmount === 0 && invoice?.status === "open";
