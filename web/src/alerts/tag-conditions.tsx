import { useId } from "react";
import type { TagCondition } from "../../../workers/alerts/view.ts";
import { FieldError } from "../ui/field.tsx";
import { Icon } from "../ui/icon.tsx";
import { comparesValue, MATCHES, matchText } from "./rule-words.ts";

const TAGS_MAX = 20;
const TEXT_MAX = 200;
const FIRST: TagCondition = { key: "", match: "is", value: "" };

interface TagConditionsProps {
  tags: readonly TagCondition[];
  onChange: (tags: TagCondition[]) => void;
  error: string | undefined;
}

/** Conditions on an issue's tags, one a line. */
export function TagConditions({ tags, onChange, error }: TagConditionsProps) {
  const id = useId();
  const set = (at: number, edit: Partial<TagCondition>) =>
    onChange(tags.map((tag, index) => (index === at ? { ...tag, ...edit } : tag)));
  return (
    <fieldset className="field" aria-describedby={error && `${id}-error`}>
      <legend>And its tags are</legend>
      <ul className="stack">
        {tags.map((tag, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a condition is its place until it is saved
          <li key={index} className="tag-condition">
            <Part label="Tag" value={tag.key} onChange={(key) => set(index, { key })} />
            <select
              className="input"
              aria-label="How it is compared"
              value={tag.match}
              onChange={(event) => set(index, { match: MATCHES.find((name) => name === event.target.value) ?? "is" })}
            >
              {MATCHES.map((match) => (
                <option key={match} value={match}>
                  {matchText(match)}
                </option>
              ))}
            </select>
            {comparesValue(tag.match) && (
              <Part label="Value" value={tag.value} onChange={(value) => set(index, { value })} />
            )}
            <button
              type="button"
              className="button quiet icon"
              aria-label={`Remove the condition ${index + 1}`}
              onClick={() => onChange(tags.filter((_, at) => at !== index))}
            >
              <Icon name="cross" />
            </button>
          </li>
        ))}
      </ul>
      <FieldError id={`${id}-error`} error={error} />
      {tags.length < TAGS_MAX && (
        <div>
          <button type="button" className="button small" onClick={() => onChange([...tags, FIRST])}>
            <Icon name="plus" />
            Add a condition
          </button>
        </div>
      )}
    </fieldset>
  );
}

function Part({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  return (
    <input
      className="input"
      aria-label={label}
      placeholder={label.toLowerCase()}
      required
      maxLength={TEXT_MAX}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
