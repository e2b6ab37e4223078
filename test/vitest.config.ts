import { defineConfig } from "vitest/config";

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
          root: new URL("..", import.meta.url).pathname,
          include: ["test/**/*.test.ts"],
          exclude: sandboxTests,
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: "sandbox",
          // Most of a sandbox test is waiting for programs to start: one worker leaves half of a small machine idle.
          maxWorkers: 2,
          root: new URL("..", import.meta.url).pathname,
          include: sandboxTests,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
