// Made by `npm run client` of the description at /billing/v1/openapi.json, and checked to be its newest by the tests.

export type Account = {
  id: string;
  entityId?: string;
  productId: string;
  name: string;
  status: "trial" | "active" | "past-due" | "frozen" | "paused" | "cancelled" | "incinerated";
  ownerId: string;
  currency: string;
  timeZone: string;
  language: string;
  legalName: string;
  reference?: string;
  address: {
    line1: string;
    line2: string;
    city: string;
    region: string;
    postalCode: string;
    country: string;
  } | null;
  taxId: {
    value: string;
    status: "pending" | "valid" | "invalid" | "unavailable";
    checkedMs: number | null;
    proof: string | null;
  } | null;
  exemption: {
    kind: "none";
  } | {
    kind: "exempt";
    certificate: string;
    untilMs: number | null;
  } | {
    kind: "fixed";
    jurisdiction: string;
    name: string;
    rate: string;
    because: string;
  };
  externalIds: Record<string, string>;
  tags: Array<string>;
  clockMs: number | null;
  testClockId?: string | null;
  frozenMs: number | null;
  pastDueMs?: number | null;
  cancelledMs: number | null;
  incinerateAtMs: number | null;
  incineratedMs: number | null;
  mergedIntoId: string | null;
  createdMs: number;
  object: "account";
  comped: boolean;
  plan: HeldPlan | null;
};

export type AccountRecord = {
  id: string;
  entityId?: string;
  productId: string;
  name: string;
  status: "trial" | "active" | "past-due" | "frozen" | "paused" | "cancelled" | "incinerated";
  ownerId: string;
  currency: string;
  timeZone: string;
  language: string;
  legalName: string;
  reference?: string;
  address: {
    line1: string;
    line2: string;
    city: string;
    region: string;
    postalCode: string;
    country: string;
  } | null;
  taxId: {
    value: string;
    status: "pending" | "valid" | "invalid" | "unavailable";
    checkedMs: number | null;
    proof: string | null;
  } | null;
  exemption: {
    kind: "none";
  } | {
    kind: "exempt";
    certificate: string;
    untilMs: number | null;
  } | {
    kind: "fixed";
    jurisdiction: string;
    name: string;
    rate: string;
    because: string;
  };
  externalIds: Record<string, string>;
  tags: Array<string>;
  clockMs: number | null;
  testClockId?: string | null;
  frozenMs: number | null;
  pastDueMs?: number | null;
  cancelledMs: number | null;
  incinerateAtMs: number | null;
  incineratedMs: number | null;
  mergedIntoId: string | null;
  createdMs: number;
  object: "account";
};

export type Entitlements = {
  object: "entitlements";
  account: string;
  productId: string;
  status: "trial" | "active" | "past-due" | "frozen" | "paused" | "cancelled" | "incinerated";
  comped: boolean;
  plan: HeldPlan | null;
  addOns: Array<HeldPlan>;
  entitlements: Record<string, boolean | number | null>;
  overridden: Array<string>;
  changesAtMs: number | null;
};

export type HeldPlan = {
  id: string;
  name: string;
  title: string;
  quantity: number;
};

export type Waiver = {
  object: "waiver";
  accountId: string;
  id: string;
  planId: string;
  planName: string;
  reason: string;
  giver: {
    id: string;
    name: string;
  };
  employeeId: string | null;
  startsMs: number;
  expiresMs: number | null;
  reviewMs: number | null;
  endedMs: number | null;
  endedBecause: string;
};

export type Override = {
  object: "override";
  accountId: string;
  id: string;
  name: string;
  value: boolean | number | null;
  reason: string;
  giver: {
    id: string;
    name: string;
  };
  startsMs: number;
  expiresMs: number | null;
  endedMs: number | null;
  endedBecause: string;
};

export type Note = {
  object: "note";
  accountId: string;
  id: string;
  text: string;
  author: {
    id: string;
    name: string;
  };
  createdMs: number;
  removedMs?: number;
};

export type Person = {
  id: string;
  role: "owner" | "admin" | "billing" | "member";
  createdMs: number;
  endedMs: number | null;
  mailChanges?: number;
  object: "person";
  accountId: string;
  name: string;
  mail: string;
};

export type PersonPart = {
  id: string;
  role: "owner" | "admin" | "billing" | "member";
  createdMs: number;
  endedMs: number | null;
  mailChanges?: number;
  object: "person";
};

export type Product = {
  object: "product";
  id: string;
  version: number;
  name: string;
  description: string;
  taxCode: string;
  versionMs: number;
  createdBy: string;
  createdMs: number;
  archivedMs: number | null;
};

export type Plan = {
  object: "plan";
  id: string;
  productId: string;
  productVersion: number;
  kind: "plan" | "add-on";
  code: string;
  version: number;
  name: string;
  description: string;
  trialDays: number;
  entitlements: Record<string, boolean | number | null>;
  selfService: boolean;
  createdBy: string;
  createdMs: number;
  archivedMs: number | null;
};

export type Price = {
  name: string;
  currency: "AED" | "AFN" | "ALL" | "AMD" | "AOA" | "ARS" | "AUD" | "AWG" | "AZN" | "BAM" | "BBD" | "BDT" | "BHD" | "BIF" | "BMD" | "BND" | "BOB" | "BRL" | "BSD" | "BTN" | "BWP" | "BYN" | "BZD" | "CAD" | "CDF" | "CHF" | "CLP" | "CNY" | "COP" | "CRC" | "CUP" | "CVE" | "CZK" | "DJF" | "DKK" | "DOP" | "DZD" | "EGP" | "ERN" | "ETB" | "EUR" | "FJD" | "FKP" | "GBP" | "GEL" | "GHS" | "GIP" | "GMD" | "GNF" | "GTQ" | "GYD" | "HKD" | "HNL" | "HTG" | "HUF" | "IDR" | "ILS" | "INR" | "IQD" | "IRR" | "ISK" | "JMD" | "JOD" | "JPY" | "KES" | "KGS" | "KHR" | "KMF" | "KPW" | "KRW" | "KWD" | "KYD" | "KZT" | "LAK" | "LBP" | "LKR" | "LRD" | "LSL" | "LYD" | "MAD" | "MDL" | "MGA" | "MKD" | "MMK" | "MNT" | "MOP" | "MRU" | "MUR" | "MVR" | "MWK" | "MXN" | "MYR" | "MZN" | "NAD" | "NGN" | "NIO" | "NOK" | "NPR" | "NZD" | "OMR" | "PAB" | "PEN" | "PGK" | "PHP" | "PKR" | "PLN" | "PYG" | "QAR" | "RON" | "RSD" | "RUB" | "RWF" | "SAR" | "SBD" | "SCR" | "SDG" | "SEK" | "SGD" | "SHP" | "SLE" | "SOS" | "SRD" | "SSP" | "STN" | "SVC" | "SYP" | "SZL" | "THB" | "TJS" | "TMT" | "TND" | "TOP" | "TRY" | "TTD" | "TWD" | "TZS" | "UAH" | "UGX" | "USD" | "UYU" | "UZS" | "VED" | "VES" | "VND" | "VUV" | "WST" | "XAF" | "XCD" | "XCG" | "XOF" | "XPF" | "YER" | "ZAR" | "ZMW" | "ZWG";
  interval: {
    unit: "day" | "week" | "month" | "year";
    count: number;
  } | null;
  charge: {
    kind: "flat";
    amount: number;
  } | {
    kind: "per-unit";
    unitAmount: string;
  } | {
    kind: "graduated";
    tiers: Array<{
      upTo: number | null;
      unitAmount: string;
      flatAmount: number;
    }>;
  } | {
    kind: "volume";
    tiers: Array<{
      upTo: number | null;
      unitAmount: string;
      flatAmount: number;
    }>;
  } | {
    kind: "package";
    amount: number;
    size: number;
    freeUnits: number;
  } | {
    kind: "percentage";
    rate: string;
    freeAmount: number;
    perEvent: number;
    freeEvents: number;
  } | {
    kind: "graduated-percentage";
    tiers: Array<{
      upTo: number | null;
      rate: string;
      flatAmount: number;
    }>;
  };
  usage: {
    kind: "licensed";
  } | {
    kind: "metered";
    meterId: string;
  };
  proration: {
    granularity: "second" | "day" | "month-30";
    timing: "now" | "next-invoice" | "next-cycle";
  };
  tax: {
    behaviour: "exclusive" | "inclusive";
    code: string;
  };
  minimumAmount: number;
  id: string;
  productId: string;
  planId: string;
};

export type CataloguePrice = {
  name: string;
  currency: "AED" | "AFN" | "ALL" | "AMD" | "AOA" | "ARS" | "AUD" | "AWG" | "AZN" | "BAM" | "BBD" | "BDT" | "BHD" | "BIF" | "BMD" | "BND" | "BOB" | "BRL" | "BSD" | "BTN" | "BWP" | "BYN" | "BZD" | "CAD" | "CDF" | "CHF" | "CLP" | "CNY" | "COP" | "CRC" | "CUP" | "CVE" | "CZK" | "DJF" | "DKK" | "DOP" | "DZD" | "EGP" | "ERN" | "ETB" | "EUR" | "FJD" | "FKP" | "GBP" | "GEL" | "GHS" | "GIP" | "GMD" | "GNF" | "GTQ" | "GYD" | "HKD" | "HNL" | "HTG" | "HUF" | "IDR" | "ILS" | "INR" | "IQD" | "IRR" | "ISK" | "JMD" | "JOD" | "JPY" | "KES" | "KGS" | "KHR" | "KMF" | "KPW" | "KRW" | "KWD" | "KYD" | "KZT" | "LAK" | "LBP" | "LKR" | "LRD" | "LSL" | "LYD" | "MAD" | "MDL" | "MGA" | "MKD" | "MMK" | "MNT" | "MOP" | "MRU" | "MUR" | "MVR" | "MWK" | "MXN" | "MYR" | "MZN" | "NAD" | "NGN" | "NIO" | "NOK" | "NPR" | "NZD" | "OMR" | "PAB" | "PEN" | "PGK" | "PHP" | "PKR" | "PLN" | "PYG" | "QAR" | "RON" | "RSD" | "RUB" | "RWF" | "SAR" | "SBD" | "SCR" | "SDG" | "SEK" | "SGD" | "SHP" | "SLE" | "SOS" | "SRD" | "SSP" | "STN" | "SVC" | "SYP" | "SZL" | "THB" | "TJS" | "TMT" | "TND" | "TOP" | "TRY" | "TTD" | "TWD" | "TZS" | "UAH" | "UGX" | "USD" | "UYU" | "UZS" | "VED" | "VES" | "VND" | "VUV" | "WST" | "XAF" | "XCD" | "XCG" | "XOF" | "XPF" | "YER" | "ZAR" | "ZMW" | "ZWG";
  interval: {
    unit: "day" | "week" | "month" | "year";
    count: number;
  } | null;
  charge: {
    kind: "flat";
    amount: number;
  } | {
    kind: "per-unit";
    unitAmount: string;
  } | {
    kind: "graduated";
    tiers: Array<{
      upTo: number | null;
      unitAmount: string;
      flatAmount: number;
    }>;
  } | {
    kind: "volume";
    tiers: Array<{
      upTo: number | null;
      unitAmount: string;
      flatAmount: number;
    }>;
  } | {
    kind: "package";
    amount: number;
    size: number;
    freeUnits: number;
  } | {
    kind: "percentage";
    rate: string;
    freeAmount: number;
    perEvent: number;
    freeEvents: number;
  } | {
    kind: "graduated-percentage";
    tiers: Array<{
      upTo: number | null;
      rate: string;
      flatAmount: number;
    }>;
  };
  usage: {
    kind: "licensed";
  } | {
    kind: "metered";
    meterId: string;
  };
  proration: {
    granularity: "second" | "day" | "month-30";
    timing: "now" | "next-invoice" | "next-cycle";
  };
  tax: {
    behaviour: "exclusive" | "inclusive";
    code: string;
  };
  minimumAmount: number;
  id: string;
  productId: string;
  planId: string;
  object: "price";
  series: string;
  version: number;
  createdBy: string;
  createdMs: number;
  archivedMs: number | null;
};

export type Coupon = {
  object: "coupon";
  id: string;
  name: string;
  off: {
    kind: "percent";
    percent: string;
  } | {
    kind: "amount";
    amount: number;
    currency: string;
  };
  invoices: number | null;
  months: number | null;
  productIds: Array<string> | null;
  currencies: Array<string> | null;
  redemptionsMax: number | null;
  redemptions: number;
  expiresMs: number | null;
  createdMs: number;
  archivedMs: number | null;
};

export type PromotionCode = {
  object: "promotion_code";
  code: string;
  couponId: string;
  redemptionsMax: number | null;
  redemptions: number;
  expiresMs: number | null;
  archivedMs: number | null;
};

export type Meter = {
  object: "meter";
  id: string;
  key: string;
  name: string;
  unit: string;
  aggregation: "sum" | "count" | "max" | "last" | "unique" | "weighted-sum";
  createdMs: number;
  archivedMs: number | null;
};

export type Subscription = {
  object: "subscription";
  accountId: string;
  id: string;
  status: "incomplete" | "trialing" | "active" | "past-due" | "paused" | "cancelled" | "expired";
  currency: string;
  items: Array<{
    id: string;
    price: Price;
    quantity: number;
    fromMs?: number;
  }>;
  anchor: {
    local: string;
    zone: string;
  };
  period: {
    index: number;
    startMs: number;
    endMs: number;
  };
  trialEndMs: number | null;
  trialEnd: "freeze" | "cancel";
  cancelAtMs: number | null;
  cancelledMs: number | null;
  pausedMs: number | null;
  resumeAtMs: number | null;
  scheduled: Array<{
    id: string;
    atMs: number;
    items: Array<{
      id: string;
      price: Price;
      quantity: number;
      fromMs?: number;
    }>;
    timing?: "now" | "next-invoice" | "next-cycle";
  }>;
  discounts: Array<{
    id: string;
    name: string;
    off: {
      kind: "percent";
      percent: string;
    } | {
      kind: "amount";
      amount: number;
      currency: string;
    };
    invoicesLeft: number | null;
    endsMs?: number;
    productIds: Array<string> | null;
    priceIds?: Array<string>;
    createdMs: number;
  }>;
  minimumAmount: number;
  collection: {
    kind: "automatic";
  } | {
    kind: "send-invoice";
    daysUntilDue: number;
  };
  createdMs: number;
  awaitsFirstPayment?: true;
  resumption?: {
    invoiceId: string;
    items: Array<{
      id: string;
      price: Price;
      quantity: number;
      fromMs?: number;
    }>;
    scheduled: Array<{
      id: string;
      atMs: number;
      items: Array<{
        id: string;
        price: Price;
        quantity: number;
        fromMs?: number;
      }>;
      timing?: "now" | "next-invoice" | "next-cycle";
    }>;
    anchor: {
      local: string;
      zone: string;
    };
    period: {
      index: number;
      startMs: number;
      endMs: number;
    };
  };
  former?: Array<{
    item: {
      id: string;
      price: Price;
      quantity: number;
      fromMs?: number;
    };
    period: {
      index: number;
      startMs: number;
      endMs: number;
    };
  }>;
  importedFrom?: string;
};

export type Invoice = {
  object: "invoice";
  accountId: string;
  id: string;
  entityId?: string;
  status: "draft" | "open" | "paid" | "void" | "uncollectible";
  number: string | null;
  reason: "subscription-create" | "subscription-cycle" | "subscription-update" | "subscription-cancel" | "manual" | "import";
  subscriptionId: string | null;
  currency: string;
  language: string;
  timeZone: string;
  seller: {
    name: string;
    legalName: string;
    address: {
      line1: string;
      line2: string;
      city: string;
      region: string;
      postalCode: string;
      country: string;
    };
    taxId: string | null;
    email: string | null;
  };
  customer: {
    name: string;
    legalName: string;
    address: {
      line1: string;
      line2: string;
      city: string;
      region: string;
      postalCode: string;
      country: string;
    };
    taxId: string | null;
    email: string | null;
  };
  reference: string;
  createdMs: number;
  finalisedMs: number | null;
  dueMs: number | null;
  lines: Array<{
    id: string;
    key: string;
    kind: "recurring" | "usage" | "proration" | "one-off" | "minimum";
    description: string;
    productId: string | null;
    priceId: string | null;
    subscriptionId: string | null;
    quantity: string;
    unitAmount: string | null;
    amount: number;
    discountAmount: number;
    service: {
      startMs: number;
      endMs: number;
    } | null;
    taxCode: string;
    taxInclusive: boolean;
    netAmount: number;
    taxAmounts: Array<number>;
    tax: {
      category: "S" | "Z" | "E" | "AE" | "O" | "K" | "G";
      rates: Array<{
        jurisdiction: string;
        name: string;
        rate: string;
      }>;
      because: string;
      proof: string | null;
    };
  }>;
  subtotal: number;
  discountTotal: number;
  netTotal: number;
  taxTotals: Array<{
    jurisdiction: string;
    name: string;
    rate: string;
    category: "S" | "Z" | "E" | "AE" | "O" | "K" | "G";
    base: number;
    amount: number;
  }>;
  taxTotal: number;
  total: number;
  rounding: "invoice" | "line";
  collection: "automatic" | "send-invoice";
  paid: number;
  credited: number;
  balanceApplied: number;
  writtenOff: number;
  amountRemaining: number;
  paidMs: number | null;
  voidedMs: number | null;
  disputed: boolean;
  attempts: number;
  nextAttemptMs: number | null;
  quotes?: Record<string, {
    rates: Array<{
      jurisdiction: string;
      name: string;
      rate: string;
    }>;
    proof: string | null;
  }>;
  creditUsed?: number;
  recognisedMs?: number;
};

export type CreditNote = {
  object: "credit_note";
  accountId: string;
  id: string;
  number: string | null;
  invoiceId: string;
  status: "issued" | "void";
  reason: "duplicate" | "fraudulent" | "order-change" | "unsatisfactory" | "goodwill";
  memo: string;
  currency: string;
  lines: Array<{
    invoiceLineId: string;
    description: string;
    netAmount: number;
    taxAmounts: Array<number>;
  }>;
  netTotal: number;
  taxTotal: number;
  total: number;
  prePaymentAmount: number;
  postPaymentAmount: number;
  refundAmount: number;
  balanceAmount: number;
  outOfBandAmount: number;
  createdMs: number;
  voidedMs?: number;
};

