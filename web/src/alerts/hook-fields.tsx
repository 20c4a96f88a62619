import { TextField } from "../ui/field.tsx";
import { fieldError } from "../ui/form-failure.tsx";

interface FieldOf {
  hint: string;
  value: string;
  onChange: (value: string) => void;
  /** Why saving was refused. */
  error: unknown;
}

/** What a receiver or an endpoint is called. */
export function ReceiverName({ error, ...field }: FieldOf) {
  return <TextField label="Name" {...field} error={fieldError(error, "name")} required maxLength={100} autoFocus />;
}

/** Where something is sent to. One that is there is kept while the field is empty: it is shown in part only. */
export function ReceiverUrl({ error, kept, hint, ...field }: FieldOf & { kept: string | null | undefined }) {
  return (
    <TextField
      label="URL"
      hint={kept ? "Leave it empty to keep the one that is there." : hint}
      {...field}
      type="url"
      placeholder={kept ?? "https://"}
      error={fieldError(error, "url")}
      required={!kept}
      maxLength={2_048}
      spellCheck={false}
      autoComplete="off"
    />
  );
}
