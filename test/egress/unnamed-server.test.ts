import type { Socket } from "node:net";
import { expect, test } from "vitest";
import { helloBytes, serverNames } from "../../src/egress/check/hello-bytes.ts";
import { eventually, openLoopbackFilter, rawServer } from "./loopback-filter.ts";

const shape = { names: [serverNames(["allowed.test"])], hidden: false, protocols: [], size: 0, recordSize: 16_384 };
const unnamed = helloBytes({ ...shape, names: [] });
const hidden = helloBytes({ ...shape, hidden: true });
const foreign = helloBytes({ ...shape, names: [serverNames(["evil.test"])], hidden: true });

const both = (choice: string) => ({ missing_server_name: choice, encrypted_client_hello: choice });

test.for([
  ["no name", {}, unnamed, "net/server-name-missing"],
  ["no name, refused", both("refuse"), unnamed, "net/server-name-missing"],
  ["no name, allowed", { missing_server_name: "allow" }, unnamed, undefined],
  ["no name, where hiding it is allowed", { encrypted_client_hello: "allow" }, unnamed, "net/server-name-missing"],
  ["a hidden name", {}, hidden, "net/hidden-server-name"],
  ["a hidden name, allowed", { encrypted_client_hello: "allow" }, hidden, undefined],
  ["a hidden name, where none is allowed", { missing_server_name: "allow" }, hidden, "net/hidden-server-name"],
  ["another name outside of the hidden one", both("allow"), foreign, "net/server-name-mismatch"],
] as const)("TLS with %s", async ([, access, hello, code]) => {
  const heard: Buffer[] = [];
  await using server = await rawServer((socket: Socket) => {
    socket.once("data", (chunk: Buffer) => {
      heard.push(chunk);
      socket.end();
    });
    socket.on("end", () => socket.end());
  });
  await using filter = await openLoopbackFilter({ access });
  const opening = Buffer.from(`CONNECT allowed.test:${server.port} HTTP/1.1\r\nHost: allowed.test\r\n\r\n`);
  await filter.talk(Buffer.concat([opening, hello]));
  await eventually(() => filter.entries.length === 1);
  expect(filter.entries[0]).toMatchObject(code === undefined ? { verdict: "allow" } : { verdict: "deny", code });
  expect(Buffer.concat(heard).equals(hello)).toBe(code === undefined);
});
