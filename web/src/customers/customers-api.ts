import { queryOptions } from "@tanstack/react-query";
import type {
  AccountPage,
  AccountView,
  ApprovalView,
  CommandView,
  EffectView,
} from "../../../workers/billing/account/view.ts";
import type { CatalogueView } from "../../../workers/billing/catalogue/view.ts";
import { request } from "../api/request.ts";
import type { CustomerSearch } from "./customer-search.ts";

const BASE = "/console/api/billing";
const part = encodeURIComponent;

/** A command as a dialog asks for it. */
export interface Asked {
  command: string;
  input: object;
  reason: string;
}

/** A page of accounts that a search or filters leave. */
export const accountsQuery = (search: CustomerSearch, before: number | null = null) =>
  queryOptions({
    queryKey: ["customers", search, before],
    queryFn: ({ signal }) => {
      const asked = Object.entries({ ...search, ...(before && { before: String(before) }) });
      const text = new URLSearchParams(asked.filter(([, value]) => value));
      return request<AccountPage>("GET", `${BASE}/accounts?${text}`, undefined, signal);
    },
  });

/** Everything about one account. */
export const accountQuery = (id: string) =>
  queryOptions({
    queryKey: ["customer", id],
    queryFn: ({ signal }) => request<AccountView>("GET", `${BASE}/accounts/${part(id)}`, undefined, signal),
  });

/** What waits for a second person. */
export const approvalsQuery = queryOptions({
  queryKey: ["approvals"],
  queryFn: ({ signal }) => request<{ approvals: ApprovalView[] }>("GET", `${BASE}/approvals`, undefined, signal),
  refetchInterval: 30_000,
});

/** What is sold, to choose from. */
export const catalogueQuery = queryOptions({
  queryKey: ["catalogue"],
  queryFn: ({ signal }) => request<CatalogueView>("GET", `${BASE}/catalogue`, undefined, signal),
});

/** What changes accounts. */
export const customersApi = {
  preview: (id: string, asked: Asked, signal?: AbortSignal) =>
    request<EffectView>("POST", `${BASE}/accounts/${part(id)}/preview`, asked, signal),
  run: (id: string, asked: Asked & { key: string }) =>
    request<CommandView>("POST", `${BASE}/accounts/${part(id)}/commands`, asked),
  reveal: (id: string, reason: string) =>
    request<{ people: { id: string; personal: { name: string; mail: string } | null }[] }>(
      "POST",
      `${BASE}/accounts/${part(id)}/reveal`,
      { reason },
    ),
  decide: (id: string, approve: boolean, reason: string) =>
    request<ApprovalView>("POST", `${BASE}/approvals/${part(id)}/decision`, { approve, reason }),
};
