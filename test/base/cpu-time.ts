/** Milliseconds of the processor that `work` takes: unlike those of a clock they do not grow when others are at work. */
export function cpuMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
