import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { createSecureContext, type SecureContext } from "node:tls";
import { authorityCertificate, type Issuer, leafCertificate, type Validity } from "./certificate.ts";

const day = 24 * 3600 * 1000;

/** Clocks of clients may lag behind. */
const skew = 2 * day;
const leafLife = 90 * day;
/** It ends with the process; no daemon runs this long. */
const authorityLife = 3650 * day;

/** Hosts whose certificates are kept; one is made again in a fifth of a millisecond. */
const mostLeaves = 1024;

/** An authority that exists in this process only. Its key is never written anywhere. */
export interface Authority {
  /** PEM; what the inside of a sandbox is told to trust, and nobody else. */
  readonly certificate: string;
  /** What a server needs to be `host`, a name in punycode or an address. Made when first asked for. */
  readonly contextFor: (host: string) => SecureContext;
  /** PEM; the same certificate that `contextFor` serves. */
  readonly leafFor: (host: string) => string;
}

interface Leaf {
  readonly certificate: string;
  readonly context: SecureContext;
  readonly renewAt: number;
}

/** A new authority with a new key. All its leaves share one more key: both live and end together. */
export function createAuthority(now: () => number = Date.now): Authority {
  const keys = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const issuer: Issuer = { name: "Sallyport session authority", ...keys };
  const leafKeys = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const lifetime: Validity = { from: new Date(now() - skew), until: new Date(now() + authorityLife) };
  const leaves = new Map<string, Leaf>();

  const leafOf = (host: string): Leaf => {
    const known = leaves.get(host);
    const leaf = known !== undefined && now() < known.renewAt ? known : makeLeaf(issuer, host, leafKeys, now());
    // The last used stands last: the first of the map is the one to forget.
    leaves.delete(host);
    leaves.set(host, leaf);
    const [oldest] = leaves.size > mostLeaves ? leaves.keys() : [];
    if (oldest !== undefined) leaves.delete(oldest);
    return leaf;
  };

  return {
    certificate: authorityCertificate(issuer, lifetime),
    contextFor: (host) => leafOf(host).context,
    leafFor: (host) => leafOf(host).certificate,
  };
}

interface Keys {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

function makeLeaf(issuer: Issuer, host: string, { publicKey, privateKey }: Keys, now: number): Leaf {
  const validity = { from: new Date(now - skew), until: new Date(now + leafLife) };
  const certificate = leafCertificate(issuer, host, publicKey, validity);
  const key = privateKey.export({ type: "pkcs8", format: "pem" });
  return { certificate, context: createSecureContext({ cert: certificate, key }), renewAt: now + leafLife / 2 };
}
