import type { ProfileBody } from "./profile-schema.ts";

export type Schedule = NonNullable<ProfileBody["schedule"]>;
type ScheduleWindow = Schedule["windows"][number];

const days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] as const;

interface WallTime {
  /** Index into `days`. */
  readonly day: number;
  /** Minutes since midnight. */
  readonly minute: number;
}

/** By zone: to make one takes longer than a verdict, and a session that lasts asks with every request. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatIn(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const options = { weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
  const made = new Intl.DateTimeFormat("en-US", { timeZone, ...options });
  formats.set(timeZone, made);
  return made;
}

function wallTime(now: Date, timeZone: string): WallTime {
  const parts = new Map(
    formatIn(timeZone)
      .formatToParts(now)
      .map(({ type, value }) => [type, value]),
  );
  const day = days.findIndex((name) => name === parts.get("weekday")?.toLowerCase());
  return { day, minute: Number(parts.get("hour")) * 60 + Number(parts.get("minute")) };
}

function minuteOf(time: string): number {
  const [hours = "0", minutes = "0"] = time.split(":");
  return Number(hours) * 60 + Number(minutes);
}

function holds(window: ScheduleWindow, { day, minute }: WallTime): boolean {
  const startsOn = (index: number): boolean =>
    window.days === undefined || window.days.some((name) => name === days[(index + 7) % 7]);
  const [from, to] = [minuteOf(window.from), minuteOf(window.to)];
  if (from < to) return startsOn(day) && minute >= from && minute < to;
  // Over midnight the window belongs to the day on which it started.
  return (startsOn(day) && minute >= from) || (startsOn(day - 1) && minute < to);
}

/** Indexes of the windows that hold at a moment. */
export function activeWindows(schedule: Schedule, now: Date): readonly number[] {
  const time = wallTime(now, schedule.time_zone ?? "UTC");
  return schedule.windows.flatMap((window, index) => (holds(window, time) ? [index] : []));
}

/** Differs when at two moments not the same windows hold. */
export function windowsAt(schedules: readonly Schedule[], now: Date): string {
  return schedules.map((schedule) => activeWindows(schedule, now).join(" ")).join(",");
}
