import type { FormEvent, KeyboardEvent, ReactNode } from "react";

/** A form that saves with its button, with Enter in a line, and with ⌘Enter from anywhere in it. */
export function Form({ onSubmit, className = "form", children }: FormProps) {
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLFormElement>) => {
    if (event.key !== "Enter" || !(event.metaKey || event.ctrlKey)) return;
    event.preventDefault();
    event.currentTarget.requestSubmit();
  };
  return (
    <form className={className} onSubmit={submit} onKeyDown={onKeyDown}>
      {children}
    </form>
  );
}

interface FormProps {
  onSubmit: () => void;
  className?: string;
  children: ReactNode;
}