export type Document = {
  object: "document";
  accountId: string;
  id: string;
  url: string;
  pdfUrl: string;
  ublUrl: string | null;
  ciiUrl: string | null;
};

export type Payment = {
  object: "payment";
  accountId: string;
  entityId?: string;
  id: string;
  invoiceId: string | null;
  methodId: string | null;
  gateway: string;
  amount: number;
  currency: string;
  status: "initiated" | "pending" | "requires-action" | "succeeded" | "failed" | "cancelled" | "unknown";
  reference: string | null;
  actionUrl: string | null;
  returnUrl?: string;
  failure: {
    code: string;
    message: string;
    hard: boolean;
  } | null;
  refunded: number;
  disputed: number;
  fee: number;
  createdMs: number;
  settledMs: number | null;
  inquiries: number;
  fraudWarning?: {
    reference: string;
    fraud: string;
    createdMs: number;
  };
};

export type Refund = {
  object: "refund";
  accountId: string;
  id: string;
  paymentId: string;
  creditNoteId: string | null;
  amount: number;
  currency: string;
  status: "initiated" | "pending" | "succeeded" | "failed" | "cancelled" | "unknown";
  reference: string | null;
  failure: {
    code: string;
    message: string;
  } | null;
  createdMs: number;
  settledMs: number | null;
  inquiries: number;
};

export type Dispute = {
  object: "dispute";
  accountId: string;
  id: string;
  paymentId: string;
  reference: string;
  amount: number;
  fee: number;
  currency: string;
  reason: string;
  status: "needs-response" | "under-review" | "won" | "lost" | "warning" | "prevented";
  respondByMs: number | null;
  createdMs: number;
  closedMs: number | null;
};

export type PaymentMethod = {
  object: "payment_method";
  accountId: string;
  id: string;
  gateway: string;
  kind: "card" | "sepa-debit" | "ach-debit" | "bank-transfer";
  brand: string;
  last4: string;
  expires: {
    month: number;
    year: number;
  } | null;
  isDefault: boolean;
  status: "active" | "expired" | "detached";
  createdMs: number;
};

export type AccountExport = {
  object: "account_export";
  accountId: string;
  exportedMs: number;
  people: Array<{
    id: string;
    personal: {
      name: string;
      mail: string;
    } | null;
  }>;
  records: Array<{
    kind: string;
    id: string;
    row: unknown;
  }>;
  commands: Array<Record<string, unknown>>;
  proof: unknown;
};

export type Approval = {
  object: "approval";
  id: string;
  accountId: string;
  accountName: string;
  command: string;
  effect: Array<string>;
  reason: string;
  scope: "org:read" | "org:admin" | "project:read" | "project:write" | "project:admin" | "project:releases" | "event:read" | "event:write" | "event:admin" | "member:read" | "member:admin" | "token:admin" | "audit:read" | "billing:read" | "billing:write" | "billing:reveal" | "billing:comp" | "billing:comp-any" | "billing:refund" | "billing:refund-any" | "billing:credit" | "billing:write-off" | "billing:close" | "billing:export" | "billing:bulk" | "billing:catalogue" | "billing:operate" | "billing:settings";
  requesterId: string;
  requesterName: string;
  createdMs: number;
  expiresMs: number;
  status: "waiting" | "approved" | "refused" | "done" | "failed" | "expired";
  deciderName: string | null;
  decidedMs: number | null;
  outcome: string;
};

export type Company = {
  object: "company";
  version: number;
  legalEntity: string;
  seller: {
    name: string;
    legalName: string;
    address: {
      line1: string;
      line2: string;
      city: string;
      region: string;
      postalCode: string;
      country: string;
    };
    taxId: string | null;
    email: string | null;
  };
  invoicePrefix: string;
  creditNotePrefix: string;
  taxRegistrations: Array<{
    place: string;
    number: string;
  }>;
  legalEntities: Array<{
    id: string;
    seller: {
      name: string;
      legalName: string;
      address: {
        line1: string;
        line2: string;
        city: string;
        region: string;
        postalCode: string;
        country: string;
      };
      taxId: string | null;
      email: string | null;
    };
    invoicePrefix: string;
    creditNotePrefix: string;
    taxRegistrations: Array<{
      place: string;
      number: string;
    }>;
  }>;
  salesTaxRates: Array<{
    place: string;
    name: string;
    rate: string;
  }>;
  dunning: {
    retryDays: Array<number>;
    cancelAfterDays: number;
  };
  recognition: "daily" | "monthly";
  trialCancelAfterDays: number;
  incinerateAfterDays: number;
  approvalThreshold: Record<string, number>;
  refundsOnFraudWarning: boolean;
  gateway: string;
  currency: string;
  exchangeRates: "by-hand" | "ecb";
};

export type CompanyVersion = {
  object: "company_version";
  version: number;
  company: {
    version: number;
    legalEntity: string;
    seller: {
      name: string;
      legalName: string;
      address: {
        line1: string;
        line2: string;
        city: string;
        region: string;
        postalCode: string;
        country: string;
      };
      taxId: string | null;
      email: string | null;
    };
    invoicePrefix: string;
    creditNotePrefix: string;
    taxRegistrations: Array<{
      place: string;
      number: string;
    }>;
    legalEntities: Array<{
      id: string;
      seller: {
        name: string;
        legalName: string;
        address: {
          line1: string;
          line2: string;
          city: string;
          region: string;
          postalCode: string;
          country: string;
        };
        taxId: string | null;
        email: string | null;
      };
      invoicePrefix: string;
      creditNotePrefix: string;
      taxRegistrations: Array<{
        place: string;
        number: string;
      }>;
    }>;
    salesTaxRates: Array<{
      place: string;
      name: string;
      rate: string;
    }>;
    dunning: {
      retryDays: Array<number>;
      cancelAfterDays: number;
    };
    recognition: "daily" | "monthly";
    trialCancelAfterDays: number;
    incinerateAfterDays: number;
    approvalThreshold: Record<string, number>;
    refundsOnFraudWarning: boolean;
    gateway: string;
    currency: string;
    exchangeRates: "by-hand" | "ecb";
  };
  changedByName: string;
  changedMs: number;
};

export type Books = {
  object: "books";
  id: string;
  behind: number;
  openMonth: string | null;
  firstMonth: string | null;
};

export type PeriodEvent = {
  object: "period_event";
  id: string;
  month: string;
  entity: string;
  kind: "close" | "reopen";
  status: "asked" | "done" | "refused";
  reason: string;
  digest: string | null;
  askedById: string;
  askedByName: string;
  askedMs: number;
  decidedById: string | null;
  decidedByName: string | null;
  decidedMs: number | null;
};

export type ManualEntry = {
  object: "manual_entry";
  id: string;
  entity: string;
  status: "asked" | "pending" | "posted" | "refused" | "voided" | "expired";
  effectiveMs: number;
  expiresMs: number | null;
  description: string;
  caseId: string | null;
  reversalOf: string | null;
  reversalId: string | null;
  postings: Array<{
    account: string;
    direction: "debit" | "credit";
    amount: number;
    currency: string;
  }>;
  askedById: string;
  askedByName: string;
  askedMs: number;
  decidedByName: string | null;
  decidedMs: number | null;
  settledByName: string | null;
  settledMs: number | null;
};

export type ChartAccount = {
  object: "chart_account";
  id: string;
  code: string;
  name: string;
  class: "asset" | "liability" | "equity" | "income" | "expense";
  contra: boolean;
  divided: "processor" | "jurisdiction" | "product" | "currency" | null;
  exportName: string;
  exportCode: string;
  builtIn: boolean;
};

export type XeroFiles = {
  object: "xero_files";
  files: number;
};

export type GeneralLedger = {
  object: "general_ledger";
  isSetUp: boolean;
  deliveredDay: string | null;
  waiting: number;
  parked: Array<{
    number: string;
    attempts: number;
    because: string;
  }>;
};

export type ExchangeRate = {
  object: "exchange_rate";
  currency: string;
  base: string;
  day: string;
  rate: string;
};

export type ExchangeRatesStored = {
  object: "exchange_rates_stored";
  stored: number;
};

export type Case = {
  object: "case";
  id: string;
  kind: "unknown-movement" | "amount-differs" | "missing-at-gateway" | "unknown-payment" | "unknown-refund" | "fraud-warning" | "unheard-event" | "transfer";
  status: "open" | "resolved";
  gateway: string;
  amount: number;
  currency: string;
  accountId: string | null;
  known: Record<string, string | number | null>;
  occurredMs: number;
  openedMs: number;
  resolvedMs: number | null;
  resolvedBy: string | null;
  resolution: string | null;
  reason: string | null;
  bookings: Array<{
    account: string;
    status: "asked" | "posted" | "refused";
    askedBy: string;
    askedMs: number;
    decidedBy: string | null;
    decidedMs: number | null;
  }>;
  reopenings: Array<{
    explanation: string;
    explainedBy: string;
    explainedMs: number;
    reason: string;
    by: string;
    atMs: number;
  }>;
};

export type Transfer = {
  object: "transfer";
  bankReference: string;
  became: "payment";
  number: string | null;
  caseId: null;
} | {
  object: "transfer";
  bankReference: string;
  became: "case";
  number: null;
  caseId: string;
};

export type Payout = {
  object: "payout";
  id: string;
  gateway: string;
  reference: string;
  amount: number;
  currency: string;
  status: "pending" | "paid" | "failed";
  createdMs: number;
  arrivalMs: number;
  movements: number;
  unmatched: number;
  postedMs: number | null;
};

export type PayoutDetail = {
  object: "payout";
  id: string;
  gateway: string;
  reference: string;
  amount: number;
  currency: string;
  status: "pending" | "paid" | "failed";
  createdMs: number;
  arrivalMs: number;
  movements: number;
  unmatched: number;
  postedMs: number | null;
  sums: Array<{
    kind: "charge" | "refund" | "refund-failure" | "dispute" | "dispute-won" | "payout" | "payout-failure" | "fee" | "other";
    count: number;
    amount: number;
    fee: number;
    net: number;
    unmatched: number;
  }>;
  caseId: string | null;
};

export type Movement = {
  object: "movement";
  id: string;
  payoutId: string;
  gateway: string;
  reference: string;
  kind: "charge" | "refund" | "refund-failure" | "dispute" | "dispute-won" | "payout" | "payout-failure" | "fee" | "other";
  charge: string | null;
  source: string | null;
  amount: number;
  fee: number;
  net: number;
  currency: string;
  originalAmount: number | null;
  originalCurrency: string | null;
  createdMs: number;
  matched: boolean;
  paymentId: string | null;
  accountId: string | null;
  caseId: string | null;
};

export type BalanceEntry = {
  object: "balance_entry";
  accountId: string;
  id: string;
  amount: number;
  currency: string;
  kind: "adjustment" | "credit-note" | "applied-to-invoice" | "unapplied-from-invoice" | "overpaid" | "too-small" | "refunded" | "import";
  source: string;
  createdMs: number;
};

export type LedgerTransaction = {
  object: "ledger_transaction";
  accountId: string;
  entityId?: string;
  id: string;
  kind: string;
  effectiveMs: number;
  occurredMs: number;
  status: "pending" | "posted" | "archived";
  postings: Array<{
    account: string;
    direction: "debit" | "credit";
    amount: number;
    currency: string;
  }>;
  source: string;
  description: string;
  reversalOf: string | null;
  pendingId: string | null;
};

export type TrialBalance = {
  object: "trial_balance";
  entity: string | null;
  currency: string;
  converted: boolean;
  missing: Array<string>;
  rates: Array<{
    currency: string;
    base: string;
    day: string;
    rate: string;
  }>;
  month: string;
  rows: Array<{
    chart: string;
    name: string;
    opening: number;
    debits: number;
    credits: number;
    closing: number;
  }>;
};

export type BalanceSheet = {
  object: "balance_sheet";
  entity: string | null;
  currency: string;
  converted: boolean;
  missing: Array<string>;
  rates: Array<{
    currency: string;
    base: string;
    day: string;
    rate: string;
  }>;
  months: Array<string>;
  parts: Array<{
    class: "asset" | "liability" | "equity" | "income" | "expense";
    rows: Array<{
      chart: string;
      name: string;
      amounts: Array<number>;
    }>;
    totals: Array<number>;
  }>;
  earnings: Array<number>;
  difference: Array<number>;
};

export type IncomeStatement = {
  object: "income_statement";
  entity: string | null;
  currency: string;
  converted: boolean;
  missing: Array<string>;
  rates: Array<{
    currency: string;
    base: string;
    day: string;
    rate: string;
  }>;
  months: Array<string>;
  parts: Array<{
    class: "asset" | "liability" | "equity" | "income" | "expense";
    rows: Array<{
      chart: string;
      name: string;
      amounts: Array<number>;
    }>;
    totals: Array<number>;
  }>;
  result: Array<number>;
};

export type DeferredRevenue = {
  object: "deferred_revenue";
  entity: string | null;
  currency: string;
  converted: boolean;
  missing: Array<string>;
  rates: Array<{
    currency: string;
    base: string;
    day: string;
    rate: string;
  }>;
  months: Array<{
    month: string;
    opening: number;
    movements: Record<string, number>;
    closing: number;
  }>;
  waterfall: Array<{
    billed: string | null;
    amount: number;
    recognised: Array<number>;
    reduced: number;
    left: number;
  }>;
  upcoming: Array<{
    month: string | null;
    amount: number;
  }>;
};

export type RecurringRevenue = {
  object: "recurring_revenue";
  entity: string | null;
  currency: string;
  converted: boolean;
  missing: Array<string>;
  rates: Array<{
    currency: string;
    base: string;
    day: string;
    rate: string;
  }>;
  lifetimeValue: number | null;
  months: Array<{
    month: string;
    opening: number;
    closing: number;
    accounts: number;
    gained: number;
    lost: number;
    movements: {
      new: number;
      expansion: number;
      contraction: number;
      churn: number;
      reactivation: number;
    };
    logoChurn: number | null;
    revenueChurn: number | null;
  }>;
  cohorts: Array<{
    month: string;
    accounts: number;
    revenue: Array<number>;
  }>;
};

export type ReceivablesAgeing = {
  object: "receivables_ageing";
  entity: string | null;
  month: string | null;
  totals: Array<{
    currency: string;
    upTo30Days: number;
    upTo60Days: number;
    upTo90Days: number;
    older: number;
    total: number;
  }>;
  accounts: Array<{
    accountId: string;
    accountName: string | null;
    currency: string;
    upTo30Days: number;
    upTo60Days: number;
    upTo90Days: number;
    older: number;
    total: number;
  }>;
};

export type JournalTransaction = {
  object: "journal_transaction";
  accountId: string;
  id: string;
  kind: string;
  month: string;
  entity: string;
  postedMs: number;
  occurredMs: number;
  correction: boolean;
  source: string;
  description: string;
  entries: Array<{
    chart: string;
    currency: string;
    amount: number;
  }>;
};

export type UsageReport = {
  object: "usage_report";
  accepted: number;
  late: number;
  duplicates: number;
  refused: Array<{
    index: number;
    id: string;
    reason: "id-reused" | "too-old" | "in-the-future" | "period-closed" | "no-such-event" | "no-such-meter" | "no-such-account";
  }>;
};

export type AccountUsage = {
  object: "account_usage";
  accountId: string;
  zone: string;
  meters: Array<{
    meterId: string;
    key: string;
    name: string;
    unit: string;
    aggregation: "sum" | "count" | "max" | "last" | "unique" | "weighted-sum";
    periods: Array<{
      startMs: number;
      endMs: number;
      now: {
        quantity: string;
        events: number;
      };
      billed: {
        quantity: string;
        events: number;
      } | null;
    }>;
    days: Array<{
      day: number;
      sum: number;
      events: number;
      max: number;
      names: number;
    }>;
  }>;
};

export type BillingEvent = {
  id: string;
  object: "event";
  type: "account.created" | "account.updated" | "account.cancelled" | "account.reactivated" | "account.frozen" | "account.unfrozen" | "account.merged" | "account.incinerated" | "ownership.transferred" | "person.mail_changed" | "plan.changed" | "comped.changed" | "limits.overridden" | "subscription.created" | "subscription.updated" | "subscription.paused" | "subscription.resumed" | "subscription.cancelled" | "invoice.created" | "invoice.updated" | "invoice.deleted" | "invoice.finalized" | "invoice.paid" | "invoice.payment_failed" | "invoice.voided" | "invoice.marked_uncollectible" | "credit_note.created" | "credit_note.updated" | "credit_note.voided" | "payment.created" | "payment.updated" | "payment.requires_action" | "payment.succeeded" | "payment.failed" | "payment.cancelled" | "refund.created" | "refund.updated" | "refund.succeeded" | "refund.failed" | "dispute.created" | "dispute.updated" | "dispute.closed" | "payment_method.attached" | "payment_method.updated" | "payment_method.detached" | "balance.changed";
  apiVersion: string;
  timestamp: string;
  sequence: number;
  account: string;
  product: string;
  data: {
    resource: "accounts" | "people" | "entitlements" | "subscriptions" | "invoices" | "credit_notes" | "payments" | "refunds" | "disputes" | "payment_methods" | "balance_entries";
    object: Record<string, unknown>;
    previous: Record<string, unknown> | null;
  };
};

