import { useQueryClient } from "@tanstack/react-query";
import { identityApi } from "../api/identity.ts";
import { Check } from "../ui/field.tsx";
import { useToasts } from "../ui/toast.tsx";

/** Whether mails say what happens to issues that one follows. */
export function IssueMails({ wanted }: { wanted: boolean }) {
  const queryClient = useQueryClient();
  const toasts = useToasts();
  const set = async (issueMails: boolean) => {
    try {
      await identityApi.changeMe({ issueMails });
      await queryClient.invalidateQueries({ queryKey: ["me"] });
      toasts.say(issueMails ? "You get mails on issues that you follow" : "You get no more mails on issues");
    } catch (error) {
      toasts.sayFailure("Nothing was changed.", error);
    }
  };
  return (
    <section className="stack" aria-labelledby="issue-mails">
      <h2 id="issue-mails">Mails</h2>
      <Check
        label="What happens to issues that I follow"
        hint="Comments, who resolves, ignores or is given one, and that one is back. You follow what you are given, comment on, change or bookmark, until you say no."
        checked={wanted}
        onChange={set}
      />
    </section>
  );
}
