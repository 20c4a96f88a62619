import { expect, it } from "vitest";
import { DAY_MS } from "../../kit/time.ts";
import { RecordBooks } from "../books/record-books.ts";
import { type Deed, SYSTEM } from "../command/command.ts";
import { findCommand } from "../command/commands.ts";
import type { Account } from "./account.ts";
import {
  COMP_ALONE_MAX_MS,
  EXTERNAL_IDS_MAX,
  NOTE_LENGTH_MAX,
  NOTE_REMOVED_KEPT_MS,
  NOTES_MAX,
  PEOPLE_MAX,
  TAGS_MAX,
  WAIVERS_MAX,
} from "./limits.ts";
import { runningWaiver } from "./waiver.ts";

const ID = "01999999-9999-7999-8999-999999999999";
const OTHER = "01999999-9999-7999-8999-999999999998";
const NOW = 1_700_000_000_000;
const OPENING = { productId: "shop", name: "Northwind", ownerId: "p1", currency: "EUR" };

/** An account's books, and a way to run commands on them at a time. */
function account(opened = true) {
  const books = new RecordBooks(ID);
  const run = (command: string, input: unknown, over: Partial<Deed> = {}) => {
    const actor = { kind: "person" as const, id: "s1", name: "ana@apiary.test" };
    const found = findCommand(command);
    if (!found) throw new Error(`no command ${command}`);
    return found(books, input, { nowMs: NOW, actor, reason: "because", requestId: "r", ...over });
  };
  const advance = (nowMs: number) => run("account.advance", {}, { nowMs, actor: SYSTEM });
  if (opened) expect(run("account.create", OPENING)).toMatchObject({ ok: true });
  const now = (): Account => books.account() as Account; // opened above
  return { books, run, advance, now };
}
const refused = (reason: string) => ({ ok: false, reason });

it("opens once, with its owner", () => {
  const { books, run, now } = account();
  expect(now()).toMatchObject({ id: ID, status: "active", ownerId: "p1", timeZone: "UTC", language: "en" });
  expect(books.people.list()).toMatchObject([{ id: "p1", role: "owner" }]);
  expect(run("account.create", OPENING)).toMatchObject(refused("account-exists"));
});

it.each([
  ["a name of nothing", { name: " " }],
  ["a currency in small letters", { currency: "eur" }],
  ["a currency that there is not", { currency: "ABC" }],
  ["an offset instead of a zone", { timeZone: "+02:00" }],
  ["a zone that is none", { timeZone: "Mars/Olympus" }],
  ["a language that is none", { language: "English!" }],
  ["too many tags", { tags: Array.from({ length: TAGS_MAX + 1 }, (_, at) => `t${at}`) }],
  ["what nobody asked for", { status: "cancelled" }],
])("does not open with %s", (_, over) => {
  expect(account(false).run("account.create", { ...OPENING, ...over })).toMatchObject(refused("invalid-input"));
});

it("keeps its currency once it has bought", () => {
  const { books, run, now } = account();
  expect(run("account.change", { currency: "USD", name: "Southwind" })).toMatchObject({ ok: true });
  books.balance.put({ id: "b1", amount: 5, currency: "USD", kind: "adjustment", source: "", createdMs: NOW });
  expect(run("account.change", { currency: "EUR" })).toMatchObject(refused("currency-in-use"));
  expect(run("account.change", { currency: "USD", legalName: "Southwind GmbH" })).toMatchObject({ ok: true });
  expect(now()).toMatchObject({ name: "Southwind", currency: "USD", legalName: "Southwind GmbH" });
});

it("adds, changes and removes people, and never leaves itself without an owner", () => {
  const { books, run, now } = account();
  expect(run("person.add", { personId: "p2", role: "member" })).toMatchObject({ ok: true });
  expect(run("person.add", { personId: "p1", role: "member" })).toMatchObject(refused("person-is-owner"));
  expect(run("person.add", { personId: "p3", role: "owner" })).toMatchObject(refused("invalid-input"));
  expect(run("person.remove", { personId: "p1" })).toMatchObject(refused("person-is-owner"));
  expect(run("account.transfer", { toPersonId: "p9" })).toMatchObject(refused("no-such-person"));
  expect(run("account.transfer", { toPersonId: "p2" })).toMatchObject({ ok: true });
  expect(now().ownerId).toBe("p2");
  expect(books.people.list().map(({ id, role }) => [id, role])).toEqual([
    ["p1", "admin"],
    ["p2", "owner"],
  ]);
  expect(run("person.remove", { personId: "p1" })).toMatchObject({ ok: true });
  expect(run("account.transfer", { toPersonId: "p1" })).toMatchObject(refused("no-such-person"));
});