export type WebhookEndpoint = {
  object: "webhook_endpoint";
  id: string;
  name: string;
  kind: "events" | "product";
  productId: string | null;
  types: Array<"account.created" | "account.updated" | "account.cancelled" | "account.reactivated" | "account.frozen" | "account.unfrozen" | "account.merged" | "account.incinerated" | "ownership.transferred" | "person.mail_changed" | "plan.changed" | "comped.changed" | "limits.overridden" | "subscription.created" | "subscription.updated" | "subscription.paused" | "subscription.resumed" | "subscription.cancelled" | "invoice.created" | "invoice.updated" | "invoice.deleted" | "invoice.finalized" | "invoice.paid" | "invoice.payment_failed" | "invoice.voided" | "invoice.marked_uncollectible" | "credit_note.created" | "credit_note.updated" | "credit_note.voided" | "payment.created" | "payment.updated" | "payment.requires_action" | "payment.succeeded" | "payment.failed" | "payment.cancelled" | "refund.created" | "refund.updated" | "refund.succeeded" | "refund.failed" | "dispute.created" | "dispute.updated" | "dispute.closed" | "payment_method.attached" | "payment_method.updated" | "payment_method.detached" | "balance.changed"> | null;
  url: string | null;
  enabled: boolean;
  secrets: Array<{
    hint: string;
    createdAtMs: number;
    expiresAtMs: number | null;
  }>;
  failures: number;
  pausedUntilMs: number | null;
  lastError: string | null;
  lastDeliveredMs: number | null;
  createdMs: number;
  waiting: number;
  parked: number;
};

export type NewWebhookEndpoint = {
  object: "new_webhook_endpoint";
  endpoint: WebhookEndpoint;
  secret: string;
};

export type WebhookTest = {
  object: "webhook_test";
  delivered: boolean;
  status: number | null;
  error: string | null;
};

export type WebhookLane = {
  object: "webhook_lane";
  accountId: string;
  accountName: string;
  run: string;
  nextSeq: number;
  lastSeq: number;
  events: number;
  nextType: "account.created" | "account.updated" | "account.cancelled" | "account.reactivated" | "account.frozen" | "account.unfrozen" | "account.merged" | "account.incinerated" | "ownership.transferred" | "person.mail_changed" | "plan.changed" | "comped.changed" | "limits.overridden" | "subscription.created" | "subscription.updated" | "subscription.paused" | "subscription.resumed" | "subscription.cancelled" | "invoice.created" | "invoice.updated" | "invoice.deleted" | "invoice.finalized" | "invoice.paid" | "invoice.payment_failed" | "invoice.voided" | "invoice.marked_uncollectible" | "credit_note.created" | "credit_note.updated" | "credit_note.voided" | "payment.created" | "payment.updated" | "payment.requires_action" | "payment.succeeded" | "payment.failed" | "payment.cancelled" | "refund.created" | "refund.updated" | "refund.succeeded" | "refund.failed" | "dispute.created" | "dispute.updated" | "dispute.closed" | "payment_method.attached" | "payment_method.updated" | "payment_method.detached" | "balance.changed" | null;
  attempts: number;
  nextMs: number;
  sinceMs: number;
  parked: boolean;
  lastError: string | null;
  missed: number;
};

export type WebhookLanesChanged = {
  object: "webhook_lanes_changed";
  changed: number;
};

export type WebhookTry = {
  object: "webhook_try";
  endpointId: string;
  endpointName: string;
  accountId: string;
  sequence: number;
  eventId: string;
  type: "account.created" | "account.updated" | "account.cancelled" | "account.reactivated" | "account.frozen" | "account.unfrozen" | "account.merged" | "account.incinerated" | "ownership.transferred" | "person.mail_changed" | "plan.changed" | "comped.changed" | "limits.overridden" | "subscription.created" | "subscription.updated" | "subscription.paused" | "subscription.resumed" | "subscription.cancelled" | "invoice.created" | "invoice.updated" | "invoice.deleted" | "invoice.finalized" | "invoice.paid" | "invoice.payment_failed" | "invoice.voided" | "invoice.marked_uncollectible" | "credit_note.created" | "credit_note.updated" | "credit_note.voided" | "payment.created" | "payment.updated" | "payment.requires_action" | "payment.succeeded" | "payment.failed" | "payment.cancelled" | "refund.created" | "refund.updated" | "refund.succeeded" | "refund.failed" | "dispute.created" | "dispute.updated" | "dispute.closed" | "payment_method.attached" | "payment_method.updated" | "payment_method.detached" | "balance.changed" | null;
  replayed: boolean;
  attempt: number;
  atMs: number;
  tookMs: number;
  headers: Record<string, string> | null;
  status: number | null;
  answer: string;
  error: string | null;
};

export type Replay = {
  object: "webhook_replay";
  events: number;
  accounts: number;
};

export type PortalLink = {
  object: "portal_link";
  account: string;
  person: string;
  url: string;
  expiresMs: number;
};

export type Preview = {
  object: "preview";
  value: unknown;
  changes: Array<{
    before: unknown;
    after: {
      kind: string;
      id: string;
      place: number;
      row: unknown;
    };
  }>;
};

export type TestClock = {
  object: "test_clock";
  id: string;
  name: string;
  nowMs: number;
  status: "ready" | "advancing" | "ending";
  accounts: Array<string>;
  createdMs: number;
};

export type Holding = {
  id: string;
  comped: boolean;
  compExpiresMs: number | null;
  planIds: Array<string>;
  items: Array<{
    planId: string;
    quantity: number;
  }>;
  overrides: Array<{
    name: string;
    value: boolean | number | null;
    expiresMs: number | null;
  }>;
};

export type EventOwner = {
  id: string;
  name: string;
  mail: string;
};

export type EventPerson = {
  id: string;
  name: string;
  mail: string;
  role: "owner" | "admin" | "billing" | "member";
};

export type Job = {
  object: "job";
  id: string;
  kind: "invoice-run" | "import";
  title: string;
  status: "running" | "asking" | "paused" | "done" | "cancelled" | "failed";
  phase: string;
  detail: string;
  creatorId: string;
  creatorName: string;
  reason: string;
  createdMs: number;
  input: Record<string, unknown>;
  endedMs: number | null;
  counts: Array<{
    status: "waiting" | "done" | "nothing" | "held" | "failed" | "joined";
    action: string;
    rows: number;
  }>;
  sums: Array<{
    currency: string;
    amount: number;
    items: number;
  }>;
  figures: Array<{
    currency: string;
    name: string;
    sum: number;
  }>;
  carried: boolean;
};

export type JobRow = {
  object: "job_row";
  no: number;
  status: "waiting" | "done" | "nothing" | "held" | "failed" | "joined";
  subject: string;
  accountId: string | null;
  name: string;
  action: string;
  detail: string;
  currency: string;
  amount: number;
  items: number;
  figures: Record<string, number> | null;
};

export type JobStarted = {
  object: "job";
  id: string;
};

export type ImportBeginning = {
  object: "import_beginning";
  columns: Array<{
    name: string;
    title: string;
    hint: string;
    about: "account" | "subscription" | "invoice";
  }>;
  mapping: Array<"external_id" | "name" | "product" | "currency" | "owner_name" | "owner_mail" | "legal_name" | "line1" | "line2" | "postal_code" | "city" | "region" | "country" | "tax_id" | "language" | "time_zone" | "tags" | "balance" | "subscription_id" | "price" | "plan" | "interval" | "quantity" | "paid_until" | "anchor" | "status" | "cancel_at" | "days_until_due" | "invoice_id" | "invoice_number" | "invoice_open" | "invoice_date" | "invoice_due" | null>;
  rows: Array<Array<string>>;
};

export type Problem = {
  type: string;
  title: string;
  status: number;
  detail: string;
  causes?: Array<string>;
  fields?: Record<string, string | Array<string>>;
  requestId: string;
};

export type PriceInput = {
  name: string;
  currency: "AED" | "AFN" | "ALL" | "AMD" | "AOA" | "ARS" | "AUD" | "AWG" | "AZN" | "BAM" | "BBD" | "BDT" | "BHD" | "BIF" | "BMD" | "BND" | "BOB" | "BRL" | "BSD" | "BTN" | "BWP" | "BYN" | "BZD" | "CAD" | "CDF" | "CHF" | "CLP" | "CNY" | "COP" | "CRC" | "CUP" | "CVE" | "CZK" | "DJF" | "DKK" | "DOP" | "DZD" | "EGP" | "ERN" | "ETB" | "EUR" | "FJD" | "FKP" | "GBP" | "GEL" | "GHS" | "GIP" | "GMD" | "GNF" | "GTQ" | "GYD" | "HKD" | "HNL" | "HTG" | "HUF" | "IDR" | "ILS" | "INR" | "IQD" | "IRR" | "ISK" | "JMD" | "JOD" | "JPY" | "KES" | "KGS" | "KHR" | "KMF" | "KPW" | "KRW" | "KWD" | "KYD" | "KZT" | "LAK" | "LBP" | "LKR" | "LRD" | "LSL" | "LYD" | "MAD" | "MDL" | "MGA" | "MKD" | "MMK" | "MNT" | "MOP" | "MRU" | "MUR" | "MVR" | "MWK" | "MXN" | "MYR" | "MZN" | "NAD" | "NGN" | "NIO" | "NOK" | "NPR" | "NZD" | "OMR" | "PAB" | "PEN" | "PGK" | "PHP" | "PKR" | "PLN" | "PYG" | "QAR" | "RON" | "RSD" | "RUB" | "RWF" | "SAR" | "SBD" | "SCR" | "SDG" | "SEK" | "SGD" | "SHP" | "SLE" | "SOS" | "SRD" | "SSP" | "STN" | "SVC" | "SYP" | "SZL" | "THB" | "TJS" | "TMT" | "TND" | "TOP" | "TRY" | "TTD" | "TWD" | "TZS" | "UAH" | "UGX" | "USD" | "UYU" | "UZS" | "VED" | "VES" | "VND" | "VUV" | "WST" | "XAF" | "XCD" | "XCG" | "XOF" | "XPF" | "YER" | "ZAR" | "ZMW" | "ZWG";
  interval: {
    unit: "day" | "week" | "month" | "year";
    count: number;
  } | null;
  charge: {
    kind: "flat";
    amount: number;
  } | {
    kind: "per-unit";
    unitAmount: string;
  } | {
    kind: "graduated";
    tiers: Array<{
      upTo: number | null;
      unitAmount: string;
      flatAmount?: number;
    }>;
  } | {
    kind: "volume";
    tiers: Array<{
      upTo: number | null;
      unitAmount: string;
      flatAmount?: number;
    }>;
  } | {
    kind: "package";
    amount: number;
    size: number;
    freeUnits?: number;
  } | {
    kind: "percentage";
    rate: string;
    freeAmount?: number;
    perEvent?: number;
    freeEvents?: number;
  } | {
    kind: "graduated-percentage";
    tiers: Array<{
      upTo: number | null;
      rate: string;
      flatAmount?: number;
    }>;
  };
  usage?: {
    kind: "licensed";
  } | {
    kind: "metered";
    meterId: string;
  };
  proration?: {
    granularity: "second" | "day" | "month-30";
    timing: "now" | "next-invoice" | "next-cycle";
  };
  tax: {
    behaviour: "exclusive" | "inclusive";
    code: string;
  };
  minimumAmount?: number;
  id: string;
  productId: string;
  planId: string;
};

