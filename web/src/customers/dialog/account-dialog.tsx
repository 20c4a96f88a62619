import type { ComponentType } from "react";
import { AddOnDialog } from "./add-on-dialog.tsx";
import { BalanceDialog } from "./balance-dialog.tsx";
import { BankRefundDialog } from "./bank-refund-dialog.tsx";
import { CancelDialog } from "./cancel-dialog.tsx";
import { ChargeDialog } from "./charge-dialog.tsx";
import { CompDialog } from "./comp-dialog.tsx";
import { CompReviewDialog } from "./comp-review-dialog.tsx";
import { DetailsDialog } from "./details-dialog.tsx";
import type { DialogProps } from "./dialog-props.ts";
import { DiscountDialog } from "./discount-dialog.tsx";
import { EraseDialog } from "./erase-dialog.tsx";
import { ExportDialog } from "./export-dialog.tsx";
import { LinkDialog, TagsDialog } from "./label-dialogs.tsx";
import { LimitDialog } from "./limit-dialog.tsx";
import { LooksDialog } from "./looks-dialog.tsx";
import { LowerDialog } from "./lower-dialog.tsx";
import { MailDialog } from "./mail-dialog.tsx";
import { MergeDialog } from "./merge-dialog.tsx";
import { NewPersonDialog } from "./new-person-dialog.tsx";
import { NoteDialog } from "./note-dialog.tsx";
import { PauseDialog } from "./pause-dialog.tsx";
import { PersonDialog } from "./person-dialog.tsx";
import { PLAIN, PlainDialog } from "./plain-dialog.tsx";
import { PlanDialog } from "./plan-dialog.tsx";
import { PortalLinkDialog } from "./portal-link-dialog.tsx";
import { ReactivateDialog } from "./reactivate-dialog.tsx";
import { RefundDialog } from "./refund-dialog.tsx";
import { RevealDialog } from "./reveal-dialog.tsx";
import { SellerDialog } from "./seller-dialog.tsx";
import { ExemptionDialog, TaxIdDialog } from "./tax-dialogs.tsx";
import { TermsDialog } from "./terms-dialog.tsx";
import { TrialDialog } from "./trial-dialog.tsx";

const DIALOGS = {
  "add-on": AddOnDialog,
  balance: BalanceDialog,
  "bank-refund": BankRefundDialog,
  cancel: CancelDialog,
  charge: ChargeDialog,
  comp: CompDialog,
  details: DetailsDialog,
  discount: DiscountDialog,
  erase: EraseDialog,
  exemption: ExemptionDialog,
  export: ExportDialog,
  limit: LimitDialog,
  link: LinkDialog,
  looks: LooksDialog,
  lower: LowerDialog,
  mail: MailDialog,
  merge: MergeDialog,
  "new-person": NewPersonDialog,
  note: NoteDialog,
  pause: PauseDialog,
  person: PersonDialog,
  plan: PlanDialog,
  "portal-link": PortalLinkDialog,
  reactivate: ReactivateDialog,
  refund: RefundDialog,
  reveal: RevealDialog,
  review: CompReviewDialog,
  seller: SellerDialog,
  tags: TagsDialog,
  "tax-id": TaxIdDialog,
  terms: TermsDialog,
  trial: TrialDialog,
} as const satisfies Record<string, ComponentType<DialogProps>>;

/** A dialog of an account's page, as the address names it. */
export type DialogName = keyof typeof DIALOGS | keyof typeof PLAIN;

/** The dialog that an address names; nothing for a name that is none. */
export default function AccountDialog({ name, ...props }: DialogProps & { name: string }) {
  if (Object.hasOwn(PLAIN, name)) return <PlainDialog name={name as keyof typeof PLAIN} {...props} />; // asked above
  const known: Record<string, ComponentType<DialogProps>> = DIALOGS;
  const Named = Object.hasOwn(DIALOGS, name) ? known[name] : undefined;
  return Named ? <Named {...props} /> : null;
}
