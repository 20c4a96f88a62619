import type { AccountView } from "../../../../workers/billing/account/view.ts";

/** What every dialog of an account's page is given. */
export interface DialogProps {
  view: AccountView;
  /** The record that it was opened for, by its id. */
  on: string | undefined;
  onClose: () => void;
}
