import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { errorsApi } from "../api/errors.ts";
import { Page } from "../shell/page.tsx";
import { useDraft } from "../ui/draft.ts";
import { TextField } from "../ui/field.tsx";
import { Form } from "../ui/form.tsx";
import { FormFailure, fieldError } from "../ui/form-failure.tsx";
import { SubmitKeys } from "../ui/submit-keys.tsx";
import { PLATFORMS } from "./platform.ts";
import "../styles/project.css";

/** Makes a project and leads on to its DSN. */
export function NewProjectPage() {
  const draft = useDraft("new-project", { name: "", platform: "javascript", slug: "" });
  const { name, platform, slug } = draft.values;
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const create = useMutation({
    mutationFn: () => errorsApi.createProject({ name: name.trim(), platform, ...(slug && { slug }) }),
    onSuccess: async (project) => {
      draft.clear();
      await queryClient.invalidateQueries({ queryKey: ["projects"] });
      await navigate({ to: "/projects/$slug/start", params: { slug: project.slug } });
    },
  });
  const refused = fieldError(create.error, "slug") ?? fieldError(create.error, "name");
  return (
    <Page
      title="New project"
      sentence="A project is one program that sends errors. It gets a DSN, an address to send them to."
    >
      <Form className="form wide" onSubmit={() => create.mutate()}>
        <fieldset className="field">
          <legend>Platform</legend>
          <div className="tiles">
            {PLATFORMS.map(({ id, title }) => (
              <label key={id} className="tile">
                <input
                  type="radio"
                  name="platform"
                  value={id}
                  checked={platform === id}
                  onChange={() => draft.change({ platform: id })}
                />
                {title}
              </label>
            ))}
          </div>
        </fieldset>
        <TextField
          label="Name"
          hint="How people call it, such as Web shop. It can be changed later."
          value={name}
          onChange={(value) => draft.change({ name: value })}
          error={fieldError(create.error, "name")}
          required
          maxLength={60}
          autoFocus
        />
        <TextField
          label="Slug"
          hint="Stands in addresses and in front of every issue's number. Made from the name when left empty."
          value={slug}
          placeholder={slugOf(name)}
          onChange={(value) => draft.change({ slug: value })}
          error={fieldError(create.error, "slug")}
          pattern="[a-z0-9][a-z0-9_\-]*"
          maxLength={50}
          spellCheck={false}
          autoCapitalize="none"
        />
        {!refused && <FormFailure error={create.error} />}
        <div className="form-foot">
          <button type="submit" className="button primary" disabled={create.isPending}>
            Create the project
          </button>
          <SubmitKeys />
        </div>
      </Form>
    </Page>
  );
}

/** A preview of the slug that the server makes of a name. */
export const slugOf = (name: string): string =>
  name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 50);
