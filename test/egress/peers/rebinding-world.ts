/**
 * Runs in a network of its own where public addresses lead to this process, and prints what clients reached as JSON: the filter with
 * the machine's own way of looking names up, and without it a client as it is.
 */
import { createServer, get } from "node:http";
import { connect, createServer as createTcpServer } from "node:net";
import { createEgress } from "../../../src/egress/create-egress.ts";
import { egressPolicyOf } from "../../../src/egress/egress-policy.ts";
import { createResolver } from "../../../src/egress/resolver.ts";
import { policyOf } from "../../policy/policy-of.ts";
import { dnsPeer } from "./dns-peer.ts";

const port = 8080;
const inside = ["127.0.0.1", "169.254.169.254", "10.0.0.1"] as const;
const outside = "203.0.113.7";

for (const address of [outside, ...inside]) createServer((_, response) => response.end(address)).listen(port, address);

/** What each name's next question is answered with; the last answer stays. */
const answers = new Map<string, string[]>();
await dnsPeer(
  ({ name, type }) => {
    if (type !== "A") return { records: [] };
    const left = answers.get(name) ?? [];
    const data = left.length > 1 ? left.shift() : left[0];
    return { records: data === undefined ? [] : [{ type: "A", data }] };
  },
  { host: "127.0.0.1", port: 53 },
);

const policy = egressPolicyOf(policyOf({ permissions: { network_access: { allowed_domains: ["*.name.test"] } } }));
const egress = createEgress({
  policy: () => policy,
  resolve: createResolver({ keptMs: 0 }),
  dial: (address, to) => connect({ host: address, port: to, allowHalfOpen: true }),
  ownAddresses: () => [],
  record: () => undefined,
});
const door = createTcpServer({ allowHalfOpen: true }, (socket) => egress.handle(socket)).listen(3128, "127.0.0.1");
await new Promise((resolve) => door.once("listening", resolve));

function read(options: {
  readonly host: string;
  readonly port: number;
  readonly path: string;
  readonly name: string;
}): Promise<string> {
  const { name, ...rest } = options;
  const { promise, resolve } = Promise.withResolvers<string>();
  const headers = { host: `${name}:${port}`, connection: "close" };
  get({ ...rest, agent: false, headers }, (answer) => {
    let text = "";
    answer
      .on("data", (chunk: Buffer) => (text += chunk.toString()))
      .on("end", () => resolve(answer.statusCode === 200 ? text : String(answer.statusCode)));
  }).on("error", (error) => resolve(error.message));
  return promise;
}
const direct = (name: string): Promise<string> => read({ host: name, port, path: "/", name });
const filtered = (name: string): Promise<string> =>
  read({ host: "127.0.0.1", port: 3128, path: `http://${name}:${port}/`, name });

const turned: Record<string, readonly string[]> = {};
for (const [at, address] of inside.entries()) {
  const name = `turned${at}.name.test`;
  answers.set(name, [outside, address]);
  turned[address] = [await filtered(name), await filtered(name), await direct(name)];
}
// More at once than the process has patience for: the rest asks the servers itself.
const alternating = await Promise.all(
  Array.from({ length: 40 }, (_none, at) => {
    const name = `alternating${at}.name.test`;
    answers.set(
      name,
      Array.from({ length: 20 }, (_each, turn) => (turn % 2 === 0 ? outside : "127.0.0.1")),
    );
    return filtered(name);
  }),
);
process.stdout.write(JSON.stringify({ turned, alternating: [...new Set(alternating)].toSorted() }), () =>
  process.exit(),
);
