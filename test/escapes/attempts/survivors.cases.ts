import type { Attempt } from "./attempt.ts";

const silently = "</dev/null >/dev/null 2>&1";

const survivor = (name: string, attempt: string): Attempt => ({
  name: `live on ${name}`,
  attempt: `${attempt}; sleep 0.1; echo started`,
  answer: "started",
  control: { answers: ["started"] },
});

const lingering = (name: string, way: string): Attempt =>
  survivor(name, `attack linger ${way} {mark} ${silently} & true`);

/** Ways to leave a process behind that outlives its command. It has `{mark}` among its words. */
export const survivors: readonly Attempt[] = [
  survivor("in the background", `(exec -a {mark} sleep 60) ${silently} & true`),
  survivor("without a job", `(exec -a {mark} sleep 60) ${silently} & disown -a`),
  survivor("without a hang-up", `nohup bash -c 'exec -a {mark} sleep 60' ${silently} & true`),
  survivor("in another session", `setsid -f bash -c 'exec -a {mark} sleep 60' ${silently}`),
  survivor("as an orphan", `( ( (exec -a {mark} sleep 60) ${silently} & ) & ) & true`),
  survivor("deaf to signals", `(trap '' TERM HUP INT QUIT; exec -a {mark} sleep 60) ${silently} & true`),
  survivor("under another program", `setsid -f timeout 60 bash -c 'exec -a {mark} sleep 60' ${silently}`),
  lingering("as a daemon", "daemon"),
  lingering("stopped", "stopped"),
  lingering("as the parent's child", "sibling"),
  lingering("without a signal at its end", "silent"),
  lingering("where no tracer follows", "untraced"),
  lingering("in a parent's place that never returned", "vfork"),
  lingering("below a reaper of its own", "reaper"),
  lingering("without a signal at its parent's end", "deathless"),
  lingering("without being looked into", "undumpable"),
  lingering("in many threads", "threads"),
  lingering("from one process to the next", "hopping"),
];
