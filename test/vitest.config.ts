import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

/** Many tests wait for programs to start: a single worker would leave half of a small machine idle. */
const maxWorkers = Math.max(2, availableParallelism() - 1);

/** These wait more than they work: for deadlines, for signals, for what is to be gone in the end. */
const maxSandboxWorkers = Math.max(3, availableParallelism());

/**
 * What starts sandboxes, servers or Sallyport itself, what tries something thousands of times, and what puts other modules in
 * the place of real ones: that needs a worker of its own.
 */
const sandboxTests = [
  "test/**/*.sandbox.test.ts",
  "test/escapes/**/*.test.ts",
  "test/egress/{bad-input,fetch,peers,tls,upstream}/**/*.test.ts",
  "test/doors/{check,egress-*,approvals,fetch,package,sdk,sdk-hooks,tool,upstream}.test.ts",
  "test/{changes,files}/crash.test.ts",
  "test/observe/reserve.test.ts",
  "test/setup/{interrupted,written-meanwhile}.test.ts",
  "test/engine/file-races.test.ts",
  "test/policy/decide-properties.test.ts",
  "test/shell/hostile.test.ts",
];

/** How long a test waits for what is to come: a busy machine takes ten times as long as a quiet one. */
const waiting = { poll: { timeout: 50_000 } };

/** Two projects: `unit` is the quick one, for the inner loop; `sandbox` is the rest of what must hold. */
export default defineConfig({
  test: {
    // What failed once on another machine is known by its message alone.
    chaiConfig: { truncateThreshold: 2000 },
    projects: [
      {
        test: {
          name: "unit",
          maxWorkers,
          // A worker for each file takes longer to start than most files take to run.
          isolate: false,
          // Projects with other numbers of workers take turns, where both are run at once.
          sequence: { groupOrder: 0 },
          root: new URL("..", import.meta.url).pathname,
          include: ["test/**/*.test.ts"],
          exclude: sandboxTests,
          expect: waiting,
          // What a hang costs.
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: "sandbox",
          maxWorkers: maxSandboxWorkers,
          sequence: { groupOrder: 1 },
          root: new URL("..", import.meta.url).pathname,
          include: sandboxTests,
          globalSetup: "test/run/prepare-tools.ts",
          expect: waiting,
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
