import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { ImportAsked, ImportBeginning, ImportReading } from "../../../../workers/billing/import/view.ts";
import type { JobView } from "../../../../workers/billing/job/view.ts";
import { Choice } from "../../customers/choice.tsx";
import { useMay } from "../../shell/me.ts";
import { FieldError, TextField } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { FormFailure, fieldError } from "../../ui/form-failure.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { Failed } from "../../ui/state.tsx";
import { Table } from "../../ui/table.tsx";
import { useJobChange } from "../operations/job-api.ts";
import { askedOf, beginningQuery } from "./import-api.ts";

/** What the columns of a file are, guessed by their names, with how its first rows read. */
export function ReadingForm({ job, onDone }: { job: JobView; onDone: () => void }) {
  const may = useMay("billing:bulk");
  const query = useQuery({ ...beginningQuery(job.id), enabled: may });
  const asked = askedOf(job);
  if (asked.from !== "csv") return null;
  if (!may) {
    return (
      <p className="muted">
        It waits for somebody to say what the columns of {asked.file.name} are. This needs the right billing:bulk: an
        owner can give you the role finance under People.
      </p>
    );
  }
  if (query.isPending) return <SkeletonRows count={6} what="the file" />;
  if (query.isError) return <Failed what="The file" error={query.error} retry={query.refetch} />;
  return <Fields job={job} asked={asked} beginning={query.data} onDone={onDone} />;
}

const DECIMALS = [
  [".", "12.50"],
  [",", "12,50"],
] as const;

type Mapping = ImportBeginning["mapping"];

interface FieldsProps {
  job: JobView;
  asked: Extract<ImportAsked, { from: "csv" }>;
  beginning: ImportBeginning;
  onDone: () => void;
}

function Fields({ job, asked: { file, reading }, beginning, onDone }: FieldsProps) {
  const [mapping, setMapping] = useState<Mapping>(beginning.mapping);
  const [decimal, setDecimal] = useState<"." | ",">(reading?.decimal ?? (file.delimiter === ";" ? "," : "."));
  const [defaults, setDefaults] = useState<ImportReading["defaults"]>(reading?.defaults ?? {});
  const send = useJobChange();
  const may = useMay("billing:bulk");
  const check = useMutation({
    mutationFn: () => send(`imports/${job.id}/check`, { mapping, decimal, defaults } satisfies ImportReading),
    onSuccess: onDone,
  });
  const unsaid = (["product", "currency", "time_zone", "language"] as const).filter((name) => !mapping.includes(name));
  return (
    <Form className="stack" onSubmit={() => check.mutate()}>
      <Table columns={["Column", "First rows", "Is"]}>
        {file.header.map((name, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a file's columns stay where they are, and names may come twice
          <tr key={index}>
            <td data-label="Column">{name || `Column ${index + 1}`}</td>
            <td data-label="First rows" className="muted sample">
              {beginning.rows
                .map((row) => row[index])
                .filter(Boolean)
                .slice(0, 3)
                .join(" · ") || "–"}
            </td>
            <td data-label="Is">
              <ColumnChoice
                label={`What ${name || `column ${index + 1}`} is`}
                columns={beginning.columns}
                chosen={mapping[index] ?? null}
                choose={(column) => setMapping(mapping.map((one, at) => (at === index ? column : one)))}
              />
            </td>
          </tr>
        ))}
      </Table>
      <p className="muted">
        {file.encoding === "utf-8"
          ? "Read as UTF-8."
          : "Read as Windows-1252 (Western European): if letters look wrong, save it as UTF-8."}
      </p>
      <Choice legend="How amounts are written" choices={DECIMALS} value={decimal} onChange={setDecimal} />
      <div className="stack reading-defaults">
        {unsaid.map((name) => (
          <TextField
            key={name}
            label={beginning.columns.find((column) => column.name === name)?.title ?? name}
            hint="For every row: no column says it."
            value={defaults[name] ?? ""}
            onChange={(value) => setDefaults({ ...defaults, [name]: value })}
          />
        ))}
      </div>
      <FieldError id="mapping-error" error={fieldError(check.error, "mapping")} />
      <FormFailure error={check.error} />
      <div className="line-up">
        <button type="submit" className="button primary" disabled={check.isPending || !may}>
          Check the file
        </button>
        <span className="muted">Nothing is written by this.</span>
      </div>
    </Form>
  );
}

interface ColumnChoiceProps {
  label: string;
  columns: ImportBeginning["columns"];
  chosen: Mapping[number];
  choose: (column: Mapping[number]) => void;
}

const GROUPS = { account: "Account", subscription: "Subscription", invoice: "Open invoice" } as const;

function ColumnChoice({ label, columns, chosen, choose }: ColumnChoiceProps) {
  return (
    <select
      className="input"
      aria-label={label}
      value={chosen ?? ""}
      // The values are the columns' names, and the empty one.
      onChange={(event) => choose((event.target.value || null) as Mapping[number])}
    >
      <option value="">Left out</option>
      {Object.entries(GROUPS).map(([about, title]) => (
        <optgroup key={about} label={title}>
          {columns
            .filter((column) => column.about === about)
            .map((column) => (
              <option key={column.name} value={column.name}>
                {column.title} ({column.hint})
              </option>
            ))}
        </optgroup>
      ))}
    </select>
  );
}
