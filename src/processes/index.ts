/** Other processes of the machine, as the kernel tells of them. */
export { readProcessStat, startOf } from "./process-stat.ts";
