import { renameSync, symlinkSync } from "node:fs";
import { workerData } from "node:worker_threads";

/** Makes a name lead here and there, as fast as it goes, until the process ends it. */
const { link, targets } = workerData as { link: string; targets: readonly string[] };
for (let turn = 0; ; turn += 1) {
  const draft = `${link}.${turn % 2}`;
  try {
    symlinkSync(targets[turn % targets.length] ?? "", draft);
    renameSync(draft, link);
  } catch {
    break; // the folder is gone: the test is over
  }
}
