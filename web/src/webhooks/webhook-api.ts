import { infiniteQueryOptions, queryOptions, useQueryClient } from "@tanstack/react-query";
import type {
  EndpointView,
  EventDetail,
  EventList,
  EventType,
  LaneView,
  NewEndpointView,
  ReplayView,
  TryView,
  WebhookTestView,
} from "../../../workers/billing/webhook/view.ts";
import { post, request } from "../api/request.ts";
import { useSendKey } from "../api/send-key.ts";

const BASE = "/console/api/billing/webhooks";
const KEY = ["webhooks"];
const at = (id: string) => `${BASE}/endpoints/${encodeURIComponent(id)}`;

/** How often pages ask again how deliveries go. */
export const WEBHOOKS_LIVE_MS = 5_000;

/** Which events a list shows. */
export interface EventSearch {
  account?: string;
  type?: EventType;
}

/** What makes or changes an endpoint. */
export type EndpointFields = { name?: string; url?: string; types?: EventType[] | null; enabled?: boolean };

/** What is sent again. */
export type ReplayRange =
  | { accountId: string; fromSequence: number; toSequence: number }
  | { accountId: string | null; sinceMs: number };

export const endpointsQuery = queryOptions({
  queryKey: [...KEY, "endpoints"],
  queryFn: ({ signal }) => request<{ data: EndpointView[] }>("GET", `${BASE}/endpoints`, undefined, signal),
});

export const endpointQuery = (id: string) =>
  queryOptions({
    queryKey: [...KEY, "endpoint", id],
    queryFn: ({ signal }) => request<EndpointView>("GET", at(id), undefined, signal),
  });

export const lanesQuery = (id: string) =>
  queryOptions({
    queryKey: [...KEY, "lanes", id],
    queryFn: ({ signal }) => request<{ lanes: LaneView[] }>("GET", `${at(id)}/lanes`, undefined, signal),
  });

export const triesQuery = (id: string, failed: boolean) =>
  queryOptions({
    queryKey: [...KEY, "tries", id, failed],
    queryFn: ({ signal }) =>
      request<{ tries: TryView[] }>("GET", `${at(id)}/tries?failed=${failed}`, undefined, signal),
  });

export const eventsQuery = (search: EventSearch) =>
  infiniteQueryOptions({
    queryKey: [...KEY, "events", search],
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ ...search, limit: "50", ...(pageParam !== null && { cursor: pageParam }) });
      return request<EventList>("GET", `${BASE}/events?${query}`, undefined, signal);
    },
    initialPageParam: null as string | null, // the literal alone would narrow every later cursor to null
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });

export const eventQuery = (id: string) =>
  queryOptions({
    queryKey: [...KEY, "event", id],
    queryFn: ({ signal }) => request<EventDetail>("GET", `${BASE}/events/${encodeURIComponent(id)}`, undefined, signal),
  });

/** What people do to webhooks; each reads all of them again. */
export function useWebhookChange() {
  const client = useQueryClient();
  const keyOf = useSendKey();
  const read = async <Answer>(answer: Promise<Answer>): Promise<Answer> => {
    await answer;
    await client.invalidateQueries({ queryKey: KEY });
    return answer;
  };
  const changing = <Answer>(method: "POST" | "DELETE", path: string, body?: unknown): Promise<Answer> =>
    read(request<Answer>(method, path, body));
  return {
    create: (fields: EndpointFields & { kind: EndpointView["kind"]; productId: string | null }) =>
      read(post<NewEndpointView>(`${BASE}/endpoints`, fields, keyOf(fields))),
    change: (id: string, fields: EndpointFields) => changing<EndpointView>("POST", at(id), fields),
    remove: (id: string) => changing<void>("DELETE", at(id)),
    rotate: (id: string) => changing<NewEndpointView>("POST", `${at(id)}/rotate_secret`),
    test: (id: string) => changing<WebhookTestView>("POST", `${at(id)}/test`),
    replay: (id: string, range: ReplayRange) => changing<ReplayView>("POST", `${at(id)}/replay`, range),
    retry: (id: string, lane: { accountId: string; run: string } | null) =>
      changing<{ changed: number }>("POST", `${at(id)}/retry`, { lane }),
    skip: (id: string, lane: { accountId: string; run: string; nextSeq: number }) =>
      changing<{ changed: number }>("POST", `${at(id)}/skip`, lane),
    drop: (id: string, lane: { accountId: string; run: string }) =>
      changing<{ changed: number }>("POST", `${at(id)}/drop`, lane),
  };
}

/** How much a replay would send. */
export const replayPreviewQuery = (id: string, range: ReplayRange) =>
  queryOptions({
    queryKey: [...KEY, "replay", id, range],
    queryFn: ({ signal }) => request<ReplayView>("POST", `${at(id)}/replay?preview=true`, range, signal),
  });
