import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CONFIG_IDS, type ConfigId, TRANSITION_MS } from "../../../workers/errors/grouping/config-id.ts";
import { DAY_MS } from "../../../workers/kit/time.ts";
import { errorsApi } from "../api/errors.ts";
import { useMay } from "../shell/me.ts";
import { FormFailure } from "../ui/form-failure.tsx";
import { Moment } from "../ui/moment.tsx";
import { useNow } from "../ui/now.ts";
import { useToasts } from "../ui/toast.tsx";
import { useProject } from "./project.ts";

const DAYS = TRANSITION_MS / DAY_MS;

/** By which version of the rules the project's events are grouped, and the way to another one. */
export function GroupingVersion() {
  const { slug, settings } = useProject();
  const { config, previous } = settings.grouping;
  const mayWrite = useMay("project:write");
  const nowMs = useNow();
  const queryClient = useQueryClient();
  const toasts = useToasts();
  const move = useMutation({
    mutationFn: (to: ConfigId) => {
      const left = { config, untilMs: Date.now() + TRANSITION_MS };
      return errorsApi.changeProject(slug, { settings: { grouping: { config: to, previous: left } } });
    },
    onSuccess: async (_, to) => {
      await queryClient.invalidateQueries({ queryKey: ["project", slug] });
      toasts.say(`Events that arrive from now on are grouped by ${to}`);
    },
  });
  return (
    <section className="form" aria-label="Version of the grouping">
      <p>
        Events are grouped by <code>{config}</code>.
        {previous !== null && previous.untilMs > nowMs && (
          <>
            {" "}
            The fingerprints of <code>{previous.config}</code> still lead to their issues; that ends{" "}
            <Moment atMs={previous.untilMs} />.
          </>
        )}
      </p>
      {mayWrite && (
        <div>
          {CONFIG_IDS.filter((id) => id !== config).map((id) => (
            <button key={id} type="button" className="button" disabled={move.isPending} onClick={() => move.mutate(id)}>
              Group by {id}
            </button>
          ))}
          <p className="small muted">
            For {DAYS} days the fingerprints of the version that it leaves still lead to their issues.
          </p>
        </div>
      )}
      <FormFailure error={move.error} />
    </section>
  );
}
