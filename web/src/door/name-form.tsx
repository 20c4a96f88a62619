import { type ReactNode, useState } from "react";
import { TextField } from "../ui/field.tsx";
import { Form } from "../ui/form.tsx";
import { FormFailure, fieldError } from "../ui/form-failure.tsx";

interface NameFormProps {
  /** The verb on the button. */
  verb: string;
  disabled: boolean;
  /** Why coming in was refused. */
  error: unknown;
  enter: (name: string) => void;
  /** What is asked beside the name. */
  children?: ReactNode;
}

/** How somebody who comes in for the first time says who they are. */
export function NameForm({ verb, disabled, error, enter, children }: NameFormProps) {
  const [name, setName] = useState("");
  return (
    <Form className="stack" onSubmit={() => enter(name.trim())}>
      <TextField
        label="Your name"
        autoComplete="name"
        value={name}
        onChange={setName}
        error={fieldError(error, "name")}
        required
        maxLength={60}
        autoFocus
      />
      {children}
      <FormFailure error={error} />
      <button type="submit" className="button primary block" disabled={disabled}>
        {verb}
      </button>
    </Form>
  );
}
