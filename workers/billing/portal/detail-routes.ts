import { type Context, Hono } from "hono";
import { html } from "hono/html";
import type { App } from "../../front/context.ts";
import { countryChoices } from "../../kit/country.ts";
import type { AccountTaxId } from "../account/account.ts";
import { AccountChange } from "../account/lifecycle/opening.ts";
import { TaxIdSet } from "../account/tax-identity.ts";
import { LANGUAGES, languageOf } from "../document/words/language.ts";
import { filled } from "../document/words/words.ts";
import { billPeople } from "./people-routes.ts";
import { mayDo } from "./right.ts";
import { field } from "./shell.ts";
import { doneOf, goTo, posted, runAsCustomer, type Visit, visited, visitForm, visitPage } from "./visit.ts";
import type { PortalWords } from "./words/words.ts";

const ADDRESS = ["line1", "line2", "city", "region", "postalCode", "country"] as const;
type Fields = Record<string, string>;

/** What invoices say of the customer, and the language and zone that they are written in. */
export const detailRoutes = new Hono<App>()
  .get(
    "/details",
    visited("details", (c, visit) => detailPage(c, visit, fieldsOf(visit), null)),
  )
  .post(
    "/details",
    posted("details", async (c, visit, { fields, key }) => {
      const { words, account } = visit;
      const { name, legalName, reference, language, timeZone, taxId = "" } = fields;
      const hasAddress = ADDRESS.some((part) => fields[part]);
      const address = hasAddress ? Object.fromEntries(ADDRESS.map((part) => [part, fields[part] ?? ""])) : null;
      if (address) address.country = (address.country ?? "").toUpperCase();
      const changed = AccountChange.safeParse({ name, legalName, reference, language, timeZone, address });
      const tax = TaxIdSet.safeParse({ value: taxId === "" ? null : taxId });
      const wrong = new Set([
        ...(changed.error?.issues.map(({ path }) => String(path.at(-1))) ?? []),
        ...(tax.success ? [] : ["taxId"]),
      ]);
      if (!changed.success || !tax.success) {
        const names = [...wrong].map((one) => labelOf(words, one)).join(", ");
        return detailPage(c, visit, fields, filled(words.invalid, { fields: names }));
      }
      const reply = await runAsCustomer(c, visit, "account.change", changed.data, { key });
      if (!reply.ok) return goTo(c, "/details", doneOf(reply));
      const isNew = tax.data.value !== (account.taxId?.value ?? null);
      const set = isNew ? await runAsCustomer(c, visit, "tax-id.set", tax.data, { key: `${key}:tax-id` }) : reply;
      return goTo(c, "/details", doneOf(set, "saved"));
    }),
  );

const fieldsOf = ({ account }: Visit): Fields => ({
  ...{ name: account.name, legalName: account.legalName, reference: account.reference ?? "" },
  ...{ language: account.language, timeZone: account.timeZone, taxId: account.taxId?.value ?? "" },
  ...Object.fromEntries(ADDRESS.map((part) => [part, account.address?.[part] ?? ""])),
});

const OWN_NAMES: Record<string, string> = {
  en: "English",
  de: "Deutsch",
  fr: "Français",
  es: "Español",
  nl: "Nederlands",
  it: "Italiano",
};

async function detailPage(c: Context<App>, visit: Visit, values: Fields, problem: string | null) {
  const { words, account } = visit;
  const text = (name: keyof PortalWords & string, autocomplete = "", required = false) =>
    field(words[name], name, values[name] ?? "", { autocomplete, required });
  const chosen = languageOf(values.language ?? "en");
  // A tag such as de-AT says more than the list: choosing its language again keeps it.
  const options = LANGUAGES.map((one) => {
    const value = one === languageOf(account.language) ? account.language : one;
    return html`<option value="${value}" lang="${one}" ${one === chosen ? "selected" : ""}>${OWN_NAMES[one]}</option>`;
  });
  const country = values.country ?? "";
  const countries = countryChoices(country, visit.locale).map(
    ([code, name]) => html`<option value="${code}" ${code === country ? "selected" : ""}>${name}</option>`,
  );
  const zones = Intl.supportedValuesOf("timeZone");
  const all = zones.includes(account.timeZone) ? zones : [account.timeZone, ...zones];
  const content = html`<div class="fields">
${text("name", "", true)}${text("legalName", "organization")}
${text("line1", "address-line1")}${text("line2", "address-line2")}${text("postalCode", "postal-code")}${text("city", "address-level2")}${text("region", "address-level1")}
<label><span>${words.country}</span><select name="country" autocomplete="country">${countries}</select></label>
${text("taxId")}${account.taxId ? html`<p class="dim">${words[TAX_STATE[account.taxId.status]]}</p>` : ""}
${text("reference")}
<label><span>${words.language}</span><select name="language">${options}</select></label>
<label><span>${words.timeZone}</span><select name="timeZone">${all.map((zone) => html`<option ${zone === values.timeZone ? "selected" : ""}>${zone}</option>`)}</select></label>
</div><p class="dim">${words.frozenDetails}</p><button class="button first">${words.save}</button>`;
  const people = mayDo(visit.person.role, "people") ? await billPeople(c, visit) : "";
  const body = html`${visitForm(c, visit, "/details", content)}${people}`;
  return visitPage(c, visit, {
    title: words.details,
    at: "/details",
    body,
    notice: problem,
    status: problem === null ? 200 : 422,
  });
}

const TAX_STATE: Record<AccountTaxId["status"], keyof PortalWords> = {
  pending: "taxIdPending",
  valid: "taxIdValid",
  invalid: "taxIdInvalid",
  unavailable: "taxIdUnavailable",
};

const labelOf = (words: PortalWords, name: string): string =>
  Object.hasOwn(words, name) ? words[name as keyof PortalWords] : name; // asked above
