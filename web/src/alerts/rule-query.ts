import type { AlertTrigger, TagCondition } from "../../../workers/alerts/view.ts";
import type { RuleFields } from "./rule-form.ts";
import { comparesValue } from "./rule-words.ts";

/** Which issues of the last seven days each kind of trigger looks for, as far as lists of issues can tell. */
function triggerTerms(trigger: AlertTrigger): string {
  switch (trigger.kind) {
    case "new-issue":
      return "firstSeen:-7d";
    case "returned-issue":
      return "is:regressed lastSeen:-7d";
    case "frequency":
      return `timesSeen:>${trigger.count} lastSeen:-7d`;
  }
}

/**
 * The search for issues of the last seven days of which a trigger of a rule would have told; of a frequency, those whose events are worth counting.
 * A condition that still lacks its value is left out.
 */
export const previewQuery = (
  trigger: AlertTrigger,
  { projects, filters }: Pick<RuleFields, "projects" | "filters">,
): string =>
  [
    triggerTerms(trigger),
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
