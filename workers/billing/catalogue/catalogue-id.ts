import { newId } from "../../kit/ids.ts";

/** A catalogue id: what it is of, and a UUID without hyphens. */
export const catalogueId = (prefix: "prod" | "plan" | "price" | "coupon" | "meter", uuid = newId()): string =>
  `${prefix}_${uuid.replaceAll("-", "")}`;
