import { TextField } from "../ui/field.tsx";

interface ReasonFieldProps {
  value: string;
  onChange: (reason: string) => void;
}

/** Why something is done to an account. */
export const ReasonField = (props: ReasonFieldProps) => (
  <TextField {...props} label="Reason" required hint="Kept with what happens, for good: name a ticket, not a person." />
);
