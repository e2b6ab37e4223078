import { describe, expect, test } from "vitest";
import { helloBytes, serverNames } from "../../src/egress/check/hello-bytes.ts";
import { readFirstBytes } from "../../src/egress/first-bytes.ts";

const hello = helloBytes({
  names: [serverNames(["allowed.test"])],
  hidden: false,
  protocols: [],
  size: 0,
  recordSize: 16_384,
});
const alert = Buffer.of(0x15, 3, 1, 0, 2, 1, 0x70);
const get = "GET /x HTTP/1.1\r\n";

/** What may be read at once or a byte at a time, with the same result. */
const rows: readonly (readonly [name: string, bytes: Buffer | string, kind: "hello" | "http" | "bad" | "other"])[] = [
  ["a hello", hello, "hello"],
  ["an alert and a hello", Buffer.concat([alert, hello]), "bad"],
  ["four alerts and a hello", Buffer.concat([alert, alert, alert, alert, hello]), "bad"],
  ...[0x14, 0x15, 0x17, 0x18].map(
    (type) => [`a record of type ${type}`, Buffer.concat([Buffer.of(type, 3, 3, 0, 1, 1), hello]), "bad"] as const,
  ),
  ["a hello of SSL 2 for TLS", Buffer.of(0x80, 0x2e, 1, 3, 1, 0, 21, 0, 0, 0, 16), "bad"],
  ["a hello of SSL 2", Buffer.of(0x80, 0x2e, 1, 0, 2, 0, 21, 0, 0, 0, 16), "bad"],
  ["a request", get, "http"],
  ["a request of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "http"],
  ["a method of 33 letters", `${"A".repeat(33)} /x HTTP/1.1\r\n`, "http"],
  ["a method of 4,000 letters", `${"A".repeat(4000)} /x HTTP/1.1\r\n`, "http"],
  ...["G3T", "M!", "0", "{", "get", "GET/x", '"GET"'].map(
    (method) => [`a method ${method}`, `${method} /x HTTP/1.1\r\n`, "http"] as const,
  ),
  ...["\r\n", "\n\n", " ", "\t", "\v", "\f", "\x1c", "\x1f", "\x85", "\xa0", "\r\r", " \r\n\t"].flatMap(
    (blanks) =>
      [
        [`${JSON.stringify(blanks)} before a request`, blanks + get, "http"],
        [`${JSON.stringify(blanks)} before HTTP/0.9`, `${blanks}GET /x\r\n`, "http"],
      ] as const,
  ),
  ...["\t", "\v", "\f", "\x1c", "\x85", "\xa0", "  "].map(
    (blank) => [`${JSON.stringify(blank)} for a blank`, `GET${blank}/x${blank}HTTP/1.1\r\n`, "http"] as const,
  ),
  ["a NUL in the path", "GET /\0x HTTP/1.1\r\n", "http"],
  ["HTTP/0.9", "GET /x\n", "http"],
  ["HTTP/0.9 with a whole URL", "GET http://evil.test/\n", "http"],
  ["HTTP/10.1", "GET / HTTP/10.1\n", "http"],
  ["a line that never ends", "GET /".padEnd(9000, "x"), "bad"],
  ["PROXY, version 1", `PROXY TCP4 1.1.1.1 2.2.2.2 1 2\r\n${get}`, "bad"],
  ["PROXY, version 2", Buffer.concat([Buffer.from("\r\n\r\n\0\r\nQUIT\n\x21\x11\0\x0c", "latin1"), hello]), "bad"],
  ["ssh", "SSH-2.0-OpenSSH_9.2p1\r\n", "other"],
  ["smtp", "EHLO me.test\r\n", "other"],
  ["ftp", "USER anonymous\r\n", "other"],
  ["redis, in line", "GET key\r\n", "other"],
  ["redis", "*1\r\n$4\r\nPING\r\n", "other"],
  ["rsync", "@RSYNCD: 31.0 sha512\n", "other"],
  ["psql asks for TLS", Buffer.of(0, 0, 0, 8, 4, 0xd2, 0x16, 0x2f), "other"],
  ["psql without TLS", Buffer.from("\0\0\0\x09\0\x03\0\0\0", "latin1"), "other"],
  ["git", "0032git-upload-pack /project.git\0host=allowed.test\0", "other"],
  ["ldap", Buffer.of(0x30, 0x0c, 2, 1, 1, 0x60, 7, 2, 1, 3, 4, 0, 0x80, 0), "other"],
  ["mongodb", Buffer.of(0x3a, 0, 0, 0, 1, 0, 0, 0), "other"],
  ["mysql", Buffer.of(0x20, 0, 0, 1, 0x85, 0xa2), "other"],
  ["amqp", "AMQP\0\0\x09\x01", "other"],
  ["mqtt", Buffer.of(0x10, 12, 0, 4), "other"],
  ["telnet", Buffer.of(0xff, 0xfb, 0x1f), "other"],
  ["binary bytes that end like a request", "\0GET / HTTP/1.1\r\n", "other"],
  ["binary bytes within a word", "GE\x01T / HTTP/1.1\r\n", "other"],
  ["binary bytes behind a word that is none", "12 \x01 HTTP/1.1\r\n", "other"],
];

describe("what a tunnel starts with", () => {
  test.for(rows)("%s", ([, given, kind]) => {
    const bytes = typeof given === "string" ? Buffer.from(given, "latin1") : given;
    expect(readFirstBytes(bytes, 65_536).kind).toBe(kind);
    // However it comes, it is taken for nothing else on the way.
    const way = Array.from({ length: bytes.length }, (_, at) => readFirstBytes(bytes.subarray(0, at + 1), 65_536).kind);
    const first = way.find((each) => each !== "more");
    expect(first).toBe(kind);
  });
});