it("holds as many people, notes, tags, external ids and comps as it may, and not one more", () => {
  const { run } = account();
  const fill = (count: number, one: (at: number) => unknown, reason: string) => {
    for (let at = 0; at < count; at++) expect(one(at)).toMatchObject({ ok: true });
    expect(one(count)).toMatchObject(refused(reason));
  };
  fill(PEOPLE_MAX - 1, (at) => run("person.add", { personId: `m${at}`, role: "member" }), "too-many-people");
  fill(NOTES_MAX, () => run("note.add", { text: "x".repeat(NOTE_LENGTH_MAX) }), "too-many-notes");
  fill(TAGS_MAX, (at) => run("account.tag", { add: [`t${at}`] }), "too-many-tags");
  fill(EXTERNAL_IDS_MAX, (at) => run("account.link", { system: `s${at}`, externalId: "1" }), "too-many-external-ids");
  fill(WAIVERS_MAX, () => run("waiver.give", { planId: "pro", expiresMs: NOW + DAY_MS }), "too-many-waivers");
  expect(run("note.add", { text: "x".repeat(NOTE_LENGTH_MAX + 1) })).toMatchObject(refused("invalid-input"));
  expect(run("person.add", { personId: "m0", role: "admin" })).toMatchObject({ ok: true });
});

it("comps until its date, with one comp at a time", () => {
  const { books, run, advance } = account();
  expect(run("waiver.give", { planId: "pro", expiresMs: NOW + DAY_MS }, { reason: " " })).toMatchObject(
    refused("no-reason"),
  );
  expect(run("waiver.give", { planId: "pro", expiresMs: NOW })).toMatchObject(refused("expires-in-past"));
  expect(run("waiver.give", { planId: "pro", expiresMs: NOW + DAY_MS })).toMatchObject({ ok: true });
  expect(run("waiver.give", { planId: "max", expiresMs: NOW + 2 * DAY_MS })).toMatchObject({ ok: true });
  expect(books.waivers.list().filter(({ endedMs }) => endedMs === null)).toHaveLength(1);
  const running = (atMs: number) => runningWaiver(books.waivers.list(), atMs)?.planId ?? null;
  expect([running(NOW), running(NOW + 2 * DAY_MS - 1), running(NOW + 2 * DAY_MS)]).toEqual(["max", "max", null]);
  advance(NOW + 5 * DAY_MS);
  expect(books.waivers.list()[1]).toMatchObject({ endedMs: NOW + 2 * DAY_MS, endedBecause: "Its time was over." });
  expect(books.tasks.list()).toEqual([]);
});

it("asks a second person for a comp of more than a year, and for one without an end that is no employee's", () => {
  const { run } = account();
  const give = (expiresMs: number | null, over = {}, deed = {}) =>
    run("waiver.give", { planId: "pro", expiresMs, ...over }, deed);
  expect(give(NOW + COMP_ALONE_MAX_MS)).toMatchObject({ ok: true });
  expect(give(NOW + COMP_ALONE_MAX_MS + 1)).toMatchObject(refused("needs-approval"));
  expect(give(null)).toMatchObject(refused("needs-approval"));
  expect(give(null, { employeeId: "e1" })).toMatchObject({ ok: true });
  expect(give(null, {}, { approvedBy: { id: "s2", name: "bo@apiary.test" } })).toMatchObject({ ok: true });
});

it("ends and reviews comps", () => {
  const { books, run } = account();
  run("waiver.give", { planId: "pro", expiresMs: NOW + DAY_MS, reviewMs: NOW + 1 });
  const [waiver] = books.waivers.list();
  const waiverId = waiver?.id;
  expect(run("waiver.review", { waiverId, nextReviewMs: null })).toMatchObject({ ok: true, value: { reviewMs: null } });
  expect(run("waiver.end", { waiverId: "wv_none" })).toMatchObject(refused("no-such-waiver"));
  expect(run("waiver.end", { waiverId }, { nowMs: NOW + 7 })).toMatchObject({ ok: true, value: { endedMs: NOW + 7 } });
  expect(run("waiver.end", { waiverId }, { nowMs: NOW + 9 })).toMatchObject({ ok: true, value: { endedMs: NOW + 7 } });
  expect(run("waiver.review", { waiverId, nextReviewMs: null })).toMatchObject(refused("waiver-ended"));
  expect(books.tasks.list()).toEqual([]);
});

it("asks the register about a tax id once, and forgets one that is taken away", () => {
  const { books, run, now } = account();
  expect(run("tax-id.set", { value: "de 123.456-789" })).toMatchObject({ ok: true });
  run("tax-id.set", { value: "DE123456789" });
  expect(now().taxId).toMatchObject({ value: "DE123456789", status: "pending" });
  expect(books.outbox.list()).toMatchObject([{ kind: "check-tax-id", subject: "DE123456789" }]);
  expect(run("tax-id.set", { value: "!" })).toMatchObject(refused("invalid-input"));
  run("tax-id.set", { value: null });
  expect(now().taxId).toBeNull();
});

