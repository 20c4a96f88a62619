import type Stripe from "stripe";
import * as z from "zod";
import { AddressInput, ExternalId, Language, SystemName, Tag } from "../../account/input.ts";
import { EXTERNAL_IDS_MAX, NAME_LENGTH_MAX, TAGS_MAX } from "../../account/limits.ts";
import { Personal } from "../../account/person/personal.ts";
import { TaxIdSet } from "../../account/tax-identity.ts";
import { amountOf, currencyOf } from "./minor-unit.ts";
import type { Remarks } from "./remarks.ts";

/** Kinds of tax ids in the order in which one is chosen: those that registers can be asked about come first. */
const TAX_ID_TYPES = ["eu_vat", "gb_vat", "ch_vat", "no_vat", "eu_oss_vat"];

/** The customer's name; what stands in its place where it has none. */
export const nameOf = ({ id, name, business_name, individual_name, description, email }: Stripe.Customer): string =>
  (([name, business_name, individual_name, description, email].find((text) => text?.trim()) ?? id) || id)
    .trim()
    .slice(0, NAME_LENGTH_MAX);

/** Who owns the account: whoever is behind the customer's mail address. Without a usable one it is a problem. */
export function ownerOf(customer: Stripe.Customer, remarks: Remarks): Personal | null {
  if (customer.email === null || customer.email.trim() === "") {
    remarks.problem("email", "It has no mail address, so that nobody would own the account: enter one at Stripe.");
    return null;
  }
  const owner = Personal.safeParse({
    name: customer.individual_name?.trim() || nameOf(customer),
    mail: customer.email.trim(),
  });
  if (owner.success) return owner.data;
  remarks.problem("email", `Its mail address is none that mails can be sent to: ${customer.email.slice(0, 60)}`);
  return null;
}

/** What the account says of itself. */
export function profileOf(customer: Stripe.Customer, currency: string, remarks: Remarks) {
  const { externalIds, tags } = labelsOf(customer, remarks);
  return {
    ...{ name: nameOf(customer), legalName: (customer.business_name ?? "").trim().slice(0, NAME_LENGTH_MAX) },
    // Stripe counts days in UTC: so renewals stay on theirs.
    ...{ currency, timeZone: "UTC", language: languageOf(customer, remarks), address: addressOf(customer, remarks) },
    ...{ externalIds, tags },
  };
}

function languageOf({ preferred_locales: locales }: Stripe.Customer, remarks: Remarks): string {
  const [first] = locales ?? [];
  if (first === undefined) return "en";
  const language = Language.safeParse(first.replace("_", "-"));
  if (language.success) return language.data;
  remarks.note("preferred_locales", `Its language ${first} is not known here: documents are in English.`);
  return "en";
}

function addressOf({ address }: Stripe.Customer, remarks: Remarks) {
  if (!address || Object.values(address).every((part) => !part)) return null;
  const { line1, line2, city, state, postal_code: postalCode, country } = address;
  const written = { line1, line2, city, region: state, postalCode, country: country?.toUpperCase() };
  const known = AddressInput.safeParse(
    Object.fromEntries(Object.entries(written).map(([name, part]) => [name, part ?? ""])),
  );
  if (known.success) return known.data;
  remarks.note("address", "Its address has no country or is too long, and is left out: taxes are decided without one.");
  return null;
}

/** The customer's tax id; what it has more of stays behind. */
export function taxIdOf({ tax_ids: ids, tax_exempt: exempt }: Stripe.Customer, remarks: Remarks): string | null {
  const rank = ({ type }: Stripe.TaxId) =>
    TAX_ID_TYPES.includes(type) ? TAX_ID_TYPES.indexOf(type) : TAX_ID_TYPES.length;
  const [first, ...others] = [...(ids?.data ?? [])].sort((a, b) => rank(a) - rank(b));
  for (const { type, value } of others)
    remarks.note("tax_ids", `An account has one tax id here: ${type} ${value} is left out.`);
  if (exempt === "exempt")
    remarks.note("tax_exempt", "It is exempt from tax at Stripe: set the exemption here with its certificate.");
  if (exempt === "reverse")
    remarks.note(
      "tax_exempt",
      "Tax is reversed at Stripe: here that follows from a tax id that the register confirms.",
    );
  if (first === undefined) return null;
  const parsed = TaxIdSet.safeParse({ value: first.value });
  if (parsed.success) return parsed.data.value;
  remarks.note("tax_ids", `Its tax id ${first.value} is not written as tax ids are, and is left out.`);
  return null;
}

/** What the company owes the customer, in minor units: Stripe counts the other way round. */
export function balanceOf(customer: Stripe.Customer, currency: string, remarks: Remarks): number {
  const credits = Object.entries(customer.invoice_credit_balance ?? {}).filter(([, amount]) => amount !== 0);
  for (const [code, amount] of credits.filter(([code]) => code.toUpperCase() !== currency)) {
    remarks.problem(
      "balance",
      `It has a balance of ${amount} in ${code.toUpperCase()} beside its own currency ${currency}.`,
    );
  }
  if (customer.balance === 0 || (customer.currency ?? currency).toUpperCase() !== currency) return 0;
  const amount = amountOf(-customer.balance, currency);
  if (amount.ok) return amount.value;
  remarks.problem("balance", amount.problem);
  return 0;
}

/** The currency of the account: the customer's own, else that of what it has; a problem where there is none or it is unknown. */
export function accountCurrency(
  customer: Stripe.Customer,
  others: readonly string[],
  fallback: string,
  remarks: Remarks,
): string {
  const said = customer.currency ?? others[0] ?? fallback;
  const currency = currencyOf(said);
  if (currency === null) remarks.problem("currency", `Nothing can be billed here in its currency ${said}.`);
  return currency ?? fallback;
}

const isId = (key: string): boolean => key === "id" || /(_id|Id)$/.test(key);

/** Metadata: what is named as an id is one of another system, all else becomes tags of a name and a value. */
function labelsOf({ metadata }: Stripe.Customer, remarks: Remarks) {
  const externalIds: Record<string, string> = {};
  const tags: string[] = [];
  for (const [key, value] of Object.entries(metadata)) {
    const label = isId(key)
      ? z.strictObject({ system: SystemName, id: ExternalId }).safeParse({ system: systemOf(key), id: value })
      : Tag.safeParse(`${key}:${value}`.toLowerCase().replaceAll(" ", "-"));
    if (!label.success)
      remarks.note("metadata", `Its metadata ${key} = ${value.slice(0, 40)} is neither an external id nor a tag here.`);
    else if (typeof label.data === "string") tags.push(label.data);
    else externalIds[label.data.system] = label.data.id;
  }
  if (tags.length > TAGS_MAX)
    remarks.note(
      "metadata",
      `An account has at most ${TAGS_MAX} tags: ${tags.slice(TAGS_MAX).join(", ")} are left out.`,
    );
  const ids = Object.entries(externalIds);
  // One place is that of Stripe's own id.
  const most = EXTERNAL_IDS_MAX - 1;
  if (ids.length > most)
    remarks.note(
      "metadata",
      `An account has at most ${EXTERNAL_IDS_MAX} external ids: the last of its metadata are left out.`,
    );
  return { externalIds: Object.fromEntries(ids.slice(0, most)), tags: [...new Set(tags)].slice(0, TAGS_MAX) };
}

/** The system that a name of metadata means: `crm_id` and `crmId` are the crm's. */
const systemOf = (key: string): string => key.replace(/_?(id|Id)$/, "").toLowerCase() || "metadata";
