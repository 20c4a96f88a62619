import { type Described, queryOf, reading } from "./described.ts";
import { COMPANY_LISTS, companyQuery, listQuery } from "./list-query.ts";
import { RESOURCES, type ResourceName } from "./resource.ts";
import { COMPONENT_OF } from "./shape/component-of.ts";

const words = (name: string): string => name.replaceAll("_", " ");
const capital = (name: string): string => name.replace(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase());

/** Requests that read accounts' records: an account's list of each kind, one by its id, and some lists of all accounts. */
export const RESOURCE_OPERATIONS: readonly Described[] = [
  ...(Object.keys(RESOURCES) as ResourceName[]).flatMap((name) => [
    reading(
      `/accounts/{account}/${name}`,
      `list${capital(name)}`,
      `List an account's ${words(name)}`,
      { page: COMPONENT_OF[name] },
      { query: queryOf(listQuery(name)) },
    ),
    reading(`/${name}/{id}`, `get${COMPONENT_OF[name]}`, `Read one of ${words(name)}`, { one: COMPONENT_OF[name] }),
  ]),
  ...(["invoices", "credit_notes"] as const).map((name) =>
    reading(
      `/${name}/{id}/document`,
      `get${COMPONENT_OF[name]}Document`,
      "Read where its customer reads it: the page, the PDF and the e-invoice",
      { one: "Document" },
    ),
  ),
  ...COMPANY_LISTS.map((name) =>
    reading(
      `/${name}`,
      `listAll${capital(name)}`,
      `List ${words(name)} of all accounts; a page may be short though there are more`,
      { page: COMPONENT_OF[name] },
      { query: queryOf(companyQuery(name)) },
    ),
  ),
];
