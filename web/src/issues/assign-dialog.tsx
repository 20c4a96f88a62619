import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Assignee } from "../../../workers/errors/view.ts";
import { peopleQuery } from "../api/queries.ts";
import { likeness } from "../shell/lookup.ts";
import { useMe } from "../shell/me.ts";
import { Dialog } from "../ui/dialog.tsx";
import { Form } from "../ui/form.tsx";
import { Icon } from "../ui/icon.tsx";

interface AssignDialogProps {
  /** What is assigned, `WEB-1A` or `3 issues`. */
  what: string;
  assign: (assignee: Assignee | null) => void;
  onClose: () => void;
}

/** Chooses whose an issue is. Typing narrows, Enter takes the first; you are first when nothing is typed. */
export function AssignDialog({ what, assign, onClose }: AssignDialogProps) {
  const [typed, setTyped] = useState("");
  const me = useMe()?.person;
  const people = useQuery({ ...peopleQuery, retry: false }).data?.people ?? [];
  const others = people.filter((person) => !person.disabled && person.id !== me?.id);
  const all: (Assignee | null)[] = [
    me ? { id: me.id, name: nameOf(me) } : null,
    ...others.map((p) => ({ id: p.id, name: nameOf(p) })),
  ];
  const choices = all.filter((person): person is Assignee => person !== null && likeness(person.name, typed) > 0);
  const choose = (assignee: Assignee | null) => {
    onClose();
    assign(assignee);
  };
  return (
    <Dialog title={`Assign ${what}`} onClose={onClose}>
      <Form className="stack" onSubmit={() => choices[0] && choose(choices[0])}>
        <label className="field">
          <span className="label">Assign {what} to</span>
          <input
            autoFocus
            className="input"
            placeholder="Name"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </label>
        <ul className="choices">
          {choices.map((person) => (
            <li key={person.id}>
              <button type="button" className="menu-item" onClick={() => choose(person)}>
                <Icon name="person" />
                <span className="grow clip">{person.name}</span>
                {person.id === me?.id && <span className="muted small">you</span>}
              </button>
            </li>
          ))}
          <li>
            <button type="button" className="menu-item" onClick={() => choose(null)}>
              <Icon name="cross" />
              Nobody
            </button>
          </li>
        </ul>
      </Form>
    </Dialog>
  );
}

const nameOf = (person: { name: string; email: string }): string => person.name || person.email;
