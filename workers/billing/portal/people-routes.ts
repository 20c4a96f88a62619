import { type Context, Hono } from "hono";
import { html } from "hono/html";
import type { App } from "../../front/context.ts";
import { Personal } from "../account/person/personal.ts";
import { filled } from "../document/words/words.ts";
import { field, type Markup } from "./shell.ts";
import { doneOf, goTo, posted, runAsCustomer, type Visit, visitForm } from "./visit.ts";

/** Who gets the bills: people whose whole part in the account that is. */
export const peopleRoutes = new Hono<App>()
  .post(
    "/people",
    posted("people", async (c, visit, { fields, key }) => {
      const { books } = visit;
      const personal = Personal.safeParse({ name: fields.name, mail: fields.mail });
      if (!personal.success) return goTo(c, "/details", "badMail");
      // Of the form's own key, so that sending it twice is the same person.
      const personId = key.replace(/^portal:/, "");
      const { person: people } = await books.records(["person"]);
      const known = await books.people();
      const mail = personal.data.mail.toLowerCase();
      const gets = people.some(
        ({ id, endedMs, role }) =>
          endedMs === null && role === "billing" && known.get(id)?.mail.toLowerCase() === mail && id !== personId,
      );
      if (gets) return goTo(c, "/details", "getsAlready");
      const reply = await runAsCustomer(c, visit, "person.add", { personId, role: "billing" }, { key });
      // The part first, then the name and address, each once: who was erased since is not brought back.
      if (reply.ok && !(await books.people()).has(personId))
        await books.identify([{ id: personId, personal: personal.data }]);
      return goTo(c, "/details", doneOf(reply, "saved"));
    }),
  )
  .post(
    "/people/remove",
    posted("people", async (c, visit, { fields, key }) => {
      const input = { personId: fields.person ?? "" };
      return goTo(c, "/details", doneOf(await runAsCustomer(c, visit, "person.remove", input, { key }), "saved"));
    }),
  );

/** Who gets the bills now, and one more. */
export async function billPeople(c: Context<App>, visit: Visit): Promise<Markup> {
  const { words, books, account } = visit;
  const [{ person: people }, known] = await Promise.all([books.records(["person"]), books.people()]);
  const present = people.filter(({ endedMs, role }) => endedMs === null && role === "billing");
  const rows = present.map(({ id }) => {
    // Whose name and address nobody gave yet, or were erased.
    const { name = "–", mail = "" } = known.get(id) ?? {};
    const remove = html`<input type="hidden" name="person" value="${id}"><button class="button">${words.remove}<span class="unseen"> ${name}</span></button>`;
    return html`<li><span>${name}<small>${mail}</small></span>${visitForm(c, visit, "/people/remove", remove)}</li>`;
  });
  const owner = filled(words.billsToOwner, { mail: known.get(account.ownerId)?.mail ?? "" });
  const add = html`<div class="fields">${field(words.personName, "name", "", { required: true, autocomplete: "off" })}${field(words.mail, "mail", "", { type: "email", required: true, autocomplete: "off", max: 254 })}</div><button class="button">${words.addPerson}</button>`;
  return html`<h2>${words.billsTo}</h2>${rows.length === 0 ? html`<p>${owner}</p>` : html`<ul>${rows}</ul>`}
<p class="dim">${words.billsToText}</p>${visitForm(c, visit, "/people", add)}`;
}
