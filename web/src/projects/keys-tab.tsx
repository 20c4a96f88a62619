import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { ProjectKeyView } from "../../../workers/errors/view.ts";
import { errorsApi } from "../api/errors.ts";
import { useMay } from "../shell/me.ts";
import { Confirm } from "../ui/confirm.tsx";
import { CopyLine } from "../ui/copy-line.tsx";
import { Icon } from "../ui/icon.tsx";
import { Menu } from "../ui/menu.tsx";
import { MenuItem } from "../ui/menu-item.tsx";
import { Moment } from "../ui/moment.tsx";
import { useToasts } from "../ui/toast.tsx";
import { whole } from "../words/number.ts";
import { duration } from "../words/time.ts";
import { KeyDialog } from "./key-dialog.tsx";
import { useProject } from "./project.ts";

/** The project's keys: each is a DSN that can be limited, switched off, or deleted by itself. */
export function KeysTab() {
  const { slug, keys } = useProject();
  const mayWrite = useMay("project:write");
  const [editing, setEditing] = useState<ProjectKeyView | "new" | null>(null);
  return (
    <div className="stack">
      <div className="line-up apart">
        <p className="muted">A key lets a program send to this project. It is no secret: browsers carry it.</p>
        {mayWrite && (
          <button type="button" className="button" onClick={() => setEditing("new")}>
            <Icon name="plus" />
            Create a key
          </button>
        )}
      </div>
      <ul className="stack">
        {keys.map((key) => (
          <KeyPanel key={key.id} slug={slug} projectKey={key} edit={mayWrite ? () => setEditing(key) : null} />
        ))}
      </ul>
      {keys.length === 0 && <p className="muted">Without a key the project takes no events.</p>}
      {editing && (
        <KeyDialog slug={slug} projectKey={editing === "new" ? null : editing} onClose={() => setEditing(null)} />
      )}
    </div>
  );
}

interface KeyPanelProps {
  slug: string;
  projectKey: ProjectKeyView;
  /** Null for who may only look. */
  edit: (() => void) | null;
}

function KeyPanel({ slug, projectKey: key, edit }: KeyPanelProps) {
  const [deleting, setDeleting] = useState(false);
  const queryClient = useQueryClient();
  const toasts = useToasts();
  const refresh = () => queryClient.invalidateQueries({ queryKey: ["project", slug] });
  const setActive = async (active: boolean) => {
    try {
      await errorsApi.changeKey(slug, key.id, { active });
      await refresh();
      toasts.say(`${key.label} ${active ? "takes events again" : "takes no more events"}`, () => setActive(!active));
    } catch (error) {
      toasts.sayFailure("The key was not changed.", error);
    }
  };
  return (
    <li className="panel">
      <div className="panel-head">
        <span className="line-up">
          <h2>{key.label}</h2>
          {!key.active && <span className="badge warn">disabled</span>}
        </span>
        <span className="line-up">
          <span className="muted small">
            {key.rateLimit
              ? `at most ${whole(key.rateLimit.count)} events in ${duration(key.rateLimit.windowSeconds * 1000)}`
              : "no rate limit"}
            {" · created "}
            <Moment atMs={key.createdAtMs} />
          </span>
          {edit && (
            <Menu
              label={`Actions for ${key.label}`}
              buttonClass="button quiet small icon"
              button={<Icon name="more" />}
            >
              <MenuItem onChoose={edit}>Rename or limit</MenuItem>
              <MenuItem onChoose={() => setActive(!key.active)}>{key.active ? "Disable" : "Enable"}</MenuItem>
              <hr />
              <MenuItem icon="trash" onChoose={() => setDeleting(true)}>
                Delete
              </MenuItem>
            </Menu>
          )}
        </span>
      </div>
      <div className="panel-body">
        <CopyLine text={key.dsn} what="DSN" />
      </div>
      {deleting && (
        <Confirm
          title={`Delete ${key.label}`}
          verb="Delete the key"
          act={async () => {
            await errorsApi.deleteKey(slug, key.id);
            await refresh();
          }}
          onClose={() => setDeleting(false)}
        >
          <p>
            Programs that use this DSN are refused from then on. Events that came with it stay. It cannot be undone;
            disabling can.
          </p>
        </Confirm>
      )}
    </li>
  );
}
