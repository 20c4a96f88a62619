import * as z from "zod";
import { isWebUrl, URL_CHARS_MAX } from "../../outbound/web-url.ts";
import { EVENT_TYPES, PRODUCT_EVENT_TYPES } from "./event.ts";

/** Endpoints of the company. */
export const ENDPOINTS_MAX = 50;
export const ENDPOINT_NAME_CHARS_MAX = 100;

const name = z.string().trim().min(1).max(ENDPOINT_NAME_CHARS_MAX);
const url = z
  .string()
  .trim()
  .max(URL_CHARS_MAX)
  .refine(isWebUrl, "Not an http or https URL without user name and password.");
const productId = z.string().trim().min(1).max(64);

/** Chosen types, each once; null for every one. */
const typesOf = <Type extends string>(types: readonly Type[]) =>
  z
    .array(z.enum(types))
    .min(1, "Choose at least one type.")
    .max(types.length)
    .transform((chosen) => [...new Set(chosen)])
    .nullable()
    .default(null);

/** What makes an endpoint. A product's own is told of that product's accounts what the product has to do with them. */
export const newEndpoint = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("events"),
    name,
    url,
    productId: productId.nullable().default(null),
    types: typesOf(EVENT_TYPES),
  }),
  z.strictObject({ kind: z.literal("product"), name, url, productId, types: typesOf(PRODUCT_EVENT_TYPES) }),
]);

/** What may change of an endpoint; its kind and product stay. */
export const endpointChange = z
  .strictObject({
    name: name.optional(),
    url: url.optional(),
    types: z
      .array(z.enum(EVENT_TYPES))
      .min(1, "Choose at least one type.")
      .max(EVENT_TYPES.length)
      .transform((chosen) => [...new Set(chosen)])
      .nullable()
      .optional(),
    enabled: z.boolean().optional(),
  })
  .refine((change) => Object.keys(change).length > 0, "Nothing to change is named.");

export type NewEndpoint = z.output<typeof newEndpoint>;
export type EndpointChange = z.output<typeof endpointChange>;
export type EndpointKind = NewEndpoint["kind"];

/** The types as they are kept: those of a product's endpoint are always named, so that it gets no others. */
export const keptTypes = (kind: EndpointKind, types: readonly string[] | null): readonly string[] | null =>
  types ?? (kind === "product" ? PRODUCT_EVENT_TYPES : null);

/** Whether an endpoint of that kind may have these types. */
export const mayChoose = (kind: EndpointKind, types: readonly string[] | null): boolean => {
  const product: readonly string[] = PRODUCT_EVENT_TYPES;
  return kind === "events" || types === null || types.every((type) => product.includes(type));
};
