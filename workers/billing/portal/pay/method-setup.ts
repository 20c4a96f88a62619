import { html } from "hono/html";
import { CATALOGUE_TOKENS } from "../../../../durable-objects/local-gateway/scenario.ts";
import type { Company } from "../../company/company.ts";
import type { FoundMethod, Gateway } from "../../payment/gateway/gateway.ts";
import { gatewayOf } from "../../payment/gateway/gateways.ts";
import { LOCAL } from "../../payment/gateway/local-gateway.ts";
import type { Markup } from "../shell.ts";
import type { PortalWords } from "../words/words.ts";

/** The gateway by which new methods are set up; null when it is not set up here. */
export const setUpGateway = (env: Env, company: Company | undefined): Gateway | null =>
  company ? gatewayOf(env, company.gateway) : null;

/** Whether methods are chosen on our own page: test cards of the local gateway. */
export const choosesHere = ({ name }: Gateway): boolean => name === LOCAL;

/** The test cards to choose from. */
export const testCards = (words: PortalWords): Markup =>
  html`<p class="dim">${words.testMethods}</p><fieldset><legend>${words.enterCard}</legend>${CATALOGUE_TOKENS.map(
    (token, index) =>
      html`<label><input type="radio" name="token" value="${token}" ${index === 0 ? "checked" : ""}> <code>${token}</code></label>`,
  )}</fieldset>`;

/** The test card that a form names; null for anything else. */
export async function chosenTestCard(
  gateway: Gateway,
  token: string | undefined,
  accountId: string,
): Promise<FoundMethod | null> {
  if (!choosesHere(gateway) || !CATALOGUE_TOKENS.some((one) => one === token)) return null;
  const found = await gateway.getMethod(`${token}~${accountId}`);
  return found.ok ? found.value : null;
}

/** What commands take of a method that was found. */
export const methodInput = ({ name }: Gateway, { accountId: _, usable: __, ...method }: FoundMethod) => ({
  ...method,
  gateway: name,
});
