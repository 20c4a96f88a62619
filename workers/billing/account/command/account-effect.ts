import { entityIdOf } from "../../company/legal-entity.ts";
import type { Address } from "../../invoice/invoice.ts";
import type { Account, AccountTaxId, TaxExemption } from "../account.ts";
import { dayWords, lastDayWords } from "./amount-words.ts";

const WHAT_STAYS =
  "Nobody reads its names, address, notes and history any more; invoices, payments and the ledger stay, as the law asks.";

/** What a change of the account itself would do, in sentences; `false` for what stays. */
export function accountEffect(after: Account, before: Account | null): (string | false)[] {
  if (before === null) return [];
  if (before.incineratedMs === null && after.incineratedMs !== null)
    return ["Its data is removed now, and nothing brings it back.", WHAT_STAYS];
  const changed = (field: keyof Account) => JSON.stringify(after[field]) !== JSON.stringify(before[field]);
  return [
    before.status !== after.status && `The account is ${after.status} instead of ${before.status}.`,
    after.incinerateAtMs !== null &&
      before.incinerateAtMs === null &&
      `Its data is removed on ${dayWords(after.incinerateAtMs)}.`,
    after.incinerateAtMs !== null &&
      before.incinerateAtMs === null &&
      `Then ${WHAT_STAYS[0]?.toLowerCase()}${WHAT_STAYS.slice(1)}`,
    before.incinerateAtMs !== null &&
      after.incinerateAtMs === null &&
      "Its data stays: the date of its removal is gone.",
    changed("name") && `It is called ${after.name} instead of ${before.name}.`,
    changed("legalName") && `Invoices name ${after.legalName || after.name} from now on.`,
    changed("address") && `Invoices go to ${addressWords(after.address)} from now on, and tax is decided by it.`,
    changed("language") && `Invoices and mails are written in ${after.language} instead of ${before.language}.`,
    changed("timeZone") &&
      `Days are counted in ${after.timeZone} instead of ${before.timeZone}; periods that run keep theirs.`,
    changed("currency") && `It buys in ${after.currency} instead of ${before.currency}.`,
    changed("entityId") &&
      `${entityIdOf(after)} sells to it from its next invoice on, and keeps its credit; what was billed stays with ${entityIdOf(before)}.`,
    changed("taxId") && taxIdWords(after.taxId),
    changed("exemption") && exemptionWords(after.exemption),
    changed("tags") && tagWords(after.tags, before.tags),
    changed("externalIds") && linkWords(after.externalIds, before.externalIds),
    changed("mergedIntoId") && `It leads to account ${after.mergedIntoId} from now on.`,
  ];
}

function addressWords(address: Address | null): string {
  if (address === null) return "no address";
  const { line1, postalCode, city, country } = address;
  return [line1, [postalCode, city].filter(Boolean).join(" "), country].filter(Boolean).join(", ");
}

const taxIdWords = (taxId: AccountTaxId | null): string =>
  taxId === null
    ? "It has no tax id: tax is charged as for a consumer."
    : `Its tax id is ${taxId.value}. The register is asked, and invoices wait for its answer.`;

function exemptionWords(exemption: TaxExemption): string {
  if (exemption.kind === "none") return "Tax is decided by the rules again.";
  if (exemption.kind === "fixed") {
    return `${exemption.name} of ${exemption.rate} % for ${exemption.jurisdiction} on every invoice, whatever the rules say.`;
  }
  const until = exemption.untilMs === null ? "" : ` until ${lastDayWords(exemption.untilMs)}`;
  return `No tax on its invoices${until}, by certificate ${exemption.certificate}.`;
}

function tagWords(after: readonly string[], before: readonly string[]): string {
  const added = after.filter((tag) => !before.includes(tag)).map((tag) => `gets #${tag}`);
  const removed = before.filter((tag) => !after.includes(tag)).map((tag) => `loses #${tag}`);
  return `It ${[...added, ...removed].join(", ")}.`;
}

function linkWords(after: Record<string, string>, before: Record<string, string>): string {
  const systems = [...new Set([...Object.keys(after), ...Object.keys(before)])];
  const words = systems
    .filter((system) => after[system] !== before[system])
    .map((system) =>
      after[system] === undefined ? `${system} knows it no longer` : `${system} knows it as ${after[system]}`,
    );
  return `${words.join(", ")}.`;
}
