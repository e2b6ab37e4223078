import { once } from "node:events";
import { expect, test } from "vitest";
import { egressPolicyOf } from "../../src/egress/egress-policy.ts";
import { policyOf } from "../policy/policy-of.ts";
import { openWay, readAll } from "./bad-input/ways.ts";
import { eventually, openLoopbackFilter, rawServer } from "./loopback-filter.ts";

test.for(["GET http://evil.test/ HTTP/1.1", "GET http://evil.test/", "\x15\x03\x01"])(
  "what is left at %j does not reach the server",
  async (said) => {
    let got = "";
    await using server = await rawServer(
      (socket) => void readAll(socket).then((all) => (got += all.toString("latin1"))),
    );
    await using opened = await openWay("connect", server.port);
    opened.socket.end(Buffer.from(said, "latin1"));
    await readAll(opened.socket);
    await eventually(() => opened.filter.entries.length > 0);
    expect(got).toBe("");
  },
);

test("what holds when a tunnel starts counts, not what held when it was asked for", async () => {
  let got = "";
  await using server = await rawServer((socket) => void readAll(socket).then((all) => (got += all.toString("latin1"))));
  const [before, after] = [
    ["allowed.test", "127.0.0.1"],
    ["other.test", "127.0.0.1"],
  ].map((allowed_domains) => egressPolicyOf(policyOf({ permissions: { network_access: { allowed_domains } } })));
  let now = before;
  await using filter = await openLoopbackFilter({ settings: { policy: () => now ?? defect() } });
  const socket = filter.open();
  socket.write(`CONNECT allowed.test:${server.port} HTTP/1.1\r\n\r\n`);
  await once(socket, "data");
  now = after;
  socket.write("\0said later");
  await readAll(socket);
  socket.destroy();
  await eventually(() => filter.entries.length > 0);
  expect(filter.entries).toMatchObject([{ verdict: "deny", code: "net/host-not-allowed" }]);
  expect(got).toBe("");
});

function defect(): never {
  throw new Error("no policy");
}
