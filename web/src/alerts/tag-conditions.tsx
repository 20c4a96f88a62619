import type { TagCondition } from "../../../workers/alerts/view.ts";
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
  const set = (at: number, edit: Partial<TagCondition>) =>
    onChange(tags.map((tag, index) => (index === at ? { ...tag, ...edit } : tag)));
  return (
    <fieldset className="field">
      <legend>And its tags are</legend>
      <ul className="stack">
        {tags.map((tag, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a condition is its place until it is saved
          <li key={index} className="tag-condition">
            <input
              className="input"
              aria-label="Tag"
              placeholder="tag"
              required
              maxLength={TEXT_MAX}
              value={tag.key}
              onChange={(event) => set(index, { key: event.target.value })}
            />
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
              <input
                className="input"
                aria-label="Value"
                placeholder="value"
                required
                maxLength={TEXT_MAX}
                value={tag.value}
                onChange={(event) => set(index, { value: event.target.value })}
              />
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
      {error && (
        <p className="field-error" role="alert">
          <Icon name="warning" />
          {error}
        </p>
      )}
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
