/** Places an order; fails as its parts fail. */
export async function placeOrder(orderId: number, cause: "stock" | "card" | "address"): Promise<void> {
  try {
    if (cause === "stock") reserve(orderId, 3, 1);
    if (cause === "card") await charge(orderId);
    if (cause === "address") validateAddress({ country: "" });
  } catch (error) {
    throw new CheckoutFailed(`order ${orderId} could not be placed`, { cause: error });
  }
}

function reserve(orderId: number, wanted: number, left: number): void {
  if (wanted > left) throw new OutOfStock(`order ${orderId} wants ${wanted}, ${left} left`);
}

async function charge(orderId: number): Promise<void> {
  try {
    await callGateway("/v2/charges", orderId);
  } catch (error) {
    throw new PaymentDeclined("the gateway did not take the charge", { cause: error });
  }
}

async function callGateway(path: string, orderId: number): Promise<void> {
  await Promise.resolve();
  const error: NodeJS.ErrnoException = new Error(`connect ECONNREFUSED 203.0.113.7:443 (${path}, order ${orderId})`);
  error.code = "ECONNREFUSED";
  throw error;
}

function validateAddress(address: { country: string }): void {
  if (!/^[A-Z]{2}$/.test(address.country)) throw new RangeError(`country "${address.country}" is not an ISO 3166 code`);
}

class CheckoutFailed extends Error {
  override name = "CheckoutFailed";
}

class OutOfStock extends Error {
  override name = "OutOfStock";
}

class PaymentDeclined extends Error {
  override name = "PaymentDeclined";
}
