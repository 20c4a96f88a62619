import { type Context, Hono } from "hono";
import { html } from "hono/html";
import type { App } from "../../../front/context.ts";
import type { Json } from "../../../kit/json.ts";
import { ok, type Result } from "../../../kit/result.ts";
import { itemsWords } from "../../account/command/effect-words.ts";
import { runningWaiver } from "../../account/waiver.ts";
import { filled } from "../../document/words/words.ts";
import type { CouponGrant } from "../../subscription/redemption.ts";
import type { Subscription } from "../../subscription/subscription.ts";
import { compWords, discountWords, isLive, planWords } from "../standing-words.ts";
import {
  type Done,
  doneOf,
  goTo,
  posted,
  runAsCustomer,
  seldom,
  type Visit,
  visited,
  visitForm,
  visitPage,
} from "../visit.ts";
import { CODE_CHARS_MAX } from "./code-routes.ts";
import { planPage } from "./plan-page.ts";
import { shopFor } from "./sold-price.ts";
import { wantedItems } from "./wanted-items.ts";
import { doWish, type Wish, wishPage } from "./wish.ts";

/** Plan, seats and add-ons: what there is, what a change would cost, and the change. */
export const planRoutes = new Hono<App>()
  .get(
    "/plan",
    visited("plan", (c, visit) => choicePage(c, visit, null)),
  )
  .get(
    "/plan/change",
    seldom("plan", async (c, visit) => {
      const wish = await changeWish(c, visit, c.req.query());
      if (!wish.ok) return choicePage(c, visit, WHY[wish.reason]);
      const shown = await wishPage(c, visit, wish.value);
      return typeof shown === "string" ? choicePage(c, visit, shown) : shown;
    }),
  )
  .post(
    "/plan/change",
    posted(
      "plan",
      async (c, visit, form) => {
        const wish = await changeWish(c, visit, form.fields);
        return wish.ok ? doWish(c, visit, wish.value, form) : goTo(c, "/plan", WHY[wish.reason]);
      },
      seldom,
    ),
  )
  .post(
    "/plan/keep",
    posted("plan", async (c, visit, { fields, key }) => {
      const found = await visit.books.record("subscription", fields.subscription ?? "");
      if (!found || !isLive(found)) return goTo(c, "/plan", "hasEnded");
      // What is to be as it is takes back what waits for the period's end.
      const items = found.items.map(({ id, price, quantity }) => ({ id, price, quantity }));
      const input = { subscriptionId: found.id, items, timing: null, atMs: null };
      return goTo(c, "/plan", doneOf(await runAsCustomer(c, visit, "subscription.change", input, { key })));
    }),
  )
  .post(
    "/resume",
    posted("plan", async (c, visit, { fields, key }) => {
      const input = { subscriptionId: fields.subscription ?? "" };
      return goTo(c, "", doneOf(await runAsCustomer(c, visit, "subscription.resume", input, { key })));
    }),
  );

/** What there is to choose. After a refusal it says why, and has what was asked for. */
async function choicePage(c: Context<App>, visit: Visit, refused: Done | null) {
  const { words, account, books } = visit;
  const { subscription: all, waiver: waivers } = await books.records(["subscription", "waiver"]);
  const waiver = runningWaiver(waivers, visit.nowMs);
  const comp = waiver
    ? html`<p class="notice"><strong>${planWords(visit, [], waiver)}</strong><br>${compWords(visit, waiver)}</p>`
    : "";
  const live = all.filter(isLive);
  const shown = live.length === 0 ? [null] : live;
  const shops = await Promise.all(shown.map((one) => shopFor(c.env.DB, account, one)));
  const asked = refused === null ? null : c.req.query();
  const parts = shops.map((shop, index) => {
    const subscription = shown[index] ?? null;
    const typed = asked && (asked.subscription ?? "") === (subscription?.id ?? "") ? asked : null;
    const keep = visitForm(
      c,
      visit,
      "/plan/keep",
      html`<input type="hidden" name="subscription" value="${subscription?.id ?? ""}"><button class="button">${words.keepAsItIs}</button>`,
    );
    return planPage(visit, subscription, { shop, typed, keep });
  });
  const notice = refused === null ? null : words[refused];
  return visitPage(c, visit, {
    ...{ title: words.plan, at: "/plan", body: html`${comp}${parts}`, notice },
    status: refused === null ? 200 : 422,
  });
}

const WHY = {
  "not-sold": "notDone",
  "bad-quantity": "badQuantity",
  "add-on-interval": "addOnInterval",
  "no-change": "noChange",
} as const satisfies Record<string, Done>;

/** The change that a form asks for; or why it asks for none. */
async function changeWish(
  c: Context<App>,
  visit: Visit,
  fields: Record<string, string>,
): Promise<Result<Wish, keyof typeof WHY>> {
  const { books, account, words } = visit;
  const id = fields.subscription ?? "";
  const found = id === "" ? null : await books.record("subscription", id);
  if (id !== "" && (!found || !isLive(found))) return { ok: false, reason: "not-sold", detail: "It has ended." };
  const wanted = await wantedItems(c.env.DB, await shopFor(c.env.DB, account, found), found, fields);
  if (!wanted.ok) return wanted;
  const items = wanted.value.items as unknown as Json; // prices are JSON
  const after = itemsWords(wanted.value.items.map((item) => ({ ...item, id: item.id ?? "" })));
  const shown = { action: "/plan/change", title: words.effectTitle };
  if (!found) {
    const code = (fields.code ?? "").trim().slice(0, CODE_CHARS_MAX);
    const input = { items, trialDays: 0, trialEnd: "freeze", minimumAmount: 0, collection: { kind: "automatic" } };
    return ok({
      ...shown,
      command: "subscription.create",
      input: { ...input, coupon: code === "" ? null : code },
      fields: { ...wanted.value.fields, code },
      verb: words.doSubscribe,
      about: ({ input: { coupon } }) => html`<p><strong>${filled(words.begins, { after })}</strong></p>
${coupon ? html`<p>${discountWords(visit, coupon as unknown as CouponGrant)}</p>` : ""}`, // quoted by the catalogue
    });
  }
  const before = itemsWords(found.items);
  if (isAsItWas(found, wanted.value.items) && found.scheduled.length === 0)
    return { ok: false, reason: "no-change", detail: "It is so already." };
  return ok({
    ...shown,
    command: "subscription.change",
    input: { subscriptionId: found.id, items, timing: null, atMs: null },
    fields: wanted.value.fields,
    verb: words.doChange,
    about: () => html`<p><strong>${filled(words.becomes, { after, before })}</strong></p>`,
  });
}

/** Whether a subscription has the same already, in whatever order. */
const isAsItWas = ({ items }: Subscription, wanted: { id: string | null; price: { id: string }; quantity: number }[]) =>
  items.length === wanted.length &&
  items.every((item) =>
    wanted.some(
      ({ id, price, quantity }) => id === item.id && price.id === item.price.id && quantity === item.quantity,
    ),
  );
