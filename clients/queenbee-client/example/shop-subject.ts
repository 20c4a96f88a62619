import { SYSTEM_USER } from "@apiary/queenbee-client";
import type { Subject } from "@apiary/queenbee-client/contract";
import { Shop, type Tenant } from "./shop.ts";

const SECRET = "whsec_c2hvcC1zZWNyZXQtc2hvcC1zZWNyZXQtc2hvcCE=";

/** The shop as the contract drives it. */
export function shopSubject(): Subject {
  const tenants = new Map<string, Tenant>();
  let send: (request: Request) => Promise<Response> = async () => Response.error();
  let broken = false;
  const options = {
    ...{ url: "https://apiary.example", token: "token", fetch: (request: Request) => send(request) },
    ...{ sleep: async () => {} }, // tests do not wait between tries
  };
  const shop = new (class extends Shop {
    override create(...given: Parameters<Shop["create"]>): Tenant {
      if (broken) throw new Error("This name is taken");
      return super.create(...given);
    }
  })(tenants, { ...options, productId: "shop", secrets: [SECRET] });
  return {
    secret: SECRET,
    systemUser: SYSTEM_USER.id,
    connect: (fetch) => {
      send = fetch;
    },
    signUp: (name) => shop.signUp(name, { name: "Owner", mail: "owner@shop.example" }),
    failNextSignUp: () => {
      broken = true;
    },
    look: async (id) => {
      const tenant = tenants.get(id);
      if (!tenant) return null;
      const { cancelledMs, frozen, comped, ownerMail, planIds, changedBy } = tenant;
      return { cancelledMs, usable: cancelledMs === null && !frozen, comped, ownerMail, planIds, changedBy };
    },
    receive: shop.receive,
    allowed: async (id, entitlement) => {
      const known = await shop.queenbee.entitlements(id);
      return known.ok ? known.value.entitlements[entitlement] : undefined;
    },
  };
}
