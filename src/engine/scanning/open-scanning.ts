import type { Judgement } from "../judge.ts";
import { createLedger, type Say } from "../network-ledger.ts";
import type { Recorder } from "../record-request.ts";
import { planRun, planScanOf } from "../plan-run.ts";
import type { Session } from "../session.ts";
import { withSessionTls } from "../with-session-tls.ts";
import type { ScanningAhead } from "./with-shadow.ts";

interface Asked {
  readonly judgement: Judgement;
  readonly recorder: Recorder;
  readonly say: Say;
}

/** Has scanners look for a request that starts no command itself; their requests to other hosts are recorded as its own. */
export async function withScanning<T>(
  session: Session,
  { judgement, recorder, say }: Asked,
  scan: (scanning: ScanningAhead) => Promise<T>,
): Promise<T> {
  using opened = await withSessionTls(session);
  const stop = new AbortController();
  const ledger = createLedger(session, { judgement }, { say, stop: () => stop.abort() });
  ledger.open(recorder);
  const found = await scan({
    session: opened.session,
    judgement,
    plan: planScanOf(opened.session, judgement),
    ledger,
    signal: stop.signal,
    say,
    covered: () => planRun(session, judgement, { argv: ["true"], timeoutSeconds: undefined }).overlays?.roots,
  });
  const failed = ledger.close();
  if (failed !== undefined) throw failed.error;
  return found;
}
