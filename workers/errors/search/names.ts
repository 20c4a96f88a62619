import { issueId } from "../issue/issue-id.ts";
import { parseShortId } from "../issue/short-id.ts";
import type { NameField, SearchError, Term } from "./term.ts";

/** What the names in a search stand for. */
export interface Names {
  /** Ids of people; null is nobody. */
  assigned: ReadonlyMap<string, readonly (string | null)[]>;
  bookmarks: ReadonlyMap<string, readonly string[]>;
  subscribed: ReadonlyMap<string, readonly string[]>;
  project: ReadonlyMap<string, readonly number[]>;
  /** Of words too, where they are the short id of a known project. */
  issue: ReadonlyMap<string, readonly number[]>;
}

interface Found {
  kind: "person" | "project";
  id: string | number;
  a: string;
  b: string;
}

const FIND = `select 'person' as kind, id, lower(email) as a, lower(name) as b from person
    where lower(email) in (select value from json_each(?1)) or lower(name) in (select value from json_each(?1))
      or id in (select value from json_each(?1))
  union all
  select 'project', id, slug, lower(name) from project
    where slug in (select value from json_each(?2)) or lower(name) in (select value from json_each(?2))
      or id in (select value + 0 from json_each(?2))`;

/** Looks up people, projects and issues that a search names, and which of them do not exist. `me` is a person's id. */
export async function findNames(
  db: D1Database,
  terms: readonly Term[],
  me: string | undefined,
): Promise<{ names: Names; errors: SearchError[] }> {
  const assigned = valuesOf(terms, "assigned");
  const bookmarks = valuesOf(terms, "bookmarks");
  const subscribed = valuesOf(terms, "subscribed");
  const people = [...assigned, ...bookmarks, ...subscribed];
  const projects = valuesOf(terms, "project");
  const issues = [...valuesOf(terms, "issue"), ...terms.flatMap(wordsOf)];
  const slugs = issues.flatMap((text) => parseShortId(text)?.slug ?? []);
  const lower = (values: readonly string[]) => JSON.stringify(values.map((value) => value.toLowerCase()));
  const asked = people.length + projects.length + slugs.length > 0;
  const { results } = asked
    ? await db
        .prepare(FIND)
        .bind(lower(people), lower([...projects, ...slugs]))
        .all<Found>()
    : { results: [] };
  const idsOf = (kind: Found["kind"], name: string) =>
    results
      .filter((row) => row.kind === kind && [row.a, row.b, String(row.id).toLowerCase()].includes(name.toLowerCase()))
      .map((row) => row.id);
  const idsOfPerson = (name: string): string[] =>
    name === "me" ? (me === undefined ? [] : [me]) : idsOf("person", name).map(String);
  const names = {
    assigned: new Map(assigned.map((name) => [name, name === "none" ? [null] : idsOfPerson(name)])),
    bookmarks: new Map(bookmarks.map((name) => [name, idsOfPerson(name)])),
    subscribed: new Map(subscribed.map((name) => [name, idsOfPerson(name)])),
    project: new Map(projects.map((name) => [name, idsOf("project", name).map(Number)])),
    issue: new Map(issues.map((text) => [text, issueIds(text, results)])),
  };
  return { names, errors: terms.flatMap((term) => missing(term, names, me)) };
}

const wordsOf = (term: Term): string[] => (term.kind === "words" && term.pattern.length === 1 ? [...term.pattern] : []);

const valuesOf = (terms: readonly Term[], field: NameField): string[] =>
  terms.flatMap((term) => (term.kind === "name" && term.field === field ? term.values : []));

/** An issue by its short id or by its own; one of a project that does not exist is none. */
function issueIds(text: string, found: readonly Found[]): number[] {
  if (/^[1-9]\d{8,15}$/.test(text)) return [Number(text)];
  const shortId = parseShortId(text);
  const project = found.find((row) => row.kind === "project" && row.a === shortId?.slug);
  return shortId === null || project === undefined ? [] : [issueId(Number(project.id), shortId.number)];
}

function missing(term: Term, names: Names, me: string | undefined): SearchError[] {
  if (term.kind !== "name") return [];
  const { start, end } = term;
  return term.values
    .filter((value) => names[term.field].get(value)?.length === 0)
    .map((value) => ({ start, end, words: missingWords(term.field, value, me) }));
}

function missingWords(field: NameField, value: string, me: string | undefined): string {
  if (field === "project") return `There is no project "${value}".`;
  if (field === "issue") return `No issue is called "${value}".`;
  return value === "me" && me === undefined
    ? 'This token is nobody\'s: there is no "me".'
    : `There is no person "${value}".`;
}