/** What each operation takes and answers, by its name. */
export interface Operations {
  /** Open an account. */
  createAccount: {
    request: {
      body: {
        productId: string;
        name: string;
        currency: string;
        timeZone?: string;
        language?: string;
        legalName?: string;
        address?: {
          line1?: string;
          line2?: string;
          city?: string;
          region?: string;
          postalCode?: string;
          country: string;
        } | null;
        externalIds?: Record<string, string>;
        tags?: Array<string>;
        entityId?: string;
        clockMs?: number | null;
        owner: {
          name: string;
          mail: string;
        };
        id?: string;
        testClock?: string;
      };
    };
    answer: Account;
  };
  /** List accounts, or find those that some words or a key mean. */
  listAccounts: {
    request: {
      query?: {
        limit?: number;
        cursor?: string;
        query?: string;
        status?: "trial" | "active" | "past-due" | "frozen" | "paused" | "cancelled" | "incinerated";
        comped?: boolean;
      };
    };
    answer: {
      object: "list";
      data: Array<Account>;
      has_more: boolean;
      next_cursor: string | null;
    };
  };
  /** Read an account. */
  getAccount: {
    request: {
      params: {
        account: string;
      };
    };
    answer: Account;
  };
  /** Change an account. */
  accountChange: {
    request: {
      params: {
        account: string;
      };
      query?: {
        preview?: boolean;
      };
      body?: {
        name?: string;
        timeZone?: string;
        language?: string;
        legalName?: string;
        reference?: string;
        address?: {
          line1?: string;
          line2?: string;
          city?: string;
          region?: string;
          postalCode?: string;
          country: string;
        } | null;
        currency?: string;
        reason?: string;
      };
    };
    answer: AccountRecord | Preview;
  };
  /** What an account may use, its plan, and whether it is comped. */
  getEntitlements: {
    request: {
      params: {
        account: string;
      };
    };
    answer: Entitlements;
  };
  /** What an account used, by meter. */
  getUsage: {
    request: {
      params: {
        account: string;
      };
    };
    answer: AccountUsage;
  };
  /** Make an account part of another one, which is answered; the first ends. */
  mergeAccount: {
    request: {
      params: {
        account: string;
      };
      body: {
        intoId: string;
        reason: string;
      };
    };
    answer: Account;
  };
  /** Let somebody of an account into the portal, once. */
  createPortalLink: {
    request: {
      params: {
        account: string;
      };
      body?: {
        personId?: string;
      };
    };
    answer: PortalLink;
  };
  /** List the people that an account has or had, the newest first. */
  listPeople: {
    request: {
      params: {
        account: string;
      };
      query?: {
        limit?: number;
        cursor?: string;
      };
    };
    answer: {
      object: "list";
      data: Array<Person>;
      has_more: boolean;
      next_cursor: string | null;
    };
  };
  /** Take somebody into an account. */
  addPerson: {
    request: {
      params: {
        account: string;
      };
      body: {
        role: "admin" | "billing" | "member";
        personal: {
          name: string;
          mail: string;
        };
        id?: string;
        reason?: string;
      };
    };
    answer: Person;
  };
  /** Read somebody's part in an account. */
  getPerson: {
    request: {
      params: {
        account: string;
        id: string;
      };
    };
    answer: Person;
  };
  /** Give somebody another role, or take them in again. */
  personAdd: {
    request: {
      params: {
        account: string;
        id: string;
      };
      query?: {
        preview?: boolean;
      };
      body: {
        role: "admin" | "billing" | "member";
        reason?: string;
      };
    };
    answer: PersonPart | Preview;
  };
  /** End somebody's part in an account. */
  personRemove: {
    request: {
      params: {
        account: string;
        id: string;
      };
      query?: {
        preview?: boolean;
      };
      body?: {
        reason?: string;
      };
    };
    answer: PersonPart | Preview;
  };
  /** Erase somebody's name and mail address, for good; what they did stays, by their id. */
  erasePerson: {
    request: {
      params: {
        account: string;
        id: string;
      };
      body: {
        reason: string;
      };
    };
    answer: Person;
  };
  /** Hand out all that an account's books keep, its people in the clear; a repeat is handed out anew. */
  exportAccount: {
    request: {
      params: {
        account: string;
      };
      body: {
        reason: string;
      };
    };
    answer: AccountExport;
  };
  /** List test clocks. */
  listTestClocks: {
    request: {
    };
    answer: {
      object: "list";
      data: Array<TestClock>;
      has_more: boolean;
      next_cursor: string | null;
    };
  };
  /** Make a time by which test accounts go. */
  createTestClock: {
    request: {
      body: {
        name: string;
        nowMs: number;
      };
    };
    answer: TestClock;
  };
  /** Read a test clock. */
  getTestClock: {
    request: {
      params: {
        id: string;
      };
    };
    answer: TestClock;
  };
  /** Cancel a test clock's accounts and remove it. */
  deleteTestClock: {
    request: {
      params: {
        id: string;
      };
    };
    answer: unknown;
  };
  /** Move a test clock and all of its accounts. */
  advanceTestClock: {
    request: {
      params: {
        id: string;
      };
      body: {
        toMs: number;
      };
    };
    answer: TestClock;
  };
  /** Report what accounts used. */
  reportUsage: {
    request: {
      body: {
        events: Array<{
          id: string;
          accountId: string;
          meter: string;
          atMs?: number;
          value?: string | number;
          name?: string;
          corrects?: string;
          cancels?: string;
        }>;
      };
    };
    answer: UsageReport;
  };
  /** List an account's subscriptions. */
  listSubscriptions: {
    request: {
      params: {
        account: string;
      };
      query?: {
        limit?: number;
        cursor?: string;
        status?: "incomplete" | "trialing" | "active" | "past-due" | "paused" | "cancelled" | "expired";
        fromMs?: number;
        toMs?: number;
      };
    };
    answer: {
      object: "list";
      data: Array<Subscription>;
      has_more: boolean;
      next_cursor: string | null;
    };
  };
  /** Subscribe to prices. */
  subscriptionCreate: {
    request: {
      params: {
        account: string;
      };
      query?: {
        preview?: boolean;
      };
      body: {
        items: Array<{
          id?: string | null;
          price: string | PriceInput;
          quantity: number;
          fromMs?: number;
        }>;
        trialDays?: number;
        trialEnd?: "freeze" | "cancel";
        minimumAmount?: number;
        collection?: {
          kind: "automatic";
        } | {
          kind: "send-invoice";
          daysUntilDue: number;
        };
        coupon?: string | null;
        reason?: string;
      };
    };
    answer: {
      subscription: Subscription;
      invoice: Invoice | null;
    } | Preview;
  };
  /** Read one of subscriptions. */
  getSubscription: {
    request: {
      params: {
        id: string;
      };
    };
    answer: Subscription;
  };
  /** Change what is subscribed to. */
  subscriptionChange: {
    request: {
      params: {
        id: string;
      };
      query?: {
        preview?: boolean;
      };
      body: {
        items: Array<{
          id?: string | null;
          price: string | PriceInput;
          quantity: number;
          fromMs?: number;
        }>;
        timing?: "now" | "next-invoice" | "next-cycle" | null;
        atMs?: number | null;
        reason?: string;
      };
    };
    answer: {
      subscription: Subscription;
      invoice: Invoice | null;
      effectiveMs: number;
    } | Preview;
  };
  /** List an account's invoices. */
  listInvoices: {
    request: {
      params: {
        account: string;
      };
      query?: {
        limit?: number;
        cursor?: string;
        status?: "draft" | "open" | "paid" | "void" | "uncollectible";
        fromMs?: number;
        toMs?: number;
      };
    };
    answer: {
      object: "list";
      data: Array<Invoice>;
      has_more: boolean;
      next_cursor: string | null;
    };
  };
  /** Make an invoice by hand. */
  invoiceCreate: {
    request: {
      params: {
        account: string;
      };
      query?: {
        preview?: boolean;
      };
      body: {
        lines: Array<{
          description: string;
          amount: number;
          productId?: string | null;
          taxCode?: string;
          taxInclusive?: boolean;
          service?: {
            startMs: number;
            endMs: number;
          } | null;
        }>;
        reference?: string;
        collection?: {
          kind: "automatic";
        } | {
          kind: "send-invoice";
          daysUntilDue: number;
        };
        finalise?: boolean;
        reason?: string;
      };
    };
    answer: Invoice | Preview;
  };
  /** Read one of invoices. */
  getInvoice: {
    request: {
      params: {
        id: string;
      };
    };
    answer: Invoice;
  };
  /** Delete a draft. */
  invoiceDelete: {
    request: {
      params: {
        id: string;
      };
      query?: {
        preview?: boolean;
      };
      body?: {
        reason?: string;
      };
    };
    answer: {
      object: "invoice";
      accountId: string;
      id: string;
    } | Preview;
  };
  /** List an account's credit notes. */
  listCreditNotes: {
    request: {
      params: {
        account: string;
      };
      query?: {
        limit?: number;
        cursor?: string;
        status?: "issued" | "void";
        fromMs?: number;
        toMs?: number;
      };
    };
    answer: {
      object: "list";
      data: Array<CreditNote>;
      has_more: boolean;
      next_cursor: string | null;
    };
  };
  /** Take a part of an invoice back. */
  creditNoteIssue: {
    request: {
      params: {
        account: string;
      };
      query?: {
        preview?: boolean;
      };
      body: {
        invoiceId: string;
        lines: Array<{
          invoiceLineId: string;
          netAmount: number;
        } | {
          invoiceLineId: string;
          grossAmount: number;
        }>;
        reason: "duplicate" | "fraudulent" | "order-change" | "unsatisfactory" | "goodwill";
        memo?: string;
        settlement: {
          refundAmount: number;
          balanceAmount: number;
          outOfBandAmount: number;
        } | null;
      };
    };
    answer: {
      creditNote: CreditNote;
      invoice: Invoice;
      refunds: Array<string>;
    } | Preview;
  };
  /** Read one of credit notes. */
  getCreditNote: {
    request: {
      params: {
        id: string;
      };
    };
    answer: CreditNote;
  };
  /** List an account's payments. */
  listPayments: {
    request: {
      params: {
        account: string;
      };
      query?: {
        limit?: number;
        cursor?: string;
        status?: "initiated" | "pending" | "requires-action" | "succeeded" | "failed" | "cancelled" | "unknown";
        fromMs?: number;
        toMs?: number;
      };
    };
    answer: {
      object: "list";
      data: Array<Payment>;
      has_more: boolean;
      next_cursor: string | null;
    };
  };
  /** Read one of payments. */
  getPayment: {
    request: {
      params: {
        id: string;
      };
    };
    answer: Payment;
  };
  /** List an account's refunds. */
  listRefunds: {
    request: {
      params: {
        account: string;
      };
      query?: {
        limit?: number;
        cursor?: string;
        status?: "initiated" | "pending" | "succeeded" | "failed" | "cancelled" | "unknown";
        fromMs?: number;
        toMs?: number;
      };
    };
    answer: {
      object: "list";
      data: Array<Refund>;
      has_more: boolean;
      next_cursor: string | null;
    };
  };
  /** Give money of a payment back. */
  refundStart: {
    request: {
      params: {
        account: string;
      };
      query?: {
        preview?: boolean;
      };
      body: {
        paymentId: string;
        creditNoteId: string | null;
        amount: number;
        reason?: string;
      };
    };
    answer: {
      refund: Refund;
      payment: Payment;
    } | Preview;
  };
  /** Read one of refunds. */
  getRefund: {
    request: {
      params: {
        id: string;
      };
    };
    answer: Refund;
  };
  /** List an account's disputes. */
  listDisputes: {
    request: {
      params: {
        account: string;
      };
      query?: {
        limit?: number;
        cursor?: string;
        status?: "needs-response" | "under-review" | "won" | "lost" | "warning" | "prevented";
        fromMs?: number;
        toMs?: number;
      };
    };
    answer: {
      object: "list";
      data: Array<Dispute>;
      has_more: boolean;
      next_cursor: string | null;
    };
  };
  /** Read one of disputes. */
  getDispute: {
    request: {
      params: {
        id: string;
      };
    };
    answer: Dispute;
  };
  /** List an account's payment methods. */
  listPaymentMethods: {
    request: {
      params: {
        account: string;
      };
      query?: {
        limit?: number;
        cursor?: string;
        status?: "active" | "expired" | "detached";
        fromMs?: number;
        toMs?: number;
      };
    };
    answer: {
      object: "list";
      data: Array<PaymentMethod>;
      has_more: boolean;
      next_cursor: string | null;
    };
  };
  /** Attach a payment method of the gateway. */
  methodAttach: {
    request: {
      params: {
        account: string;
      };
      query?: {
        preview?: boolean;
      };
      body: {
        gateway: string;
        token: string;
        customer: string;
        kind: "card" | "sepa-debit" | "ach-debit";
        brand: string;
        last4: string;
        expires: {
          month: number;
          year: number;
        } | null;
        makeDefault: boolean;
        returnUrl?: string;
        reason?: string;
      };
    };
    answer: {
      method: PaymentMethod;
    } | Preview;
  };
  /** Read one of payment methods. */
  getPaymentMethod: {
    request: {
      params: {
        id: string;
      };
    };
    answer: PaymentMethod;
  };
  /** List an account's balance entries. */
  listBalanceEntries: {
    request: {
      params: {
        account: string;
      };
      query?: {
        limit?: number;
        cursor?: string;
        fromMs?: number;
        toMs?: number;
      };
    };
    answer: {
      object: "list";
      data: Array<BalanceEntry>;
      has_more: boolean;
      next_cursor: string | null;
    };
  };
  /** Read one of balance entries. */
  getBalanceEntry: {
    request: {
      params: {
        id: string;
      };
    };
    answer: BalanceEntry;
  };
  /** List an account's waivers. */
  listWaivers: {
    request: {
      params: {
        account: string;
      };
      query?: {
        limit?: number;
        cursor?: string;
      };
    };
    answer: {
      object: "list";
      data: Array<Waiver>;
      has_more: boolean;
      next_cursor: string | null;
    };
  };
  /** Comp an account: waive its payments until a date. */
  waiverGive: {
    request: {
      params: {
        account: string;
      };
      query?: {
        preview?: boolean;
      };
      body: {
        planId: string;
        planName?: string;
        expiresMs: number | null;
        reviewMs?: number | null;
        employeeId?: string | null;
        reason?: string;
      };
    };
    answer: Waiver | Preview;
  };
  /** Read one of waivers. */
  getWaiver: {
    request: {
      params: {
        id: string;
      };
    };
    answer: Waiver;
  };
  /** List an account's overrides. */
  listOverrides: {
    request: {
      params: {
        account: string;
      };
      query?: {
        limit?: number;
        cursor?: string;
      };
    };
    answer: {
      object: "list";
      data: Array<Override>;
      has_more: boolean;
      next_cursor: string | null;
    };
  };
  /** Set a feature or limit by hand, for one account. */
  overrideSet: {
    request: {
      params: {
        account: string;
      };
      query?: {
        preview?: boolean;
      };
      body: {
        name: string;
        value: boolean | number | null;
        expiresMs: number | null;
        reason?: string;
      };
    };
    answer: Override | Preview;
  };
  /** Read one of overrides. */
  getOverride: {
    request: {
      params: {
        id: string;
      };
    };
    answer: Override;
  };
  /** List an account's notes. */
  listNotes: {
    request: {
      params: {
        account: string;
      };
      query?: {
        limit?: number;
        cursor?: string;
        fromMs?: number;
        toMs?: number;
      };
    };
    answer: {
      object: "list";
      data: Array<Note>;
      has_more: boolean;
      next_cursor: string | null;
    };
  };
  /** Note what the next one should know. */
  noteAdd: {
    request: {
      params: {
        account: string;
      };
      query?: {
        preview?: boolean;
      };
      body: {
        text: string;
        reason?: string;
      };
    };
    answer: Note | Preview;
  };
  /** Read one of notes. */
  getNote: {
    request: {
      params: {
        id: string;
      };
    };
    answer: Note;
  };
  /** Take a note away, for good after an hour. */
  noteRemove: {
    request: {
      params: {
        id: string;
      };
      query?: {
        preview?: boolean;
      };
      body?: {
        reason?: string;
      };
    };
    answer: {
      object: "note";
      accountId: string;
      id: string;
    } | Preview;
  };
  /** List an account's ledger transactions. */
  listLedgerTransactions: {
    request: {
      params: {
        account: string;
      };
      query?: {
        limit?: number;
        cursor?: string;
        status?: "pending" | "posted" | "archived";
      };
    };
    answer: {
      object: "list";
      data: Array<LedgerTransaction>;
      has_more: boolean;
      next_cursor: string | null;
    };
  };
  /** Read one of ledger transactions. */
  getLedgerTransaction: {
    request: {
      params: {
        id: string;
      };
    };
    answer: LedgerTransaction;
  };
  /** Read where its customer reads it: the page, the PDF and the e-invoice. */
  getInvoiceDocument: {
    request: {
      params: {
        id: string;
      };
    };
    answer: Document;
  };
  /** Read where its customer reads it: the page, the PDF and the e-invoice. */
  getCreditNoteDocument: {
    request: {
      params: {
        id: string;
      };
    };
    answer: Document;
  };
  /** List invoices of all accounts; a page may be short though there are more. */
  listAllInvoices: {
    request: {
      query?: {
        limit?: number;
        cursor?: string;
        fromMs?: number;
        toMs?: number;
        account?: string;
        currency?: string;
        status?: "draft" | "open" | "paid" | "void" | "uncollectible" | "overdue";
      };
    };
    answer: {
      object: "list";
      data: Array<Invoice>;
      has_more: boolean;
      next_cursor: string | null;
    };
  };
  /** List payments of all accounts; a page may be short though there are more. */
  listAllPayments: {
    request: {
      query?: {
        limit?: number;
        cursor?: string;
        fromMs?: number;
        toMs?: number;
        account?: string;
        currency?: string;
        gateway?: string;
        status?: "initiated" | "pending" | "requires-action" | "succeeded" | "failed" | "cancelled" | "unknown";
      };
    };
    answer: {
      object: "list";
      data: Array<Payment>;
      has_more: boolean;
      next_cursor: string | null;
    };
  };
  /** List refunds of all accounts; a page may be short though there are more. */
  listAllRefunds: {
    request: {
      query?: {
        limit?: number;
        cursor?: string;
        fromMs?: number;
        toMs?: number;
        account?: string;
        currency?: string;
        status?: "initiated" | "pending" | "succeeded" | "failed" | "cancelled" | "unknown";
      };
    };
    answer: {
      object: "list";
      data: Array<Refund>;
      has_more: boolean;
      next_cursor: string | null;
    };
  };
  /** List disputes of all accounts; a page may be short though there are more. */
  listAllDisputes: {
    request: {
      query?: {
        limit?: number;
        cursor?: string;
        fromMs?: number;
        toMs?: number;
        account?: string;
        currency?: string;
        status?: "needs-response" | "under-review" | "won" | "lost" | "warning" | "prevented";
      };
    };
    answer: {
      object: "list";
      data: Array<Dispute>;
      has_more: boolean;
      next_cursor: string | null;
    };
  };
  /** List products. */
  listProducts: {
    request: {
      query?: {
        limit?: number;
        cursor?: string;
        active?: boolean;
      };
    };
    answer: {
      object: "list";
      data: Array<Product>;
      has_more: boolean;
      next_cursor: string | null;
    };
  };
  /** Make a product. */
  createProduct: {
    request: {
      body: {
        name: string;
        description?: string;
        taxCode?: string;
      };
    };
    answer: Product;
  };
  /** List plans. */
  listPlans: {
    request: {
      query?: {
        limit?: number;
        cursor?: string;
        active?: boolean;
        productId?: string;
      };
    };
    answer: {
      object: "list";
      data: Array<Plan>;
      has_more: boolean;
      next_cursor: string | null;
    };
  };
  /** Make a plan or add-on. */
  createPlan: {
    request: {
      body: {
        productId: string;
        kind?: "plan" | "add-on";
        code: string;
        name: string;
        description?: string;
        trialDays?: number;
        entitlements?: Record<string, boolean | number | null>;
        selfService?: boolean;
      };
    };
    answer: Plan;
  };
  /** List prices. */
  listCataloguePrices: {
    request: {
      query?: {
        limit?: number;
        cursor?: string;
        active?: boolean;
        productId?: string;
        planId?: string;
      };
    };
    answer: {
      object: "list";
      data: Array<CataloguePrice>;
      has_more: boolean;
      next_cursor: string | null;
    };
  };
  /** Make a price of a plan. */
  createPrice: {
    request: {
      body: {
        planId: string;
        terms: {
          name: string;
          currency: "AED" | "AFN" | "ALL" | "AMD" | "AOA" | "ARS" | "AUD" | "AWG" | "AZN" | "BAM" | "BBD" | "BDT" | "BHD" | "BIF" | "BMD" | "BND" | "BOB" | "BRL" | "BSD" | "BTN" | "BWP" | "BYN" | "BZD" | "CAD" | "CDF" | "CHF" | "CLP" | "CNY" | "COP" | "CRC" | "CUP" | "CVE" | "CZK" | "DJF" | "DKK" | "DOP" | "DZD" | "EGP" | "ERN" | "ETB" | "EUR" | "FJD" | "FKP" | "GBP" | "GEL" | "GHS" | "GIP" | "GMD" | "GNF" | "GTQ" | "GYD" | "HKD" | "HNL" | "HTG" | "HUF" | "IDR" | "ILS" | "INR" | "IQD" | "IRR" | "ISK" | "JMD" | "JOD" | "JPY" | "KES" | "KGS" | "KHR" | "KMF" | "KPW" | "KRW" | "KWD" | "KYD" | "KZT" | "LAK" | "LBP" | "LKR" | "LRD" | "LSL" | "LYD" | "MAD" | "MDL" | "MGA" | "MKD" | "MMK" | "MNT" | "MOP" | "MRU" | "MUR" | "MVR" | "MWK" | "MXN" | "MYR" | "MZN" | "NAD" | "NGN" | "NIO" | "NOK" | "NPR" | "NZD" | "OMR" | "PAB" | "PEN" | "PGK" | "PHP" | "PKR" | "PLN" | "PYG" | "QAR" | "RON" | "RSD" | "RUB" | "RWF" | "SAR" | "SBD" | "SCR" | "SDG" | "SEK" | "SGD" | "SHP" | "SLE" | "SOS" | "SRD" | "SSP" | "STN" | "SVC" | "SYP" | "SZL" | "THB" | "TJS" | "TMT" | "TND" | "TOP" | "TRY" | "TTD" | "TWD" | "TZS" | "UAH" | "UGX" | "USD" | "UYU" | "UZS" | "VED" | "VES" | "VND" | "VUV" | "WST" | "XAF" | "XCD" | "XCG" | "XOF" | "XPF" | "YER" | "ZAR" | "ZMW" | "ZWG";
          interval: {
            unit: "day" | "week" | "month" | "year";
            count: number;
          } | null;
          charge: {
            kind: "flat";
            amount: number;
          } | {
            kind: "per-unit";
            unitAmount: string;
          } | {
            kind: "graduated";
            tiers: Array<{
              upTo: number | null;
              unitAmount: string;
              flatAmount?: number;
            }>;
          } | {
            kind: "volume";
            tiers: Array<{
              upTo: number | null;
              unitAmount: string;
              flatAmount?: number;
            }>;
          } | {
            kind: "package";
            amount: number;
            size: number;
            freeUnits?: number;
          } | {
            kind: "percentage";
            rate: string;
            freeAmount?: number;
            perEvent?: number;
            freeEvents?: number;
          } | {
            kind: "graduated-percentage";
            tiers: Array<{
              upTo: number | null;
              rate: string;
              flatAmount?: number;
            }>;
          };
          usage?: {
            kind: "licensed";
          } | {
            kind: "metered";
            meterId: string;
          };
          proration?: {
            granularity: "second" | "day" | "month-30";
            timing: "now" | "next-invoice" | "next-cycle";
          };
          tax: {
            behaviour: "exclusive" | "inclusive";
            code: string;
          };
          minimumAmount?: number;
        };
      };
    };
    answer: CataloguePrice;
  };
  /** List coupons. */
  listCoupons: {
    request: {
      query?: {
        limit?: number;
        cursor?: string;
        active?: boolean;
      };
    };
    answer: {
      object: "list";
      data: Array<Coupon>;
      has_more: boolean;
      next_cursor: string | null;
    };
  };
  /** Make a coupon. */
  createCoupon: {
    request: {
      body: {
        name: string;
        off: {
          kind: "percent";
          percent: string;
        } | {
          kind: "amount";
          amount: number;
          currency: "AED" | "AFN" | "ALL" | "AMD" | "AOA" | "ARS" | "AUD" | "AWG" | "AZN" | "BAM" | "BBD" | "BDT" | "BHD" | "BIF" | "BMD" | "BND" | "BOB" | "BRL" | "BSD" | "BTN" | "BWP" | "BYN" | "BZD" | "CAD" | "CDF" | "CHF" | "CLP" | "CNY" | "COP" | "CRC" | "CUP" | "CVE" | "CZK" | "DJF" | "DKK" | "DOP" | "DZD" | "EGP" | "ERN" | "ETB" | "EUR" | "FJD" | "FKP" | "GBP" | "GEL" | "GHS" | "GIP" | "GMD" | "GNF" | "GTQ" | "GYD" | "HKD" | "HNL" | "HTG" | "HUF" | "IDR" | "ILS" | "INR" | "IQD" | "IRR" | "ISK" | "JMD" | "JOD" | "JPY" | "KES" | "KGS" | "KHR" | "KMF" | "KPW" | "KRW" | "KWD" | "KYD" | "KZT" | "LAK" | "LBP" | "LKR" | "LRD" | "LSL" | "LYD" | "MAD" | "MDL" | "MGA" | "MKD" | "MMK" | "MNT" | "MOP" | "MRU" | "MUR" | "MVR" | "MWK" | "MXN" | "MYR" | "MZN" | "NAD" | "NGN" | "NIO" | "NOK" | "NPR" | "NZD" | "OMR" | "PAB" | "PEN" | "PGK" | "PHP" | "PKR" | "PLN" | "PYG" | "QAR" | "RON" | "RSD" | "RUB" | "RWF" | "SAR" | "SBD" | "SCR" | "SDG" | "SEK" | "SGD" | "SHP" | "SLE" | "SOS" | "SRD" | "SSP" | "STN" | "SVC" | "SYP" | "SZL" | "THB" | "TJS" | "TMT" | "TND" | "TOP" | "TRY" | "TTD" | "TWD" | "TZS" | "UAH" | "UGX" | "USD" | "UYU" | "UZS" | "VED" | "VES" | "VND" | "VUV" | "WST" | "XAF" | "XCD" | "XCG" | "XOF" | "XPF" | "YER" | "ZAR" | "ZMW" | "ZWG";
        };
        invoices: number | null;
        months?: number | null;
        productIds?: Array<string> | null;
        currencies?: Array<"AED" | "AFN" | "ALL" | "AMD" | "AOA" | "ARS" | "AUD" | "AWG" | "AZN" | "BAM" | "BBD" | "BDT" | "BHD" | "BIF" | "BMD" | "BND" | "BOB" | "BRL" | "BSD" | "BTN" | "BWP" | "BYN" | "BZD" | "CAD" | "CDF" | "CHF" | "CLP" | "CNY" | "COP" | "CRC" | "CUP" | "CVE" | "CZK" | "DJF" | "DKK" | "DOP" | "DZD" | "EGP" | "ERN" | "ETB" | "EUR" | "FJD" | "FKP" | "GBP" | "GEL" | "GHS" | "GIP" | "GMD" | "GNF" | "GTQ" | "GYD" | "HKD" | "HNL" | "HTG" | "HUF" | "IDR" | "ILS" | "INR" | "IQD" | "IRR" | "ISK" | "JMD" | "JOD" | "JPY" | "KES" | "KGS" | "KHR" | "KMF" | "KPW" | "KRW" | "KWD" | "KYD" | "KZT" | "LAK" | "LBP" | "LKR" | "LRD" | "LSL" | "LYD" | "MAD" | "MDL" | "MGA" | "MKD" | "MMK" | "MNT" | "MOP" | "MRU" | "MUR" | "MVR" | "MWK" | "MXN" | "MYR" | "MZN" | "NAD" | "NGN" | "NIO" | "NOK" | "NPR" | "NZD" | "OMR" | "PAB" | "PEN" | "PGK" | "PHP" | "PKR" | "PLN" | "PYG" | "QAR" | "RON" | "RSD" | "RUB" | "RWF" | "SAR" | "SBD" | "SCR" | "SDG" | "SEK" | "SGD" | "SHP" | "SLE" | "SOS" | "SRD" | "SSP" | "STN" | "SVC" | "SYP" | "SZL" | "THB" | "TJS" | "TMT" | "TND" | "TOP" | "TRY" | "TTD" | "TWD" | "TZS" | "UAH" | "UGX" | "USD" | "UYU" | "UZS" | "VED" | "VES" | "VND" | "VUV" | "WST" | "XAF" | "XCD" | "XCG" | "XOF" | "XPF" | "YER" | "ZAR" | "ZMW" | "ZWG"> | null;
        redemptionsMax?: number | null;
        expiresMs?: number | null;
      };
    };
    answer: Coupon;
  };
  /** List meters. */
  listMeters: {
    request: {
      query?: {
        limit?: number;
        cursor?: string;
        active?: boolean;
      };
    };
    answer: {
      object: "list";
      data: Array<Meter>;
      has_more: boolean;
      next_cursor: string | null;
    };
  };
  /** Make a meter. */
  createMeter: {
    request: {
      body: {
        key: string;
        name: string;
        unit: string;
        aggregation: "sum" | "count" | "max" | "last" | "unique" | "weighted-sum";
      };
    };
    answer: Meter;
  };
  /** List the codes of a coupon. */
  listPromotionCodes: {
    request: {
      params: {
        id: string;
      };
      query?: {
        limit?: number;
        cursor?: string;
        active?: boolean;
      };
    };
    answer: {
      object: "list";
      data: Array<PromotionCode>;
      has_more: boolean;
      next_cursor: string | null;
    };
  };
  /** Make a code by which a coupon is redeemed. */
  createPromotionCode: {
    request: {
      params: {
        id: string;
      };
      body: {
        code: string;
        redemptionsMax?: number | null;
        expiresMs?: number | null;
      };
    };
    answer: PromotionCode;
  };
  /** Read one of the products. */
  getProduct: {
    request: {
      params: {
        id: string;
      };
    };
    answer: Product;
  };
  /** Read one of the plans. */
  getPlan: {
    request: {
      params: {
        id: string;
      };
    };
    answer: Plan;
  };
  /** Read one of the prices. */
  getCataloguePrice: {
    request: {
      params: {
        id: string;
      };
    };
    answer: CataloguePrice;
  };
  /** Read one of the coupons. */
  getCoupon: {
    request: {
      params: {
        id: string;
      };
    };
    answer: Coupon;
  };
  /** Read one of the promotion codes. */
  getPromotionCode: {
    request: {
      params: {
        id: string;
      };
    };
    answer: PromotionCode;
  };
  /** Read one of the meters. */
  getMeter: {
    request: {
      params: {
        id: string;
      };
    };
    answer: Meter;
  };
  /** List the versions of a product, the newest first. */
  listProductVersions: {
    request: {
      params: {
        id: string;
      };
      query?: {
        limit?: number;
        cursor?: string;
      };
    };
    answer: {
      object: "list";
      data: Array<Product>;
      has_more: boolean;
      next_cursor: string | null;
    };
  };
  /** Say otherwise what a product is. */
  createProductVersion: {
    request: {
      params: {
        id: string;
      };
      body: {
        name: string;
        description?: string;
        taxCode?: string;
        after: number;
      };
    };
    answer: Product;
  };
  /** List the versions of a plan, the newest first. */
  listPlanVersions: {
    request: {
      params: {
        id: string;
      };
      query?: {
        limit?: number;
        cursor?: string;
      };
    };
    answer: {
      object: "list";
      data: Array<Plan>;
      has_more: boolean;
      next_cursor: string | null;
    };
  };
  /** Make a plan's next version. */
  createPlanVersion: {
    request: {
      params: {
        id: string;
      };
      body: {
        name: string;
        description?: string;
        trialDays?: number;
        entitlements?: Record<string, boolean | number | null>;
      };
    };
    answer: Plan;
  };
  /** List the versions of a price, the newest first. */
  listCataloguePriceVersions: {
    request: {
      params: {
        id: string;
      };
      query?: {
        limit?: number;
        cursor?: string;
      };
    };
    answer: {
      object: "list";
      data: Array<CataloguePrice>;
      has_more: boolean;
      next_cursor: string | null;
    };
  };
  /** Make a price's next version. */
  createPriceVersion: {
    request: {
      params: {
        id: string;
      };
      body: {
        name: string;
        currency: "AED" | "AFN" | "ALL" | "AMD" | "AOA" | "ARS" | "AUD" | "AWG" | "AZN" | "BAM" | "BBD" | "BDT" | "BHD" | "BIF" | "BMD" | "BND" | "BOB" | "BRL" | "BSD" | "BTN" | "BWP" | "BYN" | "BZD" | "CAD" | "CDF" | "CHF" | "CLP" | "CNY" | "COP" | "CRC" | "CUP" | "CVE" | "CZK" | "DJF" | "DKK" | "DOP" | "DZD" | "EGP" | "ERN" | "ETB" | "EUR" | "FJD" | "FKP" | "GBP" | "GEL" | "GHS" | "GIP" | "GMD" | "GNF" | "GTQ" | "GYD" | "HKD" | "HNL" | "HTG" | "HUF" | "IDR" | "ILS" | "INR" | "IQD" | "IRR" | "ISK" | "JMD" | "JOD" | "JPY" | "KES" | "KGS" | "KHR" | "KMF" | "KPW" | "KRW" | "KWD" | "KYD" | "KZT" | "LAK" | "LBP" | "LKR" | "LRD" | "LSL" | "LYD" | "MAD" | "MDL" | "MGA" | "MKD" | "MMK" | "MNT" | "MOP" | "MRU" | "MUR" | "MVR" | "MWK" | "MXN" | "MYR" | "MZN" | "NAD" | "NGN" | "NIO" | "NOK" | "NPR" | "NZD" | "OMR" | "PAB" | "PEN" | "PGK" | "PHP" | "PKR" | "PLN" | "PYG" | "QAR" | "RON" | "RSD" | "RUB" | "RWF" | "SAR" | "SBD" | "SCR" | "SDG" | "SEK" | "SGD" | "SHP" | "SLE" | "SOS" | "SRD" | "SSP" | "STN" | "SVC" | "SYP" | "SZL" | "THB" | "TJS" | "TMT" | "TND" | "TOP" | "TRY" | "TTD" | "TWD" | "TZS" | "UAH" | "UGX" | "USD" | "UYU" | "UZS" | "VED" | "VES" | "VND" | "VUV" | "WST" | "XAF" | "XCD" | "XCG" | "XOF" | "XPF" | "YER" | "ZAR" | "ZMW" | "ZWG";
        interval: {
          unit: "day" | "week" | "month" | "year";
          count: number;
        } | null;
        charge: {
          kind: "flat";
          amount: number;
        } | {
          kind: "per-unit";
          unitAmount: string;
        } | {
          kind: "graduated";
          tiers: Array<{
            upTo: number | null;
            unitAmount: string;
            flatAmount?: number;
          }>;
        } | {
          kind: "volume";
          tiers: Array<{
            upTo: number | null;
            unitAmount: string;
            flatAmount?: number;
          }>;
        } | {
          kind: "package";
          amount: number;
          size: number;
          freeUnits?: number;
        } | {
          kind: "percentage";
          rate: string;
          freeAmount?: number;
          perEvent?: number;
          freeEvents?: number;
        } | {
          kind: "graduated-percentage";
          tiers: Array<{
            upTo: number | null;
            rate: string;
            flatAmount?: number;
          }>;
        };
        usage?: {
          kind: "licensed";
        } | {
          kind: "metered";
          meterId: string;
        };
        proration?: {
          granularity: "second" | "day" | "month-30";
          timing: "now" | "next-invoice" | "next-cycle";
        };
        tax: {
          behaviour: "exclusive" | "inclusive";
          code: string;
        };
        minimumAmount?: number;
      };
    };
    answer: CataloguePrice;
  };
  /** Let customers buy a plan or add-on themselves, or leave it to staff. */
  openPlan: {
    request: {
      params: {
        id: string;
      };
      body: {
        selfService: boolean;
      };
    };
    answer: Plan;
  };
  /** Take off sale: one of the products. */
  archiveProduct: {
    request: {
      params: {
        id: string;
      };
    };
    answer: Product;
  };
  /** Put back on sale: one of the products. */
  restoreProduct: {
    request: {
      params: {
        id: string;
      };
    };
    answer: Product;
  };
  /** Take off sale: one of the plans. */
  archivePlan: {
    request: {
      params: {
        id: string;
      };
    };
    answer: Plan;
  };
  /** Put back on sale: one of the plans. */
  restorePlan: {
    request: {
      params: {
        id: string;
      };
    };
    answer: Plan;
  };
  /** Take off sale: one of the prices. */
  archiveCataloguePrice: {
    request: {
      params: {
        id: string;
      };
    };
    answer: CataloguePrice;
  };
  /** Put back on sale: one of the prices. */
  restoreCataloguePrice: {
    request: {
      params: {
        id: string;
      };
    };
    answer: CataloguePrice;
  };
  /** Take off sale: one of the coupons. */
  archiveCoupon: {
    request: {
      params: {
        id: string;
      };
    };
    answer: Coupon;
  };
  /** Put back on sale: one of the coupons. */
  restoreCoupon: {
    request: {
      params: {
        id: string;
      };
    };
    answer: Coupon;
  };
  /** Take off sale: one of the promotion codes. */
  archivePromotionCode: {
    request: {
      params: {
        id: string;
      };
    };
    answer: PromotionCode;
  };
  /** Put back on sale: one of the promotion codes. */
  restorePromotionCode: {
    request: {
      params: {
        id: string;
      };
    };
    answer: PromotionCode;
  };
  /** Take off sale: one of the meters. */
  archiveMeter: {
    request: {
      params: {
        id: string;
      };
    };
    answer: Meter;
  };
  /** Put back on sale: one of the meters. */
  restoreMeter: {
    request: {
      params: {
        id: string;
      };
    };
    answer: Meter;
  };
  /** List money that one side knows and the other does not, the newest first. */
  listCases: {
    request: {
      query?: {
        limit?: number;
        cursor?: string;
        status?: "open" | "resolved";
        kind?: "unknown-movement" | "amount-differs" | "missing-at-gateway" | "unknown-payment" | "unknown-refund" | "fraud-warning" | "unheard-event" | "transfer";
        account?: string;
      };
    };
    answer: {
      object: "list";
      data: Array<Case>;
      has_more: boolean;
      next_cursor: string | null;
    };
  };
  /** Read a case. */
  getCase: {
    request: {
      params: {
        id: string;
      };
    };
    answer: Case;
  };
  /** Say what a case is; with an account of the chart its amount is booked there once a second person agrees. */
  resolveCase: {
    request: {
      params: {
        id: string;
      };
      body: {
        reason: string;
        account?: string | null;
      };
    };
    answer: Case;
  };
  /** Open a case again that was explained; what was said of it stays with it. */
  reopenCase: {
    request: {
      params: {
        id: string;
      };
      body: {
        reason: string;
      };
    };
    answer: Case;
  };
  /** Record what arrived at the bank: it pays an invoice, or is a case where it is not certain which. */
  recordTransfer: {
    request: {
      body: {
        accountId?: string | null;
        amount: number;
        currency: string;
        text: string;
        bankReference: string;
        bookedMs: number;
        paid?: number | null;
      };
    };
    answer: Transfer;
  };
  /** Have a transfer that is a case pay the invoice of a number. */
  payWithCase: {
    request: {
      params: {
        id: string;
      };
      body: {
        reason: string;
        number: string;
        paid?: number | null;
      };
    };
    answer: Case;
  };
  /** List what gateways paid out, the newest first; a page may be short though there are more. */
  listPayouts: {
    request: {
      query?: {
        limit?: number;
        cursor?: string;
        fromMs?: number;
        toMs?: number;
        status?: "pending" | "paid" | "failed";
        gateway?: string;
        currency?: string;
      };
    };
    answer: {
      object: "list";
      data: Array<Payout>;
      has_more: boolean;
      next_cursor: string | null;
    };
  };
  /** Read a payout, with the sums of its movements. */
  getPayout: {
    request: {
      params: {
        id: string;
      };
    };
    answer: PayoutDetail;
  };
  /** List what was paid out, what the books do not know first. */
  listPayoutMovements: {
    request: {
      params: {
        id: string;
      };
      query?: {
        limit?: number;
        cursor?: string;
      };
    };
    answer: {
      object: "list";
      data: Array<Movement>;
      has_more: boolean;
      next_cursor: string | null;
    };
  };
  /** Ask a second person for a command that needs one: what it takes, and the scope of the command itself. */
  askApproval: {
    request: {
      body: {
        accountId: string;
        command: "account.incinerate" | "waiver.give" | "subscription.create" | "subscription.extend-trial" | "subscription.change" | "credit-note.issue" | "refund.start" | "invoice.void" | "invoice.write-off" | "balance.adjust";
        input?: Record<string, unknown>;
        reason: string;
      };
    };
    answer: Approval;
  };
  /** List what needed or needs a second person, the newest first. */
  listApprovals: {
    request: {
      query?: {
        limit?: number;
        cursor?: string;
        status?: "waiting" | "approved" | "refused" | "done" | "failed" | "expired";
        account?: string;
      };
    };
    answer: {
      object: "list";
      data: Array<Approval>;
      has_more: boolean;
      next_cursor: string | null;
    };
  };
  /** Read what needs a second person, and what became of it. */
  getApproval: {
    request: {
      params: {
        id: string;
      };
    };
    answer: Approval;
  };
  /** Agree and carry it out; for somebody signed in who has its scope and did not ask for it, never for a token. */
  approve: {
    request: {
      params: {
        id: string;
      };
      body?: {
        reason?: string;
      };
    };
    answer: Approval;
  };
  /** Refuse it; for somebody signed in who has its scope and did not ask for it, never for a token. */
  decline: {
    request: {
      params: {
        id: string;
      };
      body?: {
        reason?: string;
      };
    };
    answer: Approval;
  };
  /** Read each account of the chart in a month. */
  getTrialBalance: {
    request: {
      query?: {
        entity?: string;
        month?: string;
        currency?: string;
        convert?: boolean;
      };
    };
    answer: TrialBalance;
  };
  /** Read what there is at the end of months. */
  getBalanceSheet: {
    request: {
      query?: {
        entity?: string;
        month?: string;
        currency?: string;
        convert?: boolean;
        months?: number;
      };
    };
    answer: BalanceSheet;
  };
  /** Read what came in and went out in months. */
  getIncomeStatement: {
    request: {
      query?: {
        entity?: string;
        month?: string;
        currency?: string;
        convert?: boolean;
        months?: number;
      };
    };
    answer: IncomeStatement;
  };
  /** Read what was billed ahead: by month, by the month in which it was billed, and when it becomes revenue. */
  getDeferredRevenue: {
    request: {
      query?: {
        entity?: string;
        month?: string;
        currency?: string;
        convert?: boolean;
        months?: number;
      };
    };
    answer: DeferredRevenue;
  };
  /** Read what recurs, what moved it, and what became of who began in a month. */
  getRecurringRevenue: {
    request: {
      query?: {
        entity?: string;
        month?: string;
        currency?: string;
        convert?: boolean;
        months?: number;
      };
    };
    answer: RecurringRevenue;
  };
  /** Read what is owed, by how long ago it was billed. */
  getReceivablesAgeing: {
    request: {
      query?: {
        entity?: string;
        month?: string;
      };
    };
    answer: ReceivablesAgeing;
  };
  /** List the company's journal, or what is expected, the oldest first. */
  listJournal: {
    request: {
      query?: {
        limit?: number;
        cursor?: string;
        entity?: string;
        month?: string;
        currency?: string;
        chart?: string;
        kind?: string;
        account?: string;
        corrections?: boolean;
        pending?: boolean;
      };
    };
    answer: {
      object: "list";
      data: Array<JournalTransaction>;
      has_more: boolean;
      next_cursor: string | null;
    };
  };
  /** Read the company's settings. */
  getCompany: {
    request: {
    };
    answer: Company;
  };
  /** Make the next version of the settings, of the one that `version` names; all of them are sent. */
  changeCompany: {
    request: {
      body: {
        version: number;
        legalEntity: string;
        seller: {
          name: string;
          legalName: string;
          address: {
            line1: string;
            line2: string;
            city: string;
            region: string;
            postalCode: string;
            country: string;
          };
          taxId: string | null;
          email: string | null;
        };
        invoicePrefix: string;
        creditNotePrefix: string;
        taxRegistrations: Array<{
          place: string;
          number: string;
        }>;
        legalEntities?: Array<{
          id: string;
          seller: {
            name: string;
            legalName: string;
            address: {
              line1: string;
              line2: string;
              city: string;
              region: string;
              postalCode: string;
              country: string;
            };
            taxId: string | null;
            email: string | null;
          };
          invoicePrefix: string;
          creditNotePrefix: string;
          taxRegistrations: Array<{
            place: string;
            number: string;
          }>;
        }>;
        salesTaxRates?: Array<{
          place: string;
          name: string;
          rate: string;
        }>;
        dunning: {
          retryDays: Array<number>;
          cancelAfterDays: number;
        };
        recognition: "daily" | "monthly";
        trialCancelAfterDays: number;
        incinerateAfterDays: number;
        approvalThreshold: Record<string, number>;
        refundsOnFraudWarning?: boolean;
        gateway: string;
        currency?: string;
        exchangeRates?: "by-hand" | "ecb";
      };
    };
    answer: Company;
  };
  /** List the versions of the settings, the newest first; none until somebody decided. */
  listCompanyVersions: {
    request: {
      query?: {
        limit?: number;
        cursor?: string;
      };
    };
    answer: {
      object: "list";
      data: Array<CompanyVersion>;
      has_more: boolean;
      next_cursor: string | null;
    };
  };
  /** List the books of the legal entities, the company's own first. */
  listBooks: {
    request: {
      query?: {
        limit?: number;
        cursor?: string;
      };
    };
    answer: {
      object: "list";
      data: Array<Books>;
      has_more: boolean;
      next_cursor: string | null;
    };
  };
  /** Read which months of a legal entity's books are open. */
  getBooks: {
    request: {
      params: {
        id: string;
      };
    };
    answer: Books;
  };
  /** List what was closed and reopened, the newest first. */
  listPeriodEvents: {
    request: {
      params: {
        id: string;
      };
      query?: {
        limit?: number;
        cursor?: string;
      };
    };
    answer: {
      object: "list";
      data: Array<PeriodEvent>;
      has_more: boolean;
      next_cursor: string | null;
    };
  };
  /** Close a month, after which nothing is posted in it. */
  closeMonth: {
    request: {
      params: {
        id: string;
      };
      body: {
        month: string;
        anyway?: boolean;
      };
    };
    answer: Books;
  };
  /** Ask that the month that was closed last be opened again; a second person decides. */
  askReopening: {
    request: {
      params: {
        id: string;
      };
      body: {
        month: string;
        reason: string;
      };
    };
    answer: PeriodEvent;
  };
  /** Read a closing, or a reopening and what became of it. */
  getPeriodEvent: {
    request: {
      params: {
        id: string;
      };
    };
    answer: PeriodEvent;
  };
  /** Open a month again; for somebody signed in who did not ask for it, never for a token. */
  approveReopening: {
    request: {
      params: {
        id: string;
      };
    };
    answer: PeriodEvent;
  };
  /** Leave a month closed; for somebody signed in who did not ask for it, never for a token. */
  declineReopening: {
    request: {
      params: {
        id: string;
      };
    };
    answer: PeriodEvent;
  };
  /** List the entries that were made by hand, the newest first. */
  listManualEntries: {
    request: {
      query?: {
        limit?: number;
        cursor?: string;
        entity?: string;
        status?: "asked" | "pending" | "posted" | "refused" | "voided" | "expired";
      };
    };
    answer: {
      object: "list";
      data: Array<ManualEntry>;
      has_more: boolean;
      next_cursor: string | null;
    };
  };
  /** Ask that an entry be posted, or expected until a day; a second person decides. */
  askManualEntry: {
    request: {
      body: {
        entity?: string;
        effectiveMs: number;
        expiresMs?: number | null;
        description: string;
        postings: Array<{
          account: string;
          direction: "debit" | "credit";
          amount: number;
          currency: string;
        }>;
      };
    };
    answer: ManualEntry;
  };
  /** Read an entry that was made by hand, and what became of it. */
  getManualEntry: {
    request: {
      params: {
        id: string;
      };
    };
    answer: ManualEntry;
  };
  /** Post or expect an entry; for somebody signed in who did not ask for it, never for a token. */
  approveManualEntry: {
    request: {
      params: {
        id: string;
      };
    };
    answer: ManualEntry;
  };
  /** Refuse an entry; for somebody signed in who did not ask for it, never for a token. */
  declineManualEntry: {
    request: {
      params: {
        id: string;
      };
    };
    answer: ManualEntry;
  };
  /** Post what an entry expected, wholly unless `postings` say less, or give it up. */
  settleManualEntry: {
    request: {
      params: {
        id: string;
      };
      body: {
        outcome: "posted";
        postings?: Array<{
          account: string;
          direction: "debit" | "credit";
          amount: number;
          currency: string;
        }> | null;
      } | {
        outcome: "voided";
      };
    };
    answer: ManualEntry;
  };
  /** Ask that what an entry posted be taken back, by one of the same amounts on the other sides; a second person decides. */
  reverseManualEntry: {
    request: {
      params: {
        id: string;
      };
      body: {
        effectiveMs: number;
        description: string;
      };
    };
    answer: ManualEntry;
  };
  /** List the accounts of the chart, in the order of their codes. */
  listChartAccounts: {
    request: {
      query?: {
        limit?: number;
        cursor?: string;
      };
    };
    answer: {
      object: "list";
      data: Array<ChartAccount>;
      has_more: boolean;
      next_cursor: string | null;
    };
  };
  /** Add an account to the chart. */
  addChartAccount: {
    request: {
      body: {
        code: string;
        name: string;
        exportName?: string;
        exportCode?: string;
        class: "asset" | "liability" | "equity" | "income" | "expense";
        contra?: boolean;
      };
    };
    answer: ChartAccount;
  };
  /** Read an account of the chart, by its code. */
  getChartAccount: {
    request: {
      params: {
        id: string;
      };
    };
    answer: ChartAccount;
  };
  /** Call an account something else, here or where the books are exported to. */
  renameChartAccount: {
    request: {
      params: {
        id: string;
      };
      body?: {
        name?: string;
        exportName?: string;
        exportCode?: string;
      };
    };
    answer: ChartAccount;
  };
  /** Take an own account that has no entries off the chart. */
  removeChartAccount: {
    request: {
      params: {
        id: string;
      };
    };
    answer: unknown;
  };
  /** List the stored exchange rates, the newest first. */
  listExchangeRates: {
    request: {
      query?: {
        limit?: number;
        cursor?: string;
        currency?: string;
        base?: string;
      };
    };
    answer: {
      object: "list";
      data: Array<ExchangeRate>;
      has_more: boolean;
      next_cursor: string | null;
    };
  };
  /** Store exchange rates; one of a day that is there already is replaced. */
  storeExchangeRates: {
    request: {
      body: {
        rates: Array<{
          currency: string;
          base: string;
          day: string;
          rate: string;
        }>;
      };
    };
    answer: ExchangeRatesStored;
  };
  /** Read a month's journal for QuickBooks Online: a journal per day, summed up. */
  exportToQuickbooks: {
    request: {
      query?: {
        entity?: string;
        month?: string;
        currency?: string;
      };
    };
    answer: string;
  };
  /** Read a month's journal for Xero: one of its files of manual journals, summed up. */
  exportToXero: {
    request: {
      query?: {
        entity?: string;
        month?: string;
        currency?: string;
        taxRate?: string;
        part?: number;
      };
    };
    answer: string;
  };
  /** Read how many files a month's journal is for Xero, which takes so many lines in each. */
  countXeroFiles: {
    request: {
      query?: {
        entity?: string;
        month?: string;
        currency?: string;
        taxRate?: string;
      };
    };
    answer: XeroFiles;
  };
  /** Read a month's journal, a row per entry. */
  exportAsCsv: {
    request: {
      query?: {
        entity?: string;
        month?: string;
        currency?: string;
      };
    };
    answer: string;
  };
  /** Read a month's journal, a line of JSON per transaction. */
  exportAsJson: {
    request: {
      query?: {
        entity?: string;
        month?: string;
        currency?: string;
      };
    };
    answer: string;
  };
  /** Read a month's journal as plain text accounting, for hledger and ledger. */
  exportAsText: {
    request: {
      query?: {
        entity?: string;
        month?: string;
        currency?: string;
      };
    };
    answer: string;
  };
  /** Read how the general ledger elsewhere is told of each day: what it took last, what waits, what was given up. */
  getGeneralLedger: {
    request: {
    };
    answer: GeneralLedger;
  };
  /** Send a day's journal again that was given up, with the same number. */
  sendJournal: {
    request: {
      params: {
        id: string;
      };
    };
    answer: GeneralLedger;
  };
  /** List what happened, the newest first. */
  listEvents: {
    request: {
      query?: {
        account?: string;
        type?: "account.created" | "account.updated" | "account.cancelled" | "account.reactivated" | "account.frozen" | "account.unfrozen" | "account.merged" | "account.incinerated" | "ownership.transferred" | "person.mail_changed" | "plan.changed" | "comped.changed" | "limits.overridden" | "subscription.created" | "subscription.updated" | "subscription.paused" | "subscription.resumed" | "subscription.cancelled" | "invoice.created" | "invoice.updated" | "invoice.deleted" | "invoice.finalized" | "invoice.paid" | "invoice.payment_failed" | "invoice.voided" | "invoice.marked_uncollectible" | "credit_note.created" | "credit_note.updated" | "credit_note.voided" | "payment.created" | "payment.updated" | "payment.requires_action" | "payment.succeeded" | "payment.failed" | "payment.cancelled" | "refund.created" | "refund.updated" | "refund.succeeded" | "refund.failed" | "dispute.created" | "dispute.updated" | "dispute.closed" | "payment_method.attached" | "payment_method.updated" | "payment_method.detached" | "balance.changed";
        sinceMs?: number;
        cursor?: string;
        limit?: number;
      };
    };
    answer: {
      object: "list";
      data: Array<BillingEvent>;
      has_more: boolean;
      next_cursor: string | null;
    };
  };
  /** Read an event. */
  getEvent: {
    request: {
      params: {
        id: string;
      };
    };
    answer: BillingEvent;
  };
  /** List where webhooks go. */
  listWebhookEndpoints: {
    request: {
    };
    answer: {
      object: "list";
      data: Array<WebhookEndpoint>;
      has_more: boolean;
      next_cursor: string | null;
    };
  };
  /** Make an endpoint; its secret is shown once. */
  createWebhookEndpoint: {
    request: {
      body: {
        kind: "events";
        name: string;
        url: string;
        productId?: string | null;
        types?: Array<"account.created" | "account.updated" | "account.cancelled" | "account.reactivated" | "account.frozen" | "account.unfrozen" | "account.merged" | "account.incinerated" | "ownership.transferred" | "person.mail_changed" | "plan.changed" | "comped.changed" | "limits.overridden" | "subscription.created" | "subscription.updated" | "subscription.paused" | "subscription.resumed" | "subscription.cancelled" | "invoice.created" | "invoice.updated" | "invoice.deleted" | "invoice.finalized" | "invoice.paid" | "invoice.payment_failed" | "invoice.voided" | "invoice.marked_uncollectible" | "credit_note.created" | "credit_note.updated" | "credit_note.voided" | "payment.created" | "payment.updated" | "payment.requires_action" | "payment.succeeded" | "payment.failed" | "payment.cancelled" | "refund.created" | "refund.updated" | "refund.succeeded" | "refund.failed" | "dispute.created" | "dispute.updated" | "dispute.closed" | "payment_method.attached" | "payment_method.updated" | "payment_method.detached" | "balance.changed"> | null;
      } | {
        kind: "product";
        name: string;
        url: string;
        productId: string;
        types?: Array<"account.cancelled" | "account.reactivated" | "account.frozen" | "account.unfrozen" | "account.merged" | "account.incinerated" | "ownership.transferred" | "person.mail_changed" | "plan.changed" | "comped.changed" | "limits.overridden"> | null;
      };
    };
    answer: NewWebhookEndpoint;
  };
  /** Read an endpoint. */
  getWebhookEndpoint: {
    request: {
      params: {
        id: string;
      };
    };
    answer: WebhookEndpoint;
  };
  /** Change an endpoint. */
  changeWebhookEndpoint: {
    request: {
      params: {
        id: string;
      };
      body?: {
        name?: string;
        url?: string;
        types?: Array<"account.created" | "account.updated" | "account.cancelled" | "account.reactivated" | "account.frozen" | "account.unfrozen" | "account.merged" | "account.incinerated" | "ownership.transferred" | "person.mail_changed" | "plan.changed" | "comped.changed" | "limits.overridden" | "subscription.created" | "subscription.updated" | "subscription.paused" | "subscription.resumed" | "subscription.cancelled" | "invoice.created" | "invoice.updated" | "invoice.deleted" | "invoice.finalized" | "invoice.paid" | "invoice.payment_failed" | "invoice.voided" | "invoice.marked_uncollectible" | "credit_note.created" | "credit_note.updated" | "credit_note.voided" | "payment.created" | "payment.updated" | "payment.requires_action" | "payment.succeeded" | "payment.failed" | "payment.cancelled" | "refund.created" | "refund.updated" | "refund.succeeded" | "refund.failed" | "dispute.created" | "dispute.updated" | "dispute.closed" | "payment_method.attached" | "payment_method.updated" | "payment_method.detached" | "balance.changed"> | null;
        enabled?: boolean;
      };
    };
    answer: WebhookEndpoint;
  };
  /** Delete an endpoint. */
  deleteWebhookEndpoint: {
    request: {
      params: {
        id: string;
      };
    };
    answer: unknown;
  };
  /** Replace the secret, which signs for a day more. */
  rotateWebhookSecret: {
    request: {
      params: {
        id: string;
      };
    };
    answer: NewWebhookEndpoint;
  };
  /** Send a test, once. */
  testWebhookEndpoint: {
    request: {
      params: {
        id: string;
      };
    };
    answer: WebhookTest;
  };
  /** Send events again, or say how many that would be. */
  replayEvents: {
    request: {
      params: {
        id: string;
      };
      query?: {
        preview?: boolean;
      };
      body: {
        accountId: string;
        fromSequence: number;
        toSequence: number;
      } | {
        accountId?: string | null;
        sinceMs: number;
      };
    };
    answer: Replay;
  };
  /** List what waits or is parked, by account: parked ones first, then those that fail. */
  listWebhookLanes: {
    request: {
      params: {
        id: string;
      };
      query?: {
        limit?: number;
        cursor?: string;
      };
    };
    answer: {
      object: "list";
      data: Array<WebhookLane>;
      has_more: boolean;
      next_cursor: string | null;
    };
  };
  /** Try what waits or is parked now. */
  retryWebhooks: {
    request: {
      params: {
        id: string;
      };
      body?: {
        lane?: {
          accountId: string;
          run: string;
        } | null;
      };
    };
    answer: WebhookLanesChanged;
  };
  /** Give the first event of a lane up. */
  skipWebhook: {
    request: {
      params: {
        id: string;
      };
      body: {
        accountId: string;
        run: string;
        nextSeq: number;
      };
    };
    answer: WebhookLanesChanged;
  };
  /** Give all that waits in a lane up; it can be replayed. */
  dropWebhooks: {
    request: {
      params: {
        id: string;
      };
      body: {
        accountId: string;
        run: string;
      };
    };
    answer: WebhookLanesChanged;
  };
  /** List what was tried, the newest first. */
  listWebhookTries: {
    request: {
      params: {
        id: string;
      };
      query?: {
        limit?: number;
        cursor?: string;
        failed?: boolean;
      };
    };
    answer: {
      object: "list";
      data: Array<WebhookTry>;
      has_more: boolean;
      next_cursor: string | null;
    };
  };
  /** Bill everything that is due, or say what would be billed. */
  startRun: {
    request: {
      body: {
        untilMs: number;
        productId?: string | null;
        dry: boolean;
        id?: string;
        reason?: string;
      };
    };
    answer: JobStarted;
  };
  /** Upload accounts as CSV; nothing is written by it. */
  uploadImport: {
    request: {
      query?: {
        system?: string;
        name?: string;
        id?: string;
      };
      body: string;
    };
    answer: JobStarted;
  };
  /** Read an account of Stripe's; nothing is written by it. */
  startStripeImport: {
    request: {
      body: {
        id?: string;
        key: string;
        testMode?: boolean;
        productId: string;
        currency: "AED" | "AFN" | "ALL" | "AMD" | "AOA" | "ARS" | "AUD" | "AWG" | "AZN" | "BAM" | "BBD" | "BDT" | "BHD" | "BIF" | "BMD" | "BND" | "BOB" | "BRL" | "BSD" | "BTN" | "BWP" | "BYN" | "BZD" | "CAD" | "CDF" | "CHF" | "CLP" | "CNY" | "COP" | "CRC" | "CUP" | "CVE" | "CZK" | "DJF" | "DKK" | "DOP" | "DZD" | "EGP" | "ERN" | "ETB" | "EUR" | "FJD" | "FKP" | "GBP" | "GEL" | "GHS" | "GIP" | "GMD" | "GNF" | "GTQ" | "GYD" | "HKD" | "HNL" | "HTG" | "HUF" | "IDR" | "ILS" | "INR" | "IQD" | "IRR" | "ISK" | "JMD" | "JOD" | "JPY" | "KES" | "KGS" | "KHR" | "KMF" | "KPW" | "KRW" | "KWD" | "KYD" | "KZT" | "LAK" | "LBP" | "LKR" | "LRD" | "LSL" | "LYD" | "MAD" | "MDL" | "MGA" | "MKD" | "MMK" | "MNT" | "MOP" | "MRU" | "MUR" | "MVR" | "MWK" | "MXN" | "MYR" | "MZN" | "NAD" | "NGN" | "NIO" | "NOK" | "NPR" | "NZD" | "OMR" | "PAB" | "PEN" | "PGK" | "PHP" | "PKR" | "PLN" | "PYG" | "QAR" | "RON" | "RSD" | "RUB" | "RWF" | "SAR" | "SBD" | "SCR" | "SDG" | "SEK" | "SGD" | "SHP" | "SLE" | "SOS" | "SRD" | "SSP" | "STN" | "SVC" | "SYP" | "SZL" | "THB" | "TJS" | "TMT" | "TND" | "TOP" | "TRY" | "TTD" | "TWD" | "TZS" | "UAH" | "UGX" | "USD" | "UYU" | "UZS" | "VED" | "VES" | "VND" | "VUV" | "WST" | "XAF" | "XCD" | "XCG" | "XOF" | "XPF" | "YER" | "ZAR" | "ZMW" | "ZWG";
      };
    };
    answer: JobStarted;
  };
  /** Try again what was not done, by a key. */
  retryStripeImport: {
    request: {
      params: {
        id: string;
      };
      body: {
        key: string;
      };
    };
    answer: JobStarted;
  };
  /** Read a file to fill in. */
  getImportTemplate: {
    request: {
    };
    answer: string;
  };
  /** Read how a file begins, and what its columns may be. */
  getImportBeginning: {
    request: {
      params: {
        id: string;
      };
    };
    answer: ImportBeginning;
  };
  /** Say what the columns are, and try every account. */
  checkImport: {
    request: {
      params: {
        id: string;
      };
      body: {
        mapping: Array<"external_id" | "name" | "product" | "currency" | "owner_name" | "owner_mail" | "legal_name" | "line1" | "line2" | "postal_code" | "city" | "region" | "country" | "tax_id" | "language" | "time_zone" | "tags" | "balance" | "subscription_id" | "price" | "plan" | "interval" | "quantity" | "paid_until" | "anchor" | "status" | "cancel_at" | "days_until_due" | "invoice_id" | "invoice_number" | "invoice_open" | "invoice_date" | "invoice_due" | null>;
        decimal: "." | ",";
        defaults?: {
          product?: string;
          currency?: string;
          time_zone?: string;
          language?: string;
        };
      };
    };
    answer: JobStarted;
  };
  /** Take over what was checked. */
  applyImport: {
    request: {
      params: {
        id: string;
      };
    };
    answer: JobStarted;
  };
  /** Read what was not done, to correct it. */
  getImportErrors: {
    request: {
      params: {
        id: string;
      };
    };
    answer: string;
  };
  /** List bulk work of a kind, the newest first. */
  listJobs: {
    request: {
      query?: {
        limit?: number;
        cursor?: string;
        kind?: "invoice-run" | "import";
      };
    };
    answer: {
      object: "list";
      data: Array<Job>;
      has_more: boolean;
      next_cursor: string | null;
    };
  };
  /** Read how far bulk work is. */
  getJob: {
    request: {
      params: {
        id: string;
      };
    };
    answer: Job;
  };
  /** List what became of its accounts, by states. */
  listJobRows: {
    request: {
      params: {
        id: string;
      };
      query?: {
        limit?: number;
        cursor?: number;
        status?: string;
      };
    };
    answer: {
      object: "list";
      data: Array<JobRow>;
      has_more: boolean;
      next_cursor: string | null;
    };
  };
  /** Carry it on for a moment; each minute it goes on by itself. */
  driveJob: {
    request: {
      params: {
        id: string;
      };
    };
    answer: Job;
  };
  /** Let it rest. */
  pauseJob: {
    request: {
      params: {
        id: string;
      };
    };
    answer: Job;
  };
  /** Let it go on. */
  resumeJob: {
    request: {
      params: {
        id: string;
      };
    };
    answer: Job;
  };
  /** End it; what was done stays. */
  cancelJob: {
    request: {
      params: {
        id: string;
      };
    };
    answer: Job;
  };
  /** Try again what was not done. */
  retryJob: {
    request: {
      params: {
        id: string;
      };
    };
    answer: Job;
  };
  /** Cancel an account and all it has subscribed to. */
  accountCancel: {
    request: {
      params: {
        account: string;
      };
      query?: {
        preview?: boolean;
      };
      body?: {
        reason?: string;
      };
    };
    answer: AccountRecord | Preview;
  };
  /** Take a cancelled account back. */
  accountReactivate: {
    request: {
      params: {
        account: string;
      };
      query?: {
        preview?: boolean;
      };
      body?: {
        subscriptions?: "leave" | "resume";
        reason?: string;
      };
    };
    answer: AccountRecord | Preview;
  };
  /** Keep an account from being used. */
  accountFreeze: {
    request: {
      params: {
        account: string;
      };
      query?: {
        preview?: boolean;
      };
      body?: {
        reason?: string;
      };
    };
    answer: AccountRecord | Preview;
  };
  /** Let a frozen account be used again. */
  accountUnfreeze: {
    request: {
      params: {
        account: string;
      };
      query?: {
        preview?: boolean;
      };
      body?: {
        reason?: string;
      };
    };
    answer: AccountRecord | Preview;
  };
  /** Add and remove tags. */
  accountTag: {
    request: {
      params: {
        account: string;
      };
      query?: {
        preview?: boolean;
      };
      body?: {
        add?: Array<string>;
        remove?: Array<string>;
        reason?: string;
      };
    };
    answer: AccountRecord | Preview;
  };
  /** Say by which id another system knows it. */
  accountLink: {
    request: {
      params: {
        account: string;
      };
      query?: {
        preview?: boolean;
      };
      body: {
        system: string;
        externalId: string | null;
        reason?: string;
      };
    };
    answer: AccountRecord | Preview;
  };
  /** Make somebody else of its people the owner. */
  accountTransfer: {
    request: {
      params: {
        account: string;
      };
      query?: {
        preview?: boolean;
      };
      body: {
        toPersonId: string;
        reason?: string;
      };
    };
    answer: AccountRecord | Preview;
  };
  /** Bring a note back. */
  noteRestore: {
    request: {
      params: {
        id: string;
      };
      query?: {
        preview?: boolean;
      };
      body?: {
        reason?: string;
      };
    };
    answer: Note | Preview;
  };
  /** Have another legal entity of the company sell to it. */
  accountAssign: {
    request: {
      params: {
        account: string;
      };
      query?: {
        preview?: boolean;
      };
      body: {
        entityId: string;
        reason?: string;
      };
    };
    answer: AccountRecord | Preview;
  };
  /** Say where its tax departs from the rules. */
  accountExempt: {
    request: {
      params: {
        account: string;
      };
      query?: {
        preview?: boolean;
      };
      body: {
        kind: "none";
        reason?: string;
      } | {
        kind: "exempt";
        certificate: string;
        untilMs: number | null;
        reason?: string;
      } | {
        kind: "fixed";
        jurisdiction: string;
        name: string;
        rate: string;
        because: string;
        reason?: string;
      };
    };
    answer: AccountRecord | Preview;
  };
  /** Set the VAT id or its like. */
  taxIdSet: {
    request: {
      params: {
        account: string;
      };
      query?: {
        preview?: boolean;
      };
      body: {
        value: string | null;
        reason?: string;
      };
    };
    answer: AccountRecord | Preview;
  };
  /** Give an account a time of its own, or move it forward. */
  clockSet: {
    request: {
      params: {
        account: string;
      };
      query?: {
        preview?: boolean;
      };
      body: {
        toMs: number;
        reason?: string;
      };
    };
    answer: {
      clockMs: number;
    } | Preview;
  };
  /** Let an account go by everyone's time again. */
  clockEnd: {
    request: {
      params: {
        account: string;
      };
      query?: {
        preview?: boolean;
      };
      body?: {
        reason?: string;
      };
    };
    answer: {
      clockMs: null;
    } | Preview;
  };
  /** Take over what an account has in another system. */
  accountImport: {
    request: {
      params: {
        account: string;
      };
      query?: {
        preview?: boolean;
      };
      body: {
        source: string;
        externalId: string;
        account: {
          productId: string;
          name: string;
          ownerId: string;
          currency: string;
          timeZone?: string;
          language?: string;
          legalName?: string;
          address?: {
            line1?: string;
            line2?: string;
            city?: string;
            region?: string;
            postalCode?: string;
            country: string;
          } | null;
          externalIds?: Record<string, string>;
          tags?: Array<string>;
          entityId?: string;
        };
        taxId?: string | null;
        balance?: number;
        subscriptions?: Array<{
          externalId: string;
          part?: string;
          items: Array<{
            price: PriceInput;
            quantity: number;
          }>;
          paidUntilMs: number;
          anchorMs?: number | null;
          status: "active" | "trialing" | "paused";
          cancelAtMs?: number | null;
          resumeAtMs?: number | null;
          scheduled?: Array<{
            atMs: number;
            items: Array<{
              price: PriceInput;
              quantity: number;
            }>;
          }>;
          discounts?: Array<{
            name: string;
            off: {
              kind: "percent";
              percent: string;
            } | {
              kind: "amount";
              amount: number;
              currency: string;
            };
            invoicesLeft: number | null;
            endsMs?: number;
            productIds?: Array<string> | null;
            priceIds?: Array<string>;
          }>;
          collection?: {
            kind: "automatic";
          } | {
            kind: "send-invoice";
            daysUntilDue: number;
          };
        }>;
        methods?: Array<{
          gateway: string;
          token: string;
          customer: string;
          kind: "card" | "sepa-debit" | "ach-debit";
          brand: string;
          last4: string;
          expires: {
            month: number;
            year: number;
          } | null;
        }>;
        invoices?: Array<{
          externalId: string;
          number: string;
          amount: number;
          createdMs: number;
          dueMs: number | null;
        }>;
        reason?: string;
      };
    };
    answer: {
      accountId: string;
    } | Preview;
  };
  /** Change what the company owes the customer. */
  balanceAdjust: {
    request: {
      params: {
        account: string;
      };
      query?: {
        preview?: boolean;
      };
      body: {
        amount: number;
        reason?: string;
      };
    };
    answer: BalanceEntry | Preview;
  };
  /** Take a change back. */
  subscriptionUnschedule: {
    request: {
      params: {
        id: string;
      };
      query?: {
        preview?: boolean;
      };
      body: {
        changeId: string;
        reason?: string;
      };
    };
    answer: Subscription | Preview;
  };
  /** End a subscription. */
  subscriptionCancel: {
    request: {
      params: {
        id: string;
      };
      query?: {
        preview?: boolean;
      };
      body: {
        at: "now" | "period-end" | {
          atMs: number;
        };
        reason?: string;
      };
    };
    answer: Subscription | Preview;
  };
  /** Take an end back. */
  subscriptionKeep: {
    request: {
      params: {
        id: string;
      };
      query?: {
        preview?: boolean;
      };
      body?: {
        reason?: string;
      };
    };
    answer: Subscription | Preview;
  };
  /** Let its trial end at another time. */
  subscriptionExtendTrial: {
    request: {
      params: {
        id: string;
      };
      query?: {
        preview?: boolean;
      };
      body: {
        endMs: number;
        reason?: string;
      };
    };
    answer: Subscription | Preview;
  };
  /** Pause a subscription. */
  subscriptionPause: {
    request: {
      params: {
        id: string;
      };
      query?: {
        preview?: boolean;
      };
      body?: {
        resumeAtMs?: number | null;
        reason?: string;
      };
    };
    answer: Subscription | Preview;
  };
  /** Resume a subscription. */
  subscriptionResume: {
    request: {
      params: {
        id: string;
      };
      query?: {
        preview?: boolean;
      };
      body?: {
        reason?: string;
      };
    };
    answer: Subscription | Preview;
  };
  /** Redeem a coupon's code. */
  subscriptionRedeem: {
    request: {
      params: {
        id: string;
      };
      query?: {
        preview?: boolean;
      };
      body: {
        coupon: string;
        reason?: string;
      };
    };
    answer: Subscription | Preview;
  };
  /** Lower its invoices. */
  subscriptionDiscount: {
    request: {
      params: {
        id: string;
      };
      query?: {
        preview?: boolean;
      };
      body: {
        name: string;
        off: {
          kind: "percent";
          percent: string;
        } | {
          kind: "amount";
          amount: number;
          currency: string;
        };
        invoicesLeft: number | null;
        endsMs?: number;
        productIds?: Array<string> | null;
        priceIds?: Array<string>;
        reason?: string;
      };
    };
    answer: Subscription | Preview;
  };
  /** Take a discount off. */
  subscriptionEndDiscount: {
    request: {
      params: {
        id: string;
      };
      query?: {
        preview?: boolean;
      };
      body: {
        discountId: string;
        reason?: string;
      };
    };
    answer: Subscription | Preview;
  };
  /** Set how its invoices are paid. */
  subscriptionTerms: {
    request: {
      params: {
        id: string;
      };
      query?: {
        preview?: boolean;
      };
      body: {
        collection: {
          kind: "automatic";
        } | {
          kind: "send-invoice";
          daysUntilDue: number;
        };
        minimumAmount?: number;
        reason?: string;
      };
    };
    answer: Subscription | Preview;
  };
  /** Let a comped account pay again. */
  waiverEnd: {
    request: {
      params: {
        id: string;
      };
      query?: {
        preview?: boolean;
      };
      body?: {
        reason?: string;
      };
    };
    answer: Waiver | Preview;
  };
  /** Let a comp be, and say when to look again. */
  waiverReview: {
    request: {
      params: {
        id: string;
      };
      query?: {
        preview?: boolean;
      };
      body: {
        nextReviewMs: number | null;
        reason?: string;
      };
    };
    answer: Waiver | Preview;
  };
  /** Let the plan's own entitlement hold again. */
  overrideEnd: {
    request: {
      params: {
        id: string;
      };
      query?: {
        preview?: boolean;
      };
      body?: {
        reason?: string;
      };
    };
    answer: Override | Preview;
  };
  /** Finalise a draft. */
  invoiceFinalise: {
    request: {
      params: {
        id: string;
      };
      query?: {
        preview?: boolean;
      };
      body?: {
        reason?: string;
      };
    };
    answer: Invoice | Preview;
  };
  /** Try to collect an invoice now. */
  paymentCollect: {
    request: {
      params: {
        id: string;
      };
      query?: {
        preview?: boolean;
      };
      body?: {
        reason?: string;
      };
    };
    answer: {
      became: "charging" | "moved-to-balance" | "under-way";
    } | Preview;
  };
  /** Mail an invoice again. */
  invoiceMail: {
    request: {
      params: {
        id: string;
      };
      query?: {
        preview?: boolean;
      };
      body?: {
        personId?: string;
        reason?: string;
      };
    };
    answer: {
      object: "invoice";
      accountId: string;
      id: string;
    } | Preview;
  };
  /** Mail a credit note again. */
  creditNoteMail: {
    request: {
      params: {
        id: string;
      };
      query?: {
        preview?: boolean;
      };
      body?: {
        personId?: string;
        reason?: string;
      };
    };
    answer: {
      object: "credit_note";
      accountId: string;
      id: string;
    } | Preview;
  };
  /** Void a credit note to an open invoice. */
  creditNoteVoid: {
    request: {
      params: {
        id: string;
      };
      query?: {
        preview?: boolean;
      };
      body?: {
        reason?: string;
      };
    };
    answer: {
      creditNote: CreditNote;
      invoice: Invoice;
    } | Preview;
  };
  /** Mail the receipt of a payment again. */
  paymentMail: {
    request: {
      params: {
        id: string;
      };
      query?: {
        preview?: boolean;
      };
      body?: {
        personId?: string;
        reason?: string;
      };
    };
    answer: {
      object: "payment";
      accountId: string;
      id: string;
    } | Preview;
  };
  /** Void an invoice of which nothing was paid. */
  invoiceVoid: {
    request: {
      params: {
        id: string;
      };
      query?: {
        preview?: boolean;
      };
      body?: {
        reason?: string;
      };
    };
    answer: Invoice | Preview;
  };
  /** Give up what remains. */
  invoiceWriteOff: {
    request: {
      params: {
        id: string;
      };
      query?: {
        preview?: boolean;
      };
      body?: {
        reason?: string;
      };
    };
    answer: Invoice | Preview;
  };
  /** Say what became of a refund by bank. */
  refundRecordTransfer: {
    request: {
      params: {
        id: string;
      };
      query?: {
        preview?: boolean;
      };
      body: {
        outcome: "sent";
        bankReference: string;
        bookedMs: number;
        reason?: string;
      } | {
        outcome: "given-up";
        reason?: string;
      };
    };
    answer: {
      refund: Refund;
      transactions: Array<LedgerTransaction>;
      ignored: "already-settled" | "out-of-date" | "nothing-new" | null;
    } | Preview;
  };
  /** Ask its gateway what became of a payment. */
  paymentAsk: {
    request: {
      params: {
        id: string;
      };
      query?: {
        preview?: boolean;
      };
      body?: {
        reason?: string;
      };
    };
    answer: {
      payment: Payment;
    } | Preview;
  };
  /** Give up a payment that waits. */
  paymentCancel: {
    request: {
      params: {
        id: string;
      };
      query?: {
        preview?: boolean;
      };
      body?: {
        reason?: string;
      };
    };
    answer: {
      payment: Payment;
    } | Preview;
  };
  /** Charge a payment method first. */
  methodDefault: {
    request: {
      params: {
        id: string;
      };
      query?: {
        preview?: boolean;
      };
      body?: {
        reason?: string;
      };
    };
    answer: {
      method: PaymentMethod;
    } | Preview;
  };
  /** Detach a payment method. */
  methodDetach: {
    request: {
      params: {
        id: string;
      };
      query?: {
        preview?: boolean;
      };
      body?: {
        reason?: string;
      };
    };
    answer: {
      method: PaymentMethod;
    } | Preview;
  };
}

