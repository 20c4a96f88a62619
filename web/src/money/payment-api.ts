import { infiniteQueryOptions, queryOptions, useQueryClient } from "@tanstack/react-query";
import type {
  CasesView,
  PaymentDetail,
  PaymentsView,
  PayoutDetail,
  PayoutsView,
} from "../../../workers/billing/payment/view.ts";
import { request } from "../api/request.ts";

const BASE = "/console/api/billing/payments";

/** A page of payments, after the last of the page before. */
export const readPayments = (next: PaymentsView["next"], signal: AbortSignal) => {
  const after = next ? `?afterMs=${next.createdMs}&afterId=${encodeURIComponent(next.id)}` : "";
  return request<PaymentsView>("GET", `${BASE}${after}`, undefined, signal);
};

export const casesQuery = queryOptions({
  queryKey: ["payments", "cases"],
  queryFn: ({ signal }) => request<CasesView>("GET", `${BASE}/cases`, undefined, signal),
});

/** One payment with everything that belongs to it. */
export const paymentQuery = (id: string) =>
  queryOptions({
    queryKey: ["payments", "one", id],
    queryFn: ({ signal }) => request<PaymentDetail>("GET", `${BASE}/${encodeURIComponent(id)}`, undefined, signal),
  });

/** What gateways paid out, a page after the other. */
export const payoutsQuery = infiniteQueryOptions({
  queryKey: ["payments", "payouts"],
  queryFn: ({ pageParam, signal }) => {
    const { createdMs, gateway, id } = pageParam ?? { createdMs: 0, gateway: "", id: "" };
    const after = pageParam && { afterMs: String(createdMs), afterGateway: gateway, afterId: id };
    const text = after ? `?${new URLSearchParams(after)}` : "";
    return request<PayoutsView>("GET", `${BASE}/payouts${text}`, undefined, signal);
  },
  initialPageParam: null as PayoutsView["next"], // the newest
  getNextPageParam: ({ next }) => next,
});

/** One payout with its movements, a page after the other. */
export const payoutQuery = (gateway: string, id: string) =>
  infiniteQueryOptions({
    queryKey: ["payments", "payout", gateway, id],
    queryFn: ({ pageParam, signal }) => {
      const after = pageParam && { afterMatched: String(pageParam.matched), afterId: pageParam.id };
      const text = after ? `?${new URLSearchParams(after)}` : "";
      const path = `${BASE}/payouts/${encodeURIComponent(gateway)}/${encodeURIComponent(id)}${text}`;
      return request<PayoutDetail>("GET", path, undefined, signal);
    },
    initialPageParam: null as PayoutDetail["next"], // what the books do not know comes first
    getNextPageParam: ({ next }) => next,
  });

/** Sends a change of payments or cases and reads all of them again. Gives the answer. */
export function usePaymentChange() {
  const client = useQueryClient();
  return async <Answer>(path: string, body: unknown): Promise<Answer> => {
    const answer = await request<Answer>("POST", `${BASE}/${path}`, body);
    await client.invalidateQueries({ queryKey: ["payments"] });
    return answer;
  };
}
