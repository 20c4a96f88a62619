import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { errorsApi } from "../api/errors.ts";
import type { IssueSearch } from "../issues/issue-search.ts";
import { recognise } from "../shell/lookup.ts";
import { Form } from "../ui/form.tsx";
import { useToasts } from "../ui/toast.tsx";

/** Opens an event by its id, whichever issue it is in; pasting one is enough. */
export function EventJump({ search }: { search: IssueSearch }) {
  const [typed, setTyped] = useState("");
  const navigate = useNavigate();
  const toasts = useToasts();
  const jump = async (text: string) => {
    setTyped(text);
    const lookup = recognise(text);
    if (lookup.kind !== "event") return;
    try {
      const { issueId, eventId } = await errorsApi.findEvent(lookup.eventId);
      setTyped("");
      await navigate({
        to: "/errors/$issueId/events/$eventId",
        params: { issueId, eventId },
        search,
        resetScroll: false,
      });
    } catch (error) {
      toasts.sayFailure("That event was not found.", error);
    }
  };
  return (
    <Form className="event-jump" onSubmit={() => jump(typed)}>
      <input
        className="input filter"
        aria-label="Go to the event with this id"
        placeholder="Event id"
        spellCheck={false}
        value={typed}
        onChange={(event) => jump(event.target.value)}
      />
    </Form>
  );
}
