import type { LinkView } from "../../../workers/identity/view.ts";
import { Moment } from "../ui/moment.tsx";
import { ShownOnce } from "../ui/shown-once.tsx";

interface OneTimeLinkProps {
  title: string;
  link: LinkView;
  whom: string;
  onClose: () => void;
}

/** A link that works once and is shown once. */
export function OneTimeLink({ title, link, whom, onClose }: OneTimeLinkProps) {
  return (
    <ShownOnce title={title} text={link.url} what="link" onClose={onClose}>
      Give it to {whom} only: whoever opens it is signed in as them. It works once, ends{" "}
      <Moment atMs={link.expiresAtMs} />, and is not shown again.
    </ShownOnce>
  );
}
