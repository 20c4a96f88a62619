import type { Browser, BrowserContext, Page } from "@playwright/test";
import type { Role } from "../../workers/identity/role.ts";
import type { LinkView, PersonView } from "../../workers/identity/view.ts";
import type { Complaints } from "./console.ts";
import type { House } from "./house.ts";

/** Somebody beside the owner, with a browser of their own. */
export interface Person {
  email: string;
  page: Page;
  context: BrowserContext;
}

/** Opens a browser that nobody is signed in to; its complaints count like those of the test's own. */
export async function freshBrowser(browser: Browser, house: House, complaints: Complaints): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL: house.url, storageState: { cookies: [], origins: [] } });
  complaints.watch(context);
  return context;
}

/** Takes an invitation with these roles; the person is signed in. */
export async function invited(context: BrowserContext, house: House, email: string, roles: Role[]): Promise<Person> {
  const { url } = await house.api<LinkView>("POST", "/identity/invitations", { email, roles });
  const page = await context.newPage();
  await acceptInvitation(page, url, email);
  return { email, page, context };
}

export async function acceptInvitation(page: Page, link: string, name: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel("Your name").fill(name);
  await page.getByRole("button", { name: "Come in" }).click();
  await page.getByRole("button", { name: "Not now" }).click();
  await page.getByRole("navigation", { name: "Rooms" }).waitFor();
}

/** A link that signs a person in once, as an owner makes it. */
export async function oneTimeLink(house: House, email: string): Promise<string> {
  const { people } = await house.api<{ people: PersonView[] }>("GET", "/identity/people");
  const person = people.find((each) => each.email === email);
  const { url } = await house.api<LinkView>("POST", `/identity/people/${person?.id}/sign-in-link`);
  return url;
}
