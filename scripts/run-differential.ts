/**
 * The differential test by hand, for as long as wanted:
 *   node scripts/run-differential.ts [--minutes 10] [--seed N] [--batch 4000]
 * Prints every new miss in its smallest form, and the totals at the end; status 1 when there was a miss.
 */
import { parseArgs } from "node:util";
import { readScript } from "../src/shell/index.ts";
import { formatFailure, generate, runCampaign, shrink } from "../test/differential/campaign.ts";
import { openOracle, oracleObstacle } from "../test/differential/oracle-sandbox.ts";

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "10" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
    batch: { type: "string", default: "4000" },
  },
});
const say = (line: string): boolean => process.stdout.write(`${line}\n`);

const obstacle = oracleObstacle();
if (obstacle === undefined)
  process.exitCode = await run(Number(values.minutes), Number(values.seed), Number(values.batch));
else {
  say(`cannot run: ${obstacle}`);
  process.exitCode = 2;
}

async function run(minutes: number, firstSeed: number, batch: number): Promise<number> {
  await using oracle = openOracle();
  const deadline = Date.now() + minutes * 60_000;
  const total = { scripts: 0, executed: 0, exact: 0, opaque: 0, refused: 0, timedOut: 0, missed: 0 };
  for (let seed = firstSeed; Date.now() < deadline; seed += 2) {
    const tally = await runCampaign(oracle, readScript, generate(seed, batch));
    for (const failure of tally.failures.slice(0, 25)) {
      say(formatFailure(await shrink(oracle, readScript, failure)));
    }
    for (const key of ["scripts", "executed", "exact", "opaque", "refused", "timedOut"] as const)
      total[key] += tally[key];
    total.missed += tally.failures.length;
    say(`seed ${seed}: ${JSON.stringify({ ...tally, failures: tally.failures.length })}`);
  }
  say(`total from seed ${firstSeed}: ${JSON.stringify(total)}`);
  return total.missed === 0 ? 0 : 1;
}
