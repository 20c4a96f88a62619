import { useQuery } from "@tanstack/react-query";
import { Dialog } from "../ui/dialog.tsx";
import { Failed } from "../ui/state.tsx";
import { accountQuery } from "./customers-api.ts";
import "../styles/customers.css";
import AccountDialog, { type DialogName } from "./dialog/account-dialog.tsx";

/** A command on a customer's account that a row of another page asks for. */
export interface AskedCommand {
  accountId: string;
  name: DialogName;
  /** The record that it is about. */
  on: string;
}

/** The dialog of a command on an account, over a page that is another's: it comes with the account. */
export default function AccountCommand({ accountId, name, on, onClose }: AskedCommand & { onClose: () => void }) {
  const query = useQuery(accountQuery(accountId));
  if (query.data) return <AccountDialog name={name} on={on} view={query.data} onClose={onClose} />;
  if (!query.isError) return null;
  return (
    <Dialog title="The account" onClose={onClose}>
      <div className="dialog-body">
        <Failed what="The account" error={query.error} retry={query.refetch} />
      </div>
    </Dialog>
  );
}