/** Where each operation is, whether it takes a file, and of which type the file is that it answers. */
export const OPERATIONS: { [Name in keyof Operations]: { method: string; path: string; file?: true; answer?: string } } = {
  createAccount: { method: "POST", path: "/accounts" },
  listAccounts: { method: "GET", path: "/accounts" },
  getAccount: { method: "GET", path: "/accounts/{account}" },
  accountChange: { method: "POST", path: "/accounts/{account}" },
  getEntitlements: { method: "GET", path: "/accounts/{account}/entitlements" },
  getUsage: { method: "GET", path: "/accounts/{account}/usage" },
  mergeAccount: { method: "POST", path: "/accounts/{account}/merge" },
  createPortalLink: { method: "POST", path: "/accounts/{account}/portal_links" },
  listPeople: { method: "GET", path: "/accounts/{account}/people" },
  addPerson: { method: "POST", path: "/accounts/{account}/people" },
  getPerson: { method: "GET", path: "/accounts/{account}/people/{id}" },
  personAdd: { method: "POST", path: "/accounts/{account}/people/{id}" },
  personRemove: { method: "DELETE", path: "/accounts/{account}/people/{id}" },
  erasePerson: { method: "POST", path: "/accounts/{account}/people/{id}/erase" },
  exportAccount: { method: "POST", path: "/accounts/{account}/export" },
  listTestClocks: { method: "GET", path: "/test_clocks" },
  createTestClock: { method: "POST", path: "/test_clocks" },
  getTestClock: { method: "GET", path: "/test_clocks/{id}" },
  deleteTestClock: { method: "DELETE", path: "/test_clocks/{id}" },
  advanceTestClock: { method: "POST", path: "/test_clocks/{id}/advance" },
  reportUsage: { method: "POST", path: "/usage" },
  listSubscriptions: { method: "GET", path: "/accounts/{account}/subscriptions" },
  subscriptionCreate: { method: "POST", path: "/accounts/{account}/subscriptions" },
  getSubscription: { method: "GET", path: "/subscriptions/{id}" },
  subscriptionChange: { method: "POST", path: "/subscriptions/{id}" },
  listInvoices: { method: "GET", path: "/accounts/{account}/invoices" },
  invoiceCreate: { method: "POST", path: "/accounts/{account}/invoices" },
  getInvoice: { method: "GET", path: "/invoices/{id}" },
  invoiceDelete: { method: "DELETE", path: "/invoices/{id}" },
  listCreditNotes: { method: "GET", path: "/accounts/{account}/credit_notes" },
  creditNoteIssue: { method: "POST", path: "/accounts/{account}/credit_notes" },
  getCreditNote: { method: "GET", path: "/credit_notes/{id}" },
  listPayments: { method: "GET", path: "/accounts/{account}/payments" },
  getPayment: { method: "GET", path: "/payments/{id}" },
  listRefunds: { method: "GET", path: "/accounts/{account}/refunds" },
  refundStart: { method: "POST", path: "/accounts/{account}/refunds" },
  getRefund: { method: "GET", path: "/refunds/{id}" },
  listDisputes: { method: "GET", path: "/accounts/{account}/disputes" },
  getDispute: { method: "GET", path: "/disputes/{id}" },
  listPaymentMethods: { method: "GET", path: "/accounts/{account}/payment_methods" },
  methodAttach: { method: "POST", path: "/accounts/{account}/payment_methods" },
  getPaymentMethod: { method: "GET", path: "/payment_methods/{id}" },
  listBalanceEntries: { method: "GET", path: "/accounts/{account}/balance_entries" },
  getBalanceEntry: { method: "GET", path: "/balance_entries/{id}" },
  listWaivers: { method: "GET", path: "/accounts/{account}/waivers" },
  waiverGive: { method: "POST", path: "/accounts/{account}/waivers" },
  getWaiver: { method: "GET", path: "/waivers/{id}" },
  listOverrides: { method: "GET", path: "/accounts/{account}/overrides" },
  overrideSet: { method: "POST", path: "/accounts/{account}/overrides" },
  getOverride: { method: "GET", path: "/overrides/{id}" },
  listNotes: { method: "GET", path: "/accounts/{account}/notes" },
  noteAdd: { method: "POST", path: "/accounts/{account}/notes" },
  getNote: { method: "GET", path: "/notes/{id}" },
  noteRemove: { method: "DELETE", path: "/notes/{id}" },
  listLedgerTransactions: { method: "GET", path: "/accounts/{account}/ledger_transactions" },
  getLedgerTransaction: { method: "GET", path: "/ledger_transactions/{id}" },
  getInvoiceDocument: { method: "GET", path: "/invoices/{id}/document" },
  getCreditNoteDocument: { method: "GET", path: "/credit_notes/{id}/document" },
  listAllInvoices: { method: "GET", path: "/invoices" },
  listAllPayments: { method: "GET", path: "/payments" },
  listAllRefunds: { method: "GET", path: "/refunds" },
  listAllDisputes: { method: "GET", path: "/disputes" },
  listProducts: { method: "GET", path: "/products" },
  createProduct: { method: "POST", path: "/products" },
  listPlans: { method: "GET", path: "/plans" },
  createPlan: { method: "POST", path: "/plans" },
  listCataloguePrices: { method: "GET", path: "/prices" },
  createPrice: { method: "POST", path: "/prices" },
  listCoupons: { method: "GET", path: "/coupons" },
  createCoupon: { method: "POST", path: "/coupons" },
  listMeters: { method: "GET", path: "/meters" },
  createMeter: { method: "POST", path: "/meters" },
  listPromotionCodes: { method: "GET", path: "/coupons/{id}/promotion_codes" },
  createPromotionCode: { method: "POST", path: "/coupons/{id}/promotion_codes" },
  getProduct: { method: "GET", path: "/products/{id}" },
  getPlan: { method: "GET", path: "/plans/{id}" },
  getCataloguePrice: { method: "GET", path: "/prices/{id}" },
  getCoupon: { method: "GET", path: "/coupons/{id}" },
  getPromotionCode: { method: "GET", path: "/promotion_codes/{id}" },
  getMeter: { method: "GET", path: "/meters/{id}" },
  listProductVersions: { method: "GET", path: "/products/{id}/versions" },
  createProductVersion: { method: "POST", path: "/products/{id}/versions" },
  listPlanVersions: { method: "GET", path: "/plans/{id}/versions" },
  createPlanVersion: { method: "POST", path: "/plans/{id}/versions" },
  listCataloguePriceVersions: { method: "GET", path: "/prices/{id}/versions" },
  createPriceVersion: { method: "POST", path: "/prices/{id}/versions" },
  openPlan: { method: "POST", path: "/plans/{id}/self_service" },
  archiveProduct: { method: "POST", path: "/products/{id}/archive" },
  restoreProduct: { method: "POST", path: "/products/{id}/restore" },
  archivePlan: { method: "POST", path: "/plans/{id}/archive" },
  restorePlan: { method: "POST", path: "/plans/{id}/restore" },
  archiveCataloguePrice: { method: "POST", path: "/prices/{id}/archive" },
  restoreCataloguePrice: { method: "POST", path: "/prices/{id}/restore" },
  archiveCoupon: { method: "POST", path: "/coupons/{id}/archive" },
  restoreCoupon: { method: "POST", path: "/coupons/{id}/restore" },
  archivePromotionCode: { method: "POST", path: "/promotion_codes/{id}/archive" },
  restorePromotionCode: { method: "POST", path: "/promotion_codes/{id}/restore" },
  archiveMeter: { method: "POST", path: "/meters/{id}/archive" },
  restoreMeter: { method: "POST", path: "/meters/{id}/restore" },
  listCases: { method: "GET", path: "/cases" },
  getCase: { method: "GET", path: "/cases/{id}" },
  resolveCase: { method: "POST", path: "/cases/{id}/resolve" },
  reopenCase: { method: "POST", path: "/cases/{id}/reopen" },
  recordTransfer: { method: "POST", path: "/transfers" },
  payWithCase: { method: "POST", path: "/cases/{id}/pay" },
  listPayouts: { method: "GET", path: "/payouts" },
  getPayout: { method: "GET", path: "/payouts/{id}" },
  listPayoutMovements: { method: "GET", path: "/payouts/{id}/movements" },
  askApproval: { method: "POST", path: "/approvals" },
  listApprovals: { method: "GET", path: "/approvals" },
  getApproval: { method: "GET", path: "/approvals/{id}" },
  approve: { method: "POST", path: "/approvals/{id}/approve" },
  decline: { method: "POST", path: "/approvals/{id}/decline" },
  getTrialBalance: { method: "GET", path: "/reports/trial_balance" },
  getBalanceSheet: { method: "GET", path: "/reports/balance_sheet" },
  getIncomeStatement: { method: "GET", path: "/reports/income_statement" },
  getDeferredRevenue: { method: "GET", path: "/reports/deferred_revenue" },
  getRecurringRevenue: { method: "GET", path: "/reports/recurring_revenue" },
  getReceivablesAgeing: { method: "GET", path: "/reports/receivables_ageing" },
  listJournal: { method: "GET", path: "/journal" },
  getCompany: { method: "GET", path: "/company" },
  changeCompany: { method: "POST", path: "/company" },
  listCompanyVersions: { method: "GET", path: "/company/versions" },
  listBooks: { method: "GET", path: "/books" },
  getBooks: { method: "GET", path: "/books/{id}" },
  listPeriodEvents: { method: "GET", path: "/books/{id}/events" },
  closeMonth: { method: "POST", path: "/books/{id}/close" },
  askReopening: { method: "POST", path: "/books/{id}/reopen" },
  getPeriodEvent: { method: "GET", path: "/period_events/{id}" },
  approveReopening: { method: "POST", path: "/period_events/{id}/approve" },
  declineReopening: { method: "POST", path: "/period_events/{id}/decline" },
  listManualEntries: { method: "GET", path: "/manual_entries" },
  askManualEntry: { method: "POST", path: "/manual_entries" },
  getManualEntry: { method: "GET", path: "/manual_entries/{id}" },
  approveManualEntry: { method: "POST", path: "/manual_entries/{id}/approve" },
  declineManualEntry: { method: "POST", path: "/manual_entries/{id}/decline" },
  settleManualEntry: { method: "POST", path: "/manual_entries/{id}/settle" },
  reverseManualEntry: { method: "POST", path: "/manual_entries/{id}/reverse" },
  listChartAccounts: { method: "GET", path: "/chart_accounts" },
  addChartAccount: { method: "POST", path: "/chart_accounts" },
  getChartAccount: { method: "GET", path: "/chart_accounts/{id}" },
  renameChartAccount: { method: "POST", path: "/chart_accounts/{id}" },
  removeChartAccount: { method: "DELETE", path: "/chart_accounts/{id}" },
  listExchangeRates: { method: "GET", path: "/exchange_rates" },
  storeExchangeRates: { method: "POST", path: "/exchange_rates" },
  exportToQuickbooks: { method: "GET", path: "/journal_exports/quickbooks", answer: "text/csv" },
  exportToXero: { method: "GET", path: "/journal_exports/xero", answer: "text/csv" },
  countXeroFiles: { method: "GET", path: "/journal_exports/xero/files" },
  exportAsCsv: { method: "GET", path: "/journal_exports/csv", answer: "text/csv" },
  exportAsJson: { method: "GET", path: "/journal_exports/json", answer: "application/x-ndjson" },
  exportAsText: { method: "GET", path: "/journal_exports/text", answer: "text/plain" },
  getGeneralLedger: { method: "GET", path: "/general_ledger" },
  sendJournal: { method: "POST", path: "/general_ledger/journals/{id}/send" },
  listEvents: { method: "GET", path: "/events" },
  getEvent: { method: "GET", path: "/events/{id}" },
  listWebhookEndpoints: { method: "GET", path: "/webhook_endpoints" },
  createWebhookEndpoint: { method: "POST", path: "/webhook_endpoints" },
  getWebhookEndpoint: { method: "GET", path: "/webhook_endpoints/{id}" },
  changeWebhookEndpoint: { method: "POST", path: "/webhook_endpoints/{id}" },
  deleteWebhookEndpoint: { method: "DELETE", path: "/webhook_endpoints/{id}" },
  rotateWebhookSecret: { method: "POST", path: "/webhook_endpoints/{id}/rotate_secret" },
  testWebhookEndpoint: { method: "POST", path: "/webhook_endpoints/{id}/test" },
  replayEvents: { method: "POST", path: "/webhook_endpoints/{id}/replay" },
  listWebhookLanes: { method: "GET", path: "/webhook_endpoints/{id}/lanes" },
  retryWebhooks: { method: "POST", path: "/webhook_endpoints/{id}/retry" },
  skipWebhook: { method: "POST", path: "/webhook_endpoints/{id}/skip" },
  dropWebhooks: { method: "POST", path: "/webhook_endpoints/{id}/drop" },
  listWebhookTries: { method: "GET", path: "/webhook_endpoints/{id}/tries" },
  startRun: { method: "POST", path: "/runs" },
  uploadImport: { method: "POST", path: "/imports/csv", file: true },
  startStripeImport: { method: "POST", path: "/imports/stripe" },
  retryStripeImport: { method: "POST", path: "/imports/stripe/{id}/retry" },
  getImportTemplate: { method: "GET", path: "/imports/template.csv", answer: "text/csv" },
  getImportBeginning: { method: "GET", path: "/imports/{id}/beginning" },
  checkImport: { method: "POST", path: "/imports/{id}/check" },
  applyImport: { method: "POST", path: "/imports/{id}/apply" },
  getImportErrors: { method: "GET", path: "/imports/{id}/errors.csv", answer: "text/csv" },
  listJobs: { method: "GET", path: "/jobs" },
  getJob: { method: "GET", path: "/jobs/{id}" },
  listJobRows: { method: "GET", path: "/jobs/{id}/rows" },
  driveJob: { method: "POST", path: "/jobs/{id}/drive" },
  pauseJob: { method: "POST", path: "/jobs/{id}/pause" },
  resumeJob: { method: "POST", path: "/jobs/{id}/resume" },
  cancelJob: { method: "POST", path: "/jobs/{id}/cancel" },
  retryJob: { method: "POST", path: "/jobs/{id}/retry" },
  accountCancel: { method: "POST", path: "/accounts/{account}/cancel" },
  accountReactivate: { method: "POST", path: "/accounts/{account}/reactivate" },
  accountFreeze: { method: "POST", path: "/accounts/{account}/freeze" },
  accountUnfreeze: { method: "POST", path: "/accounts/{account}/unfreeze" },
  accountTag: { method: "POST", path: "/accounts/{account}/tags" },
  accountLink: { method: "POST", path: "/accounts/{account}/external_ids" },
  accountTransfer: { method: "POST", path: "/accounts/{account}/transfer" },
  noteRestore: { method: "POST", path: "/notes/{id}/restore" },
  accountAssign: { method: "POST", path: "/accounts/{account}/legal_entity" },
  accountExempt: { method: "POST", path: "/accounts/{account}/exemption" },
  taxIdSet: { method: "POST", path: "/accounts/{account}/tax_id" },
  clockSet: { method: "POST", path: "/accounts/{account}/test_clock" },
  clockEnd: { method: "DELETE", path: "/accounts/{account}/test_clock" },
  accountImport: { method: "POST", path: "/accounts/{account}/import" },
  balanceAdjust: { method: "POST", path: "/accounts/{account}/balance" },
  subscriptionUnschedule: { method: "POST", path: "/subscriptions/{id}/unschedule" },
  subscriptionCancel: { method: "POST", path: "/subscriptions/{id}/cancel" },
  subscriptionKeep: { method: "POST", path: "/subscriptions/{id}/keep" },
  subscriptionExtendTrial: { method: "POST", path: "/subscriptions/{id}/extend_trial" },
  subscriptionPause: { method: "POST", path: "/subscriptions/{id}/pause" },
  subscriptionResume: { method: "POST", path: "/subscriptions/{id}/resume" },
  subscriptionRedeem: { method: "POST", path: "/subscriptions/{id}/redeem" },
  subscriptionDiscount: { method: "POST", path: "/subscriptions/{id}/discounts" },
  subscriptionEndDiscount: { method: "POST", path: "/subscriptions/{id}/end_discount" },
  subscriptionTerms: { method: "POST", path: "/subscriptions/{id}/terms" },
  waiverEnd: { method: "POST", path: "/waivers/{id}/end" },
  waiverReview: { method: "POST", path: "/waivers/{id}/review" },
  overrideEnd: { method: "POST", path: "/overrides/{id}/end" },
  invoiceFinalise: { method: "POST", path: "/invoices/{id}/finalize" },
  paymentCollect: { method: "POST", path: "/invoices/{id}/pay" },
  invoiceMail: { method: "POST", path: "/invoices/{id}/send" },
  creditNoteMail: { method: "POST", path: "/credit_notes/{id}/send" },
  creditNoteVoid: { method: "POST", path: "/credit_notes/{id}/void" },
  paymentMail: { method: "POST", path: "/payments/{id}/send" },
  invoiceVoid: { method: "POST", path: "/invoices/{id}/void" },
  invoiceWriteOff: { method: "POST", path: "/invoices/{id}/mark_uncollectible" },
  refundRecordTransfer: { method: "POST", path: "/refunds/{id}/transfer" },
  paymentAsk: { method: "POST", path: "/payments/{id}/ask" },
  paymentCancel: { method: "POST", path: "/payments/{id}/cancel" },
  methodDefault: { method: "POST", path: "/payment_methods/{id}/default" },
  methodDetach: { method: "POST", path: "/payment_methods/{id}/detach" },
};
