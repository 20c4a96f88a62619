import { type Context, Hono } from "hono";
import { html } from "hono/html";
import type { App } from "../../../front/context.ts";
import type { CouponGrant } from "../../subscription/redemption.ts";
import { discountWords, isLive } from "../standing-words.ts";
import { goTo, posted, seldom, type Visit } from "../visit.ts";
import { doWish, type Wish, wishPage } from "./wish.ts";

/** Letters of a promotion code that is typed. */
export const CODE_CHARS_MAX = 80;

/** Promotion codes: what one takes off, and redeeming it. So often a minute and no more, as codes can be guessed. */
export const codeRoutes = new Hono<App>()
  .get(
    "/plan/code",
    seldom("plan", async (c, visit) => {
      const wish = await codeWish(visit, c.req.query());
      if (!wish) return goTo(c, "/plan", "notDone");
      const shown = await wishPage(c, visit, wish);
      return typeof shown === "string" ? goTo(c, "/plan", shown) : shown;
    }),
  )
  .post(
    "/plan/code",
    posted(
      "plan",
      async (c: Context<App>, visit, form) => {
        const wish = await codeWish(visit, form.fields);
        return wish ? doWish(c, visit, wish, form) : goTo(c, "/plan", "notDone");
      },
      seldom,
    ),
  );

/** The redemption that a form asks for; null for a subscription that is none of this account's, or has ended. */
async function codeWish(visit: Visit, fields: Record<string, string>): Promise<Wish | null> {
  const { books, words } = visit;
  const { subscription: subscriptionId = "", code: typed = "" } = fields;
  const found = await books.record("subscription", subscriptionId);
  if (!found || !isLive(found)) return null;
  const code = typed.trim().slice(0, CODE_CHARS_MAX);
  return {
    command: "subscription.redeem",
    input: { subscriptionId, coupon: code },
    action: "/plan/code",
    fields: { subscription: subscriptionId, code },
    title: words.codeTitle,
    verb: words.doRedeem,
    // Quoted by the catalogue.
    about: ({ input }) => html`<p><strong>${discountWords(visit, input.coupon as unknown as CouponGrant)}</strong></p>`,
  };
}
