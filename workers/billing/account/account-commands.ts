import { bind } from "../command/command.ts";
import type { TaskRule } from "../schedule/tasks.ts";
import { AccountLink, AccountTag, linkAccount, tagAccount } from "./label.ts";
import { AccountAssign, assignAccount } from "./lifecycle/assign.ts";
import {
  cancelAccount,
  freezeAccount,
  INCINERATION,
  incinerateAccount,
  Nothing,
  unfreezeAccount,
} from "./lifecycle/ending.ts";
import { AccountAbsorb, AccountDissolve, absorbAccount, dissolveAccount } from "./lifecycle/merge.ts";
import { AccountChange, AccountCreate, changeAccount, createAccount } from "./lifecycle/opening.ts";
import { AccountReactivate, reactivateAccount } from "./lifecycle/reopening.ts";
import { addNote, NOTE_REMOVAL, NoteAdd, NoteNamed, removeNote, restoreNote } from "./note.ts";
import {
  AccountTransfer,
  addPerson,
  changeMail,
  PersonAdd,
  PersonChangeMail,
  PersonRemove,
  removePerson,
  transferAccount,
} from "./person/person.ts";
import { ExemptionSet, setExemption, setTaxId, TaxIdSet } from "./tax-identity.ts";
import {
  endWaiver,
  expireWaiver,
  giveWaiver,
  reviewWaiver,
  WAIVER_EXPIRY,
  WaiverEnd,
  WaiverGive,
  WaiverReview,
} from "./waiver.ts";

/** What may be done to an account itself. */
export const ACCOUNT_COMMANDS = {
  "account.create": bind(AccountCreate, createAccount),
  "account.change": bind(AccountChange, changeAccount),
  "account.transfer": bind(AccountTransfer, transferAccount),
  "account.tag": bind(AccountTag, tagAccount),
  "account.link": bind(AccountLink, linkAccount),
  "account.assign": bind(AccountAssign, assignAccount),
  "account.exempt": bind(ExemptionSet, setExemption),
  "account.cancel": bind(Nothing, cancelAccount),
  "account.reactivate": bind(AccountReactivate, reactivateAccount),
  "account.freeze": bind(Nothing, freezeAccount),
  "account.unfreeze": bind(Nothing, unfreezeAccount),
  "account.incinerate": bind(Nothing, incinerateAccount),
  "account.absorb": bind(AccountAbsorb, absorbAccount),
  "account.dissolve": bind(AccountDissolve, dissolveAccount),
  "person.add": bind(PersonAdd, addPerson),
  "person.remove": bind(PersonRemove, removePerson),
  "person.change-mail": bind(PersonChangeMail, changeMail),
  "waiver.give": bind(WaiverGive, giveWaiver),
  "waiver.end": bind(WaiverEnd, endWaiver),
  "waiver.review": bind(WaiverReview, reviewWaiver),
  "note.add": bind(NoteAdd, addNote),
  "note.remove": bind(NoteNamed, removeNote),
  "note.restore": bind(NoteNamed, restoreNote),
  "tax-id.set": bind(TaxIdSet, setTaxId),
};

/** What is done when an account's dates come. */
export const ACCOUNT_TASKS: Record<string, TaskRule> = {
  [NOTE_REMOVAL]: (books, { subject }) => books.notes.remove(subject),
  [WAIVER_EXPIRY]: (books, { subject }, deed) => void expireWaiver(books, { waiverId: subject }, deed),
  [INCINERATION]: (books, _, deed) => void incinerateAccount(books, {}, deed),
};
