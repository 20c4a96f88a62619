import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { catalogueApi, type PreviewWish } from "../../api/catalogue.ts";

/** Everything about the catalogue, for saying that it changed. */
export const CATALOGUE_KEY = ["catalogue"] as const;

export const catalogueQuery = queryOptions({
  queryKey: ["catalogue", "all"],
  queryFn: ({ signal }) => catalogueApi.all(signal),
});

export const planQuery = (id: string) =>
  queryOptions({ queryKey: ["catalogue", "plan", id], queryFn: ({ signal }) => catalogueApi.plan(id, signal) });

export const productQuery = (id: string) =>
  queryOptions({ queryKey: ["catalogue", "product", id], queryFn: ({ signal }) => catalogueApi.product(id, signal) });

export const couponsQuery = queryOptions({
  queryKey: ["catalogue", "coupons"],
  queryFn: ({ signal }) => catalogueApi.coupons(signal),
});

export const couponQuery = (id: string) =>
  queryOptions({ queryKey: ["catalogue", "coupon", id], queryFn: ({ signal }) => catalogueApi.coupon(id, signal) });

export const metersQuery = queryOptions({
  queryKey: ["catalogue", "meters"],
  queryFn: ({ signal }) => catalogueApi.meters(signal),
});

/** What quantities cost by a price that is being written; the last answer stays while the next is on its way. */
export const previewQuery = (wish: PreviewWish) =>
  queryOptions({
    queryKey: ["catalogue-preview", wish],
    queryFn: ({ signal }) => catalogueApi.preview(wish, signal),
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });

export const accountUsageQuery = (accountId: string) =>
  queryOptions({
    queryKey: ["account-usage", accountId],
    queryFn: ({ signal }) => catalogueApi.accountUsage(accountId, signal),
  });
