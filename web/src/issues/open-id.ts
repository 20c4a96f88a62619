import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { errorsApi } from "../api/errors.ts";
import { ProblemError } from "../api/request.ts";
import { recognise } from "../shell/lookup.ts";

interface OpenId {
  /** Opens what an id names, and returns false for a text that is none. `words` is called for what only looks like one. */
  open: (text: string, words: () => void) => boolean;
  /** What is going on, or what came of it. */
  said: string | null;
  reset: () => void;
}

/** Opens the event or the issue whose id is given. */
export function useOpenId(): OpenId {
  const navigate = useNavigate();
  const [said, setSaid] = useState<string | null>(null);

  const openEvent = async (eventId: string) => {
    const { issueId } = await errorsApi.findEvent(eventId);
    await navigate({ to: "/errors/$issueId/events/$eventId", params: { issueId, eventId } });
  };
  const openIssue = async (shortId: string, words: () => void) => {
    // Of a project that does not exist nothing can be asked: `utf-8` is a word.
    const found = await errorsApi.issues({ query: `issue:${shortId}`, limit: "1" }).catch(unreadable);
    const row = found?.rows[0];
    setSaid(null);
    if (row) await navigate({ to: "/errors/$issueId", params: { issueId: row.id } });
    else words();
  };
  const open = (text: string, words: () => void): boolean => {
    const found = recognise(text);
    if (found.kind === "text") return false;
    setSaid("Looking it up.");
    const opening = found.kind === "event" ? openEvent(found.eventId) : openIssue(found.shortId, words);
    opening.catch((error: unknown) => {
      if (!(error instanceof ProblemError)) throw error;
      setSaid(error.status === 404 ? "No kept event has this id." : error.message);
    });
    return true;
  };
  return { open, said, reset: () => setSaid(null) };
}

function unreadable(error: unknown): null {
  if (error instanceof ProblemError && error.reason === "bad-query") return null;
  throw error;
}
