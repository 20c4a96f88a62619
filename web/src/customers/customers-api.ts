import { infiniteQueryOptions, type QueryClient, queryOptions } from "@tanstack/react-query";
import type {
  AccountPage,
  AccountView,
  ApprovalView,
  BillingAttention,
  CommandView,
  EffectView,
  LookPage,
  TimelinePage,
} from "../../../workers/billing/account/view.ts";
import type { CatalogueView } from "../../../workers/billing/catalogue/view.ts";
import type { AccountMail } from "../../../workers/mail/view.ts";
import { conditionalFetch, post, read, request } from "../api/request.ts";
import type { AccountSearch } from "./account-search.ts";
import type { CustomerSearch } from "./customer-search.ts";

const BASE = "/console/api/billing";
const part = encodeURIComponent;

interface Personal {
  name: string;
  mail: string;
}

/** A command as a dialog asks for it. */
export interface Asked {
  command: string;
  input: object;
  reason: string;
}

/** An account as staff open it; the same `id` again is the same account. */
interface NewAccount {
  id: string;
  productId: string;
  name: string;
  owner: Personal;
  currency: string;
  language: string;
  tags: string[];
  address: { country: string } | null;
}

/** A page of accounts that a search or filters leave. */
export const accountsQuery = (search: CustomerSearch) =>
  queryOptions({
    queryKey: ["customers", search],
    queryFn: ({ signal }) => {
      const text = new URLSearchParams(Object.entries(search).map(([name, value]) => [name, String(value)]));
      return request<AccountPage>("GET", `${BASE}/accounts?${text}`, undefined, signal);
    },
  });

/** Everything about one account. */
export const accountQuery = (id: string) =>
  queryOptions({
    queryKey: ["customer", id],
    queryFn: ({ signal }) => request<AccountView>("GET", `${BASE}/accounts/${part(id)}`, undefined, signal),
  });

/** The last mails about an account, where mails are kept. */
export const accountMailsQuery = (id: string) =>
  queryOptions({
    queryKey: ["customer-mails", id],
    queryFn: ({ signal }) =>
      request<{ mails: AccountMail[] }>("GET", `${BASE}/accounts/${part(id)}/mails`, undefined, signal),
  });

/** What happened to an account, a page after the other. */
export const timelineQuery = (id: string, { kind, actor }: Pick<AccountSearch, "kind" | "actor">) =>
  infiniteQueryOptions({
    queryKey: ["timeline", id, kind, actor],
    queryFn: ({ pageParam, signal }) => {
      const asked = Object.entries({ kind, actor, before: pageParam === null ? undefined : String(pageParam) });
      const text = new URLSearchParams(asked.flatMap(([name, value]) => (value ? [[name, value]] : [])));
      return request<TimelinePage>("GET", `${BASE}/accounts/${part(id)}/timeline?${text}`, undefined, signal);
    },
    initialPageParam: null as number | null, // the newest
    getNextPageParam: ({ next }) => next,
  });

/** Who looked at an account. */
export const looksQuery = (id: string) =>
  queryOptions({
    queryKey: ["looks", id],
    queryFn: ({ signal }) => request<LookPage>("GET", `${BASE}/accounts/${part(id)}/looks`, undefined, signal),
  });

/** What of customers' accounts waits for who asks. */
export const billingAttentionQuery = queryOptions({
  queryKey: ["customers", "attention"],
  queryFn: ({ signal }) => request<BillingAttention>("GET", `${BASE}/attention`, undefined, signal),
  refetchInterval: 30_000,
});

/** Plans that accounts are on. */
export const plansQuery = queryOptions({
  queryKey: ["customers", "plans"],
  queryFn: ({ signal }) => request<{ plans: string[] }>("GET", `${BASE}/accounts/plans`, undefined, signal),
});

/** Where staff read a document as the customer does. */
export const documentHref = (accountId: string, documentId: string): string =>
  `${BASE}/accounts/${part(accountId)}/documents/${part(documentId)}`;

/** Opens a document's PDF in a tab of its own. */
export const openPdf = (accountId: string, documentId: string): void =>
  void window.open(`${documentHref(accountId, documentId)}/pdf`, "_blank", "noreferrer");

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

/** Reads again what a command on an account may have changed. */
export const refreshAccount = (queryClient: QueryClient, accountId: string) =>
  Promise.all(
    [["customer", accountId], ["customers"], ["approvals"], ["timeline", accountId], ["payments"]].map((queryKey) =>
      queryClient.invalidateQueries({ queryKey }),
    ),
  );

/** What changes accounts. */
export const customersApi = {
  open: (account: NewAccount) => request<{ id: string; ownerId: string }>("POST", `${BASE}/accounts`, account),
  preview: (id: string, asked: Asked, signal?: AbortSignal) =>
    request<EffectView>("POST", `${BASE}/accounts/${part(id)}/preview`, asked, signal),
  run: (id: string, asked: Asked & { key: string; shown?: { atMs: number; effect: string[] } | undefined }) =>
    request<CommandView>("POST", `${BASE}/accounts/${part(id)}/commands`, asked),
  reveal: (id: string, reason: string) =>
    request<{ people: { id: string; personal: Personal | null }[] }>("POST", `${BASE}/accounts/${part(id)}/reveal`, {
      reason,
    }),
  addPerson: (id: string, joined: { id: string; role: string; reason: string; personal: Personal }) =>
    request<{ personId: string }>("POST", `${BASE}/accounts/${part(id)}/people`, joined),
  sendPortalLink: (id: string, personId: string, key: string) =>
    post<{ sent: true }>(`${BASE}/accounts/${part(id)}/portal-link`, { personId }, key),
  erase: (id: string, personId: string, reason: string) =>
    request<unknown>("POST", `${BASE}/accounts/${part(id)}/people/${part(personId)}/erase`, { reason }),
  previewMerge: (id: string, intoId: string, signal: AbortSignal) =>
    request<EffectView>("POST", `${BASE}/accounts/${part(id)}/merge/preview`, { intoId }, signal),
  merge: (id: string, into: { intoId: string; reason: string }, key: string) =>
    post<unknown>(`${BASE}/accounts/${part(id)}/merge`, into, key),
  /** Everything that is kept of an account, as a file. */
  export: async (id: string, reason: string): Promise<Blob> => {
    const body = JSON.stringify({ reason });
    const headers = { "content-type": "application/json" };
    const answer = await conditionalFetch(`${BASE}/accounts/${part(id)}/export`, { method: "POST", headers, body });
    return answer.ok ? answer.blob() : read<Blob>(Promise.resolve(answer));
  },
  replay: (id: string, effectId: string) =>
    request<unknown>("POST", `${BASE}/accounts/${part(id)}/effects/${part(effectId)}/replay`, {}),
  decide: (id: string, approve: boolean, reason: string) =>
    request<ApprovalView>("POST", `${BASE}/approvals/${part(id)}/decision`, { approve, reason }),
};
