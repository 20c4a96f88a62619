import { useSuspenseQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { projectQuery } from "../api/queries.ts";

/** The project of a tab; its page has read it before a tab is shown. */
export function useProject() {
  const { slug } = useParams({ from: "/shell/projects/$slug" });
  return { slug, ...useSuspenseQuery(projectQuery(slug)).data };
}
