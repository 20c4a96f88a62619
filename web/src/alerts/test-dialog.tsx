import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReceiverKind, TestView } from "../../../workers/alerts/view.ts";
import { alertsApi } from "../api/alerts.ts";
import { Dialog } from "../ui/dialog.tsx";
import { FormFailure } from "../ui/form-failure.tsx";
import { Icon } from "../ui/icon.tsx";
import { ALERTS_KEY } from "./alert-queries.ts";
import { RECEIVER_WORDS } from "./receiver-words.ts";

interface TestDialogProps {
  /** Whose test it is: a rule's name, or the receiver's. */
  title: string;
  receivers: readonly { id: string; name: string; kind: ReceiverKind }[];
  onClose: () => void;
}

/** Sends an invented issue to receivers, each at once and once, and shows what each answered. */
export default function TestDialog({ title, receivers, onClose }: TestDialogProps) {
  return (
    <Dialog title={`Test ${title}`} onClose={onClose}>
      <div className="dialog-body">
        <h2>Test {title}</h2>
        <p className="muted">
          {receivers.length === 0
            ? "It tells nobody, so there is nothing to test."
            : "A test tells of an invented issue and says that it is a test. It is tried once."}
        </p>
        <ul className="stack">
          {receivers.map((receiver) => (
            <TestLine key={receiver.id} receiver={receiver} />
          ))}
        </ul>
        <div className="dialog-foot">
          <button type="button" className="button" onClick={onClose}>
            Close
          </button>
        </div>
      </div>
    </Dialog>
  );
}

function TestLine({ receiver }: { receiver: TestDialogProps["receivers"][number] }) {
  const queryClient = useQueryClient();
  const test = useMutation({
    mutationFn: () => alertsApi.testReceiver(receiver.id),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ALERTS_KEY }),
  });
  return (
    <li className="stack tight-rows">
      <div className="line-up apart">
        <span className="line-up">
          <Icon name={RECEIVER_WORDS[receiver.kind].icon} />
          {receiver.name}
        </span>
        <button type="button" className="button" disabled={test.isPending} onClick={() => test.mutate()}>
          {test.isPending ? "Sending" : test.data ? "Send again" : `Send to ${receiver.name}`}
        </button>
      </div>
      <FormFailure error={test.error} />
      {test.data && <Answer answer={test.data} byMail={receiver.kind === "mail"} />}
    </li>
  );
}

function Answer({ answer, byMail }: { answer: TestView; byMail: boolean }) {
  return (
    <div className={answer.delivered ? "notice good" : "notice bad"} role="status">
      <Icon name={answer.delivered ? "check" : "warning"} />
      <p>
        {answer.delivered ? "It was taken." : answer.error}{" "}
        {answer.delivered && byMail && <Link to="/alerts/mail">See the mail</Link>}
      </p>
    </div>
  );
}
