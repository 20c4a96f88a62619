import {
  isUsable,
  memorySequences,
  type Product,
  Queenbee,
  type QueenbeeOptions,
  SYSTEM_USER,
} from "@apiary/queenbee-client";

/** What the shop keeps of a customer: a row of its own database in earnest. */
export interface Tenant {
  id: string;
  name: string;
  ownerMail: string;
  planIds: string[];
  comped: boolean;
  frozen: boolean;
  cancelledMs: number | null;
  changedBy: string;
}

interface ShopOptions extends QueenbeeOptions {
  /** The catalogue's id of the product. */
  productId: string;
  /** Those of the product's endpoint: two while one is being replaced. */
  secrets: string[];
}

/** A product that is sold through Queenbee. */
export class Shop {
  readonly queenbee: Queenbee;
  readonly receive: (request: Request) => Promise<Response>;
  readonly #tenants: Map<string, Tenant>;
  readonly #productId: string;

  constructor(tenants: Map<string, Tenant>, { productId, secrets, ...options }: ShopOptions) {
    this.#tenants = tenants;
    this.#productId = productId;
    this.queenbee = new Queenbee(options);
    const product = this.#product();
    // Mount `handle` at the address that Queenbee sends the product's callbacks to.
    this.receive = this.queenbee.callbacks({ product, sequences: memorySequences(), secrets: () => secrets }).handle;
  }

  /** A customer signs up. Queenbee's id of the account becomes the tenant's; what fails here is undone there. */
  async signUp(name: string, owner: { name: string; mail: string }): Promise<string | null> {
    const attributes = { productId: this.#productId, name, currency: "EUR", owner };
    const made = await this.queenbee.createAccount(attributes, async ({ id }) => this.create(id, name, owner.mail));
    return made.ok ? made.local.id : null;
  }

  create(id: string, name: string, ownerMail: string): Tenant {
    const tenant = {
      id,
      name,
      ownerMail,
      planIds: [],
      comped: false,
      frozen: false,
      cancelledMs: null,
      changedBy: ownerMail,
    };
    this.#tenants.set(id, tenant);
    return tenant;
  }

  /** How many projects a tenant may have: 0 where it may not be used, or nobody knows. */
  async projectsMax(id: string): Promise<number> {
    const known = await this.queenbee.entitlements(id);
    if (!known.ok || !isUsable(known.value)) return 0;
    const limit = known.value.entitlements.projects;
    return limit === null ? Number.POSITIVE_INFINITY : Number(limit ?? 0);
  }

  #product(): Product<Tenant> {
    const change = async (tenant: Tenant, fields: Partial<Tenant>) => {
      this.#tenants.set(tenant.id, { ...tenant, ...fields, changedBy: SYSTEM_USER.id });
    };
    return {
      findByQueenbeeId: async (id) => this.#tenants.get(id) ?? null,
      cancel: async (tenant, { atMs }) => change(tenant, { cancelledMs: tenant.cancelledMs ?? atMs }),
      uncancel: (tenant) => change(tenant, { cancelledMs: null }),
      deactivate: (tenant) => change(tenant, { frozen: true }),
      reactivate: (tenant) => change(tenant, { frozen: false }),
      transferredOwnership: (tenant, owner) => change(tenant, { ownerMail: owner?.mail ?? "" }),
      changedMail: async (tenant, person) => {
        if (person?.role === "owner") await change(tenant, { ownerMail: person.mail });
      },
      planChanged: (tenant, { planIds }) => change(tenant, { planIds }),
      comped: (tenant, { comped }) => change(tenant, { comped }),
      limitsOverridden: async () => {}, // `entitlements` tells of them
      merged: async (tenant, _, { atMs }) => change(tenant, { cancelledMs: tenant.cancelledMs ?? atMs }),
      incinerate: async (tenant) => void this.#tenants.delete(tenant.id),
    };
  }
}
