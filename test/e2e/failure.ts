/** An error event of the least kind: a type, a value and one frame, grouped apart by `type`. */
export function failure(type: string, value: string, more: object = {}): object {
  return {
    platform: "node",
    level: "error",
    exception: {
      values: [{ type, value, mechanism: { type: "generic", handled: true }, stacktrace: { frames: [frame(type)] } }],
    },
    ...more,
  };
}

const frame = (type: string) => ({
  filename: `/srv/shop/${type.toLowerCase()}.ts`,
  function: `raise${type}`,
  lineno: 12,
  colno: 9,
  in_app: true,
});

/** What a checkout that could not charge a card sends: everything that an issue page can show. */
export const checkoutFailure = (more: object = {}): object => ({
  platform: "node",
  level: "error",
  environment: "production",
  release: "shop@2.1.0",
  transaction: "POST /checkout",
  server_name: "web-1",
  sdk: { name: "sentry.javascript.node", version: "11.12.0" },
  user: { id: "4711", email: "customer@example.com", ip_address: "192.0.2.7" },
  tags: { region: "eu-west", plan: "team" },
  extra: { cart: { items: 3, total: 42.5 }, password: "not to be kept" },
  contexts: { runtime: { name: "node", version: "v24.21.0" }, os: { name: "Linux", version: "6.12" } },
  request: {
    url: "https://shop.example.com/checkout?step=pay",
    method: "POST",
    query_string: "step=pay",
    headers: { "User-Agent": "Mozilla/5.0", Authorization: "Bearer secret" },
    data: { card: "on file" },
  },
  breadcrumbs: {
    values: [
      { timestamp: Date.now() / 1000 - 9, category: "navigation", message: "opened the cart", level: "info" },
      {
        timestamp: Date.now() / 1000 - 2,
        category: "http",
        message: "POST /charge",
        level: "warning",
        data: { status_code: 502 },
      },
    ],
  },
  exception: {
    values: [
      {
        type: "GatewayError",
        value: "the bank answered 502",
        mechanism: { type: "chained", handled: true, exception_id: 1, parent_id: 0 },
        stacktrace: { frames: [LIBRARY_FRAME, sourceFrame("charge", 31, "  throw new GatewayError(answer.status);")] },
      },
      {
        type: "CheckoutError",
        value: "the card could not be charged",
        mechanism: { type: "onunhandledrejection", handled: false, exception_id: 0 },
        stacktrace: {
          frames: [LIBRARY_FRAME, sourceFrame("checkout", 18, "    throw new CheckoutError(order, { cause });")],
        },
      },
    ],
  },
  ...more,
});

const LIBRARY_FRAME = {
  filename: "/srv/shop/node_modules/router/layer.js",
  function: "handle",
  lineno: 152,
  colno: 17,
  in_app: false,
};

function sourceFrame(name: string, line: number, source: string) {
  return {
    filename: `/srv/shop/src/${name}.ts`,
    function: name,
    lineno: line,
    colno: 11,
    in_app: true,
    pre_context: [
      `export async function ${name}(order: Order) {`,
      "  const answer = await bank.charge(order);",
      "  if (!answer.ok) {",
    ],
    context_line: source,
    post_context: ["  }", "  return answer.receipt;", "}"],
    vars: { order: { id: "A-1042", total: 42.5 } },
  };
}
