import { createHash, type KeyObject, randomBytes, sign } from "node:crypto";
import { isIP } from "node:net";
import { addressBytes } from "./address-bytes.ts";
import * as der from "./der.ts";

/** RFC 5280, appendix A: more characters make no common name. */
const longestCommonName = 64;

const ids = {
  ecdsaWithSha256: "1.2.840.10045.4.3.2",
  commonName: "2.5.4.3",
  subjectKeyId: "2.5.29.14",
  keyUsage: "2.5.29.15",
  subjectAltName: "2.5.29.17",
  basicConstraints: "2.5.29.19",
  authorityKeyId: "2.5.29.35",
  extendedKeyUsage: "2.5.29.37",
  serverAuth: "1.3.6.1.5.5.7.3.1",
} as const;

const algorithm = der.sequence(der.objectId(ids.ecdsaWithSha256));

/** Whose key signs: an authority's common name, and its pair of keys. */
export interface Issuer {
  readonly name: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

export interface Validity {
  readonly from: Date;
  readonly until: Date;
}

interface Draft {
  readonly subject: Buffer;
  readonly publicKey: KeyObject;
  readonly extensions: readonly Buffer[];
  readonly validity: Validity;
}

/** The certificate of an authority, signed by itself; it signs leaves and no other authorities. PEM. */
export function authorityCertificate(issuer: Issuer, validity: Validity): string {
  const extensions = [
    extension(ids.basicConstraints, "critical", der.sequence(der.yes(), der.integer(Buffer.of(0)))),
    // keyCertSign (5) and cRLSign (6)
    extension(ids.keyUsage, "critical", der.bits(Buffer.of(0b0000_0110), 1)),
    extension(ids.subjectKeyId, "plain", der.octets(keyId(issuer.publicKey))),
  ];
  return signed(issuer, { subject: nameOf(issuer.name), publicKey: issuer.publicKey, extensions, validity });
}

/** A certificate for one host, a name in punycode or an address. PEM. */
export function leafCertificate(issuer: Issuer, host: string, publicKey: KeyObject, validity: Validity): string {
  const isNamed = host.length <= longestCommonName;
  const extensions = [
    extension(ids.basicConstraints, "critical", der.sequence()),
    // digitalSignature (0): all that ECDHE needs
    extension(ids.keyUsage, "critical", der.bits(Buffer.of(0b1000_0000), 7)),
    extension(ids.extendedKeyUsage, "plain", der.sequence(der.objectId(ids.serverAuth))),
    // RFC 5280, 4.2.1.6: critical when the subject is empty
    extension(ids.subjectAltName, isNamed ? "plain" : "critical", der.sequence(altName(host))),
    extension(ids.subjectKeyId, "plain", der.octets(keyId(publicKey))),
    extension(ids.authorityKeyId, "plain", der.sequence(der.implicit(0, keyId(issuer.publicKey)))),
  ];
  return signed(issuer, { subject: isNamed ? nameOf(host) : der.sequence(), publicKey, extensions, validity });
}

function signed(issuer: Issuer, { subject, publicKey, extensions, validity }: Draft): string {
  const body = der.sequence(
    der.tagged(0, der.integer(Buffer.of(2))), // version 3
    der.integer(serialNumber()),
    algorithm,
    nameOf(issuer.name),
    der.sequence(der.time(validity.from), der.time(validity.until)),
    subject,
    publicKey.export({ type: "spki", format: "der" }),
    der.tagged(3, der.sequence(...extensions)),
  );
  const signature = sign("sha256", body, issuer.privateKey);
  return pem(der.sequence(body, algorithm, der.bits(signature)));
}

/** 127 random bits, never zero: unique without anybody keeping count. */
function serialNumber(): Buffer {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes;
}

function extension(id: string, weight: "critical" | "plain", value: Buffer): Buffer {
  return der.sequence(der.objectId(id), ...(weight === "critical" ? [der.yes()] : []), der.octets(value));
}

function nameOf(commonName: string): Buffer {
  return der.sequence(der.set(der.sequence(der.objectId(ids.commonName), der.utf8(commonName))));
}

function altName(host: string): Buffer {
  return isIP(host) === 0 ? der.implicit(2, Buffer.from(host, "latin1")) : der.implicit(7, addressBytes(host));
}

/** RFC 7093, method 1: the first 160 bits of the SHA-256 of the public key's bits. */
function keyId(publicKey: KeyObject): Buffer {
  // The point of a P-256 key ends its SubjectPublicKeyInfo: 65 bytes, uncompressed.
  const point = publicKey.export({ type: "spki", format: "der" }).subarray(-65);
  return createHash("sha256").update(point).digest().subarray(0, 20);
}

function pem(bytes: Buffer): string {
  const lines = bytes.toString("base64").replaceAll(/.{1,64}/gu, "$&\n");
  return `-----BEGIN CERTIFICATE-----\n${lines}-----END CERTIFICATE-----\n`;
}
