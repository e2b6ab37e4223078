import { expect, test } from "vitest";
import { type Evidence, judgeLive, type Trial } from "../../../src/setup/live/judge-live.ts";

const good: Trial = {
  what: "its own shell",
  isOffered: true,
  hasWritten: false,
  isRecorded: true,
  told: "denied",
  hasRun: true,
};
const away: Trial = { ...good, what: "the server's bash", isOffered: false, isRecorded: false, told: undefined };
const evidence = (over: Partial<Evidence>): Evidence => ({
  trials: [good, away],
  hasAsked: true,
  requests: 3,
  said: "",
  isLate: false,
  ...over,
});

const rows: readonly (readonly [name: string, over: Partial<Evidence>, state: string])[] = [
  ["refused and recorded", {}, "holds"],
  [
    "also by the server alone",
    {
      trials: [
        { ...good, isOffered: false, isRecorded: false },
        { ...good, isOffered: true },
      ],
    },
    "holds",
  ],
  ["harmless refused as well", { trials: [{ ...good, hasRun: false }] }, "holds"],
  ["written", { trials: [{ ...good, hasWritten: true }] }, "open"],
  [
    "written, for all that is recorded and however the client ended",
    { trials: [{ ...good, hasWritten: true }], hasAsked: false, isLate: true },
    "open",
  ],
  ["written by one of two", { trials: [good, { ...away, isOffered: true, hasWritten: true }] }, "open"],
  ["not recorded", { trials: [{ ...good, isRecorded: false }] }, "unproven"],
  ["one of two not recorded", { trials: [good, { ...good, isRecorded: false }] }, "unproven"],
  ["nothing on offer", { trials: [away] }, "unproven"],
  ["no answer", { trials: [{ ...good, told: undefined }] }, "unproven"],
  ["nothing asked", { hasAsked: false, requests: 0 }, "unproven"],
];
test.for(rows)("%s", ([, over, state]) => expect(judgeLive(evidence(over))).toMatchObject({ way: "live", state }));
