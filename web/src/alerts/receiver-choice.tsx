import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CheckList } from "../ui/check-list.tsx";
import { receiversQuery } from "./alert-queries.ts";
import { RECEIVER_WORDS } from "./receiver-words.ts";

interface ReceiverChoiceProps {
  /** Ids. */
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
  error: string | undefined;
}

/** Whom a rule tells. */
export function ReceiverChoice({ chosen, onChange, error }: ReceiverChoiceProps) {
  const receivers = useQuery(receiversQuery).data?.receivers ?? [];
  return (
    <CheckList
      legend="Tell"
      hint={
        <>
          {receivers.length === 0 ? "There is no receiver yet. " : "Somebody else? "}
          <Link to="/alerts/receivers" search={{ new: "mail" }}>
            Create a receiver
          </Link>
          ; what you filled in here stays.
        </>
      }
      error={error}
      choices={receivers.map(({ id, name, kind }) => [
        id,
        <>
          {name} <span className="muted">{RECEIVER_WORDS[kind].title}</span>
        </>,
      ])}
      chosen={chosen}
      onChange={onChange}
    />
  );
}
