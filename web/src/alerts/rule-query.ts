import type { TagCondition } from "../../../workers/alerts/view.ts";
import type { RuleFields } from "./rule-form.ts";
import { comparesValue } from "./rule-words.ts";

/** The search for issues that were new in the last seven days and that a rule would have told of. A condition that still lacks its value is left out. */
export const newIssuesQuery = ({ projects, filters }: Pick<RuleFields, "projects" | "filters">): string =>
  [
    "firstSeen:-7d",
    projects.length > 0 && `project:${anyOf(projects)}`,
    filters.environments.length > 0 && `environment:${anyOf(filters.environments)}`,
    filters.levels.length > 0 && `level:[${filters.levels.join(",")}]`,
    ...filters.tags.filter(({ match, value }) => value !== "" || !comparesValue(match)).map(tagTerm),
    filters.title !== null && `title:"*${escaped(filters.title)}*"`,
  ]
    .filter((term) => term !== false)
    .join(" ");

function tagTerm({ key, match, value }: TagCondition): string {
  const name = /^[\w.-]+$/.test(key) ? key : `tags["${escaped(key)}"]`;
  switch (match) {
    case "is":
      return `${name}:"${escaped(value)}"`;
    case "is-not":
      return `!${name}:"${escaped(value)}"`;
    case "contains":
      return `${name}:"*${escaped(value)}*"`;
    case "is-set":
      return `has:${name}`;
    case "is-not-set":
      return `!has:${name}`;
  }
}

const anyOf = (values: readonly string[]): string => `[${values.map((value) => `"${escaped(value)}"`).join(",")}]`;

/** What means something within quotes stands for itself. */
const escaped = (text: string): string => text.replace(/["*\\]/g, "\\$&");
