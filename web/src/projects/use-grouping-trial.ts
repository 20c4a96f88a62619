import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { errorsApi } from "../api/errors.ts";

const TYPING_MS = 400;

/** What rules do to the project's last event, asked when the typing pauses; nothing is asked of rules that are as saved. */
export function useGroupingTrial(
  slug: string,
  texts: { fingerprintRules: string; stackTraceRules: string },
  changed: boolean,
) {
  const { fingerprintRules, stackTraceRules } = texts;
  const [settled, setSettled] = useState(texts);
  useEffect(() => {
    const timer = setTimeout(() => setSettled({ fingerprintRules, stackTraceRules }), TYPING_MS);
    return () => clearTimeout(timer);
  }, [fingerprintRules, stackTraceRules]);
  return useQuery({
    queryKey: ["grouping-trial", slug, settled],
    queryFn: ({ signal }) => errorsApi.tryGrouping(slug, settled, signal),
    placeholderData: keepPreviousData,
    enabled: changed,
  });
}
