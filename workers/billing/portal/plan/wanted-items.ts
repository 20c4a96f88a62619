import { fail, ok, type Result } from "../../../kit/result.ts";
import type { Price } from "../../catalogue/price.ts";
import type { WantedItem } from "../../subscription/change.ts";
import type { Subscription, SubscriptionItem } from "../../subscription/subscription.ts";
import { type AddOn, hasSeats, priceFor, rhythm, SEATS_MAX, type Shop } from "./sold-price.ts";

/** The name of an add-on's field in forms: how many of it, none where it is missing. */
export const addOnField = ({ id }: Pick<AddOn, "id">): string => `add-on:${id}`;

/** What a form asks a subscription to consist of, with the fields that say so. */
export interface WantedItems {
  items: WantedItem[];
  fields: Record<string, string>;
}

/**
 * Reads what a form asks for; prices come from the catalogue, never from the form. An add-on is bought at the plan's interval; what is
 * had already keeps its price where that has it.
 */
export async function wantedItems(
  db: D1Database,
  { offers, addOns, own, fixed }: Shop,
  subscription: Subscription | null,
  fields: Record<string, string>,
): Promise<Result<WantedItems, "not-sold" | "bad-quantity" | "add-on-interval">> {
  const price = await priceFor(db, fields.price ?? "", subscription);
  const isOffered =
    price !== null && (price.id === own?.price.id || offers.some((offer) => offer.price.id === price.id));
  if (!isOffered) return fail("not-sold", "There is no such plan on sale.");
  const seats = quantityIn(price, fields.seats ?? "1", { least: 1, held: own });
  if (seats === null) return fail("bad-quantity", `Seats are 1 to ${SEATS_MAX}.`);
  const items: WantedItem[] = [{ id: own?.id ?? null, price, quantity: seats }];
  const asked: Record<string, string> = { subscription: subscription?.id ?? "", price: price.id, seats: String(seats) };
  for (const addOn of addOns) {
    const { held } = addOn;
    const name = addOnField(addOn);
    const fits = [held?.price, ...addOn.prices].find((one) => one && rhythm(one) === rhythm(price));
    const first = fits ?? held?.price ?? addOn.prices[0];
    const quantity = first ? quantityIn(first, fields[name] ?? "0", { least: 0, held }) : 0;
    if (quantity === null) return fail("bad-quantity", `Of an add-on there are 0 to ${SEATS_MAX}.`);
    if (quantity === 0) continue;
    const bought = fits && (await priceFor(db, fits.id, subscription));
    if (!bought) return fail("add-on-interval", `${addOn.name} is not sold at the plan's interval.`);
    items.push({ id: held?.id ?? null, price: bought, quantity });
    asked[name] = String(quantity);
  }
  items.push(...fixed.map(({ id, price: kept, quantity }) => ({ id, price: kept, quantity })));
  return ok({ items, fields: asked });
}

/** How many a field says; null when that many may not be bought. What costs the same however many there are is had once, or as it was. */
function quantityIn(
  price: Price,
  text: string,
  { least, held }: { least: 0 | 1; held: SubscriptionItem | null },
): number | null {
  const asked = text === "" ? least : Number(text);
  if (!Number.isInteger(asked) || asked < least || asked > SEATS_MAX) return null;
  if (hasSeats(price) || asked === 0) return asked;
  return held?.price.id === price.id ? held.quantity : 1;
}
