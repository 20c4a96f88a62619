import { useQuery } from "@tanstack/react-query";
import { peopleQuery, projectsQuery, tagValuesQuery } from "../api/queries.ts";
import { CheckList } from "../ui/check-list.tsx";
import { Field, TextField } from "../ui/field.tsx";
import { fieldError } from "../ui/form-failure.tsx";
import { ReceiverChoice } from "./receiver-choice.tsx";
import { LEVELS, type RuleForm } from "./rule-form.ts";
import { TRIGGER_WORDS } from "./rule-words.ts";
import { TagConditions } from "./tag-conditions.tsx";

const INTERVAL_MINUTES_MAX = 43_200;
const FREQUENCY_MINUTES_MAX = 60;

interface RuleFieldsetProps {
  form: RuleForm;
  change: (edit: Partial<RuleForm>) => void;
  /** Why the server refused it, if it did. */
  error: unknown;
}

/** A rule's fields, in the order of its sentence. */
export function RuleFieldset({ form, change, error }: RuleFieldsetProps) {
  const projects = useQuery(projectsQuery).data?.projects ?? [];
  const environments = useQuery(tagValuesQuery({ key: "environment" })).data?.values ?? [];
  return (
    <>
      <TextField
        label="Name"
        hint="Stands in every notification, such as Checkout is failing."
        value={form.name}
        onChange={(name) => change({ name })}
        error={fieldError(error, "name")}
        required
        maxLength={100}
        autoFocus
      />
      <Triggers form={form} change={change} error={fieldError(error, "triggers")} />
      <CheckList
        legend="In"
        hint="None ticked: in any project, also those to come."
        error={fieldError(error, "projects")}
        choices={withStored(
          projects.map(({ slug, name }) => [slug, name]),
          form.projects,
        )}
        chosen={form.projects}
        onChange={(chosen) => change({ projects: chosen })}
      />
      <CheckList
        legend="And in environment"
        hint="None ticked: in any."
        error={fieldError(error, "filters.environments")}
        choices={withStored(
          environments.map((name) => [name, name]),
          form.environments,
        )}
        chosen={form.environments}
        onChange={(chosen) => change({ environments: chosen })}
      />
      <CheckList
        legend="And its level is"
        hint="None ticked: any."
        choices={LEVELS.map((level) => [level, level])}
        chosen={form.levels}
        onChange={(levels) => change({ levels: LEVELS.filter((level) => levels.includes(level)) })}
      />
      <TagConditions tags={form.tags} onChange={(tags) => change({ tags })} error={fieldError(error, "filters.tags")} />
      <TextField
        label="And its title contains"
        hint="In any case of letters. Empty: any title."
        value={form.title}
        onChange={(title) => change({ title })}
        error={fieldError(error, "filters.title")}
        maxLength={200}
      />
      <ReceiverChoice
        chosen={form.receivers}
        onChange={(receivers) => change({ receivers })}
        error={fieldError(error, "receivers")}
      />
      <TextField
        label="Not again for the same issue within, in minutes"
        hint="30 is half an hour, 1440 a day."
        type="number"
        min={1}
        max={INTERVAL_MINUTES_MAX}
        className="short"
        value={form.intervalMinutes}
        onChange={(intervalMinutes) => change({ intervalMinutes })}
        error={fieldError(error, "intervalMinutes")}
        required
      />
      <Owner form={form} change={change} error={error} />
    </>
  );
}

function Triggers({ form, change, error }: Omit<RuleFieldsetProps, "error"> & { error: string | undefined }) {
  return (
    <>
      <CheckList
        legend="When"
        hint="Any of them is enough."
        error={error}
        choices={[
          ["new-issue", TRIGGER_WORDS["new-issue"]],
          ["returned-issue", TRIGGER_WORDS["returned-issue"]],
          ["frequency", TRIGGER_WORDS.frequency],
        ]}
        chosen={form.triggers}
        onChange={(triggers) => change({ triggers })}
      />
      {form.triggers.includes("frequency") && (
        <div className="line-up form-inset">
          <TextField
            label="More than, events"
            type="number"
            min={1}
            max={1_000_000}
            className="short"
            required
            value={form.count}
            onChange={(count) => change({ count })}
          />
          <TextField
            label="Within, minutes"
            type="number"
            min={1}
            max={FREQUENCY_MINUTES_MAX}
            className="short"
            required
            value={form.minutes}
            onChange={(minutes) => change({ minutes })}
          />
        </div>
      )}
    </>
  );
}

function Owner({ form, change, error }: RuleFieldsetProps) {
  const people = useQuery({ ...peopleQuery, retry: false }).data?.people ?? [];
  return (
    <Field label="Owner" hint="Who answers for the rule and is asked about it." error={fieldError(error, "owner")}>
      {(control) => (
        <select
          {...control}
          className="input"
          value={form.owner}
          onChange={(event) => change({ owner: event.target.value })}
        >
          <option value="">Nobody</option>
          {people
            .filter((person) => !person.disabled || person.id === form.owner)
            .map((person) => (
              <option key={person.id} value={person.id}>
                {person.name || person.email}
              </option>
            ))}
        </select>
      )}
    </Field>
  );
}

/** Choices and whatever is chosen beside them: an environment that no event names any more. */
const withStored = (choices: readonly (readonly [string, string])[], chosen: readonly string[]) => [
  ...choices,
  ...chosen.filter((value) => !choices.some(([name]) => name === value)).map((value) => [value, value] as const),
];
