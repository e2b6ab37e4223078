import type { Attempt } from "./attempt.ts";

/** With a namespace of one's own such an object is not there; without one the call is refused. */
const missing = { bubblewrap: "EINVAL", landlock: "EPERM" } as const;
const unnamed = { bubblewrap: "ENOENT", landlock: "EPERM" } as const;

/** What a variable of the caller's names: it does not come along. */
const agent = (name: string, variable: string): Attempt => ({
  name,
  attempt: `attack unix "\${${variable}-unset}"`,
  answer: "ENOENT",
  control: {},
});

/** The host's own ways to pass things between processes. */
export const ipcAttempts: readonly Attempt[] = [
  { name: "attach shared memory", attempt: "attack shm-attach {shm}", answer: missing, control: {} },
  { name: "find shared memory by its key", attempt: "attack shm-find {key}", answer: unnamed, control: {} },
  { name: "raise a semaphore", attempt: "attack sem-up {sem}", answer: missing, control: {} },
  { name: "send a message", attempt: "attack msg-send {msg}", answer: missing, control: {} },
  { name: "take a message", attempt: "attack msg-take {msg}", answer: missing, control: {} },
  { name: "remove shared memory", attempt: "attack shm-remove {shm}", answer: missing, control: {} },
  { name: "open a message queue", attempt: "attack mq-open {name}", answer: unnamed, control: {} },
  { name: "remove a message queue", attempt: "attack mq-remove {name}", answer: unnamed, control: {} },
  {
    name: "write a shared memory file",
    attempt: "attack write /dev/shm{name}",
    answer: "ENOENT",
    control: {},
  },
  {
    name: "write a named pipe",
    attempt: "attack append {hidden}/pipe",
    answer: { bubblewrap: "ENOENT", landlock: "EACCES" },
    control: {},
  },
  { name: "add a key", attempt: "attack add-key sallyport-{slug}", answer: "EPERM", control: {} },
  { name: "read the user's keys", attempt: "attack read-keys", answer: "EPERM", control: {} },
  {
    name: "ask for a key",
    attempt: "attack request-key sallyport-none",
    answer: "EPERM",
    control: { answers: ["ENOKEY"] },
  },
  agent("use the user's SSH agent", "SSH_AUTH_SOCK"),
  agent("use the user's message bus", "DBUS_SESSION_BUS_ADDRESS"),
  agent("use the user's screen", "WAYLAND_DISPLAY"),
  agent("use the user's containers", "DOCKER_HOST"),
];
