/** Each client with each way, and without: what was written proves what happened, and nothing else does. Then what `verify --live` says of each. */
import { type Case, cases } from "./cases.ts";
import { liveCases } from "./live-cases.ts";
import { tryCase } from "./try-case.ts";
import { tryLiveCase } from "./try-live-case.ts";

const wanted = process.argv.slice(2);
const isWanted = ({ client, name }: Pick<Case, "client" | "name">): boolean =>
  wanted.length === 0 || wanted.some((word) => `${client} ${name}`.includes(word));
const all = [
  ...cases.filter(isWanted).map((one) => ({ one, wrong: async () => await tryCase(one) })),
  ...liveCases.filter(isWanted).map((one) => ({ one, wrong: async () => await tryLiveCase(one) })),
];
let failures = 0;
for (const { one, wrong } of all) {
  const why = await wrong().catch((error: unknown) => String(error));
  failures += why === undefined ? 0 : 1;
  const [mark, more] = why === undefined ? ["ok  ", ""] : ["FAIL", `\n     ${why}`];
  process.stdout.write(`${mark} ${one.client.padEnd(8)} ${one.name}${more}\n`);
}
if (all.length === 0) throw new Error("no case has that in its name");
process.stdout.write(failures === 0 ? "all clients do as they should\n" : `${failures} failed\n`);
process.exitCode = failures === 0 ? 0 : 1;
