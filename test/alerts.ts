import type {
  AlertReceiverView,
  AlertRuleView,
  NewReceiverView,
  NotificationList,
  NotificationRow,
  TestView,
} from "../workers/alerts/view.ts";
import type { MailDetail, MailList } from "../workers/mail/view.ts";
import { until } from "./poll.ts";
import type { TestServer } from "./server.ts";

/** The alerts of a test server, as its console sees them. */
export class TestAlerts {
  readonly #server: TestServer;

  constructor(server: TestServer) {
    this.#server = server;
  }

  receiver = (fields: object): Promise<NewReceiverView> => this.#call("POST", "alerts/receivers", fields);

  rotate = (id: string): Promise<NewReceiverView> => this.#call("POST", `alerts/receivers/${id}/secret`);

  test = (id: string): Promise<TestView> => this.#call("POST", `alerts/receivers/${id}/test`);

  receivers = async (): Promise<AlertReceiverView[]> =>
    (await this.#call<{ receivers: AlertReceiverView[] }>("GET", "alerts/receivers")).receivers;

  rule = (fields: object): Promise<AlertRuleView> => this.#call("POST", "alerts/rules", { name: "Rule", ...fields });

  notifications = async (): Promise<NotificationRow[]> =>
    (await this.#call<NotificationList>("GET", "alerts/notifications?limit=100")).rows;

  /** The notifications once there are so many that have ended. */
  untilEnded = (count: number): Promise<NotificationRow[]> =>
    until(
      `${count} notifications that have ended`,
      () => this.notifications(),
      (rows) => rows.filter(({ status }) => status !== "waiting").length >= count,
    );

  replay = (ids: string[]): Promise<{ changed: number }> => this.#call("POST", "alerts/notifications/replay", { ids });

  dismiss = (ids: string[]): Promise<{ changed: number }> =>
    this.#call("POST", "alerts/notifications/dismiss", { ids });

  /** The mails that the server kept, the newest first, with what they say. */
  mails = async (): Promise<MailDetail[]> => {
    const { rows } = await this.#call<MailList>("GET", "mail/kept");
    return Promise.all(rows.map(({ id }) => this.#call<MailDetail>("GET", `mail/kept/${id}`)));
  };

  async #call<Body>(method: string, path: string, body?: object): Promise<Body> {
    const answer = await fetch(`${this.#server.url}/console/api/${path}`, {
      method,
      headers: { authorization: `Bearer ${this.#server.token}`, "content-type": "application/json" },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path} was answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as Body; // the server's answer has the shape that its views declare
  }
}