it("is cancelled with a reason, reactivated until its date, and incinerated on it", () => {
  const { books, run, advance, now } = account();
  run("note.add", { text: "calls often" });
  expect(run("account.cancel", {}, { reason: "" })).toMatchObject(refused("no-reason"));
  expect(run("account.cancel", {})).toMatchObject({ ok: true, value: { status: "cancelled" } });
  expect(run("account.change", { name: "x" })).toMatchObject(refused("account-cancelled"));
  expect(run("account.incinerate", {})).toMatchObject(refused("needs-approval"));
  expect(run("account.reactivate", {})).toMatchObject({ ok: true, value: { status: "active", incinerateAtMs: null } });
  advance(NOW + 99 * DAY_MS);
  expect(now().name).toBe("Northwind");
  run("account.cancel", {});
  const dueMs = now().incinerateAtMs ?? 0;
  expect(dueMs).toBe(NOW + 30 * DAY_MS);
  advance(dueMs - 1);
  expect(now().status).toBe("cancelled");
  advance(dueMs);
  expect(now()).toMatchObject({ status: "incinerated", name: "erased", address: null, incineratedMs: dueMs });
  expect(books.notes.list()).toEqual([]);
  expect(run("account.reactivate", {})).toMatchObject(refused("account-incinerated"));
});

it("brings a note back that was removed within the hour, and lets go of it then", () => {
  const { books, run, advance } = account();
  run("note.add", { text: "calls often" });
  const [note] = books.notes.list();
  const named = { noteId: note?.id };
  run("note.remove", named);
  expect(run("note.remove", named)).toMatchObject({ ok: true });
  advance(NOW + NOTE_REMOVED_KEPT_MS - 1);
  expect(run("note.restore", named)).toMatchObject({ ok: true });
  expect(run("note.restore", named)).toMatchObject({ ok: true, value: note });
  advance(NOW + 2 * NOTE_REMOVED_KEPT_MS);
  expect(books.notes.list()).toEqual([note]);
  run("note.remove", named);
  advance(NOW + 3 * NOTE_REMOVED_KEPT_MS);
  expect(run("note.restore", named)).toMatchObject(refused("no-such-note"));
});

it("takes a certificate or a rate by hand, and no rate that is none", () => {
  const { run, now } = account();
  const fixed = { kind: "fixed", jurisdiction: "DE", name: "VAT", rate: "7", because: "A ruling of 2026" };
  expect(run("account.exempt", fixed)).toMatchObject({ ok: true });
  expect(now().exemption).toEqual(fixed);
  expect(run("account.exempt", { ...fixed, rate: "100" })).toMatchObject(refused("invalid-input"));
  expect(run("account.exempt", { ...fixed, jurisdiction: "Germany" })).toMatchObject(refused("invalid-input"));
  expect(run("account.exempt", { kind: "exempt", certificate: " ", untilMs: null })).toMatchObject(
    refused("invalid-input"),
  );
  expect(run("account.exempt", { kind: "none" })).toMatchObject({ ok: true, value: { exemption: { kind: "none" } } });
});

it("freezes and unfreezes", () => {
  const { run, now } = account();
  expect(run("account.freeze", {}, { reason: "" })).toMatchObject(refused("no-reason"));
  run("account.freeze", {});
  run("account.freeze", {}, { nowMs: NOW + 5 });
  expect(now()).toMatchObject({ status: "frozen", frozenMs: NOW });
  run("account.unfreeze", {});
  expect(now()).toMatchObject({ status: "active", frozenMs: null });
});

it("merges: takes in what the other had, told in both", () => {
  const { books, run, now } = account();
  run("person.add", { personId: "p2", role: "member" });
  run("account.link", { system: "crm", externalId: "7" });
  const people = [
    { id: "p2", role: "owner" },
    { id: "p3", role: "owner" },
  ];
  const other = { fromId: OTHER, people, tags: ["vip"], externalIds: { crm: "8", erp: "9" } };
  for (let time = 0; time < 2; time++) expect(run("account.absorb", other)).toMatchObject({ ok: true });
  expect(books.people.list().map(({ id, role }) => `${id}:${role}`)).toEqual(["p1:owner", "p2:member", "p3:admin"]);
  expect(now()).toMatchObject({ tags: ["vip"], externalIds: { crm: "7", erp: "9" } });
  expect(run("account.absorb", { ...other, fromId: ID })).toMatchObject(refused("same-account"));
});

it("merges away only when nothing is owed, and stays merged", () => {
  const { books, run, now } = account();
  const entry = { id: "b1", amount: 5, currency: "EUR", kind: "adjustment" as const, source: "", createdMs: NOW };
  books.balance.put(entry);
  expect(run("account.dissolve", { intoId: OTHER })).toMatchObject(refused("account-in-use"));
  books.balance.put({ ...entry, id: "b2", amount: -5 });
  expect(run("account.dissolve", { intoId: ID })).toMatchObject(refused("same-account"));
  for (let time = 0; time < 2; time++) expect(run("account.dissolve", { intoId: OTHER })).toMatchObject({ ok: true });
  expect(now()).toMatchObject({ status: "cancelled", mergedIntoId: OTHER });
  expect(run("account.reactivate", {})).toMatchObject(refused("account-merged"));
});
