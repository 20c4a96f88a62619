import type { RefObject } from "react";
import type { AlertRuleView } from "../../../workers/alerts/view.ts";
import { ChoiceChip } from "../ui/choice-chip.tsx";
import { Icon } from "../ui/icon.tsx";
import { RULE_STATES, type RuleSearch } from "./alert-search.ts";
import { STATE_MARKS } from "./rule-words.ts";

interface RuleFiltersProps {
  rules: readonly AlertRuleView[];
  search: RuleSearch;
  change: (edit: { [name in keyof RuleSearch]?: string | undefined }) => void;
  input: RefObject<HTMLInputElement | null>;
}

/** The filters as a sentence: "All rules of any project". */
export function RuleFilters({ rules, search, change, input }: RuleFiltersProps) {
  const projects = new Map(
    rules.flatMap((rule) => rule.projects.filter(({ deleted }) => !deleted)).map(({ slug, name }) => [slug, name]),
  );
  return (
    <div className="context-strip">
      <ChoiceChip
        label="State"
        value={search.state}
        all="All"
        choices={RULE_STATES.map((state) => [state, STATE_MARKS[state].word])}
        choose={(state) => change({ state })}
      />
      <span className="joiner">rules of</span>
      <ChoiceChip
        label="Project"
        value={search.project}
        all="any project"
        choices={[...projects]}
        choose={(project) => change({ project })}
      />
      <label className="search">
        <Icon name="search" />
        <span className="visually-hidden">Filter by text</span>
        <input
          ref={input}
          type="search"
          className="input"
          placeholder="Name, receiver or owner"
          value={search.query ?? ""}
          onChange={(event) => change({ query: event.target.value })}
          onKeyDown={(event) => {
            if (event.key !== "Escape") return;
            // A browser would clear the field: leaving it keeps the filter.
            event.preventDefault();
            event.currentTarget.blur();
          }}
        />
      </label>
    </div>
  );
}
