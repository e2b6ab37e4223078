import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

/** Many tests wait for programs to start: a single worker would leave half of a small machine idle. */
const maxWorkers = Math.max(2, availableParallelism() - 1);

const sandboxTests = [
  "test/**/*.sandbox.test.ts",
  "test/escapes/**/*.test.ts",
  "test/egress/{bad-input,peers,upstream}/**/*.test.ts",
];

/** Two projects: `unit` needs nothing from the host and is quick, `sandbox` starts real sandboxes and real servers. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          maxWorkers,
          root: new URL("..", import.meta.url).pathname,
          include: ["test/**/*.test.ts"],
          exclude: sandboxTests,
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: "sandbox",
          maxWorkers,
          root: new URL("..", import.meta.url).pathname,
          include: sandboxTests,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
