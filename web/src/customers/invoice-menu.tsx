import type { Invoice } from "../../../workers/billing/account/view.ts";
import type { Scope } from "../../../workers/identity/role.ts";
import type { Command } from "../keyboard/keymap.ts";
import { useMe } from "../shell/me.ts";
import { Icon } from "../ui/icon.tsx";
import { Menu } from "../ui/menu.tsx";
import { MenuItem } from "../ui/menu-item.tsx";
import { openPdf } from "./customers-api.ts";
import type { DialogName } from "./dialog/account-dialog.tsx";

/** What of an invoice decides what can be done with it; lists do not know how it is collected. */
interface Facts extends Pick<Invoice, "id" | "accountId" | "number" | "status"> {
  collection?: Invoice["collection"];
}

interface InvoiceCommand {
  dialog: DialogName;
  words: string;
  scope: Scope;
  key?: Command;
  fits: (invoice: Facts) => boolean;
}

const isOpen = ({ status }: Facts) => status === "open";
const isDraft = ({ status }: Facts) => status === "draft";

const COMMANDS: readonly InvoiceCommand[] = [
  {
    ...{ dialog: "collect", words: "Collect now", scope: "billing:write" },
    fits: (invoice) => isOpen(invoice) && invoice.collection === "automatic",
  },
  {
    ...{ dialog: "refund", words: "Refund, credit or adjust", scope: "billing:refund", key: "account.refund" },
    fits: ({ status }) => status === "open" || status === "paid",
  },
  {
    ...{ dialog: "mail", words: "Mail it again", scope: "billing:write", key: "account.mail" },
    fits: ({ number }) => number !== null,
  },
  { dialog: "finalise", words: "Finalise", scope: "billing:credit", fits: isDraft },
  { dialog: "delete-draft", words: "Delete", scope: "billing:credit", fits: isDraft },
  { dialog: "void", words: "Void", scope: "billing:credit", key: "invoice.void", fits: isOpen },
  { dialog: "write-off", words: "Write off", scope: "billing:write-off", key: "invoice.write-off", fits: isOpen },
];

/** The keys of an invoice's menu, for the list whose row it stands in. */
export const INVOICE_KEYS = [
  "account.refund",
  "account.mail",
  "invoice.void",
  "invoice.write-off",
  "invoice.pdf",
] as const;

interface InvoiceMenuProps {
  invoice: Facts;
  ask: (name: DialogName, on: string) => void;
  /** Whether keys choose from it: where a row has the focus. */
  keys?: boolean;
}

/** What can be done with an invoice, at the end of its row; nothing where who looks may do nothing. */
export function InvoiceMenu({ invoice, ask, keys = false }: InvoiceMenuProps) {
  const scopes = useMe()?.person.scopes ?? [];
  const { id, accountId, number } = invoice;
  const offered = COMMANDS.filter(({ scope, fits }) => fits(invoice) && scopes.includes(scope));
  if (offered.length === 0 && number === null) return null;
  return (
    <Menu
      label={`Actions for ${number ?? "the draft"}`}
      buttonClass="button quiet small icon"
      button={<Icon name="more" />}
    >
      {offered.map(({ dialog, words, key }) => (
        <MenuItem key={dialog} command={keys ? key : undefined} onChoose={() => ask(dialog, id)}>
          {words}
        </MenuItem>
      ))}
      {number !== null && (
        <MenuItem command={keys ? "invoice.pdf" : undefined} onChoose={() => openPdf(accountId, id)}>
          Open the PDF
        </MenuItem>
      )}
    </Menu>
  );
}
